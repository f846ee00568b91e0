"""What a PDF says of itself: pages, title, language, tags, and whether its text can be read aloud."""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from enum import StrEnum
from io import BytesIO
from typing import TYPE_CHECKING, Any, BinaryIO, cast

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

VERSION = "pdf 1"
"""Changes with what is read, so that what is remembered of files is read again."""
LARGEST = 50_000_000
PAGES = 3
"""So many pages tell whether there is text."""
STEPS = 10_000_000
"""A PDF is given up after so many calls of functions, and not after some seconds: two builds must see the same."""
CONTENT = 4_000_000
END = b"%%EOF"
SAID_ON_A_PAGE = 60
"""Bytes of text on a page with a picture; below, it is the stamp of a scanner."""
TEXT = re.compile(rb"\bBT\b(.*?)\bET\b", re.S)
STRING = re.compile(rb"\(((?:[^()\\]|\\.)*)\)|<([0-9A-Fa-f\s]+)>", re.S)
NO_TITLE = re.compile(r"(?:microsoft word|word|untitled|sans nom|sans titre|document)\b.*|.*\.\w{2,4}", re.I | re.S)
"""What programs write where nobody gave a title."""


class State(StrEnum):
    """How far a PDF can be read."""

    TAGGED = "tagged"
    UNTAGGED = "untagged"
    SCANNED = "scanned"
    PROTECTED = "protected"
    BROKEN = "broken"
    UNREAD = "unread"


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a PDF; None where it does not say."""

    state: State
    pages: int | None = None
    title: str | None = None
    language: str | None = None

    @classmethod
    def of(cls, kept: dict[str, Any]) -> Facts:
        return cls(**{**kept, "state": State(kept["state"])})


class _TooMuchError(BaseException):
    """A PDF asks for more work than it is worth; pypdf must not take it for a fault of the file and go on."""


def read_pdf(file: BinaryIO) -> dict[str, Any]:
    """Its facts, as they can be kept; whatever is wrong with it makes it broken and nothing else."""
    content = file.read(LARGEST + 1)
    if len(content) > LARGEST:
        return asdict(Facts(State.UNREAD))
    # pypdf would look for the end line by line, through whatever stands behind it.
    end = content.rfind(END)
    try:
        with _silent(), _bounded():
            return asdict(_facts(content[: end + len(END)]) if end > 0 else Facts(State.BROKEN))
    except (Exception, _TooMuchError):
        # pypdf raises whatever a broken file leads it to.
        return asdict(Facts(State.BROKEN))


def _facts(content: bytes) -> Facts:
    # It takes a tenth of a second to be imported: only where a PDF is new.
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, FileNotDecryptedError

    try:
        reader = PdfReader(BytesIO(content))
        pages = reader.pages
        count = len(pages)
        state = (
            State.PROTECTED if reader.is_encrypted else _state(reader, [pages[at] for at in range(min(count, PAGES))])
        )
    except (DependencyError, FileNotDecryptedError):
        return Facts(State.PROTECTED)
    if not count:
        return Facts(State.BROKEN)
    return Facts(state, count, _title(reader), _language(reader))


def _state(reader: PdfReader, pages: list[PageObject]) -> State:
    if not _is_readable(pages):
        return State.SCANNED
    root = reader.root_object
    is_tagged = "/StructTreeRoot" in root and _inside(root, "/MarkInfo").get("/Marked")
    return State.TAGGED if is_tagged else State.UNTAGGED


def _is_readable(pages: list[PageObject]) -> bool:
    said, has_picture = 0, False
    for page in pages:
        for each in _contents(page):
            has_picture = has_picture or each is None
            said += _said(each) if each else 0
    return said >= SAID_ON_A_PAGE * len(pages) or (said > 0 and not has_picture)


def _contents(page: PageObject) -> Iterator[bytes | None]:
    """What draws the page, and the drawings in it; None for each picture."""
    contents = page.get_contents()
    yield b"" if contents is None else contents.get_data()[:CONTENT]
    drawn = _inside(_inside(page, "/Resources"), "/XObject")
    for each in map(drawn.__getitem__, list(drawn)[:50]):
        yield each.get_data()[:CONTENT] if each.get("/Subtype") == "/Form" else None


def _inside(held: dict[Any, Any], key: str) -> dict[Any, Any]:
    """A dictionary of a PDF in another; empty where there is none."""
    try:
        return cast(dict[Any, Any], held[key])
    except KeyError:
        return {}


def _said(content: bytes) -> int:
    """Bytes of text that a drawing shows."""
    strings = (found for text in TEXT.finditer(content) for found in STRING.finditer(text[1]))
    return sum(len(each[1]) if each[1] is not None else len(each[2]) // 2 for each in strings)


def _title(reader: PdfReader) -> str | None:
    title = (reader.metadata.title if reader.metadata else None) or ""
    if not title and (more := reader.xmp_metadata) is not None:
        title = next(iter(more.dc_title.values()), "") if more.dc_title else ""
    title = " ".join(str(title).split())
    return None if not title or NO_TITLE.fullmatch(title) else title


def _language(reader: PdfReader) -> str | None:
    language = str(reader.root_object.get("/Lang") or "").strip().lower()
    return language if re.fullmatch(r"[a-z]{2,3}(?:-[a-z0-9]{2,8})*", language) else None


@contextmanager
def _bounded() -> Iterator[None]:
    """Stops what runs inside after so many calls, in whichever thread and on whichever system."""
    left = STEPS

    def count(_frame: object, _event: str, _called: object) -> None:
        nonlocal left
        left -= 1
        if left < 0:
            raise _TooMuchError

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        yield
    finally:
        sys.setprofile(before)


@contextmanager
def _silent() -> Iterator[None]:
    """What pypdf thinks of a file is ours to say."""
    logger = logging.getLogger("pypdf")
    before = logger.level
    logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        logger.setLevel(before)
