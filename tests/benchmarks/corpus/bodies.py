"""Bodies in Markdown: every construct, about as often as associations use it."""

from __future__ import annotations

import posixpath
import random
import re
import textwrap
from collections.abc import Callable, Sequence
from urllib.parse import quote

from corpus.prose import Prose
from corpus.texts import PHOTOS, Heading, Text

SITE = "https://le-pre-commun.example"
DOCUMENTS = (
    "statuts-2019.pdf",
    "reglement-interieur-2021.pdf",
    "bulletin-adhesion.pdf",
    *(f"comptes-{year}.pdf" for year in range(2016, 2026)),
)
TOLD = re.compile(
    r"\d[\d,.\u00a0\u202f ]*[\u00a0\u202f ]?(?:€|%|kg|km|m²)"
    r"|(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche) \d+ \w+(?: à \d+[\u00a0\u202f ]?h(?: 30)?)?"
)
LONG_WORD = re.compile(r"(?<= )[a-zéèêâîô]{7,}(?=[ ,.])")
GLUED = re.compile(r" (?=[:;!?»–])|(?<=[«–]) ")
GLUE = "\x03"
WORD = re.compile(r"(?<![\w/.-])\w+(?:['’-]\w+)*")
HALF_A_BLOCK = 20
"""Words."""


