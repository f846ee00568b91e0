"""What a site is: `site.yaml` as types, and the Site that every other part is given."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Any, ClassVar, Literal
from urllib.parse import unquote, urlsplit
from zoneinfo import ZoneInfo, available_timezones

from pydantic import AfterValidator, BeforeValidator, model_validator

from pelicasso.schema.section import (
    Colour,
    Language,
    PostalCode,
    Section,
    Text,
    WebAddress,
    refuse,
    required,
    titled,
)
from pelicasso.site import yaml
from pelicasso.site.dates import Day


def _timezone(value: str) -> str:
    if value not in available_timezones():
        raise refuse("bad_timezone", value=value)
    return value


def _site_address(value: str) -> str:
    parts = urlsplit(value)
    if parts.query or parts.fragment or re.search(r"[<>\"'\\\x00-\x1f\x7f-\x9f\ufffd]", unquote(parts.path)):
        raise refuse("bad_web_address", value=value)
    return value.rstrip("/")


def _security_contact(value: str) -> str:
    """A URI, as RFC 9116 asks for one; an e-mail address alone becomes one."""
    value = value.strip()
    if not re.fullmatch(r"https://[^\s<>\"'\\@]+|(?:mailto:)?[^\s<>\"'\\@:]+@[^\s<>\"'\\@:]+\.[^\s<>\"'\\@:]+", value):
        raise refuse("bad_security_contact", value=value)
    return value if value.startswith(("https:", "mailto:")) else f"mailto:{value}"


def _file_path(value: str) -> str:
    value = value.strip().replace("\\", "/")
    if not value or value.startswith("/") or ".." in value.split("/"):
        raise refuse("bad_file_path", value=value)
    return value.removeprefix("content/")


Timezone = Annotated[str, AfterValidator(_timezone)]
SiteAddress = Annotated[WebAddress, AfterValidator(_site_address)]
SecurityContact = Annotated[str, AfterValidator(_security_contact)]
FilePath = Annotated[str, AfterValidator(_file_path)]
"""A file of the site, relative to its `content` folder."""


class Address(Section):
    """A postal address."""

    street: Text | None = titled(en="Street and number.", fr="Numéro et rue.")
    postal_code: PostalCode | None = titled(en="Postal code, in quotes.", fr="Code postal, entre guillemets.")
    city: Text | None = titled(en="City.", fr="Ville ou commune.")
    country: Annotated[str, AfterValidator(lambda value: _country(value))] = titled(
        "FR", en="Country, two letters.", fr="Pays, en deux lettres."
    )


def _country(value: str) -> str:
    if len(value) != 2 or not value.isalpha() or not value.isascii():
        raise refuse("bad_country", value=value)
    return value.upper()


class Label(Section):
    """A label that the association was given."""

    mistaken: ClassVar[Mapping[str, str]] = {
        "nom": "name",
        "preuve": "proof",
        **dict.fromkeys(("fin", "validité", "jusqu'au"), "until"),
    }

    name: Text = required(en="Its name: Don en Confiance, IDEAS…", fr="Son nom : Don en Confiance, IDEAS…")
    proof: WebAddress = required(
        en="Where the one who gives it says so.", fr="La page où l’organisme qui le donne le confirme."
    )
    until: Day = required(en="The last day it is valid.", fr="Le dernier jour où il est valable : 2027-12-31.")


class Organisation(Section):
    """The association itself."""

    asked = ("name", "tagline", "rna", "address.street", "address.postal_code", "address.city")

    name: Text = required(en="The association's name.", fr="Le nom de l’association.")
    short_name: Text | None = titled(en="A shorter name, for small places.", fr="Un nom plus court.")
    tagline: Text | None = titled(en="A few words below the name.", fr="Quelques mots sous le nom.")
    description: Text | None = titled(
        en="One sentence for search engines.", fr="Une phrase, pour les moteurs de recherche."
    )
    logo: FilePath | None = titled(en="The logo's file in content/.", fr="Le fichier du logo, dans content/.")
    rna: Text | None = titled(en="Number in the French register (RNA).", fr="Le numéro RNA : W et neuf chiffres.")
    siren: Text | None = titled(en="SIREN, nine digits.", fr="Le SIREN, neuf chiffres.")
    siret: Text | None = titled(en="SIRET, fourteen digits.", fr="Le SIRET, quatorze chiffres.")
    founded: int | None = titled(en="Year of foundation.", fr="L’année de création.", ge=1600, le=2200)
    address: Address | None = titled(en="The registered office.", fr="L’adresse du siège.")
    labels: tuple[Label, ...] = titled((), en="Labels.", fr="Les labels : Don en Confiance, IDEAS…")

    def labels_on(self, day: date) -> tuple[Label, ...]:
        """Those that are valid on a day."""
        return tuple(each for each in self.labels if day <= each.until)


Host = Literal["github", "gitlab", "codeberg", "netlify", "cloudflare", "apache", "nginx", "none"]


class Web(Section):
    """Where the site stands and in which language it speaks."""

    url: SiteAddress | None = titled(en="The site's address.", fr="L’adresse du site, https://…")
    language: Language = titled("fr", en="Language of the site.", fr="La langue du site : fr, en…")
    timezone: Timezone = titled("Europe/Paris", en="Time zone.", fr="Le fuseau horaire.")
    host: Host | None = titled(en="Where the site is hosted.", fr="Chez qui le site est hébergé.")
    security: SecurityContact | None = titled(
        en="Whom to tell of a weakness of the site: it is published in security.txt.",
        fr="À qui signaler une faille du site : l’adresse est publiée dans security.txt.",
    )


class Theme(Section):
    """How the site looks; every look knows all these options."""

    asked = ("colour",)

    name: Text = titled(
        "base", en="The look: base, fanfare or registre.", fr="L’habillage : base, fanfare ou registre."
    )
    colour: Colour = titled("#1f5c46", en="The brand colour, # and six digits.", fr="La couleur de l’association.")
    dark: Literal["auto", "light", "dark"] = titled(
        "auto",
        en="auto follows the visitor's device; light or dark fixes it.",
        fr="auto suit l’appareil du visiteur ; light (clair) ou dark (sombre) l’impose.",
    )
    density: Literal["comfortable", "compact"] = titled(
        "comfortable",
        en="How much space there is: compact shows more at once.",
        fr="La place laissée autour des textes : compact (serré) en montre davantage à la fois.",
    )
    corners: Literal["round", "soft", "square"] | None = titled(
        en="Corners of buttons and pictures; without it, those of the look.",
        fr="Les coins des boutons et des images : round (ronds), soft (adoucis) ou square (droits). Sans cette ligne,"
        " ceux de l’habillage.",
    )
    type: Literal["serif", "sans"] | None = titled(
        en="Letters of titles and texts, with serifs or without; without it, those of the look.",
        fr="Les lettres des titres et des textes : serif (à empattements) ou sans (sans empattements). Sans cette"
        " ligne, celles de l’habillage.",
    )
    hero: Literal["beside", "wide", "plain"] = titled(
        "beside",
        en="The head of the home page: its picture beside the text, as wide as the page, or the text alone.",
        fr="Le haut de l’accueil : l’image à côté du texte (beside), large comme la page (wide), ou le texte seul"
        " (plain).",
    )
    font: Literal["none", "atkinson"] = titled(
        "none",
        en="A typeface sent with the pages: none uses the visitor's own; atkinson, made for poor sight, weighs 21 kB.",
        fr="Une police envoyée avec les pages : none prend celles du visiteur ; atkinson, faite pour les vues"
        " fatiguées, pèse 21 Ko.",
    )


class Content(Section):
    """How texts are read."""

    raw_html: Literal["clean", "trusted"] = titled(
        "clean",
        en="clean keeps harmless HTML only; trusted keeps all of it.",
        fr="clean ne garde que le HTML sans danger ; trusted garde tout.",
    )


def _link_text(value: object) -> object:
    return {"link": value} if isinstance(value, str) else value


class SubMenuItem(Section):
    """An entry of a sub-menu."""

    title: Text | None = titled(en="What is shown.", fr="Le mot affiché.")
    link: Text = required(en="An address or a file.", fr="Une adresse ou un fichier.")


class MenuItem(Section):
    """An entry of the menu: an address or a file, with or without a title, or a title with entries below it."""

    title: Text | None = titled(en="What is shown.", fr="Le mot affiché.")
    link: Text | None = titled(en="An address or a file.", fr="Une adresse ou un fichier.")
    items: tuple[Annotated[SubMenuItem, BeforeValidator(_link_text)], ...] = titled(
        (), en="Entries below this one.", fr="Les entrées du sous-menu."
    )

    @model_validator(mode="after")
    def _leads_somewhere(self) -> MenuItem:
        if self.link is None and not self.items:
            raise refuse("menu_leads_nowhere")
        if self.link is None and self.title is None:
            raise refuse("menu_needs_title")
        return self


class Action(Section):
    """A button of the home page's head."""

    title: Text = required(en="What the button says.", fr="Ce que dit le bouton.")
    link: Text = required(en="An address or a file.", fr="Une adresse ou un fichier.")


