"""The bar: nothing for what is quick, nothing where nobody looks, and never a word on the standard output."""

from __future__ import annotations

import io
import sys

import pytest

from pelicasso.site.progress import Progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def shown(monkeypatch: pytest.MonkeyPatch, stream: io.StringIO, seconds: float) -> str:
    now = iter(range(100))
    monkeypatch.setattr("pelicasso.site.progress.time.monotonic", lambda: next(now) * seconds)
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setenv("TERM", "xterm")
    with Progress("Images") as told:
        for done in range(1, 4):
            told(done, 3)
    return stream.getvalue()


def test_what_takes_long_is_shown_at_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("rich")
    assert "Images" in shown(monkeypatch, Terminal(), 1.1)


def test_what_is_quick_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    assert shown(monkeypatch, Terminal(), 0.1) == ""


def test_where_nobody_looks_nothing_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    assert shown(monkeypatch, io.StringIO(), 5) == ""


def test_without_rich_the_work_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "rich.console", None)
    assert shown(monkeypatch, Terminal(), 5) == ""
