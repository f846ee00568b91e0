"""What machines read: structured data against a written table, numbers and bytes of calendars that stay."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

from pelicasso.kit.testing import Rendered, render, write_site

SITE = 'organisation: {name: Lavoir}\nsite: {url: "https://x.example"}\n'
PLACE = "place: Lavoir, 1 rue Haute, 59100 Aubin"
TIMED = f"start: 2026-12-05 14:00\nend: 17 h\n{PLACE}"
KINDS = {
    "scheduled": TIMED,
    "whole days": f"start: 2026-12-05\nend: 2026-12-06\n{PLACE}",
    "series": f"start: 2026-12-05 14:00\nend: 17 h\n{PLACE}\nrecurrence: tous les samedis",
    "cancelled": f"{TIMED}\nstatus: cancelled",
    "postponed": f"{TIMED}\nstatus: postponed",
    "rescheduled": f"{TIMED}\nprevious_start: 2026-11-28 14:00",
    "moved online": "start: 2026-12-05 14:00\nend: 17 h\nonline: https://visio.example/x\nstatus: moved",
    "online": "start: 2026-12-05 14:00\nend: 17 h\nonline: https://visio.example/x",
    "mixed": f"{TIMED}\nonline: https://visio.example/x",
    "full": f"{TIMED}\nstatus: full",
    "general meeting": f"{TIMED}\nkind: AG",
}
REQUIRED = ("name", "startDate", "location")
RECOMMENDED = ("description", "endDate", "eventStatus", "eventAttendanceMode", "image", "offers", "organizer")
"""What Google asks for and advises (its page on events, `eventStatus` from copies of it). Not given: `performer`."""
OFFER = ("availability", "price", "priceCurrency", "url", "validFrom")
STATUS = {
    "cancelled": "EventCancelled",
    "postponed": "EventPostponed",
    "rescheduled": "EventRescheduled",
    "moved online": "EventMovedOnline",
}
MODE = {"moved online": "Online", "online": "Online", "mixed": "Mixed"}
OFFSET = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d[+-]\d\d:\d\d|\d{4}-\d\d-\d\d")
PICTURE = "images/a.png"


def png() -> bytes:
    from io import BytesIO

    from PIL import Image

    made = BytesIO()
    Image.new("RGB", (900, 600), (30, 90, 70)).save(made, "PNG")
    return made.getvalue()


def site(folder: Path, head: str, *, title: str = "Fête", name: str = "fete") -> Rendered:
    text = f"---\ntitle: {title}\n{head}\n---\nOn danse au bord de l’eau.\n"
    return render(write_site(folder, {f"events/{name}.md": text, PICTURE: png()}, SITE))


def events(made: Rendered) -> list[dict[str, Any]]:
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', made.text("agenda/fete/index.html"), re.S)
    assert found is not None
    graph = json.loads(found[1])
    return [each for each in graph.get("@graph", [graph]) if each["@type"] == "Event"]


@pytest.mark.parametrize("kind", KINDS)
def test_each_coming_date_has_all_that_is_required_and_advised(tmp_path: Path, kind: str) -> None:
    more = f"date: 2026-11-01\nprice: 5 €\npicture: {{file: {PICTURE}, alt: Un lavoir.}}"
    found = events(site(tmp_path, f"{KINDS[kind]}\n{more}"))
    assert len(found) == (6 if kind == "series" else 1)
    for each in found:
        assert [key for key in (*REQUIRED, *RECOMMENDED) if not each.get(key)] == []
        assert OFFSET.fullmatch(each["startDate"])
        assert OFFSET.fullmatch(each["endDate"])
        assert each["eventStatus"] == f"https://schema.org/{STATUS.get(kind, 'EventScheduled')}"
        assert each["eventAttendanceMode"] == f"https://schema.org/{MODE.get(kind, 'Offline')}EventAttendanceMode"
        assert [key for key in OFFER if key not in each["offers"][0]] == []
        assert each["offers"][0]["availability"].endswith("SoldOut" if kind == "full" else "InStock")
        assert all(image.startswith("https://x.example/") for image in each["image"])
        assert each["organizer"]["url"] == "https://x.example/"


@pytest.mark.parametrize("kind", KINDS)
def test_a_place_is_a_place_and_an_address_of_the_web_is_virtual(tmp_path: Path, kind: str) -> None:
    (first, *_) = events(site(tmp_path, KINDS[kind]))
    locations = first["location"] if isinstance(first["location"], list) else [first["location"]]
    for each in locations:
        if each["@type"] == "Place":
            assert each["name"] == "Lavoir"
            assert each["address"]["addressLocality"] == "Aubin"
        else:
            assert (each["@type"], each["url"]) == ("VirtualLocation", "https://visio.example/x")
    assert len(locations) == (2 if kind == "mixed" else 1)


def test_a_new_date_names_the_former_one(tmp_path: Path) -> None:
    (one,) = events(site(tmp_path, KINDS["rescheduled"]))
    assert one["previousStartDate"] == "2026-11-28T14:00+01:00"


def test_what_is_free_costs_nothing(tmp_path: Path) -> None:
    (one,) = events(site(tmp_path, f"{TIMED}\nprice: gratuit"))
    assert (one["offers"][0]["price"], one["isAccessibleForFree"]) == ("0", True)


def test_whole_days_have_no_hour(tmp_path: Path) -> None:
    (one,) = events(site(tmp_path, KINDS["whole days"]))
    assert (one["startDate"], one["endDate"]) == ("2026-12-05", "2026-12-06")


def line(made: Rendered, name: str, file: str = "agenda/agenda.ics") -> str:
    return next(each for each in made.text(file).split("\r\n") if each.startswith(f"{name}:"))


def test_with_an_id_the_number_stays_whatever_changes(tmp_path: Path) -> None:
    first = site(tmp_path / "a", f"id: 20261101-a1b2c3\n{TIMED}")
    second = site(tmp_path / "b", f"id: 20261101-a1b2c3\nstart: 2027-01-09\n{PLACE}", title="Bal", name="bal")
    assert line(first, "UID") == line(second, "UID") == "UID:20261101-a1b2c3@x.example"


def test_without_one_the_number_follows_the_file_alone(tmp_path: Path) -> None:
    first = site(tmp_path / "a", TIMED)
    second = site(tmp_path / "b", f"start: 2027-01-09\n{PLACE}", title="Bal")
    assert line(first, "UID") == line(second, "UID") == "UID:events/fete@x.example"


def test_the_sequence_rises_with_the_last_change(tmp_path: Path) -> None:
    heads = ["", "updated: 2026-11-02\n", "updated: 2026-11-20\n"]
    made = [site(tmp_path / str(at), f"date: 2026-11-01\n{head}{TIMED}") for at, head in enumerate(heads)]
    numbers = [int(line(each, "SEQUENCE").partition(":")[2]) for each in made]
    assert numbers == [0, 1440, 27360]
    assert line(made[2], "LAST-MODIFIED") == "LAST-MODIFIED:20261120T000000Z"


def test_a_commit_raises_the_sequence_too(tmp_path: Path) -> None:
    folder = write_site(
        tmp_path, {"events/fete.md": f"---\ntitle: Fête\ndate: 2026-11-01\n{TIMED}\n---\nOn danse.\n"}, SITE
    )
    for words in (["init", "-q"], ["add", "."], ["commit", "-qm", "x", "--date=2026-11-03T12:00:00Z"]):
        author = {"NAME": "a", "EMAIL": "a@x.example", "DATE": "2026-11-03T12:00:00Z"}
        names = {f"GIT_{who}_{key}": each for who in ("AUTHOR", "COMMITTER") for key, each in author.items()}
        subprocess.run(["git", *words], cwd=folder, check=True, env={"PATH": "/usr/bin:/bin", **names})
    assert line(render(folder), "SEQUENCE") == f"SEQUENCE:{2 * 1440}"


def test_nothing_changed_is_the_same_bytes_on_another_day(tmp_path: Path) -> None:
    folder = write_site(tmp_path, {"events/fete.md": f"---\ntitle: Fête\n{KINDS['series']}\n---\nOn danse.\n"}, SITE)
    days = [render(folder, day=each) for each in ("2026-11-24", "2026-12-15", "2027-02-01")]
    for name in ("agenda/agenda.ics", "agenda/fete/fete.ics"):
        assert len({each.text(name) for each in days}) == 1


def test_no_address_of_a_person_is_in_a_calendar(tmp_path: Path) -> None:
    made = site(tmp_path, f"{TIMED}\norganisers: [Odile]")
    assert "mailto" not in made.text("agenda/agenda.ics").lower()
