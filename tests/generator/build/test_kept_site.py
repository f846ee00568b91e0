"""A site in memory is that of a clean build after each change, and a body alone is not a build of everything."""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from edits.small_site import write_small_site

from pelicasso.build import kept_site, revision
from pelicasso.build.builder import Built, render_site
from pelicasso.build.kept_site import KeptSite
from pelicasso.schema import SiteError

DAY = "2026-11-24"
ARTICLE = "content/articles/2026-11-18-deux-tonnes-de-pommes.md"
MISSION = "content/missions/colis-du-samedi.md"
PAGE = "content/pages/qui-sommes-nous.md"
ADDED = {
    "words": "\nUn mot de plus, le {0}e.\n",
    "heading": "\n## Titre {0}\n\nTexte.\n",
    "link": "\n[Voir](/pages/qui-sommes-nous.md)\n",
    "anchor": "\n[Voir](/pages/qui-sommes-nous.md#titre-{0})\n",
    "dead": "\n[Voir](nulle-part.md)\n",
    "picture": "\n![Des pommes](/images/pommes.png)\n",
    "document": "\n[Les statuts](/documents/statuts-2019.pdf)\n",
    "block": "\n/// callout | Note\nAttention.\n///\n",
    "room": "\n/// missions\n///\n",
    "frame": "\n/// video | Une visite\nlink: https://framatube.org/w/kkGMgK9ZtnKfYAgnEtQxbv\n///\n",
    "broken": "\n/// callout\n",
    "note": "\nUne note[^1].\n\n[^1]: ici.\n",
    "refused": "\n<script>x</script>\n\n[js](javascript:x)\n",
}


class Previewed:
    """A site in memory, whose renderings of everything are counted."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.kept = KeptSite(folder, day=DAY)
        self.whole = 0

    def render(self, *names: str) -> Built:
        return self.kept.render(frozenset(names))

    def save(self, name: str, text: str) -> Built:
        (self.folder / name).parent.mkdir(parents=True, exist_ok=True)
        (self.folder / name).write_text(text, "utf-8")
        return self.render(name)

    def add(self, name: str, text: str) -> Built:
        return self.save(name, (self.folder / name).read_text("utf-8") + text)


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small site, its pictures made."""
    folder = tmp_path_factory.mktemp("written")
    write_small_site(folder)
    render_site(folder, day=DAY)
    return folder


