"""Writes the files of a site: `site.yaml`, texts, pictures and documents."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from pathlib import Path

from PIL import Image, ImageDraw

from corpus.bodies import DOCUMENTS, PICTURES, SITE, BodyWriter
from corpus.heads import HeadWriter
from corpus.texts import TOP_PAGES, Planner, Text

SITE_FILE = """\
version: 1
organisation:
  name: Le Pré commun
  tagline: jardins, ateliers et entraide
  description: Association loi 1901, à Vieux-Moulin-sur-Rive depuis 2009.
  logo: images/logo.png
  founded: 2009
  address: {{street: 4 rue des Tanneurs, postal_code: "01000", city: Vieux-Moulin-sur-Rive, country: FR}}
site:
  url: {url}
  language: fr
  timezone: Europe/Paris
theme:
  colour: "#0b6e4f"
menu: [{menu}]
home:
  - hero:
      title: Ici, on partage
      lede: "Des jardins, un atelier, une table : poussez la porte."
      actions: [{{title: Nos actualités, link: /actualites/}}]
  - news
"""
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n%%EOF\n"


def write_corpus(folder: Path, articles: int = 1000, seed: int = 1) -> list[Text]:
    """Write a site of so many articles, and three pages for ten of them; 1 000 make 1 300 Markdown files."""
    texts = Planner(seed).texts(articles)
    for text, body in bodies(texts, seed):
        _write(folder / "content" / text.file, _encoded(text, HeadWriter(_draw(seed, text, "head")).head(text) + body))
    _write(folder / "site.yaml", _site_file(texts).encode())
    for name in DOCUMENTS:
        _write(folder / "content" / "documents" / name, PDF)
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
    return SITE_FILE.format(url=SITE, menu=", ".join((*menu, "/actualites/")))


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
    for name in ("logo.png", *(f"photo-{at:02}.png" for at in range(PICTURES))):
        _picture(draw, (512, 512) if name == "logo.png" else (800, 600)).save(folder / name)


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
