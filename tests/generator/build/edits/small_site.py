"""A small site with every room on: the starter with fewer texts and smaller pictures."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from PIL import Image

STARTER = Path(__file__).resolve().parents[4] / "starter_site"
LEFT_OUT = (
    "articles/2026-05-20-le-troc-de-plants.md",
    "articles/2026-09-16-la-nuit-du-frigo.md",
    "articles/2026-11-09-le-millieme-grille-pain.md",
    "events/assemblee-generale.md",
    "events/balade-au-fil-de-l-eau.md",
    "events/marche-d-hiver.md",
    "missions/accueillir-les-ecoles.md",
    "missions/relire-le-journal.md",
    "pages/atelier-de-reparation.md",
    "pages/colis-solidaires.md",
    "pages/nous-soutenir.md",
    "pages/questions-frequentes.md",
)
NAMES = "|".join(re.escape(each.rpartition("/")[2]) for each in LEFT_OUT)
LINK = re.compile(rf"\[([^\]]+)\]\([^)]*(?:{NAMES})\)")
LINE = re.compile(rf"^.*pages/(?:{NAMES}).*\n", re.MULTILINE)
WIDEST = 120
"""Pixels: pictures are made anew at each clean build."""


def write_small_site(folder: Path) -> None:
    """Copy the starter's sources; links to the texts that are left out become plain words."""
    shutil.copytree(STARTER / "content", folder / "content")
    for name in LEFT_OUT:
        (folder / "content" / name).unlink()
    for file in (folder / "content").rglob("*.md"):
        file.write_text(LINK.sub(r"\1", file.read_text("utf-8")), "utf-8")
    weekly = folder / "content/events/soir-de-reparation.md"
    weekly.write_text(weekly.read_text("utf-8").replace("  every: ", "  until: 2026-12-30\n  every: "), "utf-8")
    for file in (folder / "content/images").glob("*.png"):
        with Image.open(file) as picture:
            picture.thumbnail((WIDEST, WIDEST))
            picture.save(file)
    site = LINE.sub("", (STARTER / "site.yaml").read_text("utf-8"))
    site = site.replace('#url: "https://…"', "url: https://mains-vertes.example/")
    site = re.sub(r"^  #( *- (?!t).*)$", r"  \1", site, flags=re.MULTILINE)
    (folder / "site.yaml").write_text(site, "utf-8")
