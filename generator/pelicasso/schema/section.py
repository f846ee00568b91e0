"""A section of `site.yaml` (or a front matter), and the types of its fields.

Each type raises `ValueError(code)`: the code names the sentence and the hint in the catalogue.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Annotated, Any, ClassVar
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field
from pydantic.fields import FieldInfo
from pydantic_core import PydanticCustomError


class Section(BaseModel):
    """Typed, frozen, and closed: an unknown key is an error.

    `mistaken` names the key that is meant by another word: « téléphone » for `phone`. `asked` names the keys whose
    values `pelicasso new` asks for, as « email » or « address.city ». What an `own` section says, or one that is asked
    for, is true of one association alone: a new site keeps nothing of the starter's but as comments.
    """

    mistaken: ClassVar[Mapping[str, str]] = {}
    asked: ClassVar[tuple[str, ...]] = ()
    own: ClassVar[bool] = False

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


def titled(default: Any = None, *, en: str, fr: str, **more: Any) -> Any:
    """A field with what an editor shows for it, in both languages."""
    return Field(default, description=en, json_schema_extra={"description_fr": fr}, **more)


def required(*, en: str, fr: str, **more: Any) -> Any:
    """A field that must be given, with what an editor shows for it, in both languages."""
    return Field(description=en, json_schema_extra={"description_fr": fr}, **more)


def meaning(field: FieldInfo, language: str) -> str:
    """What a field is for, in French or English."""
    extra = field.json_schema_extra
    french = extra.get("description_fr") if isinstance(extra, dict) else None
    return str(french if language.startswith("fr") and french else field.description)


def refuse(code: str, **values: Any) -> PydanticCustomError:
    """What a field type raises: the code of the catalogue, with the values that its sentence names."""
    return PydanticCustomError(code, code, values)


def _text(value: str) -> str:
    value = value.strip()
    if not value:
        raise refuse("empty_text")
    return value


def _matching(pattern: str, code: str) -> Callable[[str], str]:
    compiled = re.compile(pattern)

    def check(value: str) -> str:
        value = value.strip()
        if not compiled.fullmatch(value):
            raise refuse(code, value=value)
        return value

    return check


def _yes_or_no(value: object) -> object:
    words = {"oui": True, "non": False, "vrai": True, "faux": False, "yes": True, "no": False}
    return words.get(value.strip().lower(), value) if isinstance(value, str) else value


def _address(schemes: frozenset[str]) -> Callable[[str], str]:
    def check(value: str) -> str:
        value = value.strip()
        try:
            parts = urlsplit(value)
            host = parts.hostname or ""
        except ValueError:
            raise refuse("bad_web_address", value=value) from None
        if parts.scheme not in schemes or ("." not in host.strip(".") and host != "localhost"):
            raise refuse("bad_web_address", value=value)
        if parts.username or re.search(r"[\s<>\"'\\]", value):
            raise refuse("bad_web_address", value=value)
        return value

    return check


def _phone(value: str) -> str:
    value = value.strip()
    if not re.fullmatch(r"\+?[\d .()/\-\u00a0\u202f]{2,24}", value) or sum(map(str.isdigit, value)) < 2:
        raise refuse("bad_phone", value=value)
    return value


Text = Annotated[str, AfterValidator(_text)]
"""Text that is not empty; spaces around it are dropped."""
YesNo = Annotated[bool, BeforeValidator(_yes_or_no)]
"""oui, non, yes, no, true, false."""
Colour = Annotated[str, AfterValidator(_matching(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})", "bad_colour"))]
"""A colour as #0b6e4f or #0b6."""
Email = Annotated[
    str, AfterValidator(_matching(r"[^@\s<>\"'(),;:\\\[\]]+@[^@\s<>\"'(),;:\\\[\]]+\.[^@\s.<>\"'()]{2,}", "bad_email"))
]
"""An e-mail address, one @ and a dot after it."""
Phone = Annotated[str, AfterValidator(_phone)]
"""A telephone number as people write it."""
WebAddress = Annotated[str, AfterValidator(_address(frozenset({"https", "http"})))]
"""An address that begins with https:// or http://, without a password in it."""
PostalCode = Annotated[str, AfterValidator(_matching(r"[0-9A-Za-z][0-9A-Za-z \-]{1,9}", "bad_postal_code"))]
"""A postal code: « 01000 » keeps its zero."""
Language = Annotated[str, AfterValidator(_matching(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*", "bad_language"))]
"""A language tag (BCP 47): fr, en, pt-BR."""
