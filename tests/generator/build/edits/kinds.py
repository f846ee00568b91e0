"""What people do to a site between two builds, drawn at random."""

from __future__ import annotations

import json
import os
import random
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from PIL import Image

from pelicasso.features import installed
from pelicasso.kit.blocks import BLOCKS

THEME = Path(__file__).resolve().parents[4] / "themes/base"
BUILT = ("output", ".pelicasso")
COLLECTIONS = ("articles", "pages", "events", "missions", "campaigns")
WORDS = ("halage", "terreau", "bêche", "semis", "écluse", "péniche", "greffe", "compost", "cageot", "râteau", "lavoir")
MAP = "https://www.openstreetmap.org/?mlat=50.7013&mlon=3.1652#map=17/50.7013/3.1652"
TAGS = ("verger", "écoles", "colis", "Écoles", "eau vive")
OPTIONS = {
    "name": ("base", "fanfare", "registre"),
    "colour": ('"#1f5c46"', '"#7a1f3d"', '"#114488"'),
    "dark": ("auto", "never"),
    "corners": ("round", "soft", "square"),
    "font": ("none", "atkinson"),
}
HEADS = {
    "articles": "date: 2026-11-20\ncategory: Jardins",
    "pages": "summary: Une page de plus.",
    "events": "date: 2026-11-01\nstart: 2026-12-05 14:00\nend: 17 h\nplace: Le verger",
    "missions": "date: 2026-11-10\ndomain: Environnement\nrhythm: regular\napply: bonjour@mains-vertes.example",
    "campaigns": "target: 500\ncollected: 20\nstart: 2026-10-15\nend: 2026-12-31",
}


@dataclass
class Sources:
    """The sources of a site, the dice, and the day of the next build."""

    folder: Path
    draw: random.Random
    day: date = date(2026, 11, 24)
    good: dict[str, bytes] = field(default_factory=dict)

    def files(self) -> dict[str, bytes]:
        """Each source by its path."""
        paths = [each for each in self.folder.rglob("*") if each.is_file()]
        names = {each.relative_to(self.folder).as_posix(): each for each in paths}
        return {name: each.read_bytes() for name, each in names.items() if not name.startswith(BUILT)}

    def text(self) -> Path:
        """A text of any collection."""
        return self.draw.choice(sorted((self.folder / "content").rglob("*.md")))

    def file(self, pattern: str) -> Path:
        return self.draw.choice(sorted(self.folder.glob(pattern)))

    def words(self, count: int) -> str:
        return " ".join(self.draw.choices(WORDS, k=count)).capitalize()

    def link(self, source: Path, target: Path) -> str:
        return os.path.relpath(target, source.parent).replace(os.sep, "/")

    def restore(self) -> None:
        """Undo all that was done since the site was good."""
        for name in self.files().keys() - self.good.keys():
            (self.folder / name).unlink()
        for name, content in self.good.items():
            file = self.folder / name
            if not file.is_file() or file.read_bytes() != content:
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(content)


Edit = Callable[[Sources], None]


def change_body(site: Sources) -> None:
    file = site.text()
    head, mark, body = file.read_text("utf-8").rpartition("\n---\n")
    paragraphs = body.split("\n\n")
    at = site.draw.randint(1, len(paragraphs))
    if site.draw.random() < 0.3 and len(paragraphs) > 3:
        del paragraphs[at - 1]
    else:
        paragraphs.insert(at, site.draw.choice(PARAGRAPHS)(site, file))
    file.write_text(head + mark + "\n\n".join(paragraphs).rstrip() + "\n", "utf-8")


def _sentence(site: Sources, _file: Path) -> str:
    return f"{site.words(9)} : **{site.words(2)}** ! [^{site.draw.randint(1, 3)}]"


def _heading(site: Sources, _file: Path) -> str:
    return f"## {site.words(3)}\n\n{site.words(6)}."


def _reference(site: Sources, file: Path) -> str:
    return f"{site.words(4)} : [{site.words(2)}]({site.link(file, site.text())})."


