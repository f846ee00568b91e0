"""The options of a block: lines `type: warning` right below its first one, read into one type."""

from __future__ import annotations

import re
from collections.abc import Mapping

from pelicasso.kit.blocks.block import AnyBlock, nearest
from pelicasso.schema import Finding, error
from pelicasso.schema.section import Section
from pelicasso.site import yaml
from pelicasso.site.validation import validate

LINE = re.compile(r"[ \t]*(?P<key>[^\W\d_][\w-]*)(?P<space>[ \t\xa0\u202f]*):(?!//)(?P<gap>[ \t\xa0]*)(?P<value>.*)")
QUOTED = re.compile(r"""(["'])(.*)\1|« ?(.*?) ?»""")


class Options:
    """What a block is given, line by line; without a block, whatever looks like an option is passed over."""

    def __init__(self, block: AnyBlock | None, file: str, line: int) -> None:
        self._block = block
        self._file = file
        self._model: type[Section] = block.options if block else Section
        self._given = yaml.Mapping(line)
        self.findings: list[Finding] = []

    @property
    def lines(self) -> Mapping[str, int]:
        return self._given.lines

    def take(self, text: str, line: int) -> bool:
        """Take a line, if it is an option: a word of the text behind which a colon stands is none."""
        if (found := LINE.fullmatch(text)) is None:
            return False
        key = found["key"].lower()
        if key in self._model.model_fields:
            self._give(key, found["value"].strip(), line)
        elif key in self._model.mistaken or self._looks_like_one(found):
            self._refuse(key, found["value"].strip(), line)
        else:
            return False
        return True

    def typed(self) -> Section | None:
        """The options, typed; None when something is wrong with them, which is told."""
        typed, mistakes = validate(self._model, self._given, self._file)
        self.findings += mistakes
        return typed

    def _looks_like_one(self, found: re.Match[str]) -> bool:
        """« open: oui », and neither « Attention : travaux » nor « midi:le marché »."""
        has_any = self._block is None or bool(self._model.model_fields)
        return has_any and found["key"].islower() and not found["space"] and (found["gap"] != "" or not found["value"])

    def _give(self, key: str, value: str, line: int) -> None:
        if key in self._given:
            self.findings.append(error("duplicate_key", self._file, line, key=key, first=self.lines[key]))
            return
        quoted = QUOTED.fullmatch(value)
        self._given[key] = (quoted[2] or quoted[3] if quoted else value) or None
        self._given.lines[key] = line

    def _refuse(self, key: str, value: str, line: int) -> None:
        if self._block is None:
            return
        known = list(self._model.model_fields)
        if near := nearest(key, known, self._model.mistaken.get(key)):
            self.findings.append(error("misspelt_block_option", self._file, line, key=key, nearest=near))
            self._give(near, value, line)
        else:
            values = {"key": key, "name": self._block.name, "known": ", ".join(known)}
            self.findings.append(error("unknown_block_option", self._file, line, **values))
