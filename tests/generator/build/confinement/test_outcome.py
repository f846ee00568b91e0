"""What passes from the child to its supervisor: all that matters, little enough, and nothing that moves a terminal."""

from __future__ import annotations

import json

import pytest

from pelicasso.build.confinement.outcome import LONGEST, MOST_FINDINGS, ConfinedError, Outcome
from pelicasso.schema import Severity, error, warning


def test_it_comes_back_as_it_was() -> None:
    told = Outcome(
        (error("empty_file", "content/pages/é.md", 3, name="x", limit=4), warning("no_address_yet", "site.yaml")),
        1,
        "fr",
        pages=3,
        touched=2,
        vanished_count=7,
        vanished=("a/index.html", "b/index.html"),
    )
    assert Outcome.of_bytes(told.to_bytes()) == told


def test_it_is_bounded_and_errors_come_first() -> None:
    many = (
        *(warning("unsafe_link", "x.md", line) for line in range(5000)),
        error("empty_file", "y.md", name="x" * 9000),
    )
    told = Outcome.of_bytes(Outcome(many, 1).to_bytes())
    assert len(told.findings) == MOST_FINDINGS
    assert told.findings[0].severity is Severity.ERROR
    assert len(str(told.findings[0].values["name"])) == LONGEST


def test_no_control_sequence_reaches_the_terminal() -> None:
    data = json.loads(Outcome((error("empty_file", "a.md", name="x"),), 1).to_bytes())
    data["findings"][0]["file"] = "a\x1b]0;owned\x07.md"
    data["findings"][0]["values"] = {"name\x1b": "\x1b[2J\u202e\x9b1m\ud800"}
    found = Outcome.of_bytes(json.dumps(data).encode()).findings[0]
    assert found.file == "a\ufffd]0;owned\ufffd.md"
    assert found.values == {"name\x1b": "\ufffd[2J\ufffd\ufffd1m\ufffd"}


def test_errors_are_raised_with_the_language_of_the_site() -> None:
    with pytest.raises(ConfinedError) as caught:
        Outcome((error("empty_file", "a.md"),), 1, "en").raise_errors()
    assert (caught.value.exit_code, caught.value.language) == (1, "en")
    Outcome().raise_errors()
