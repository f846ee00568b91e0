"""The catalogue: every text that a person reads, by language, from YAML files that anyone can add to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from hashlib import blake2b
from pathlib import Path

from pelicasso.site import yaml

HERE = Path(__file__).parent / "locale"
FALLBACKS = ("en", "fr")


class Catalogue:
    """The texts of one language, looked up by a dotted key; a later folder wins over an earlier one.

    A folder holds `fr.yaml` or `fr/*.yaml`. The groups at the top are `messages` (code → sentence, hint), `words`,
    `addresses` (collection → part of an address) and `keys` (a volunteer's word → the key that was meant).
    A text missing in the language is looked up in its parent (pt-BR → pt), then in English, then in French.
    """

    def __init__(self, language: str, folders: Sequence[Path] = ()) -> None:
        self.language = language
        self._texts = [_merged(each, (HERE, *folders)) for each in _chain(language)]

    def find(self, group: str, key: str) -> object | None:
        """The text, or the mapping, at `group.key`; None when no language has it."""
        for texts in self._texts:
            if (found := texts.get(f"{group}.{key}")) is not None:
                return found
        return None

    def text(self, group: str, key: str) -> str | None:
        found = self.find(group, key)
        return found if isinstance(found, str) else None

    def group(self, group: str) -> dict[str, str]:
        """Every text of a group, by its key, in the catalogue's own language."""
        start = f"{group}."
        texts = self._texts[0]
        return {key[len(start) :]: each for key, each in texts.items() if key.startswith(start)}

    def digest(self) -> bytes:
        """A digest of every text."""
        return blake2b(repr(self._texts).encode(), digest_size=16).digest()


def languages(folders: Sequence[Path] = ()) -> list[str]:
    """The languages that have texts of their own."""
    return sorted({each.stem for folder in (HERE, *folders) for each in folder.glob("*")})


def _chain(language: str) -> list[str]:
    parts = language.split("-")
    own = ["-".join(parts[:count]) for count in range(len(parts), 0, -1)]
    return list(dict.fromkeys((*own, *FALLBACKS)))


def _merged(language: str, folders: Iterable[Path]) -> dict[str, str]:
    texts: dict[str, str] = {}
    for folder in folders:
        texts.update(_folder(folder, language))
    return texts


def _folder(folder: Path, language: str) -> dict[str, str]:
    texts: dict[str, str] = {}
    for file in [*sorted((folder / language).glob("*.yaml")), folder / f"{language}.yaml"]:
        if file.is_file():
            texts.update(_file(file, file.stat().st_mtime_ns))
    return texts


@cache
def _file(file: Path, _changed: int) -> dict[str, str]:
    """The texts of a file; read anew when it changes under a preview."""
    return dict(_flat("", yaml.compose(file.read_text("utf-8"), str(file))))


def _flat(start: str, value: object) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for key, each in value.items():
            yield from _flat(f"{start}.{key}" if start else str(key), each)
    elif isinstance(value, str):
        yield start, value