def _file_alone(value: object) -> object:
    return {"file": value} if isinstance(value, str) else value


class PictureFile(Section):
    """A picture that stands at the head of something."""

    file: Text = required(en="The picture's file.", fr="Le fichier de l’image.")
    alt: Text | None = titled(
        en='What it shows, for those who don’t see it; "-" when it only decorates.',
        fr='Ce qu’elle montre, pour qui ne la voit pas ; "-" si elle ne fait que décorer.',
    )
    credit: Text | None = titled(en="Whose picture it is.", fr="De qui est l’image.")


PictureField = Annotated[PictureFile, BeforeValidator(_file_alone)]


class HeroPart(Section):
    """The head of the home page."""

    title: Text | None = titled(en="The large title.", fr="Le grand titre.")
    lede: Text | None = titled(en="One or two sentences below it.", fr="Une ou deux phrases dessous.")
    kicker: Text | None = titled(en="A few words above it.", fr="Quelques mots au-dessus.")
    actions: tuple[Action, ...] = titled((), en="At most two buttons.", fr="Deux boutons au plus.", max_length=2)
    picture: PictureField | None = titled(en="A picture beside it.", fr="Une image à côté.")


class FigureLine(Section):
    """A number and what it counts."""

    value: Text = required(en="The number, with its unit.", fr="Le nombre, avec son unité.")
    label: Text = required(en="What it counts.", fr="Ce qu’il compte.")