def _anchor(site: Sources, file: Path) -> str:
    """A link to a heading, which may go later."""
    target = site.text()
    headings = re.findall(r"^## (\w+)$", target.read_text("utf-8"), re.MULTILINE)
    place = f"#{headings[0].lower()}" if headings else ""
    return f"[{site.words(2)}]({site.link(file, target)}{place})"


def _picture(site: Sources, file: Path) -> str:
    return f"![{site.words(4)}]({site.link(file, site.file('content/images/*.png'))})"


def _block(site: Sources, _file: Path) -> str:
    blocks = [*BLOCKS, *(block for each in installed() for block in each.blocks)]
    return site.draw.choice(blocks).example


def _frame(site: Sources, _file: Path) -> str:
    address = site.draw.choice((f"https://framaforms.org/{site.words(1).lower()}-1763900000", MAP))
    return f"/// frame | {site.words(3)}\nlink: {address}\n///"


PARAGRAPHS = (_sentence, _sentence, _heading, _reference, _anchor, _picture, _block, _frame)


def set_key(file: Path, key: str, value: str) -> None:
    """Write one line of a front matter, in place of the one that was there."""
    text = file.read_text("utf-8")
    if text.count("---\n") < 2:
        return
    opening, head, body = text.split("---\n", 2)
    line = f"{key}: {value}\n"
    head, count = re.subn(rf"^{key}: .*\n", lambda _: line, head, flags=re.MULTILINE)
    file.write_text("---\n".join((opening, head if count else head + line, body)), "utf-8")


def retitle(site: Sources) -> None:
    set_key(site.text(), "title", site.words(4))


def retag(site: Sources) -> None:
    tags = site.draw.sample(TAGS, site.draw.randint(0, 3))
    set_key(site.file("content/articles/*.md"), "tags", f"[{', '.join(tags)}]")


def redate(site: Sources) -> None:
    day = date(2026, 11, 24) + timedelta(days=site.draw.randint(-400, 40))
    set_key(site.file("content/articles/*.md"), "date", day.isoformat())


def reschedule(site: Sources) -> None:
    day = site.day + timedelta(days=site.draw.randint(-20, 60))
    if any(site.folder.glob("content/events/t*.md")):
        set_key(site.file("content/events/t*.md"), "start", f"{day.isoformat()} 10:00")


def rewrite_head(site: Sources) -> None:
    key, values = site.draw.choice(
        (
            ("summary", (site.words(9), site.words(5))),
            ("draft", ("oui", "non")),
            ("hidden", ("oui", "non")),
            ("noindex", ("oui", "non")),
            ("updated", ("2026-11-22", "2026-11-23")),
            ("aliases", ("[/ancienne/]", "[/blog/1.html]")),
            ("picture", (f"images/{site.file('content/images/*.png').name}",)),
        )
    )
    file = site.text()
    if not (key == "picture" and "\npicture:\n" in file.read_text("utf-8")):
        set_key(file, key, site.draw.choice(values))


def create(site: Sources) -> None:
    kind = site.draw.choice(COLLECTIONS)
    file = site.folder / "content" / kind / f"{site.words(2).replace(' ', '-').lower()}.md"
    file.parent.mkdir(parents=True, exist_ok=True)
    body = site.draw.choice(PARAGRAPHS)(site, file)
    file.write_text(f"---\ntitle: {site.words(3)}\n{HEADS[kind]}\n---\n\n{site.words(12)}.\n\n{body}\n", "utf-8")


def rename(site: Sources) -> None:
    file = site.text()
    name = f"{file.stem}-{site.draw.randint(2, 9)}.md"
    file.rename(file.with_name(name))
    if site.draw.random() < 0.8:
        _replace_links(site, file.name, lambda found: found[0].replace(file.name, name))
        settings = site.folder / "site.yaml"
        settings.write_text(settings.read_text("utf-8").replace(file.name, name), "utf-8")


def delete(site: Sources) -> None:
    file = site.text()
    file.unlink()
    if site.draw.random() < 0.8:
        _replace_links(site, file.name, lambda found: found[1])
        _drop_lines(site, file.name)


