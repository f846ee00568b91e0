"""Writes the files of a site: `site.yaml`, texts, pictures and documents."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw
from pypdf import PdfWriter

from corpus.bodies import DOCUMENTS, BodyWriter
from corpus.heads import HeadWriter
from corpus.texts import PHOTOS, TOP_PAGES, Planner, Text

SITE_FILE = Path(__file__).with_name("site.yaml")
ROOMS = ("agenda", "missions", "equipe", "documents", "don", "adhesion", "actualites", "contact")


def write_corpus(folder: Path, articles: int = 1000, seed: int = 1) -> list[Text]:
    """Write a site of so many articles and of what goes with them; 1 000 make 1 612 Markdown files."""
    texts = Planner(seed).texts(articles)
    for text, body in bodies(texts, seed):
        _write(folder / "content" / text.file, _encoded(text, HeadWriter(_draw(seed, text, "head")).head(text) + body))
    _write(folder / "site.yaml", _site_file(texts).encode())
    for name in DOCUMENTS:
        _write(folder / "content" / "documents" / name, _document(name))
    _write_pictures(folder / "content" / "images", seed)
    return texts


def bodies(texts: Sequence[Text], seed: int) -> Iterator[tuple[Text, str]]:
    """Each text with its body; its links lead to texts that are published, save a few."""
    published = [each for each in texts if each.is_published]
    for text in texts:
        draw = _draw(seed, text, "body")
        yield text, BodyWriter(draw, text, published if draw.random() < 0.97 else texts).body()


def _draw(seed: int, text: Text, part: str) -> random.Random:
    return random.Random(f"{seed} {text.file} {part}")


def _site_file(texts: Sequence[Text]) -> str:
    there = {each.file for each in texts}
    menu = [file for name in TOP_PAGES if (file := f"pages/{name}.md") in there]
    addresses = (
        "/agenda/",
        "/missions/",
        "/equipe/",
        "/documents/",
        "/don/",
        "/adhesion/",
        "/actualites/",
        "/contact/",
    )
    return SITE_FILE.read_text("utf-8").replace("{menu}", ", ".join((*menu, *addresses)), 1)


def _document(name: str) -> bytes:
    """One blank page with a title."""
    made, written = PdfWriter(), BytesIO()
    made.add_blank_page(595, 842)
    made.add_metadata({"/Title": name.removesuffix(".pdf").replace("-", " ").capitalize()})
    made.write(written)
    return written.getvalue()


def _encoded(text: Text, written: str) -> bytes:
    if text.encoding == "cp1252":
        written = written.replace("\u202f", "\u00a0")
    return written.replace("\n", text.newline).encode(text.encoding)


def _write(file: Path, content: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)


def _write_pictures(folder: Path, seed: int) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    draw = random.Random(f"{seed} pictures")
    _picture(draw, (512, 512)).save(folder / "logo.png")
    for name in PHOTOS:
        _picture(draw, (800, 600) if name.endswith("png") else (1600, 1200)).save(folder / name, quality=88)
        (folder / f"{name}.yaml").write_text(f"alt: Des ronds de couleur, planche {name[6:8]}.\n", "utf-8")


def _picture(draw: random.Random, size: tuple[int, int]) -> Image.Image:
    """A few discs on a plain ground: light to store, quick to draw."""
    picture = Image.new("RGB", size, _colour(draw))
    pen = ImageDraw.Draw(picture)
    for _ in range(9):
        x, y, radius = draw.randint(0, size[0]), draw.randint(0, size[1]), draw.randint(20, 160)
        pen.ellipse((x - radius, y - radius, x + radius, y + radius), _colour(draw))
    return picture


def _colour(draw: random.Random) -> tuple[int, int, int]:
    return draw.randint(30, 220), draw.randint(80, 220), draw.randint(30, 200)
