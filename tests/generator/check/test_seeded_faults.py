"""Texts with a seeded fault each, and clean prose: what the rules find, what they miss, where they cry wolf.

Run as a program it prints the figures, rule by rule.
"""

from __future__ import annotations

import random
import re
import tempfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from pelicasso.build.builder import render_site
from pelicasso.check.contents import FAMILIES
from pelicasso.kit.testing import DAY, write_site
from pelicasso.schema import Finding
from pelicasso.site import yaml

ROOT = Path(__file__).resolve().parents[3]
GRAMMAR: Mapping[str, Any] = yaml.compose_mapping(
    Path(__file__).with_name("grammar.yaml").read_text("utf-8"), "grammar.yaml"
)
SEED = 2026
EACH, CLEAN = 10, 100
"""Texts for each fault, and clean ones."""
FOUND, FALSE = 0.95, 0.02
SITE = """\
organisation: {name: Les Amis du Lavoir}
site: {url: https://lavoir.example}
menu:
  - {title: Pages, items: [pages/benevoles.md, pages/adherer.md, pages/jardins.md, pages/atelier.md, pages/colis.md]}
  - /actualites/
  - pages/index-des-pages.md
"""
OUT_OF_REACH = "page_out_of_reach"
TOLD = {**GRAMMAR["faults"], **GRAMMAR["faults_of_pages"], "file_out_of_reach": ()}
ALL = {rule.code for name, family in FAMILIES.items() for rule in (*family.of_texts, *family.of_sites)}
ELSEWHERE = {rule.code for name in ("weight", "positions") for rule in FAMILIES[name].of_sites}


@dataclass
class Seeded:
    """A text of the site, with the fault that it holds and the line where it is told; what was told of it."""

    file: str
    code: str | None
    text: str
    line: int | None = None
    findings: list[Finding] = field(default_factory=list)

    @property
    def is_found(self) -> bool:
        return any(each.code == self.code and each.line == self.line for each in self.findings)


