"""How long an edit takes in `pelicasso serve`, from the write to the new page, as a browser asks for it.

A page is open, that is: someone listens for its news. The time ends when the page, asked for again, was read whole.
"""

from __future__ import annotations

import random
import re
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from functools import partial
from http.client import HTTPConnection, HTTPResponse
from types import TracebackType
from typing import Self
from urllib.parse import urlencode, urlsplit

from builders import DAY, NUMBERS, Builder, body, title
from PIL import Image
from processes import family, memory

VERSION = re.compile(rb'data-version="([^"]+)"')
PATIENCE = 60.0
PAUSE = 0.25
"""So many seconds lie between two edits: people save no faster, and no two edits are told together."""
CHROMIUM = shutil.which("chromium")


def tag(builder: Builder) -> None:
    """One article was given one more tag."""
    text = builder.file.read_text("utf-8")
    text = re.sub(r"^tags: .*\n|^  - nouveau.*\n", "", text, flags=re.MULTILINE)
    builder.file.write_text(text.replace("---\n", f"---\ntags: [nouveau {next(NUMBERS)}]\n", 1), "utf-8")


def style(builder: Builder) -> None:
    """The site's own style was changed."""
    file = builder.folder / "overrides/static/site.css"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"p {{ margin-left: {next(NUMBERS)}px }}\n", "utf-8")


def picture(builder: Builder) -> None:
    """The picture of the article was exchanged for another of its name."""
    draw = random.Random(next(NUMBERS))
    colour = (draw.randrange(256), draw.randrange(256), draw.randrange(256))
    Image.new("RGB", (800, 600), colour).save(builder.folder / "content/images/edited.png")


def new_file(builder: Builder) -> None:
    """There is one more article, at the address that is open."""
    file = builder.folder / "content/articles/2026-11-23-tout-neuf.md"
    file.write_text(f"---\ntitle: Tout neuf {next(NUMBERS)}\n---\n\nBonjour.\n", "utf-8")


KINDS: dict[str, Callable[[Builder], None]] = {
    "body": body,
    "title": title,
    "tag": tag,
    "style": style,
    "picture": picture,
    "new file": new_file,
}
NEW = "/actualites/tout-neuf/"


class Served(AbstractContextManager["Served"]):
    """A site that is served by a process of its own."""

    def __init__(self, builder: Builder) -> None:
        command = [sys.executable, "-m", "pelicasso", "serve", "--port", "0", "--day", DAY]
        self._process = subprocess.Popen(
            command, cwd=builder.folder, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding="utf-8"
        )
        assert self._process.stdout is not None
        found = next(found for line in self._process.stdout if (found := re.search(r"http://\S+", line)))
        self.address = found[0]
        self._host = urlsplit(self.address).netloc

    def __enter__(self) -> Self:
        self.page("/")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.terminate()
        self._process.communicate()

    @property
    def memory(self) -> int:
        return sum(map(memory, family(self._process.pid)))

    def page(self, path: str) -> bytes:
        connection, answer = self._asked(path)
        content = answer.read()
        connection.close()
        return content

    def edited(self, path: str, edit: Callable[[], None]) -> float:
        """Seconds from an edit until the page that is open is there anew."""
        before = VERSION.findall(self.page(path))[0].decode()
        connection, news = self._asked(f"/_pelicasso/events?{urlencode({'page': path, 'version': before})}")
        edit()
        begin = time.perf_counter()
        while not news.readline().startswith(b"data:"):
            if time.perf_counter() - begin > PATIENCE:
                sys.exit("an edit was not shown")
        self.page(path)
        connection.close()
        return time.perf_counter() - begin

    def _asked(self, path: str) -> tuple[HTTPConnection, HTTPResponse]:
        connection = HTTPConnection(self._host, timeout=PATIENCE)
        connection.request("GET", path)
        return connection, connection.getresponse()


def rows(builder: Builder, count: int, kinds: Sequence[str], browser: bool) -> Iterator[str]:
    """A table of milliseconds, by the kind of edit."""
    yield f"| {count} edits in the preview, ms | p50 | p95 | p99 | most |"
    yield "|--|--:|--:|--:|--:|"
    picture(builder)
    with open(builder.file, "a", encoding="utf-8") as file:
        file.write("\n![Une couleur](/images/edited.png)\n")
    with Served(builder) as served:
        for kind in kinds:
            yield _row(kind, [_edited(served, builder, kind) for _ in range(count)])
        if browser and CHROMIUM:
            yield _row("body, seen in Chromium", seen(served, builder, count))


def _edited(served: Served, builder: Builder, kind: str) -> float:
    if kind == "new file":
        (builder.folder / "content/articles/2026-11-23-tout-neuf.md").unlink(missing_ok=True)
        while b"Tout neuf" in served.page(NEW):
            time.sleep(PAUSE)
    time.sleep(PAUSE)
    return served.edited(NEW if kind == "new file" else builder.article.address, partial(KINDS[kind], builder))


def seen(served: Served, builder: Builder, count: int) -> list[float]:
    """Seconds until the text of the page that a browser shows holds the sentence."""
    from playwright.sync_api import sync_playwright

    found = []
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = chromium.new_page()
        page.goto(served.address.rstrip("/") + builder.article.address)
        for _ in range(count):
            page.wait_for_timeout(1000 * PAUSE)
            body(builder)
            begin = time.perf_counter()
            sentence = builder.file.read_text("utf-8").rstrip().rpartition("\n")[2]
            page.wait_for_function("text => document.body?.textContent.includes(text)", arg=sentence[:28])
            found.append(time.perf_counter() - begin)
        chromium.close()
    return found


def _row(kind: str, seconds: list[float]) -> str:
    ordered = sorted(1000 * each for each in seconds)
    parts = [ordered[min(int(len(ordered) * part), len(ordered) - 1)] for part in (0.95, 0.99, 1)]
    return f"| {kind} | {' | '.join(f'{each:.0f}' for each in (statistics.median(ordered), *parts))} |"


def memory_rows(builder: Builder, count: int) -> Iterator[str]:
    """The memory of the preview on its way through many edits of bodies and titles."""
    yield "| edits | MiB of the preview |"
    yield "|--:|--:|"
    text = builder.file.read_bytes()
    with Served(builder) as served:
        for at in range(count + 1):
            if at % max(count // 5, 1) == 0:
                yield f"| {at} | {served.memory / 2**20:.0f} |"
            builder.file.write_bytes(text)
            served.edited(builder.article.address, partial(KINDS["title" if at % 10 == 0 else "body"], builder))