def _replace_links(site: Sources, name: str, replaced: Callable[[re.Match[str]], str]) -> None:
    pattern = re.compile(rf"\[([^\]]+)\]\([^)]*{re.escape(name)}[^)]*\)")
    for each in (site.folder / "content").rglob("*.md"):
        text = each.read_text("utf-8")
        if (changed := pattern.sub(replaced, text)) != text:
            each.write_text(changed, "utf-8")


def _drop_lines(site: Sources, name: str) -> None:
    file = site.folder / "site.yaml"
    lines = file.read_text("utf-8").splitlines(keepends=True)
    file.write_text("".join(each for each in lines if name not in each), "utf-8")


def break_text(site: Sources) -> None:
    file = site.text()
    mistakes: tuple[Edit, ...] = (
        lambda _: set_key(file, "tittle", "x"),
        lambda _: set_key(file, "date", "31/02/2026"),
        lambda _: set_key(file, "slug", "page"),
        lambda _: file.write_text(file.read_text("utf-8") + "\n[perdu](nulle-part.md)\n", "utf-8"),
        lambda _: file.write_text(file.read_text("utf-8") + "\n![x](images/absente.png)\n", "utf-8"),
        lambda _: file.write_text(file.read_text("utf-8") + "\n/// details | jamais fermé\nx\n", "utf-8"),
        lambda _: file.write_bytes(b""),
        lambda _: shutil.copy(file, file.with_name(f"copie-{file.name}")),
    )
    site.draw.choice(mistakes)(site)


def exchange_picture(site: Sources) -> None:
    file = site.file("content/images/*.png")
    size = site.draw.randint(60, 120)
    colour = tuple(site.draw.randrange(256) for _ in range(3))
    Image.new("RGB", (size, size), colour).save(file)


def describe_picture(site: Sources) -> None:
    file = site.file("content/images/*.png")
    file.with_name(f"{file.name}.yaml").write_text(f"credit: {site.words(2)}\n", "utf-8")


def exchange_document(site: Sources) -> None:
    file, other = site.file("content/documents/*.pdf"), site.file("content/documents/*.pdf")
    file.write_bytes(other.read_bytes() + b"\n%" + site.words(2).encode() + b"\n")


def theme_option(site: Sources) -> None:
    key = site.draw.choice(sorted(OPTIONS))
    _in_site_file(site, rf"^theme:\n(?:(?!  {key}:)  .*\n)*", f"  {key}: {site.draw.choice(OPTIONS[key])}\n", key)


def _in_site_file(site: Sources, place: str, line: str, key: str) -> None:
    file = site.folder / "site.yaml"
    text = re.sub(rf"(?<=\n)  {key}: .*\n(?=(?:  \w+:.*\n)*\n)", "", file.read_text("utf-8"), count=1)
    file.write_text(re.sub(place, lambda found: found[0] + line, text, count=1, flags=re.MULTILINE), "utf-8")


def section(site: Sources) -> None:
    """Turn a room off, or on again."""
    file = site.folder / "site.yaml"
    text = file.read_text("utf-8")
    name = site.draw.choice([each.name for each in installed()])
    if f"\n{name}: false\n" in text:
        text = text.replace(f"\n{name}: false\n", "\n").replace(f"\n#{name}# ", "\n")
    elif found := re.search(rf"\n{name}:.*\n(?:[ #].*\n)*", text):
        aside = re.sub(r"^(?=.)", f"#{name}# ", found[0].lstrip("\n"), flags=re.MULTILINE)
        text = text.replace(found[0], f"\n{name}: false\n{aside}")
        if site.draw.random() < 0.8:
            text = re.sub(rf"^ +- (?:{ADDRESSES.get(name, name)}|{name})(?: .*)?\n", "", text, flags=re.MULTILINE)
    file.write_text(text, "utf-8")


