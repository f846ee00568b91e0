"""One build at a time; whatever it ends in is shown, and the next change gets its build."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Set
from pathlib import Path
from queue import SimpleQueue
from threading import Event
from types import SimpleNamespace
from typing import Any

import pytest

from pelicasso.build.builder import Built
from pelicasso.schema import Report, SiteError, error, warning
from pelicasso.serve.error_page import ErrorPage
from pelicasso.serve.preview import Preview
from pelicasso.serve.rebuilding import Rebuilder, _together
from pelicasso.site.speaker import Speaker

NOTE = warning("no_address_yet", "site.yaml", 1)
BROKEN = error("misspelt_key", "site.yaml", 3, key="naem", nearest="name")


def built(text: str, *findings: Any, base: str = "") -> Built:
    site: Any = SimpleNamespace(base=base)
    return Built(site=site, files={"index.html": text.encode()}, report=Report(findings))


class Renders:
    """Renders what the test gives it, one thing after another, and counts."""

    def __init__(self) -> None:
        self.given: SimpleQueue[Built | BaseException | Callable[[], Built]] = SimpleQueue()
        self.count = 0
        self.changed: list[set[str]] = []

    def __call__(self, changed: Set[str]) -> Built:
        self.changed.append(set(changed))
        found = self.given.get(timeout=10)
        self.count += 1
        if isinstance(found, BaseException):
            raise found
        return found if isinstance(found, Built) else found()


class Serving:
    """A rebuilder at work, and what the browser would see of it."""

    def __init__(self, folder: Path, *, traces: bool = False) -> None:
        self.render = Renders()
        self.preview = Preview()
        speaker = Speaker("fr")
        page = ErrorPage(folder, speaker.messages)
        self.rebuilder = Rebuilder(self.render, self.preview, page, speaker, traces=traces)

    def after(self, *outcomes: Any, names: set[str] | None = None) -> str:
        """What is seen once a change was built, whatever the build ends in."""
        count = self.preview.count
        for each in outcomes:
            self.render.given.put(each)
        if names is not None:
            self.rebuilder.changed(names)
        self.preview.wait(count, 10)
        answer = self.preview.answer("/")
        return f"{int(answer.status)} {answer.content.decode()}"


@pytest.fixture
def serving(tmp_path: Path) -> Iterator[Serving]:
    made = Serving(tmp_path)
    with made.rebuilder:
        yield made
        made.preview.close()


def told(capsys: pytest.CaptureFixture[str], serving: Serving) -> str:
    """What stands in the terminal, once the builder has nothing more to say."""
    serving.rebuilder.__exit__()
    captured = capsys.readouterr()
    return captured.out + captured.err


def test_it_builds_at_the_start_and_after_each_change(serving: Serving, capsys: pytest.CaptureFixture[str]) -> None:
    assert serving.after(built("one")).startswith("200 one")
    assert serving.after(built("two"), names={"content/pages/x.md"}).startswith("200 two")
    said = told(capsys, serving)
    assert said.startswith("content/pages/x.md : site mis à jour en ")
    assert said.count("\n") == 1


def test_a_broken_site_is_shown_and_said_and_mended(serving: Serving, capsys: pytest.CaptureFixture[str]) -> None:
    serving.after(built("one"))
    shown = serving.after(SiteError(BROKEN, NOTE), names={"site.yaml"})
    assert shown.startswith("500 ")
    assert "naem" in shown
    assert "dernière version" in shown
    assert serving.after(built("two"), names={"site.yaml"}).startswith("200 two")
    said = told(capsys, serving)
    assert "site.yaml : le site n’a pas pu être mis à jour." in said
    assert said.count("site.yaml:3: la clé « naem » est inconnue") == 1


def test_a_site_that_is_broken_at_the_start_can_be_mended(serving: Serving) -> None:
    shown = serving.after(SiteError(BROKEN))
    assert shown.startswith("500 ")
    assert "dernière version" not in shown
    assert serving.after(built("one"), names={"site.yaml"}).startswith("200 one")


@pytest.mark.parametrize("problem", [KeyError("x"), RecursionError(), SystemExit(3), OSError("disk"), MemoryError()])
def test_nothing_unforeseen_ends_it(serving: Serving, problem: BaseException) -> None:
    shown = serving.after(problem)
    assert shown.startswith("500 ")
    assert type(problem).__name__ in shown
    assert serving.after(built("one"), names={"site.yaml"}).startswith("200 one")


def test_a_traceback_is_for_those_who_ask(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for traces in (False, True):
        serving = Serving(tmp_path, traces=traces)
        with serving.rebuilder:
            serving.after(KeyError("x"))
        captured = capsys.readouterr()
        assert ("Traceback" in captured.err) is traces
        assert "KeyError" in captured.err


def build_under_way(serving: Serving) -> Event:
    """A build after a change of a.md has begun; it goes on at the event."""
    begun, go_on = Event(), Event()

    def slow() -> Built:
        begun.set()
        assert go_on.wait(10)
        return built("two")

    serving.render.given.put(slow)
    serving.rebuilder.changed({"a.md"})
    assert begun.wait(10)
    return go_on


def test_changes_during_a_build_make_one_build_more(serving: Serving, capsys: pytest.CaptureFixture[str]) -> None:
    serving.after(built("one"))
    go_on = build_under_way(serving)
    for name in ("e.md", "d.md", "c.md", "b.md"):
        serving.rebuilder.changed({name})
    go_on.set()
    while not serving.after(built("three")).startswith("200 three"):
        assert serving.render.count < 4
    assert "b.md, c.md, d.md, … : site mis à jour" in told(capsys, serving)
    assert serving.render.count == 3


def test_a_file_saved_in_two_halves_shows_no_error(serving: Serving, capsys: pytest.CaptureFixture[str]) -> None:
    serving.after(built("one"))

    def half() -> Built:
        serving.rebuilder.changed({"b.md"})
        raise SiteError(BROKEN)

    assert serving.after(half, built("two"), names={"a.md"}).startswith("200 two")
    said = told(capsys, serving)
    assert "a.md, b.md : site mis à jour" in said
    assert "naem" not in said


def test_notes_are_said_when_they_change(serving: Serving, capsys: pytest.CaptureFixture[str]) -> None:
    serving.after(built("one", NOTE))
    serving.after(built("two", NOTE), names={"x"})
    serving.after(SiteError(BROKEN, NOTE), names={"x"})
    serving.after(built("three", NOTE), names={"x"})
    assert serving.after(built("four"), names={"x"}).startswith("200 four")
    assert serving.after(built("five", NOTE), names={"x"}).startswith("200 five")
    assert told(capsys, serving).count("À savoir :") == 2


def test_a_terminal_that_has_gone_ends_nothing(serving: Serving, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(*_: object, **__: object) -> None:
        raise BrokenPipeError

    monkeypatch.setattr(Speaker, "say", gone)
    monkeypatch.setattr(Speaker, "report", gone)
    serving.after(built("one", NOTE))
    assert serving.after(SiteError(BROKEN), names={"x"}).startswith("500 ")
    assert serving.after(built("two"), names={"x"}).startswith("200 two")


def test_it_ends_also_with_changes_waiting(tmp_path: Path) -> None:
    serving = Serving(tmp_path)
    with serving.rebuilder:
        serving.after(SiteError(BROKEN))
        serving.render.given.put(SiteError(BROKEN))
        serving.rebuilder.changed({"x"})
    assert not serving.rebuilder._thread.is_alive()


def test_what_renders_hears_all_that_changed_meanwhile(serving: Serving) -> None:
    serving.after(built("one"))
    go_on = build_under_way(serving)
    for names in ({"b.md"}, {"c.md"}):
        serving.rebuilder.changed(names)
    go_on.set()
    while not serving.after(built("three")).startswith("200 three"):
        assert serving.render.count < 4
    assert serving.render.changed == [set(), {"a.md"}, {"b.md", "c.md"}]


def test_when_anything_may_have_changed_no_name_hides_it() -> None:
    assert _together({"a.md"}, {"b.md"}) == {"a.md", "b.md"}
    assert _together({"a.md"}, set()) == _together(set(), {"a.md"}) == set()
