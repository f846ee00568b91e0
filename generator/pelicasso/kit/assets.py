"""Styles and static files of the theme and the features: looked up nearest to the site first, named by content."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from hashlib import blake2b
from pathlib import Path

from pelicasso.schema import SiteError, error

LAYERS = ("reset", "tokens", "base", "compositions", "components", "features", "theme")
PAGES = ("home", "text")
"""The kinds of page: each has components of its own."""
FOLDER = "/assets/"
MEANINGLESS = re.compile(
    r"""(?P<quoted>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|/\*.*?\*/|\s*(?P<sign>[{};,]|>=?)\s*|(?P<colon>:)\s+|(?P<space>\s+)""",
    re.S,
)
FILE = re.compile(r"""url\(\s*(["']?)(?![/#.]|[a-z]+:)([^"')]+)\1\s*\)""")
TOKEN = re.compile(r"--[\w-]+(?=:)")
MODULE = re.compile(r'<script type="module" src="([^"]+)"></script>\n?')
TIED = re.compile(rb"^\s*(?:import|export)\b", re.M)
"""A module that names others stands in its own file: what it names is found beside it."""


class Assets:
    """The stylesheet of each set of features, and the static files that templates ask for.

    `folders` are the `static` folders in order, the nearest to the site first; `palette` is added to the tokens.
    `options` name the styles in `options/` that the site chose: they come last, and what they set is set once.
    """

    def __init__(self, folders: Sequence[Path], palette: str, options: Sequence[str] = ()) -> None:
        self.folders = folders
        self._palette = palette
        self._options = options
        self._styles: dict[tuple[str, tuple[str, ...]], str] = {}
        self._addresses: dict[str, str] = {}
        self.files: dict[str, bytes] = {}

    def stylesheet(self, page: str, features: Iterable[str]) -> str:
        """The address of one stylesheet for a kind of page, of `PAGES`, and the features that it shows.

        Beside a feature (`events`) it may be a page of one (`events/month`), where that has a style of its own.
        """
        wanted = (page, tuple(dict.fromkeys(features)))
        if wanted not in self._styles:
            self._styles[wanted] = self.publish("style.css", self._style(*wanted).encode())
        return self._styles[wanted]

    def address(self, path: str) -> str:
        """The address of a static file of the theme or of a feature."""
        if path not in self._addresses:
            if (file := self._find(path)) is None:
                raise SiteError(error("missing_asset", path=path))
            self._addresses[path] = self.publish(Path(path).name, file.read_bytes())
        return self._addresses[path]

    def publish(self, name: str, content: bytes) -> str:
        """The address of a file that is named by its content."""
        stem, dot, suffix = name.rpartition(".")
        address = f"{FOLDER}{stem}-{blake2b(content, digest_size=5).hexdigest()}{dot}{suffix}"
        self.files[address] = content
        return address

    def joined(self, html: str, link: Callable[[str], str]) -> str:
        """The page with its modules in one file, where it has several: asking costs more than the bytes of a small one.

        `link` makes of an address the one that stands in pages.
        """
        several = [each for each in dict.fromkeys(MODULE.findall(html)) if self._joins(each, link)]
        if len(several) < 2:
            return html
        blocks = [b"{\n%s}\n" % self.files[_address(each, link)] for each in several]
        one = f'<script type="module" src="{link(self.publish("page.js", b"".join(blocks)))}"></script>\n'
        left = iter((one,))
        return MODULE.sub(lambda found: next(left, "") if found[1] in several else found[0], html)

    def _joins(self, script: str, link: Callable[[str], str]) -> bool:
        return not TIED.search(self.files.get(_address(script, link), b"import"))

    def _style(self, page: str, features: Sequence[str]) -> str:
        texts = {layer: self._read(f"{layer}.css") for layer in LAYERS}
        texts["components"] += self._read(f"{page}.css")
        chosen = _small("".join(self._read(f"options/{each}.css") for each in self._chosen(page)))
        texts["tokens"] = _without(_small(texts["tokens"]), TOKEN.findall(chosen)) + self._palette
        texts["theme"] += chosen
        texts["features"] = "".join(self._read(f"{name}.css") for name in features)
        layers = "".join(f"@layer {layer}{{{_small(text)}}}\n" for layer, text in texts.items() if text.strip())
        return f"@layer {','.join(LAYERS)};\n{layers}{self._read('site.css')}"

    def _chosen(self, page: str) -> list[str]:
        """The options that change a kind of page: those of the hero change the home page alone."""
        return [each for each in self._options if page == "home" or not each.startswith("hero-")]

    def _read(self, path: str) -> str:
        file = self._find(path)
        return FILE.sub(partial(self._published, path), file.read_text("utf-8")) if file else ""

    def _published(self, style: str, named: re.Match[str]) -> str:
        """The address of a file that stands in `static`, beside the stylesheet once published."""
        if self._find(named[2]) is None:
            line = named.string.count("\n", 0, named.start()) + 1
            raise SiteError(error("missing_asset", f"static/{style}", line, path=named[2]))
        return f'url("{Path(self.address(named[2])).name}")'

    def _find(self, path: str) -> Path | None:
        return next((each / path for each in self.folders if (each / path).is_file()), None)


def _address(script: str, link: Callable[[str], str]) -> str:
    return f"/{script.removeprefix(link('/'))}"


def _small(style: str) -> str:
    """The style without its comments and the spaces that mean nothing; texts in quotes stay as they are."""
    return MEANINGLESS.sub(_kept, style).strip()


def _kept(found: re.Match[str]) -> str:
    return found["quoted"] or found["sign"] or found["colon"] or (" " if found["space"] else "")


def _without(style: str, tokens: Sequence[str]) -> str:
    """The style without the first value of tokens that are set anew."""
    return re.sub("|".join(rf"{each}:[^;}}]*;?" for each in tokens) or "(?!)", "", style)
