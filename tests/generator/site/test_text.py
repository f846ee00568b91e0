from __future__ import annotations

import io
import random
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pelicasso.schema import Severity, SiteError
from pelicasso.site.messages import Messages
from pelicasso.site.text import MAX_BYTES, decode

PAGE = "---\ntitle: Fête d’été\n---\n\nÀ la plage, « près » du canal : 10 €.\n"


def zipped(*names: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name in names:
            archive.writestr(name, "x" * 50)
    return packed.getvalue()


def refusal(data: bytes) -> tuple[str, int | None, dict[str, object]]:
    with pytest.raises(SiteError) as refused:
        decode(data, "content/pages/a.md")
    (finding,) = refused.value.findings
    assert refused.value.exit_code == 1
    assert finding.file == "content/pages/a.md"
    for language in ("fr", "en"):
        assert finding.code not in Messages(language).line(finding)
    return finding.code, finding.line, dict(finding.values)


@pytest.mark.parametrize(
    "codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"], ids=lambda codec: codec
)
def test_every_unicode_encoding_gives_the_same_text_without_a_word(codec: str) -> None:
    decoded = decode(PAGE.encode(codec), "a.md")
    assert decoded.text == PAGE
    assert decoded.findings == ()


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
def test_line_ends_become_line_feeds(end: str) -> None:
    assert decode(PAGE.replace("\n", end).encode(), "a.md").text == PAGE


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
def test_cp1252_is_read_and_said_with_its_first_line(end: str) -> None:
    decoded = decode(f"un{end}deux{end}L’été à la plage, 3 €{end}".encode("cp1252"), "a.md")
    assert decoded.text == "un\ndeux\nL’été à la plage, 3 €\n"
    (finding,) = decoded.findings
    assert (finding.code, finding.file, finding.line) == ("saved_in_cp1252", "a.md", 3)
    assert finding.severity is Severity.WARNING


def test_a_capital_before_a_guillemet_in_cp1252_is_no_sign_of_utf8() -> None:
    text = "«CAFÉ» : le café d’été, à côté\n"
    assert decode(text.encode("cp1252"), "a.md").text == text


def test_cp1252_pasted_into_utf8_leaves_the_rest_right() -> None:
    data = "Fête d’été, déjà très réussie\n".encode() + "un café\n".encode("cp1252")
    decoded = decode(data, "a.md")
    assert decoded.text == "Fête d’été, déjà très réussie\nun café\n"
    assert [each.line for each in decoded.findings] == [2]


def test_letters_that_were_converted_twice_come_back() -> None:
    assert decode("l\x92été\x85\n".encode(), "a.md").text == "l’été…\n"


def test_bytes_that_no_western_encoding_has_are_refused_with_their_line() -> None:
    assert refusal(b"un\nd\x8fj\x8e vu, tr\x8fs bien\n") == ("unknown_encoding", 2, {})
    assert refusal(b"\xff\xfea\x00b\x00\xd8\xd8")[0] == "unknown_encoding"


def test_control_characters_go_with_one_warning() -> None:
    decoded = decode(b"un\nbo\0dy \x0b fin\x07 et la suite de la phrase, assez longue\n\x7f\n", "a.md")
    assert decoded.text == "un\nbody   fin et la suite de la phrase, assez longue\n\n"
    (finding,) = decoded.findings
    assert (finding.code, finding.line, finding.values) == ("control_characters", 2, {"count": 3})
    assert "(3)" in Messages("fr").line(finding)


def test_marks_that_reverse_writing_go_with_a_warning() -> None:
    decoded = decode("tel\n\u202a+33 6 12\u202c \u2066x\u2069\n".encode(), "a.md")
    assert decoded.text == "tel\n+33 6 12 x\n"
    (finding,) = decoded.findings
    assert (finding.code, finding.line, finding.values) == ("direction_marks", 2, {"count": 4})


def test_separators_become_spaces_and_a_mark_in_the_text_goes_silently() -> None:
    decoded = decode("\ufeffun\u2028deux\ufefftrois\ttab\n".encode(), "a.md")
    assert decoded.text == "un deuxtrois\ttab\n"
    assert decoded.findings == ()


@pytest.mark.parametrize("data", [b"", b" \n\t\r\n", b"\xef\xbb\xbf", b"\0" * 4096, "\xa0\n".encode(), b"\xff\xfe"])
def test_a_file_with_nothing_to_read_is_empty(data: bytes) -> None:
    assert refusal(data)[0] == "empty_file"


@pytest.mark.parametrize(
    ("data", "code", "program"),
    [
        (zipped("[Content_Types].xml", "word/document.xml"), "file_is_document", "Word"),
        (zipped("xl/workbook.xml"), "file_is_document", "Excel"),
        (
            b"PK\x03\x04" + b"\0" * 26 + b"mimetypeapplication/vnd.oasis.opendocument.text",
            "file_is_document",
            "LibreOffice",
        ),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512, "file_is_document", "Microsoft Office"),
        (zipped("photos/a.jpg"), "file_is_archive", None),
        (b"PK\x03\x04" + random.Random(1).randbytes(4000), "file_is_archive", None),
        (b"%PDF-1.7\n", "file_is_pdf", None),
        (b"{\\rtf1\\ansi bonjour}", "file_is_rtf", None),
        (b"\x89PNG\r\n\x1a\n", "file_is_picture", None),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "file_is_picture", None),
        (b"RIFF\0\0\0\0WEBPVP8 ", "file_is_picture", None),
        (b"\0\0\0\x18ftypheic", "file_is_picture", None),
        (random.Random(2).randbytes(4000), "file_is_binary", None),
    ],
)
def test_what_is_no_text_is_refused_by_name(data: bytes, code: str, program: str | None) -> None:
    found, _, values = refusal(data)
    assert found == code
    assert values.get("program") == program


def test_text_that_only_begins_like_something_else_is_read() -> None:
    for text in ("PK est une abréviation\n", "%PDF\n", "BM\n", "GIF animé\n"):
        assert decode(text.encode(), "a.md").text == text


def test_a_file_over_the_limit_is_refused_and_one_at_the_limit_read() -> None:
    assert refusal(b"a" * (MAX_BYTES + 1)) == ("file_too_large", None, {"size": 5, "limit": 4})
    assert len(decode(b"a" * MAX_BYTES, "a.md").text) == MAX_BYTES


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_give_clean_text_or_a_refusal(data: bytes) -> None:
    try:
        text = decode(data, "a.md").text
    except SiteError:
        return
    assert text.strip()
    assert not set(text) & set("\0\r\x0b\x7f\x85\ufeff\u2028\u202e")
    text.encode()


@settings(deadline=None)
@given(st.text(st.characters(codec="cp1252", exclude_categories=["Cc"]), min_size=1).filter(str.strip))
def test_utf8_is_never_taken_for_something_else(text: str) -> None:
    assert decode(text.encode(), "a.md").text == text
