"""Pictures: what those who don't see them are told instead."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from urllib.parse import unquote

from pelicasso.check.blocks import Kind
from pelicasso.check.inline import Picture
from pelicasso.check.prose import unmarked
from pelicasso.check.rule import site_rule, text_rule
from pelicasso.check.subject import Subject
from pelicasso.check.text import Text
from pelicasso.schema import Finding, warning
from pelicasso.site.paths import Found
from pelicasso.site.reader import FILE

LONGEST = 120
FILE_NAME = re.compile(
    r".*\.(?:jpe?g|png|gif|webp|avif|heic|svg|tiff?|bmp)"
    r"|(?:img|dscn?|dscf|pxl|mvi|wp|scan|image|photo|screenshot|capture)[ _-]*\d[\d _()-]*"
    r"|(?:whatsapp image|capture d'[ée]cran|screenshot|sans titre|untitled|copie de|copy of)\b.*"
    r"|[\d _-]{4,}|\S*\d{6,}\S*",
    re.IGNORECASE | re.DOTALL,
)
SAYS_PICTURE = re.compile(
    r"(?:(?:une?|la|l'|the|an?|cette)\s*)?(?:photo(?:graphie|graph)?s?|image|illustration|visuel|picture|cliché)"
    r"(?:\s*[:,–-]|\s+(?:de|du|des|of|montrant|représentant|showing|qui (?:montre|représente))\b|\s+d'|\s*$)"
    r"(?!\s*(?:classe|groupe|famille|mariage|épinal)\b)",
    re.IGNORECASE,
)
POSTER = re.compile(r"(?:^|[\W_])(?:affiche|flyer|tract|poster|prospectus)s?(?=$|[\W_\d])", re.IGNORECASE)
DATE = re.compile(
    r"\b\d{1,2}(?:er)?(?:\s+(?:et|au|-)\s+\d{1,2})?\s+(?:janv|févr|mars|avril|mai|juin|juil|août|sept|oct|nov|déc"
    r"|jan|feb|mar|apr|may|june?|july?|aug|sep|dec)\w*"
    r"|\b(?:january|february|march|april|may|june|july|august|september|october|november|december)\s+\d{1,2}\b"
    r"|\b\d{1,2}/\d{1,2}(?:/\d{2,4})?\b|\b\d{4}-\d\d-\d\d\b",
    re.IGNORECASE,
)
CAPTION = re.compile(r"<figcaption[^>]*>(.*?)</figcaption>|^[*_](?![*_])(.+?)[*_]\s*$", re.DOTALL | re.IGNORECASE)
CAPTION_BLOCK = re.compile(r"\s*///\s*(?:figure-)?caption\b", re.IGNORECASE)
DECORATES = "-"
"""In place of an alternative: the picture only decorates."""
NOTED = re.compile(r"^alt\s*:\s*\S", re.MULTILINE)
PRESENTATION = re.compile(r"role\s*=\s*[\"']?(?:presentation|none)\b", re.IGNORECASE)


def _said(picture: Picture) -> str:
    return " ".join((picture.alternative or "").replace("’", "'").split())


def _name(target: str) -> str:
    return PurePosixPath(unquote(target).partition("?")[0]).name


def _told(text: Text) -> Iterator[tuple[int, Picture, str]]:
    """The pictures that have an alternative, with their line, and what it says."""
    return ((line, each, said) for line, each in text.shown if (said := _said(each)) not in ("", DECORATES))


@site_rule("RGAA 1.1")
def picture_without_alternative(subject: Subject) -> Iterator[Finding]:
    """An alternative left out, by the text and by the note beside the picture."""
    for text in subject.texts:
        for line, each in text.shown:
            if each.alternative is None and not PRESENTATION.search(each.attributes) and not _noted(text, each):
                yield text.advice("picture_without_alternative", line, picture=_name(each.target))
    for index, part in enumerate(subject.site.file.home or ()):
        asked = part.hero.picture if part.hero else None
        if asked is not None and asked.alt is None and not noted(subject.files, asked.file):
            at = subject.site.line("home", index, "hero", "picture")
            yield warning("picture_without_alternative", FILE, at, picture=_name(asked.file))


def _noted(text: Text, picture: Picture) -> bool:
    path = text.path(picture.target)
    return path is not None and noted(text.files, path)


def noted(files: Mapping[str, Found], path: str) -> bool:
    """Whether a note beside a picture says what it shows."""
    notes = (files.get(f"{path}.{end}") for end in ("yaml", "yml"))
    return any(NOTED.search(each.absolute.read_text("utf-8", "replace")) for each in notes if each)


@text_rule("RGAA 1.3")
def alternative_is_file_name(text: Text) -> Iterator[Finding]:
    """« IMG_2034.jpg » says nothing."""
    for line, each, said in _told(text):
        if FILE_NAME.fullmatch(said) or _is_stem(said, each):
            yield text.advice("alternative_is_file_name", line, said=said)


def _is_stem(said: str, picture: Picture) -> bool:
    """Whether it is the file's name as it is; a name of one plain word may well be what the picture shows."""
    stem = PurePosixPath(_name(picture.target).replace("’", "'")).stem
    return said.lower() == stem.lower() and re.search(r"[-_\d]", said) is not None


@text_rule("RGAA 1.3")
def alternative_too_long(text: Text) -> Iterator[Finding]:
    """More than a screen reader's user wants to hear in one go."""
    for line, _, said in _told(text):
        if len(said) > LONGEST:
            yield text.advice("alternative_too_long", line, length=len(said), limit=LONGEST)


@text_rule("RGAA 1.3")
def alternative_says_picture(text: Text) -> Iterator[Finding]:
    """« Photo de… »: a screen reader says it is a picture."""
    for line, _, said in _told(text):
        if (found := SAYS_PICTURE.match(said)) and not FILE_NAME.fullmatch(said):
            yield text.advice("alternative_says_picture", line, said=found[0].strip(" :,–-"))


@text_rule("RGAA 1.3")
def alternative_repeats_caption(text: Text) -> Iterator[Finding]:
    """The caption, or the title, said twice."""
    for line, each, said in _told(text):
        if _folded(said) in (_folded(each.title), _folded(_caption(text, each))):
            yield text.advice("alternative_repeats_caption", line, said=said)


def _folded(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower())) or "\0"


def _caption(text: Text, picture: Picture) -> str:
    """What stands under a picture as its caption: a line in italics, a <figcaption>, a caption block."""
    here = next((at for at, each in enumerate(text.blocks) if each.at <= picture.at < each.at + len(each.text)), None)
    if here is None:
        return ""
    rest = text.source[picture.end : text.blocks[here].at + len(text.blocks[here].text)].strip()
    following = text.blocks[here + 1 : here + 3]
    if not rest and following and CAPTION_BLOCK.match(following[0].text):
        return following[-1].text
    if not rest and following and following[0].kind is Kind.PARAGRAPH:
        rest = following[0].text.strip()
    found = CAPTION.search(rest)
    return unmarked(found[1] or found[2]) if found else ""


@text_rule("RGAA 1.8")
def poster_as_picture(text: Text) -> Iterator[Finding]:
    """A poster whose date stands nowhere in the text."""
    posters = [(line, each) for line, each in text.shown if POSTER.search(f"{_said(each)} {_name(each.target)}")]
    if posters and not next(text.find(DATE), None):
        for line, each in posters:
            yield text.advice("poster_as_picture", line, picture=_name(each.target))
