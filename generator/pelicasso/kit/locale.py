"""Words, dates and numbers, said in the language of the site."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_currency, format_decimal

from pelicasso.kit.typography import Typography
from pelicasso.schema import SiteError, error
from pelicasso.site.catalogue import Catalogue

DAY_FIRST = {
    "long": "d MMMM y",
    "short": "d MMM y",
    "month": "MMMM y",
    "full": "EEEE d MMMM y",
    "weekday": "EEEE d MMMM",
    "yearless": "d MMMM",
}
FORMS = {"fr": DAY_FIRST, "en": DAY_FIRST}
"""Day first in both languages, as people write it; other languages take their own usual forms."""
USUAL = {"month": "long", "short": "medium", "weekday": "full", "yearless": "long"}


class Words:
    """What templates say: looked up in the catalogue and set in the language's typography."""

    def __init__(self, language: str, folders: Sequence[Path] = ()) -> None:
        self.language = language
        self.typography = Typography(language)
        self._catalogue = Catalogue(language, folders)
        self._locale = Locale.parse(language, sep="-")
        self._plural = self._locale.plural_form
        self._said: dict[str, str] = {}

    @property
    def direction(self) -> str:
        return self._locale.text_direction

    def __call__(self, key: str, **values: object) -> str:
        """The words at a key; a mapping of plural forms is chosen from by `count`."""
        if key not in self._said or "count" in values:
            self._said[key] = self.typography.text(self._text(key, values))
        return self._said[key].format(**values)

    def digest(self) -> bytes:
        """A digest of all that can be said."""
        return self._catalogue.digest()

    def _text(self, key: str, values: Mapping[str, object]) -> str:
        if "count" in values:
            form = self._plural(int(str(values["count"])))
            for each in (form, "other"):
                if (found := self._catalogue.text("words", f"{key}.{each}")) is not None:
                    return found
        if (found := self._catalogue.text("words", key)) is not None:
            return found
        raise SiteError(error("missing_word", key=key, language=self.language))

    def address(self, name: str) -> str:
        """The part of an address that a collection or a listing has in this language."""
        found = self._catalogue.text("addresses", name)
        if found is None:
            raise SiteError(error("missing_word", key=f"addresses.{name}", language=self.language))
        return found

    def day(self, value: date, form: str = "long") -> str:
        """« 18 novembre 2026 », « 1er décembre 2026 »; `form` is long, short, month, full, weekday or yearless."""
        language = self._locale.language
        if language in FORMS:
            text = format_date(value, FORMS[language][form], locale=self._locale)
        else:
            text = format_date(value, USUAL.get(form, form), locale=self._locale)
        if language == "fr" and value.day == 1 and form != "month":
            text = text.replace("1 ", "1er ", 1)
        return text

    def number(self, value: float) -> str:
        return format_decimal(value, locale=self._locale)

    def money(self, value: Decimal, currency: str = "EUR") -> str:
        """« 30 € », « 12,50 € »: without cents where there are none."""
        pattern = None if value != value.to_integral_value() else self._locale.currency_formats["standard"].pattern
        whole = pattern and re.sub(r"[.]0+", "", pattern)
        said = format_currency(value, currency, whole, locale=self._locale, currency_digits=not whole)
        return self.typography.text(said)