def _part(value: object) -> object:
    return {"section": value} if isinstance(value, str) else value


class HomePart(Section):
    """A part of the home page: a hero, the text of a page, figures, the news, or a feature by its name."""

    hero: HeroPart | None = titled(en="The head.", fr="L’en-tête.")
    text: FilePath | None = titled(en="A page whose text is shown.", fr="Une page dont le texte est montré.")
    figures: tuple[FigureLine, ...] | None = titled(en="A few numbers.", fr="Quelques chiffres.")
    section: Text | None = titled(en="news, or a feature's name.", fr="news, ou le nom d’une fonction.")

    @model_validator(mode="after")
    def _is_one_thing(self) -> HomePart:
        if sum(each is not None for each in (self.hero, self.text, self.figures, self.section)) != 1:
            raise refuse("home_part_is_one_thing")
        return self


def _number(value: object) -> object:
    return int(value) if isinstance(value, str) and value.isdigit() else value


class SiteFile(Section):
    """`site.yaml`, without the sections of the features."""

    version: Annotated[Literal[1], BeforeValidator(_number)] = titled(
        1, en="Version of this file.", fr="La version de ce fichier."
    )
    organisation: Organisation = required(en="The association.", fr="L’association.")
    site: Web = titled(Web(), en="The site.", fr="Le site.")
    theme: Theme = titled(Theme(), en="The looks.", fr="L’apparence.")
    menu: tuple[Annotated[MenuItem, BeforeValidator(_link_text)], ...] | None = titled(en="The menu.", fr="Le menu.")
    home: tuple[Annotated[HomePart, BeforeValidator(_part)], ...] | None = titled(
        en="The parts of the home page, in order.", fr="Les parties de l’accueil, dans l’ordre."
    )
    content: Content = titled(Content(), en="How texts are read.", fr="Comment les textes sont lus.")


@dataclass(frozen=True)
class Site:
    """A site as it was read: what the person wrote, typed, with the day of the build.

    `folder` is the site's folder; `address` the absolute address without a final slash, None when unknown; `sections`
    holds the section of each feature that is on, in the order of `site.yaml`. Of a site that is not `trusted`, no
    template is taken and no git is run: both can hold code. With `drafts` they are shown too, marked in their titles.
    """

    folder: Path
    day: date
    file: SiteFile
    source: yaml.Mapping
    sections: Mapping[str, Section]
    address: str | None = None
    trusted: bool = True
    drafts: bool = False

    @property
    def organisation(self) -> Organisation:
        return self.file.organisation

    @property
    def theme(self) -> Theme:
        return self.file.theme

    @property
    def language(self) -> str:
        return self.file.site.language

    @property
    def timezone(self) -> ZoneInfo:
        return ZoneInfo(self.file.site.timezone)

    @property
    def base(self) -> str:
        """The path of the site's address: « /repo » for https://name.github.io/repo, else empty."""
        return urlsplit(self.address or "").path.rstrip("/")

    def line(self, *path: Any) -> int | None:
        """The line of `site.yaml` where a key or an item stands."""
        return yaml.line_of(self.source, path)
