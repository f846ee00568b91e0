"""What volunteers read is true: examples build, quoted messages come, links lead somewhere, two pages are two pages."""

from __future__ import annotations

import os
import re
from html import unescape
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from pelicasso.kit.testing import render
from pelicasso.new.days import WRITTEN_FOR
from pelicasso.new.site import create_site
from pelicasso.site.messages import Messages

STARTER = Path(__file__).resolve().parents[2] / "starter_site"
README = STARTER / "README.md"
WRITING = STARTER / "guide/ecrire.md"
SHEET = STARTER / "guide/aide-memoire.html"
GUIDES = [README, *sorted((STARTER / "guide").glob("*.md"))]
CHROMIUM = os.environ.get("PELICASSO_CHROMIUM", "/usr/bin/chromium")
ARTICLE = "content/articles/2026-11-24-la-grande-soupe.md"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    create_site(tmp_path / "site", {}, WRITTEN_FOR)
    return tmp_path / "site"


def codes_of(text: str) -> list[str]:
    return re.findall(r"```\n(.*?)```", text, re.S)


def errors(folder: Path) -> list[str]:
    messages = Messages("fr")
    return [messages.line(each) for each in render(folder).findings if each.severity == "error"]


def test_the_article_of_the_guide_builds_and_its_mistake_is_told_as_quoted(site: Path) -> None:
    article = next(each for each in codes_of(WRITING.read_text("utf-8")) if each.startswith("---"))
    quoted = next(each for each in codes_of(README.read_text("utf-8")) if each.startswith("content/")).strip()
    (site / ARTICLE).write_text(article, "utf-8")
    assert errors(site) == []
    (site / ARTICLE).write_text(article.replace("jardins.md", "jardin.md"), "utf-8")
    assert errors(site) == [quoted]


def test_the_examples_of_the_sheet_build(site: Path) -> None:
    blocks = [unescape(each) for each in re.findall(r"<pre>(.*?)</pre>", SHEET.read_text("utf-8"), re.S)]
    head, body = next(each for each in blocks if each.startswith("---")).rsplit("---\n", 1)
    picture = next(each for each in blocks if each.startswith("picture:"))
    photo = next(each for each in blocks if each.startswith("!["))
    cells = re.findall(r"<tr><td>.*?</td><td>(.*?)</td></tr>", SHEET.read_text("utf-8"), re.S)
    written = [unescape("\n".join(re.findall(r"<code>(.*?)</code>", each, re.S))) for each in cells]
    formatted = [each for each in written if each.startswith(("//", "-", "1.", ">", "*", "["))]
    formatted = [each.replace("/w/…", "/w/9c9de5e8-0a1e-484a-b099-e80766180a6d") for each in formatted]
    assert len(formatted) > 8
    (site / "content/images/soupe.jpg").write_bytes((site / "content/images/pommes.png").read_bytes())
    (site / ARTICLE).write_text(f"{head}{picture}\n---\n{body}\n\n{photo}\n\n" + "\n\n".join(formatted), "utf-8")
    assert [each for each in errors(site) if ARTICLE in each] == []
    page = render(site).text("actualites/la-grande-soupe/index.html")
    assert "///" not in page
    assert "**" not in page


@pytest.mark.parametrize("words", ["python3 start.py new article", "python3 start.py check", "python3 start.py doctor"])
def test_the_commands_that_are_named_exist(words: str) -> None:
    from pelicasso.cli import pelicasso

    assert words.split()[2] in pelicasso.commands
    assert any(words in each.read_text("utf-8") for each in [*GUIDES, SHEET])


@pytest.mark.parametrize("guide", GUIDES, ids=lambda each: each.name)
def test_links_between_the_guides_lead_somewhere(guide: Path) -> None:
    text = re.sub(r"```.*?```|`[^`]*`", "", guide.read_text("utf-8"), flags=re.S)
    links = [each for each in re.findall(r"\]\(([^)\s]+)", text) if not each.startswith(("http", "mailto:"))]
    anchors = {
        re.sub(r"[^\w\s-]", "", each.lower()).strip().replace(" ", "-") for each in re.findall(r"^#+ (.+)$", text, re.M)
    }
    wrong = [each for each in links if not (each[1:] in anchors if each[0] == "#" else (guide.parent / each).is_file())]
    assert wrong == []


def test_the_sheet_prints_on_two_pages_and_needs_no_other_file() -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(SHEET.as_uri())
        printed = page.pdf(prefer_css_page_size=True)
        browser.close()
    assert len(re.findall(rb"/Type /Page\b(?!s)", printed)) == 2
    assert asked == [SHEET.as_uri()]
