"""A room in a plain Pelican site: the plugin alone, in a theme that has no more than a block `content`."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

CONF = """
SITENAME = "Les Amis du Lavoir"
SITEURL = "https://x.example/lavoir"
PATH = "content"
TIMEZONE = "Europe/Paris"
DEFAULT_LANG = "fr"
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = None
PLUGINS = ["pelicasso_plugins.events"]
PELICASSO = {"events": {"categories": ["Fêtes"], "calendars": ["agendas/x.ics"]}}
"""
EVENT = """---
title: Fête du quai
start: samedi 5 décembre 2026 à 14 h
end: 17 h
place: Lavoir, 1 rue Haute, 59100 Aubin
category: Fêtes
documents: [plan.txt]
recurrence: tous les samedis
---
On **danse**, après [l’article]({filename}/news.md).
"""
CALENDAR = """BEGIN:VCALENDAR
VERSION:2.0
BEGIN:VEVENT
UID:a
SUMMARY:Bal
DTSTART:20261212T200000
END:VEVENT
END:VCALENDAR
"""
THEME = """<!doctype html><title>{% block title %}{% endblock %}</title>
<header>Mon thème</header>{% block content %}{% endblock %}"""


def site(folder: Path, *, conf: str = CONF, event: str = EVENT, theme: str | None = None) -> Path:
    files = {
        "pelicanconf.py": conf,
        "content/events/fete.md": event,
        "content/events/plan.txt": "par là",
        "content/news.md": "Title: Une nouvelle\nDate: 2026-11-01\n\nBonjour.\n",
        "content/agendas/x.ics": CALENDAR,
        **({"theme/templates/base.html": theme, "theme/static/x.css": ""} if theme else {}),
    }
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    return folder


def pelican(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    day = {"SOURCE_DATE_EPOCH": "1795510800", "PATH": "/usr/bin:/bin"}
    command = [sys.executable, "-m", "pelican", "content", "-s", "pelicanconf.py", *words]
    return subprocess.run(command, cwd=folder, env=day, capture_output=True, encoding="utf-8", check=False)


def test_the_plugin_alone_makes_the_agenda_in_any_theme(tmp_path: Path) -> None:
    for theme, mark in ((None, "Proudly powered by"), (THEME, "Mon thème")):
        folder = site(tmp_path / str(bool(theme)), theme=theme)
        done = pelican(folder, *(("-t", "theme") if theme else ("-t", "simple")))
        assert done.returncode == 0, done.stderr
        output = folder / "output"
        page = (output / "agenda/fete/index.html").read_text("utf-8")
        assert mark in page
        assert "<title>Fête du quai – Les Amis du Lavoir</title>" in page
        assert "<strong>danse</strong>" in page
        assert 'href="https://x.example/lavoir/une-nouvelle.html"' in page
        assert '"@type":"Event"' in page
        assert 'href="/lavoir/events/plan.txt"' in page
        assert (output / "events/plan.txt").read_text("utf-8") == "par là"
        assert (output / "agenda/theme/fetes/index.html").is_file()
        assert (output / "agenda/2026/12/index.html").is_file()
        assert b"DTSTART;TZID=Europe/Paris:20261205T140000" in (output / "agenda/agenda.ics").read_bytes()
        assert "Bal" in (output / "agenda/index.html").read_text("utf-8")


def test_what_the_pages_ask_for_is_there_and_leaves_the_theme_alone(tmp_path: Path) -> None:
    folder = site(tmp_path, theme=THEME)
    pelican(folder, "-t", "theme")
    (style,) = (folder / "output/assets").glob("style-*.css")
    (script,) = (folder / "output/assets").glob("events-*.js")
    page = (folder / "output/agenda/index.html").read_text("utf-8")
    assert f"/lavoir/assets/{style.name}" in page
    assert f"/lavoir/assets/{script.name}" in page
    assert set(re.findall(r"@layer (\w+){", style.read_text("utf-8"))) == {"tokens", "features"}


def test_an_event_is_no_article(tmp_path: Path) -> None:
    folder = site(tmp_path, theme=None)
    done = pelican(folder, "-t", "simple")
    assert "1 article" in done.stdout + done.stderr
    assert not (folder / "output/fete-du-quai.html").exists()


@pytest.mark.parametrize(
    ("conf", "event", "said"),
    [
        (
            CONF,
            EVENT.replace("end: 17 h", "end: 13 h"),
            "content/events/fete.md:4: la fin (2026-12-05 13:00) vient avant",
        ),
        (CONF.replace("categories", "categorie"), EVENT, "pelicanconf.py: la clé « categorie » est inconnue"),
        (CONF.replace("x.ics", "y.ics"), EVENT, "agendas/y.ics"),
    ],
)
def test_what_is_wrong_stops_pelican_with_the_sentence(tmp_path: Path, conf: str, event: str, said: str) -> None:
    done = pelican(site(tmp_path, conf=conf, event=event), "-t", "simple")
    assert done.returncode != 0
    assert said in " ".join((done.stdout + done.stderr).split())