class BodyWriter:
    """Writes the body of one text; `others` are the texts that it may link to."""

    def __init__(self, draw: random.Random, text: Text, others: Sequence[Text]) -> None:
        self.draw = draw
        self.text = text
        self.others = others
        self.hand = text.hand
        self.prose = Prose(draw, text.topic, text.hand)
        self.notes: list[str] = []
        self.references: list[str] = []
        self._with_notes = self._chance(0.08)
        self._with_references = self._chance(0.05)

    def body(self) -> str:
        blocks = [f"# {self.text.title}"] if self.text.title_in_body else []
        parts = len(self.text.headings) + 1
        self._fill(blocks, self.text.words / parts)
        for at, heading in enumerate(self.text.headings, 2):
            blocks.append(self._heading(heading))
            self._fill(blocks, self.text.words * at / parts)
        return "\n\n".join((*blocks, *self._ends(blocks))) + "\n"

    def _chance(self, part: float) -> bool:
        return self.draw.random() < part

    def _fill(self, blocks: list[str], words: float) -> None:
        """Add blocks until the text has about so many words."""
        blocks.append(self._paragraph())
        if len(blocks) > 2 and self._chance(0.12):
            blocks += [f"### {self.prose.line('sous_section')}", self._paragraph()]
        count = sum(map(_words, blocks))
        while count < words - HALF_A_BLOCK:
            blocks.append(self._block())
            count += _words(blocks[-1])

    def _block(self) -> str:
        ways: dict[Callable[[], str], float] = {
            self._paragraph: 64,
            self._bullets: 11,
            self._steps: 4,
            self._nested: 3,
            self._quote: 4,
            self._table: 3,
            self._box: 2,
            self._picture: 2,
            self._address: 1.5,
            self._definitions: 1.5,
            self._details: 0.6,
            self._rule: 0.6,
            self._code: 0.3,
            self._frame: 0.2,
        }
        return self.draw.choices(list(ways), list(ways.values()))[0]()

    def _heading(self, heading: Heading) -> str:
        if heading.anchor is not None:
            return f"## {heading.title} {{#{heading.anchor}}}"
        if self.hand.underlined:
            return f"{heading.title}\n{'-' * len(heading.title)}"
        return f"## {heading.title}{' ##' if self._chance(0.02) else ''}"

    def _paragraph(self) -> str:
        sentences = (self._sentence() for _ in range(self.draw.choices(range(1, 7), (8, 20, 28, 24, 14, 6))[0]))
        return self._wrapped(" ".join(sentences))

    def _wrapped(self, text: str) -> str:
        if not self.hand.width:
            return text
        lines = textwrap.wrap(GLUED.sub(GLUE, text), self.hand.width, break_long_words=False, break_on_hyphens=False)
        return "\n".join(lines).replace(GLUE, " ")

    def _sentence(self) -> str:
        ways: dict[Callable[[], str], float] = {
            self._plain: 86,
            self._referring: 6,
            self._outward: 3,
            self._mailing: 1,
            self._noted: 12 if self._with_notes else 0,
            self._coded: 0.2,
        }
        return self.draw.choices(list(ways), list(ways.values()))[0]()

    def _plain(self) -> str:
        sentence = self.prose.sentence()
        if self._chance(0.16):
            sentence = TOLD.sub(lambda found: f"{self.hand.strong}{found[0]}{self.hand.strong}", sentence, count=1)
        if self._chance(0.03):
            sentence = LONG_WORD.sub(lambda found: f"*{found[0]}*", sentence, count=1)
        return f"~~{sentence}~~" if self._chance(0.002) else sentence

    def _referring(self) -> str:
        return self.prose.sentence("renvoi", lien=self._inner_link())

    def _outward(self) -> str:
        address = f"https://{self.prose.line('adresse_web')}"
        if self._chance(0.15):
            return self.prose.sentence("dehors", lien=f"<{address}>")
        return self.prose.sentence("dehors", lien=self._link(self.prose.line("site_web"), address))

    def _mailing(self) -> str:
        address = f"{self.prose.line('boite')}@le-pre-commun.example"
        shown = self.draw.choice((f"<{address}>", f"[{address}](mailto:{address})", address))
        return self.prose.sentence("courriel", adresse=shown)

    def _noted(self) -> str:
        label = str(len(self.notes) + 1) if self._chance(0.8) else f"note-{len(self.notes) + 1}"
        self.notes.append(f"[^{label}]: {self.prose.sentence('note')}")
        sentence = self.prose.sentence()
        return f"{sentence[:-1]}[^{label}]{sentence[-1]}"

    def _coded(self) -> str:
        return f"{self.prose.sentence()[:-1]} (dossier `partage/{self.text.topic}/{self.draw.randint(2019, 2026)}`)."

    def _inner_link(self) -> str:
        if self._chance(0.06):
            name = self.draw.choice(DOCUMENTS)
            return self._link(f"{name} (PDF)", self._written(f"documents/{name}"))
        other = self.draw.choice(self.others)
        target = self._target(other)
        shown = other.title
        if other.headings and "/" in target and self._chance(0.15):
            heading = self.draw.choice(other.headings)
            shown, target = heading.title, f"{target}#{heading.place}"
        return self._link(shown, target)

    def _link(self, shown: str, target: str) -> str:
        if self._with_references:
            self.references.append(f"[{len(self.references) + 1}]: {target}")
            return f"[{shown}][{len(self.references)}]"
        title = ' "Ouvrir la page"' if self._chance(0.01) else ""
        return f"[{shown}]({target}{title})"

    def _target(self, other: Text) -> str:
        """How an author names another text: nearly always by its file."""
        if other.is_published and self._chance(0.08):
            return self.draw.choice((other.address, SITE + other.address))
        return self._written(other.file)

    def _written(self, file: str) -> str:
        """The path of a file: from the text, from `content`, or from the root."""
        ways = (posixpath.relpath(file, posixpath.dirname(self.text.file)), file, f"/{file}")
        return quote(self.draw.choices(ways, (82, 8, 10))[0])

    def _items(self, name: str, low: int = 3, high: int = 7) -> list[str]:
        return [self._item(name) for _ in range(self.draw.randint(low, high))]

    def _item(self, name: str) -> str:
        line = self.prose.line(name)
        return f"{line} : {self._inner_link()}" if self._chance(0.04) else line

    def _bullets(self) -> str:
        items = self._items("point")
        ends = [*(f"{each}{self.hand.space}; ".rstrip() for each in items[:-1]), f"{items[-1]}."]
        if self._chance(0.1):
            return "\n\n".join(f"{self.hand.bullet} {self._sentence()}" for _ in items)
        return self._introduced("\n".join(f"{self.hand.bullet} {each}" for each in ends))

    def _introduced(self, block: str) -> str:
        return f"{self.prose.sentence()}\n\n{block}" if self._chance(0.6) else block

    def _steps(self) -> str:
        return "\n".join(f"{at}. {self.prose.sentence('etape')}" for at in range(1, self.draw.randint(4, 8)))

    def _nested(self) -> str:
        lines = []
        for item in self._items("point", 2, 5):
            lines.append(f"{self.hand.bullet} {item}")
            lines += [f"    {self.hand.bullet} {each}" for each in self._items("point", 0, 3)]
        return "\n".join(lines)

    def _quote(self) -> str:
        said = self.prose.sentence("citation")
        signed = f"\n>\n> — {self.prose.line('prenom')}" if self._chance(0.6) else ""
        return f"> {said}{signed}"

    def _table(self) -> str:
        rows = self.draw.sample(sorted(set(self.prose.all("ligne"))), self.draw.randint(4, 7))
        years = [str(2021 + at) for at in range(self.draw.randint(1, 3))]
        unit = self.draw.choice((" €", " €", " kg", "", " %"))
        head = f"| Poste | {' | '.join(years)} |\n|---|{'---:|' * len(years)}\n"
        return head + "\n".join(f"| {each} | {self._cells(len(years), unit)} |" for each in rows)

    def _cells(self, count: int, unit: str) -> str:
        numbers = (self.draw.randint(2, 99 if unit == " %" else 4800) for _ in range(count))
        return " | ".join(f"{each:,}".replace(",", " ") + unit for each in numbers)

    def _box(self) -> str:
        kind = self.draw.choice(("note", "warning", "tip", "important"))
        title = f' "{self.prose.line("encadre")}"' if self._chance(0.5) else ""
        return f"!!! {kind}{title}\n    {self._sentence()} {self.prose.sentence()}"

    def _picture(self) -> str:
        file = self._written(f"images/{self.draw.choice(PHOTOS)}")
        size = "\n{: .large }" if self._chance(0.1) else ""
        return f"![{self.prose.sentence('image')}]({file}){size}"

    def _address(self) -> str:
        lines = [f"{self.hand.strong}Permanence{self.hand.strong} de {self.prose.line('prenom')}"]
        lines += [self.prose.line("quand"), self.prose.line("lieu")]
        return ("<br>\n" if self._chance(0.2) else "  \n").join(lines)

    def _definitions(self) -> str:
        terms = self.draw.sample(sorted(set(self.prose.all("terme"))), 3)
        drawn = (self.hand.typed(each.replace("<80..120>", "90")).partition(" = ") for each in terms)
        return "\n\n".join(f"{term}\n:   {said}" for term, _, said in drawn)

    def _details(self) -> str:
        return f"<details>\n<summary>{self.prose.line('section')}</summary>\n<p>{self.prose.sentence()}</p>\n</details>"

    def _rule(self) -> str:
        return self.draw.choice(("* * *", "***", "----------"))

    def _code(self) -> str:
        title = self.prose.title("titre", "mars", 2026)
        return f"```\nObjet : {title}\nRépondre à : bonjour@le-pre-commun.example\n```"

    def _frame(self) -> str:
        return f'<iframe src="https://carte.communs.example/?q={self.draw.randint(100, 999)}" width="600"></iframe>'

    def _ends(self, blocks: Sequence[str]) -> list[str]:
        """Notes, the addresses of references, and what abbreviations mean."""
        known = dict(each.split(" = ") for each in self.prose.all("abreviation"))
        used = [each for each in known if any(re.search(rf"\b{each}\b", block) for block in blocks)]
        spelt = [f"*[{each}]: {known[each]}" for each in used] if self._chance(0.25) else []
        return ["\n".join(each) for each in (self.notes, self.references, spelt) if each]


def _words(block: str) -> int:
    return len(WORD.findall(block))
