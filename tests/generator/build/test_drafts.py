from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from sqlite3 import connect

import pytest

from pelicasso.build import drafts
from pelicasso.build.builder import render_site
from pelicasso.build.confinement.limits import Limits
from pelicasso.build.drafts import FILE
from pelicasso.build.markdown import Draft, MarkdownConverter
from pelicasso.kit.testing import DAY, MINIMAL, Rendered, render, write_site

HEAD = "---\ntitle: Une page\n---\n"
PAGES = {
    "pages/a.md": f"{HEAD}# Un titre\n\nVoir [b](b.md), [rien](javascript:x) et « l'été ».\n\n"
    "/// callout\nTexte\n///\n",
    "pages/b.md": f"{HEAD}Le texte [a](a.md#un-titre).\n",
}
SHARED = """
import sys
from pathlib import Path
from pelicasso.build import drafts
from pelicasso.kit.testing import render

drafts.SHARE = 1
drafts.processes = lambda: int(sys.argv[2])
site = render(Path(sys.argv[1]))
for name, content in sorted(site.files.items()):
    print(name, content if isinstance(content, bytes) else content.read_bytes())
print(*site.findings, sep="\\n")
"""


@pytest.fixture(autouse=True)
def asked(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The files whose texts were converted."""
    files: list[str] = []
    draft = MarkdownConverter.draft

    def noted(self: MarkdownConverter, text: str, file: str, first_line: int) -> Draft:
        files.append(file)
        return draft(self, text, file, first_line)

    monkeypatch.setattr(MarkdownConverter, "draft", noted)
    monkeypatch.setattr(drafts, "processes", lambda: 1)
    return files


def built(folder: Path, asked: list[str]) -> tuple[Rendered, list[str]]:
    asked.clear()
    site = render(folder)
    return site, sorted(asked)


def test_a_text_is_converted_once(tmp_path: Path, asked: list[str]) -> None:
    first, converted = built(write_site(tmp_path, PAGES), asked)
    assert converted == ["content/pages/a.md", "content/pages/b.md"]
    again, converted = built(tmp_path, asked)
    assert converted == []
    assert (again.files, again.findings) == (first.files, first.findings)
    assert "link_removed" in again.codes


def test_a_text_that_changed_is_converted_anew_with_its_lines(tmp_path: Path, asked: list[str]) -> None:
    built(write_site(tmp_path, PAGES), asked)
    write_site(tmp_path, {"pages/a.md": PAGES["pages/a.md"].replace("---\n# Un", "---\n\n\n# Un")})
    site, converted = built(tmp_path, asked)
    assert converted == ["content/pages/a.md"]
    assert [(each.code, each.line) for each in site.findings if each.file == "content/pages/a.md"] == [
        ("link_removed", 8)
    ]


def test_a_link_is_resolved_anew_in_a_text_that_is_kept(tmp_path: Path, asked: list[str]) -> None:
    built(write_site(tmp_path, PAGES), asked)
    (tmp_path / "content/pages/a.md").unlink()
    site, converted = built(tmp_path, asked)
    assert converted == []
    assert "missing_link" in {each.partition("_near")[0] for each in site.codes}


CHANGES: dict[str, dict[str, str | bytes]] = {
    "a word of the site": {"/overrides/locale/fr.yaml": "words:\n  markdown:\n    note: Renvoi {number}\n"},
    "raw HTML is trusted": {"/site.yaml": f"{MINIMAL}content:\n  raw_html: trusted\n"},
    "the language": {"/site.yaml": f"{MINIMAL}site:\n  language: en\n"},
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_what_every_text_is_made_with_has_all_of_them_made_anew(
    tmp_path: Path, asked: list[str], change: dict[str, str | bytes]
) -> None:
    built(write_site(tmp_path, PAGES), asked)
    site = change.pop("/site.yaml", MINIMAL)
    write_site(tmp_path, change, str(site))
    assert built(tmp_path, asked)[1] == ["content/pages/a.md", "content/pages/b.md"]


def test_other_code_makes_them_anew(tmp_path: Path, asked: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    built(write_site(tmp_path, PAGES), asked)
    monkeypatch.setattr(drafts, "code_digest", lambda: b"other")
    assert built(tmp_path, asked)[1] == ["content/pages/a.md", "content/pages/b.md"]


def test_a_text_that_is_refused_is_told_each_time(tmp_path: Path, asked: list[str]) -> None:
    write_site(tmp_path, {**PAGES, "pages/c.md": f"{HEAD}/// rien\n///\n"})
    assert built(tmp_path, asked)[0].codes == built(tmp_path, asked)[0].codes
    assert asked == ["content/pages/c.md"]
    assert "unknown_block" in render(tmp_path).codes


def test_what_a_stranger_put_among_his_files_is_not_believed(tmp_path: Path, asked: list[str]) -> None:
    built(write_site(tmp_path, PAGES), asked)
    with closing(connect(tmp_path / FILE)) as base, base:
        base.execute("UPDATE texts SET said = ?", (Draft("<script>alert(1)</script>").said(),))
    assert "alert(1)" in render(tmp_path).text("a/index.html")
    asked.clear()
    site = render_site(tmp_path, day=DAY, limits=Limits())
    assert asked == ["content/pages/a.md", "content/pages/b.md"]
    assert b"alert(1)" not in bytes(site.files["a/index.html"])


def test_no_process_is_started_for_a_stranger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drafts, "processes", lambda: pytest.fail("asked for"))
    render_site(write_site(tmp_path, PAGES), day=DAY, limits=Limits())
    assert not (tmp_path / FILE).exists()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork on Windows")
def test_several_processes_give_the_same_site(tmp_path: Path) -> None:
    texts = {f"pages/p{number}.md": f"{HEAD}Texte {number}, [a](p1.md), [b](javascript:x).\n" for number in range(9)}
    refused = {"pages/p3.md": f"{HEAD}/// rien\n///\n", "pages/p4.md": f"{HEAD}/// nul\n///\n"}
    for each in ({}, refused):
        found = []
        for count in (1, 2, 3):
            folder = write_site(tmp_path / f"{len(each)}{count}", {**texts, **each})
            command = [sys.executable, "-c", SHARED, str(folder), str(count)]
            found.append(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        assert found[0] == found[1] == found[2]
        assert ("unknown_block" in found[0]) == bool(each)
