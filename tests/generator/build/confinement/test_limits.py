"""The limits that a host is told of are those that hold."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from pelicasso.build.confinement import Limits
from pelicasso.cli import run

GUIDE = Path(__file__).resolve().parents[4] / "generator/reference/hosting.md"


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("command", ["build", "check"])
def test_the_help_names_each_limit_with_its_default(
    command: str, language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["--language", language, command, "--help"]) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "--untrusted" in said
    assert [each.name for each in fields(Limits) if f"--max-{each.name} {each.default} " not in said] == []


def test_so_does_the_hosts_guide() -> None:
    guide = GUIDE.read_text("utf-8")
    assert [each.name for each in fields(Limits) if f"`--max-{each.name} {each.default}`" not in guide] == []