class Writer:
    """Writes texts from the grammar; the same seed writes the same ones."""

    def __init__(self, seed: int) -> None:
        self.draw = random.Random(seed)
        self.number = 0

    def articles(self) -> Iterator[Seeded]:
        for code, faults in GRAMMAR["faults"].items():
            for at in range(max(EACH, len(faults))):
                yield self._text("articles/2026-03-01-gazette", code, faults[at % len(faults)])
        for _ in range(CLEAN):
            yield self._text("articles/2026-03-01-gazette", None, None)

    def pages(self) -> Iterator[Seeded]:
        for code, faults in GRAMMAR["faults_of_pages"].items():
            for at in range(max(EACH, len(faults))):
                yield self._text("pages/page", code, faults[at % len(faults)])
        for _ in range(CLEAN // 2):
            yield self._text("pages/page", None, self.draw.choice(GRAMMAR["clean_pages"]))

    def _text(self, file: str, code: str | None, fault: Any) -> Seeded:
        self.number += 1
        head = {
            "title": f"La gazette numéro {self.number}",
            "summary": f"Les nouvelles du lavoir, numéro {self.number}.",
        }
        if isinstance(fault, dict):
            head |= {key: self._said(each) for key, each in fault.items()}
        body = "\n\n".join(self._body(code, fault if isinstance(fault, str) else None))
        lines = [f'{key}: "{value}"' for key, value in head.items() if value]
        before, mark, after = "\n".join(("---", *lines, "---", "", body, "")).partition("§")
        line = before.count("\n") + 1 if mark else None
        if isinstance(fault, dict):
            key = next(iter(fault))
            line = [*head].index(key if head[key] else "title") + 2
        whole = {"text_in_other_language": 1, OUT_OF_REACH: None}
        return Seeded(f"{file}-{self.number}.md", code, before + after, whole.get(code or "", line))

    def _body(self, code: str | None, fault: str | None) -> list[str]:
        alone = code == "text_in_other_language"
        blocks = [] if alone else self._blocks(self.draw.randint(3, 7))
        if fault is not None:
            said = self._said(fault)
            marked = said if "§" in said else f"§{said}"
            blocks.insert(self.draw.randint(1, len(blocks)) if blocks else 0, marked)
        return blocks

    def _blocks(self, count: int) -> list[str]:
        made = [self._paragraph()]
        while len(made) < count:
            special = self.draw.random() < 0.35
            block = self._said(self.draw.choice(GRAMMAR["clean_blocks"])) if special else self._paragraph()
            made += [block, self._paragraph()]
        return made

    def _paragraph(self) -> str:
        sentences = [self._said(each) for each in self.draw.sample(GRAMMAR["clean"], self.draw.randint(1, 4))]
        return self.draw.choice(("\n", " ")).join(sentences)

    def _said(self, pattern: str) -> str:
        """A pattern whose words are drawn; tags stay."""
        words = GRAMMAR["words"]
        said = re.sub(
            r"<(\w+)>", lambda found: self.draw.choice(words[found[1]]) if found[1] in words else found[0], pattern
        )
        said = said.replace("{number}", str(self.number))
        return said[:1].upper() + said[1:]


def picture() -> bytes:
    made = BytesIO()
    Image.new("L", (8, 8), 128).save(made, "JPEG")
    return made.getvalue()


def pdf(*, tagged: bool, text: bool, compressed: bool = False) -> bytes:
    held = (
        f"<</Type/Catalog{'/MarkInfo<</Marked true>>' if tagged else ''}>>{'<</Type/Font>>' if text else ''}".encode()
    )
    if compressed:
        held = b"1 0 obj<</Type/ObjStm/Filter/FlateDecode>>stream\n" + zlib.compress(held) + b"\nendstream"
    return b"%PDF-1.7\n" + held + b" " * 2000


def document(name: str) -> bytes:
    compressed = name.startswith("comprime")
    return pdf(tagged=False, text="sans-balises" in name, compressed=compressed)


def files(texts: list[Seeded]) -> dict[str, str | bytes]:
    """What stands beside the seeded texts."""
    shown = (*GRAMMAR["words"]["photo"], "affiche-fete.jpg", "flyer.jpg")
    views = "\n\n".join(f"![Une vue du lavoir, {at}](../images/{each})" for at, each in enumerate(shown))
    reached = [each for each in texts if each.file.startswith("pages/") and each.code != OUT_OF_REACH]
    index = "\n".join(f"- [Page {each.file[6:-3]}]({each.file[6:]})" for each in reached)
    named = {each for text in texts for each in re.findall(r"documents/([\w-]+\d\.pdf)", text.text)}
    kept = "[Le film de la fête (MP4, 1 Ko)](../images/film.mp4), [le budget (ODS, 1 Ko)](../documents/budget.ods)"
    return {
        **{f"pages/{each}": f"---\ntitle: {each[:-3].title()}\n---\n\nBonjour.\n" for each in GRAMMAR["words"]["page"]},
        "pages/index-des-pages.md": f"---\ntitle: Toutes les pages\n---\n\n{index}\n\nLe 3 mai.\n\n{kept}\n\n{views}\n",
        **{f"images/{each}": picture() for each in shown},
        **{f"documents/{each}": document(each) for each in named},
        **{f"fichiers/perdu-{at}.odt": b"PK\x03\x04" for at in range(EACH)},
        "images/film.mp4": b"\0\0\0\x18ftypmp42" + b"\0" * 50,
        "documents/reglement.pdf": pdf(tagged=True, text=True, compressed=True),
        "documents/budget.ods": b"PK\x03\x04" + b"\0" * 50,
    }


def check(folder: Path) -> list[Seeded]:
    """Write the site, check it, and give each finding to its text."""
    writer = Writer(SEED)
    texts = [*writer.articles(), *writer.pages()]
    write_site(folder, {**files(texts), **{each.file: each.text for each in texts}}, SITE)
    lost = [Seeded(f"fichiers/perdu-{at}.odt", "file_out_of_reach", "") for at in range(EACH)]
    texts = [*_without_firsts(texts), *lost]
    by_file = {f"content/{each.file}": each for each in texts}
    for finding in render_site(folder, day=DAY).advice():
        if finding.file in by_file:
            by_file[finding.file].findings.append(finding)
    return texts


def _without_firsts(texts: list[Seeded]) -> Iterator[Seeded]:
    """Of the texts that have the same title or summary the first in the site's order is the one that stays."""
    for code in ("same_title", "same_summary"):
        for fault in GRAMMAR["faults_of_pages"][code]:
            [(key, value)] = fault.items()
            same = [each for each in texts if each.code == code and f'{key}: "{value}"' in each.text]
            min(same, key=lambda each: each.file).code = None
    yield from texts


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory) -> list[Seeded]:
    return check(tmp_path_factory.mktemp("seeded"))


def missed(texts: list[Seeded], code: str) -> list[Seeded]:
    return [each for each in texts if each.code == code and not each.is_found]


def alarms(texts: list[Seeded], code: str) -> list[tuple[Finding, Seeded]]:
    return [(told, each) for each in texts if each.code != code for told in each.findings if told.code == code]


def test_every_rule_is_seeded_here_or_tested_by_itself() -> None:
    assert set(TOLD) | ELSEWHERE == ALL


@pytest.mark.parametrize("code", TOLD)
def test_seeded_faults_are_found_at_their_line(checked: list[Seeded], code: str) -> None:
    seeded = sum(each.code == code for each in checked)
    lost = missed(checked, code)
    assert seeded >= EACH - 2
    assert len(lost) <= (1 - FOUND) * seeded, "\n\n".join(f"{each.line}: {each.text}{each.findings}" for each in lost)


@pytest.mark.parametrize("code", TOLD)
def test_clean_prose_raises_no_alarm(checked: list[Seeded], code: str) -> None:
    others = sum(each.code != code for each in checked)
    false = alarms(checked, code)
    assert len(false) <= FALSE * others, "\n\n".join(f"{told}\n{each.text}" for told, each in false)


@pytest.mark.parametrize("url", [None, "https://mains-vertes.example"])
def test_the_starter_is_clean_before_it_is_online_and_then(url: str | None) -> None:
    assert render_site(ROOT / "starter_site", day=DAY, url=url).advice() == []


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        made = check(Path(folder))
    print(f"{len(made)} texts\n{'rule':32} seeded missed false")
    for each in TOLD:
        count = sum(text.code == each for text in made)
        print(f"{each:32} {count:6} {len(missed(made, each)):6} {len(alarms(made, each)):5}")
