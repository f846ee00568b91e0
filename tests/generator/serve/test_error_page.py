"""The error page: what is wrong, where, what to write, in the person's language, without anything from elsewhere."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

import html5lib
import pytest

from pelicasso.schema import Finding, error
from pelicasso.serve.error_page import ErrorPage
from pelicasso.site.messages import Messages

YAML = "version: 1\n\norganisation:\n  naem: Les <Amis>\n  founded: 1998\nsite: {}\n"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "site.yaml").write_text(YAML, "utf-8")
    return tmp_path


def page(site: Path, *errors: Finding, language: str = "fr", has_last: bool = False) -> str:
    return ErrorPage(site, Messages(language)).html(errors, has_last=has_last).decode()


MISSPELT = error("misspelt_key", "site.yaml", 4, key="naem", nearest="name")


def test_it_says_what_is_wrong_where_and_what_to_write(site: Path) -> None:
    said = " ".join(re.sub(r"<[^>]+>", " ", page(site, MISSPELT)).split())
    assert "La clé « naem » est inconnue. Vouliez-vous écrire « name » ? site.yaml, ligne 4" in said
    assert "«\u00a0naem\u00a0»" in page(site, MISSPELT)
    assert '<html lang="fr"' in page(site, MISSPELT)


def test_it_speaks_english_too(site: Path) -> None:
    said = page(site, MISSPELT, language="en")
    assert '<html lang="en"' in said
    assert "site.yaml, line 4" in said


def test_it_shows_the_lines_around_and_marks_the_one_to_mend(site: Path) -> None:
    shown = re.search(r"<ol.*</ol>", page(site, MISSPELT), re.S)[0]  # type: ignore[index]
    assert shown.startswith('<ol start="2">')
    assert re.findall(r"<code>(.*)</code>", shown) == [
        "",
        "organisation:",
        "  naem: Les &lt;Amis&gt;",
        "  founded: 1998",
        "site: {}",
    ]
    assert re.findall(r"<li aria-current=\"true\"><code>(.*)</code>", shown) == ["  naem: Les &lt;Amis&gt;"]


def test_the_first_line_and_a_line_past_the_end_have_fewer_around(site: Path) -> None:
    for line, count in ((1, 3), (60, 0)):
        assert page(site, error("needs_keys", "site.yaml", line, key="x", example="y")).count("</li>") == count


@pytest.mark.parametrize("content", [None, b"", b"\x89PNG\r\n\x1a\n\0\0", b"PK\x03\x04 word/"])
def test_a_file_that_is_no_text_is_named_and_not_shown(site: Path, content: bytes | None) -> None:
    if content is not None:
        (site / "a.md").write_bytes(content)
    said = page(site, error("empty_text", "a.md", 1, key="title"))
    assert "a.md, ligne 1" in said
    assert "<ol" not in said


def test_a_file_outside_of_the_site_is_not_shown(site: Path) -> None:
    (site.parent / "secret.md").write_text("SECRET\n")
    assert "SECRET" not in page(site, error("empty_text", "../secret.md", 1, key="title"))


def test_a_finding_without_a_place_has_none(site: Path) -> None:
    said = page(site, error("unforeseen", problem="KeyError: 'x'"))
    assert "KeyError: &#39;x&#39;" in said
    assert 'class="place"' not in said


def test_long_lines_are_cut_and_many_errors_counted(site: Path) -> None:
    (site / "long.md").write_text("x" * 5000 + "\n" * 30)
    said = page(site, *(error("empty_text", "long.md", line, key="title") for line in range(1, 31)))
    assert "Il y a 30 erreurs" in said
    assert said.count("<h2>") == 20
    assert "… et 10 autres" in said
    assert max(len(each) for each in re.findall("x+", said)) == 300


def test_what_was_written_stays_text(site: Path) -> None:
    said = page(site, error("misspelt_key", "<b>.md", 4, key="<script>", nearest="name"))
    assert "<script>" not in said
    assert "<b>" not in said


def test_the_last_good_site_is_offered_only_where_there_is_one(site: Path) -> None:
    assert "<button>" not in page(site, MISSPELT)
    assert "<button>Voir la dernière version qui marche</button>" in page(site, MISSPELT, has_last=True)


def test_its_policy_lets_in_its_own_style_and_nothing_foreign(site: Path) -> None:
    said = page(site, MISSPELT, has_last=True)
    style = re.search(r"<style>(.*)</style>", said, re.S)[1]  # type: ignore[index]
    digest = b64encode(sha256(style.encode()).digest()).decode()
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', said)[1]  # type: ignore[index]
    assert f"style-src &#39;sha256-{digest}&#39;" in policy
    assert "default-src &#39;none&#39;" in policy
    assert "unsafe" not in policy
    assert "http" not in said.replace("http-equiv", "")


def test_it_is_valid_html(site: Path) -> None:
    html5lib.HTMLParser(strict=True).parse(page(site, MISSPELT, has_last=True))