ADDRESSES = {
    "contact": "/contact/",
    "donations": "/don/",
    "documents": "/documents/",
    "events": "/agenda/",
    "memberships": "/adhesion/",
    "missions": "/missions/",
    "people": "/equipe/",
}


def reorder_site_file(site: Sources) -> None:
    """Sections in another order: so are the parts of the footer and of the home page."""
    file = site.folder / "site.yaml"
    first, *sections = re.split(r"\n\n(?=\w)", file.read_text("utf-8").rstrip("\n"))
    site.draw.shuffle(sections)
    file.write_text("\n\n".join((first, *sections)) + "\n", "utf-8")


def name_organisation(site: Sources) -> None:
    file = site.folder / "site.yaml"
    name = f"  tagline: {site.words(3)}\n"
    file.write_text(re.sub(r"^  tagline: .*\n", name, file.read_text("utf-8"), flags=re.MULTILINE), "utf-8")


def move_site(site: Sources) -> None:
    file = site.folder / "site.yaml"
    url = site.draw.choice(("https://mains-vertes.example/", "https://forge.example/mains/", "https://autre.example"))
    file.write_text(re.sub(r"^  url: .*\n", f"  url: {url}\n", file.read_text("utf-8"), flags=re.MULTILINE), "utf-8")


def override(site: Sources) -> None:
    """Change a template, a style or words for this site alone, or give them up."""
    overrides = site.folder / "overrides"
    if overrides.is_dir() and site.draw.random() < 0.3:
        shutil.rmtree(overrides)
        return
    name = site.draw.choice(("templates/partials/footer.html", "templates/article.html", "static/theme.css"))
    if site.draw.random() < 0.3:
        name, content = "locale/fr.yaml", f"footer:\n  heading: {site.words(2)}\n"
    else:
        content = (THEME / name).read_text("utf-8")
        content += f"\n/* {site.words(2)} */\n" if name.endswith(".css") else f"<p>{site.words(2)}</p>\n"
        content = content if not name.endswith("article.html") else content.replace("</p>\n", "</p>\n", 1)
    file = overrides / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(content, "utf-8")


def another_day(site: Sources) -> None:
    site.day += timedelta(days=site.draw.choice((1, 1, 2, 7, 31, -3)))


def touch(site: Sources) -> None:
    """Save a text as it was."""
    site.text().touch()


def same_size(site: Sources) -> None:
    """Exchange two words of a text: its size stays."""
    file = site.text()
    head, mark, body = file.read_text("utf-8").rpartition("\n---\n")
    words = body.split(" ")
    one, other = site.draw.randrange(len(words)), site.draw.randrange(len(words))
    words[one], words[other] = words[other], words[one]
    file.write_text(head + mark + " ".join(words), "utf-8")


def add_person(site: Sources) -> None:
    file = site.folder / "site.yaml"
    line = f"        - {{name: {site.words(2)}, role: {json.dumps(site.words(1), ensure_ascii=False)}}}\n"
    text = file.read_text("utf-8")
    file.write_text(text.replace("        - {name: Bernard", f"{line}        - {{name: Bernard"), "utf-8")


EDITS: tuple[tuple[Edit, int], ...] = (
    (change_body, 10),
    (same_size, 2),
    (touch, 1),
    (retitle, 3),
    (retag, 3),
    (redate, 3),
    (reschedule, 2),
    (rewrite_head, 4),
    (create, 4),
    (rename, 3),
    (delete, 3),
    (break_text, 3),
    (exchange_picture, 2),
    (describe_picture, 1),
    (exchange_document, 1),
    (theme_option, 2),
    (section, 3),
    (reorder_site_file, 1),
    (name_organisation, 1),
    (move_site, 1),
    (override, 3),
    (another_day, 3),
    (add_person, 1),
)


def edit(site: Sources, is_good: bool) -> str:
    """Do something, and say what; a broken site is most often repaired."""
    if not is_good and site.draw.random() < 0.7:
        site.restore()
        return "repair"
    each = site.draw.choices([done for done, _ in EDITS], [weight for _, weight in EDITS])[0]
    each(site)
    return each.__name__