@pytest.fixture
def site(written: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Previewed:
    made = Previewed(shutil.copytree(written, tmp_path / "site"))
    rendered = kept_site.rendered

    def counted(work: object) -> Built:
        made.whole += 1
        return rendered(work)  # type: ignore[arg-type]

    monkeypatch.setattr(kept_site, "rendered", counted)
    made.render()
    return made


def outcome(render: Callable[[], Built]) -> tuple[dict[str, object], list[str]]:
    """The files and what is said."""
    try:
        built = render()
    except SiteError as problem:
        return {}, sorted(map(repr, problem.findings))
    return {name: _content(built.files[name]) for name in built.files}, sorted(map(repr, built.report.findings))


def _content(found: bytes | Path) -> object:
    return found if isinstance(found, bytes) else found.read_bytes()


def assert_is_clean(folder: Path, render: Callable[[], Built], said: str = "") -> None:
    shown, expected = outcome(render), outcome(lambda: render_site(folder, day=DAY))
    assert shown[1] == expected[1], said
    differing = {name for name in {*shown[0], *expected[0]} if shown[0].get(name) != expected[0].get(name)}
    assert not differing, said


def test_a_body_alone_is_rendered_without_the_rest(site: Previewed) -> None:
    for name in (ARTICLE, MISSION, PAGE):
        for kind in ("words", "heading", "link", "picture", "note", "refused"):
            site.add(name, ADDED[kind].format(1))
        assert site.whole == 1, kind
        assert_is_clean(site.folder, lambda name=name: site.render(name))  # type: ignore[misc]


@pytest.mark.parametrize("seed", range(2))
def test_after_random_edits_the_site_is_that_of_a_clean_build(site: Previewed, seed: int) -> None:
    draw = random.Random(seed)
    texts = sorted(site.folder.glob("content/*/**/*.md"))
    before = {each: each.read_text("utf-8") for each in texts}
    edited: list[Path] = []
    done = []
    for step in range(10):
        file = draw.choice([*edited, draw.choice(texts)])
        kind = draw.choice(["mended", *ADDED])
        text = file.read_text("utf-8")
        new = before[file] if kind == "mended" else text + ADDED[kind].format(step % 3)
        edited = [each for each in edited if each != file] + ([file] if kind != "mended" else [])
        file.write_text(new, "utf-8")
        name = file.relative_to(site.folder).as_posix()
        done.append(f"{kind} {name}")
        assert_is_clean(site.folder, lambda name=name: site.render(name), ", ".join(done))  # type: ignore[misc]


def test_a_word_less_and_a_heading_less_are_no_build_of_everything(site: Previewed) -> None:
    whole = (site.folder / ARTICLE).read_text("utf-8")
    site.add(ARTICLE, ADDED["heading"].format(1) + ADDED["block"])
    assert_is_clean(site.folder, lambda: site.save(ARTICLE, whole))
    assert site.whole <= 2


def test_a_place_that_another_text_links_to_is_missed_when_it_goes(site: Previewed) -> None:
    before = (site.folder / PAGE).read_text("utf-8")
    site.add(PAGE, ADDED["heading"].format(1))
    site.add(ARTICLE, ADDED["anchor"].format(1))
    (site.folder / PAGE).write_text(before, "utf-8")
    assert_is_clean(site.folder, lambda: site.render(PAGE))


def test_a_mistake_is_told_and_the_mended_text_needs_no_build_of_everything(site: Previewed) -> None:
    before = (site.folder / ARTICLE).read_text("utf-8")
    with pytest.raises(SiteError):
        site.add(ARTICLE, ADDED["dead"])
    assert site.whole == 2
    assert_is_clean(site.folder, lambda: site.save(ARTICLE, before))
    assert site.whole == 2


def test_what_changed_before_a_mistake_is_not_forgotten(site: Previewed) -> None:
    with pytest.raises(SiteError):
        site.add(PAGE, ADDED["dead"])
    with pytest.raises(SiteError):
        site.add(ARTICLE, ADDED["words"].format(1))
    (site.folder / PAGE).write_text((site.folder / PAGE).read_text("utf-8").replace("nulle-part.md", "/"), "utf-8")
    assert_is_clean(site.folder, lambda: site.render(PAGE))


@pytest.mark.parametrize(
    ("name", "pattern", "instead"),
    [
        (ARTICLE, r"^title: .*$", "title: Autre titre"),
        (ARTICLE, r"^tags: .*$", "tags: autre"),
        (MISSION, r"^title: .*$", "title: Autre titre"),
        ("site.yaml", r"^  tagline: .*$", "  tagline: Autre devise"),
    ],
)
def test_whatever_else_changes_builds_everything(site: Previewed, name: str, pattern: str, instead: str) -> None:
    text = (site.folder / name).read_text("utf-8")
    changed = re.sub(pattern, instead, text, count=1, flags=re.M)
    assert changed != text
    assert_is_clean(site.folder, lambda: site.save(name, changed))
    assert site.whole == 2


def test_files_come_and_go(site: Previewed) -> None:
    copy = (site.folder / ARTICLE).read_text("utf-8").replace("title: ", "title: Encore, ", 1)
    other = "content/articles/2026-11-19-encore.md"
    assert_is_clean(site.folder, lambda: site.save(other, copy))
    (site.folder / other).unlink()
    assert_is_clean(site.folder, lambda: site.render(other))
    assert site.whole == 3


def test_a_template_that_is_given_up_is_no_longer_shown(site: Previewed) -> None:
    name = "overrides/templates/components/seat.html"
    assert_is_clean(site.folder, lambda: site.save(name, "{% macro seat(organisation) %}<p>Ici</p>{% endmacro %}\n"))
    shutil.rmtree(site.folder / "overrides")
    assert_is_clean(site.folder, lambda: site.render(name))
    assert site.whole == 3


def test_a_file_that_an_editor_makes_and_takes_away_is_nothing(site: Previewed) -> None:
    assert_is_clean(site.folder, lambda: site.render("content/articles/4913"))
    assert site.whole == 1


def test_a_mission_that_loses_its_text_is_told_by_its_room(site: Previewed) -> None:
    head = (site.folder / MISSION).read_text("utf-8").rpartition("\n---\n")[0]
    assert_is_clean(site.folder, lambda: site.save(MISSION, f"{head}\n---\n"))


def test_the_next_day_builds_everything(site: Previewed, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(revision, "today", lambda *_: date(2026, 11, 25))
    site.add(ARTICLE, ADDED["words"].format(1))
    assert site.whole == 2


def test_when_anything_may_have_changed_everything_is_built(site: Previewed) -> None:
    site.render()
    assert site.whole == 2


def test_what_was_shown_before_stays_as_it_was(site: Previewed) -> None:
    first = site.add(ARTICLE, ADDED["words"].format(1)).files
    page = "articles/deux-tonnes-de-pommes/index.html"
    name = next(each for each in first if each.endswith(page.rpartition("/")[0].rpartition("/")[2] + "/index.html"))
    before = first[name]
    second = site.add(ARTICLE, ADDED["words"].format(2)).files
    assert first[name] == before
    assert second[name] != before
