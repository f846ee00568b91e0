from __future__ import annotations

import logging
from contextlib import suppress
from io import BytesIO

import pytest

from pelicasso_plugins.documents import pdf
from pelicasso_plugins.documents.pdf import Facts, State, read_pdf

TEXT = b"BT /F1 12 Tf (" + b"La presidence ouvre la seance a quinze heures. " * 4 + b") Tj ET"
TAGS = "/MarkInfo <</Marked true>> /StructTreeRoot 6 0 R /Lang (fr-FR)"


def made(content: bytes = TEXT, catalogue: str = "", resources: str = "", title: str = "", trailer: str = "") -> bytes:
    """A PDF of one page, written by hand."""
    stream = b"<</Length %d>> stream\n%s\nendstream" % (len(content), content)
    objects = [
        f"<</Type /Catalog /Pages 2 0 R {catalogue}>>".encode(),
        b"<</Type /Pages /Kids [3 0 R] /Count 1>>",
        f"<</Type /Page /Parent 2 0 R /Contents 4 0 R /Resources <<{resources}>>>>".encode(),
        stream,
        f"<</Title ({title})>>".encode(),
        b"<</Type /StructTreeRoot>>",
        b"<</Type /XObject /Subtype /Image /Width 1 /Height 1 /Length 1>> stream\n0\nendstream",
    ]
    body, places = b"%PDF-1.7\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % each for each in places)
    end = f"trailer\n<</Size {len(objects) + 1} /Root 1 0 R /Info 5 0 R {trailer}>>\nstartxref\n{len(body)}\n%%EOF"
    return body + b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + table + end.encode()


def facts(content: bytes) -> Facts:
    return Facts.of(read_pdf(BytesIO(content)))


IMAGE = "/XObject <</Im 7 0 R>>"


def test_a_tagged_pdf_says_its_pages_title_and_language() -> None:
    assert facts(made(catalogue=TAGS, title="Statuts de 2019")) == Facts(State.TAGGED, 1, "Statuts de 2019", "fr-fr")


def test_a_pdf_without_tags_has_text_alone() -> None:
    assert facts(made()) == Facts(State.UNTAGGED, 1)


@pytest.mark.parametrize("title", ["Microsoft Word - PV.doc", "Sans titre", "pv-ag.odt", "  "])
def test_what_programs_write_is_no_title(title: str) -> None:
    assert facts(made(title=title)).title is None


def test_the_picture_of_a_sheet_is_a_scan_even_with_the_stamp_of_a_scanner() -> None:
    assert facts(made(b"/Im Do", resources=IMAGE)).state is State.SCANNED
    stamp = b"/Im Do BT (Scanned by a telephone) Tj ET"
    assert facts(made(stamp, TAGS, IMAGE)).state is State.SCANNED


def test_a_scan_whose_text_was_recognised_can_be_read() -> None:
    assert facts(made(b"/Im Do " + TEXT, resources=IMAGE)).state is State.UNTAGGED


def test_text_in_hexadecimal_is_text() -> None:
    assert facts(made(b"BT [<" + b"0041" * 80 + b">] TJ ET")).state is State.UNTAGGED


def test_a_protected_pdf_is_protected_whichever_cipher_it_has() -> None:
    strong = "/Encrypt <</Filter /Standard /V 4 /R 4 /Length 128 /P -44 /O <" + "00" * 32 + "> /U <" + "00" * 32 + ">"
    strong += " /CF <</StdCF <</CFM /AESV2 /Length 16>>>> /StmF /StdCF /StrF /StdCF>> /ID [<00><00>]"
    assert facts(made(trailer=strong)).state is State.PROTECTED
    weak = (
        "/Encrypt <</Filter /Standard /V 1 /R 2 /P -44 /O <" + "00" * 32 + "> /U <" + "00" * 32 + ">>> /ID [<00><00>]"
    )
    assert facts(made(trailer=weak)).state is State.PROTECTED


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<html>404</html>",
        b"%PDF-1.7",
        made()[:300],
        made().replace(b"/Pages 2", b"/Pages 9"),
        b"\0" * 9000 + b"%%EOF",
        made().replace(b"/Kids [3 0 R]", b"/Kids [2 0 R]"),
    ],
)
def test_whatever_is_wrong_makes_it_broken_and_nothing_is_logged(
    content: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.NOTSET):
        assert facts(content).state is State.BROKEN
    assert caplog.records == []


def test_what_stands_behind_the_end_is_passed_over() -> None:
    assert facts(made() + b"\n" + b"\0" * 3_000_000).state is State.UNTAGGED


def test_a_pdf_that_asks_for_too_much_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "STEPS", 500)
    assert facts(made()).state is State.BROKEN


def test_a_huge_one_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "LARGEST", 100)
    assert facts(made()) == Facts(State.UNREAD)


def endless() -> None:
    while True:
        with suppress(Exception):
            len(())


def test_what_never_ends_is_stopped_even_where_everything_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "STEPS", 1000)
    with pytest.raises(pdf._TooMuchError), pdf._bounded():
        endless()
