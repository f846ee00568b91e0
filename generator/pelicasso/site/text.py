"""Bytes of a file to text: its encoding found, damage mended and said, what is no text refused by name."""

from __future__ import annotations

import codecs
import math
import re
from dataclasses import dataclass

from pelicasso.schema import Finding, SiteError, error, warning

MAX_BYTES = 4 * 2**20

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SIGNATURES = (
    (b"%PDF-", "file_is_pdf"),
    (b"{\\rtf", "file_is_rtf"),
    (b"\x89PNG", "file_is_picture"),
    (b"\xff\xd8\xff", "file_is_picture"),
    (b"GIF87a", "file_is_picture"),
    (b"GIF89a", "file_is_picture"),
    (b"II*\0", "file_is_picture"),
    (b"MM\0*", "file_is_picture"),
    (b"PK\x03\x04", "file_is_archive"),
    (b"\x1f\x8b\x08", "file_is_archive"),
    (b"7z\xbc\xaf", "file_is_archive"),
    (b"Rar!\x1a", "file_is_archive"),
)
_ZIPPED_DOCUMENTS = (
    (b"application/vnd.oasis.opendocument", "LibreOffice"),
    (b"word/", "Word"),
    (b"xl/", "Excel"),
    (b"ppt/", "PowerPoint"),
)
_JUNK = bytes({*range(32), 127} - set(b"\t\n\v\f\r\x1b"))
_FEW = 8

_SPACES = "\v\f\u2028\u2029"
_MARKED_TWICE = {chr(byte): bytes([byte]).decode("cp1252", "ignore") for byte in range(0x80, 0xA0)}
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\x81\x8d\x8f\x90\x9d\ufffe\uffff]")
_DIRECTIONS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_ODD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A file's text, with `\\n` for every line end, and the warnings that reading it gave."""

    text: str
    findings: tuple[Finding, ...] = ()


def decode(data: bytes, file: str) -> Decoded:
    """Read a file's bytes as text; raises SiteError for what is empty, too large or no text."""
    if len(data) > MAX_BYTES:
        raise SiteError(too_large(file, len(data), MAX_BYTES))
    _refuse_by_signature(data, file)
    codec = _wide_codec(data)
    text, guesses = _decode_wide(data, codec, file) if codec else _decode_narrow(data, file)
    text, mended = _clean(text.replace("\r\n", "\n").replace("\r", "\n"), file)
    if not text or text.isspace():
        raise SiteError(error("empty_file", file))
    return Decoded(text, (*guesses, *mended))


def too_large(file: str, size: int, limit: int, line: int | None = None) -> Finding:
    """The finding about a file over its limit; sizes in bytes, said in MiB."""
    return error("file_too_large", file, line, size=math.ceil(size / 2**20), limit=limit // 2**20)


def _refuse_by_signature(data: bytes, file: str) -> None:
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise SiteError(error("file_is_document", file, program="Microsoft Office"))
    if data.startswith(b"PK\x03\x04") and (program := _zipped_program(data)):
        raise SiteError(error("file_is_document", file, program=program))
    if data[4:8] == b"ftyp" or (data[:4] == b"RIFF" and data[8:12] == b"WEBP"):
        raise SiteError(error("file_is_picture", file))
    for signature, code in _SIGNATURES:
        if data.startswith(signature):
            raise SiteError(error(code, file))


def _zipped_program(data: bytes) -> str | None:
    return next((program for part, program in _ZIPPED_DOCUMENTS if part in data), None)


def _wide_codec(data: bytes) -> str | None:
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return codec
    if b"\0" not in data:
        return None
    head = data[:4096]
    even, odd, pairs = head[::2].count(0), head[1::2].count(0), len(head) / 2
    if odd > 0.7 * pairs and even < 0.1 * pairs:
        return "utf-16-le"
    if even > 0.7 * pairs and odd < 0.1 * pairs:
        return "utf-16-be"
    return None


def _decode_wide(data: bytes, codec: str, file: str) -> tuple[str, tuple[Finding, ...]]:
    try:
        return data.decode(codec), ()
    except UnicodeDecodeError:
        raise SiteError(error("unknown_encoding", file)) from None


def _decode_narrow(data: bytes, file: str) -> tuple[str, tuple[Finding, ...]]:
    junk = len(data) - len(data.translate(None, _JUNK))
    if junk > max(_FEW, len(data) // 20) and data.strip(b"\0 \t\r\n"):
        raise SiteError(error("file_is_binary", file))
    try:
        return data.decode(), ()
    except UnicodeDecodeError as failure:
        line = len(re.findall(rb"\r\n?|\n", data[: failure.start])) + 1
    return _guess(data, file, line), (warning("saved_in_cp1252", file, line),)


def _guess(data: bytes, file: str, line: int) -> str:
    """Text of bytes that are not all UTF-8: cp1252, or UTF-8 into which some cp1252 was pasted."""
    intact = data.decode(errors="ignore")
    letters = len(intact) - len(intact.encode("ascii", "ignore"))
    broken = len(data) - len(intact.encode())
    try:
        return data.decode(errors="pelicasso.cp1252") if letters > broken else data.decode("cp1252")
    except UnicodeDecodeError:
        raise SiteError(error("unknown_encoding", file, line)) from None


def _as_cp1252(failure: UnicodeError) -> tuple[str, int]:
    assert isinstance(failure, UnicodeDecodeError)
    return failure.object[failure.start : failure.end].decode("cp1252"), failure.end


codecs.register_error("pelicasso.cp1252", _as_cp1252)


def _clean(text: str, file: str) -> tuple[str, tuple[Finding, ...]]:
    if not _ODD.search(text):
        return text, ()
    said = (
        *_said("control_characters", _CONTROLS, text, file),
        *_said("direction_marks", _DIRECTIONS, text, file),
    )
    return _ODD.sub(_mend, text), said


def _said(code: str, pattern: re.Pattern[str], text: str, file: str) -> tuple[Finding, ...]:
    found = [match.start() for match in pattern.finditer(text)]
    return (warning(code, file, text.count("\n", 0, found[0]) + 1, count=len(found)),) if found else ()


def _mend(match: re.Match[str]) -> str:
    character = match.group()
    return " " if character in _SPACES else _MARKED_TWICE.get(character, "")
