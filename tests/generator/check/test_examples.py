"""The examples of the README: what is wrong is told, what is right is not."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from pelicasso.build.builder import render_site
from pelicasso.check import contents
from pelicasso.check.contents import FAMILIES
from pelicasso.kit.testing import DAY, MINIMAL, write_site
from pelicasso.schema import Finding
from pelicasso.site import yaml

README = (Path(contents.__file__).parent / "README.md").read_text("utf-8")
RULE = re.compile(r"^### `(\w+)` · ([A-Z]+ [\d.]+)\n(.*?)(?=^### `|^## [a-z]+$|\Z)", re.MULTILINE | re.DOTALL)
BLOCK = re.compile(r"^```(markdown|yaml)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
ELSEWHERE = {"positions", "weight"}
"""Families whose examples are no texts."""
RULES = {rule.code: rule for family in FAMILIES.values() for rule in (*family.of_texts, *family.of_sites)}


def examples(wanted: str) -> Iterator[tuple[str, str, bool]]:
    """The examples of a kind: the rule's code, the text, and whether it is wrong."""
    for code, _, text in RULE.findall(README):
        for at, (kind, example) in enumerate(BLOCK.findall(text)):
            if kind == wanted:
                yield code, example, at == 0


def advice(folder: Path) -> list[Finding]:
    return render_site(folder, day=DAY).advice()


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory, picture: bytes) -> set[tuple[str, str | None]]:
    """What is told of all examples in Markdown, each a page of one site."""
    files: dict[str, str | bytes] = dict.fromkeys(("pages/pressoir.jpg", "pages/affiche.png"), picture)
    files |= {"pages/film.mp4": b"film", "pages/film.vtt": b"WEBVTT\n"}
    files |= {f"pages/{name}.md": f"---\ntitle: {name}\n---\n\nBonjour.\n" for name in ("adherer", "mars", "avril")}
    for code, example, wrong in examples("markdown"):
        files[f"pages/{code}-{wrong}.md"] = f"---\ntitle: {code} {wrong}\n---\n\n{example}"
    return {(each.code, each.file) for each in advice(write_site(tmp_path_factory.mktemp("site"), files))}


@pytest.mark.parametrize(("code", "example", "wrong"), list(examples("markdown")))
def test_an_example_of_a_text(told: set[tuple[str, str | None]], code: str, example: str, wrong: bool) -> None:
    assert ((code, f"content/pages/{code}-{wrong}.md") in told) is wrong, example


@pytest.mark.parametrize(("code", "example", "wrong"), list(examples("yaml")))
def test_an_example_of_a_site(tmp_path: Path, code: str, example: str, wrong: bool) -> None:
    files = {path: f"{text or ''}" for path, text in yaml.compose_mapping(example, "README.md").items()}
    site = files.pop("/site.yaml", MINIMAL)
    texts = {path: f"{text}\n\nBonjour.\n" if path.endswith(".md") else text for path, text in files.items()}
    assert (code in {each.code for each in advice(write_site(tmp_path, texts, site))}) is wrong


def test_every_rule_is_named_with_its_criterion_and_has_its_two_examples() -> None:
    assert {code: criterion for code, criterion, _ in RULE.findall(README)} == {
        code: rule.criterion for code, rule in RULES.items()
    }
    assert re.findall(r"^## ([a-z]+)$", README, re.MULTILINE) == list(FAMILIES)
    counted = Counter(code for kind in ("markdown", "yaml") for code, *_ in examples(kind))
    elsewhere = {rule.code for name in ELSEWHERE for rule in FAMILIES[name].of_sites}
    assert {code: counted[code] for code in RULES} == {code: 0 if code in elsewhere else 2 for code in RULES}
