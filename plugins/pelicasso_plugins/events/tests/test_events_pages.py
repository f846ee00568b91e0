"""What visitors read: the agenda, its months and years, an event, and what nobody may miss."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from pelicasso.kit.testing import Rendered, render, write_site

SITE = """
organisation: {name: Les Amis du Lavoir}
site: {url: "https://x.example/lavoir"}
home: [events]
events:
  places: [{name: Lavoir, street: 1 rue Haute, postal_code: "59100", city: Aubin, accessibility: Plain-pied.}]
"""
EVENTS = {
    "fete": "start: samedi 5 décembre 2026 à 14 h\nend: 17 h\nplace: Lavoir\ncategory: Fêtes",
    "cours": "start: 2026-09-01 18:00\nend: 20 h\nplace: Lavoir\ncategory: Cours\n"
    "recurrence: {every: mardi, cancelled: 2026-12-15, moved: {date: 2026-12-22, start: 2026-12-23 19 h}}",
    "bal": "start: 2026-12-12 20:00\nend: 2 h\nplace: Quai\nstatus: annulé",
    "loto": "start: 2027-01-09\nend: 2027-01-10\nplace: Lavoir\nstatus: reporté\nprevious_start: 2026-12-19",
    "marche": "start: 2026-12-06 09:00\nplace: Lavoir\nstatus: complet\nbooking: https://x.example/resa",
    "ancien": "start: 2025-05-12 10:00\nplace: Lavoir",
    "ag": "start: 2027-03-13 10:00\nduration: 2 h\nplace: Lavoir\nkind: AG\nagenda: [Comptes, Élections]\n"
    "documents: [{file: comptes.txt, title: Comptes 2026}]\nproxy_form: pouvoir.pdf",
}
BLOCK = "/// events\ncategory: Bals\n///\n"
TITLES = {
    "fete": "Fête du quai",
    "cours": "Cours de couture",
    "bal": "Bal",
    "loto": "Loto",
    "marche": "Marche de nuit",
    "ancien": "Vieille fête",
    "ag": "Assemblée 2027",
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Rendered:
    texts = {f"events/{name}.md": f"---\ntitle: {TITLES[name]}\n{head}\n---\nVenez.\n" for name, head in EVENTS.items()}
    files = {
        "events/comptes.txt": "x",
        "events/pouvoir.pdf": b"%PDF-1.4 x",
        "pages/venir.md": "# Venir\n\n/// events\ncount: 2\n///\n",
    }
    rendered = render(write_site(tmp_path_factory.mktemp("site"), {**texts, **files}, SITE))
    assert [each for each in rendered.findings if each.severity == "error"] == []
    return rendered


def main(made: Rendered, name: str) -> str:
    return made.text(name).partition("<main")[2].partition("</main>")[0].replace("\u202f", " ").replace("\u00a0", " ")


def words(made: Rendered, name: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", main(made, name)).split())


def headings(made: Rendered, name: str) -> list[str]:
    return [re.sub(r"<[^>]+>", "", each).strip() for each in re.findall(r"<h[23].*?</h[23]>", main(made, name), re.S)]


def test_the_agenda_lists_coming_events_by_month_and_a_series_once_a_month(made: Rendered) -> None:
    listed = headings(made, "agenda/index.html")
    assert listed[:4] == ["Novembre 2026", "Cours de couture", "Décembre 2026", "Cours de couture"]
    assert "et aussi le 29" not in words(made, "agenda/index.html").partition("Décembre")[0]
    assert "et aussi les 8 et 29" in words(made, "agenda/index.html")
    assert "Vieille fête" not in main(made, "agenda/index.html")


@pytest.mark.parametrize(("name", "notice"), [("bal", "Annulé"), ("loto", "Nouvelle date"), ("marche", "Complet")])
def test_what_nobody_may_miss_is_on_each_page(made: Rendered, name: str, notice: str) -> None:
    assert re.search(rf"{notice}</strong> {TITLES[name]}", main(made, "agenda/index.html"))
    assert f"<strong>{notice}.</strong>" in main(made, f"agenda/{name}/index.html")
    month = "2027/01" if name == "loto" else "2026/12"
    assert re.search(rf"<strong>{notice}</strong> {TITLES[name]}", main(made, f"agenda/{month}/index.html"))


def test_a_cancelled_event_says_so_in_its_title_and_in_calendars(made: Rendered) -> None:
    assert "<title>Annulé : Bal" in made.text("agenda/bal/index.html").replace("\u00a0", " ").replace("\u202f", " ")
    assert "SUMMARY:Annulé" in made.text("agenda/bal/bal.ics")
    assert "STATUS:CANCELLED" in made.text("agenda/agenda.ics")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("fete", "Samedi 5 décembre 2026, de 14 h à 17 h"),
        ("bal", "Samedi 12 décembre 2026, de 20 h à 2 h"),
        ("loto", "du samedi 9 janvier au dimanche 10 janvier 2027"),
        ("ancien", "Lundi 12 mai 2025, à 10 h"),
        ("cours", "Mardi 24 novembre 2026, de 18 h à 20 h"),
    ],
)
def test_a_date_is_said_as_people_say_it(made: Rendered, name: str, said: str) -> None:
    assert said.lower() in words(made, f"agenda/{name}/index.html").lower()


def test_machines_read_the_start_with_its_offset(made: Rendered) -> None:
    assert '<time datetime="2026-12-05T14:00+01:00">' in main(made, "agenda/fete/index.html")


def test_an_event_says_where_it_is_and_how_one_gets_in(made: Rendered) -> None:
    page = words(made, "agenda/fete/index.html")
    assert "Lavoir 1 rue Haute 59100 Aubin Voir sur un plan Accessibilité : Plain-pied." in page
    assert "https://www.openstreetmap.org/search?query=1+rue+Haute" in main(made, "agenda/fete/index.html")


def test_a_series_shows_its_next_dates_with_those_held_otherwise(made: Rendered) -> None:
    page = words(made, "agenda/cours/index.html")
    assert "chaque mardi" in page
    dates = page.partition("Prochaines dates")[2]
    assert "mardi 15 décembre 2026, de 18 h à 20 h Annulé" in dates
    assert "mercredi 23 décembre 2026, de 19 h à 21 h au lieu de mardi 22 décembre" in dates


def test_a_past_event_says_so_and_stands_in_the_archive(made: Rendered) -> None:
    assert "Cet événement est passé." in words(made, "agenda/ancien/index.html")
    assert "Vieille fête" in main(made, "agenda/2025/index.html")
    assert 'href="/lavoir/agenda/2025/"' in main(made, "agenda/index.html")


def test_a_month_is_a_table_with_a_head_for_each_day_of_the_week(made: Rendered) -> None:
    table = main(made, "agenda/2026/12/index.html")
    assert table.count('<th scope="col">') == 7
    assert "<caption" in table
    days = re.findall(r"<td>(?:<time[^>]*>.*?<span class=\"events__number\">)?(\d*)", table)
    assert [int(each) for each in days if each] == list(range(1, 32))
    assert 'rel="prev"' in table
    assert 'rel="next"' in table


def test_what_lasts_over_days_stands_on_each_of_them(made: Rendered) -> None:
    assert main(made, "agenda/2027/01/index.html").count('href="/lavoir/agenda/loto/"') == 2


def test_a_theme_has_its_page_and_its_calendar(made: Rendered) -> None:
    assert headings(made, "agenda/theme/fetes/index.html")[:2] == ["Décembre 2026", "Fête du quai"]
    assert made.text("agenda/theme/fetes/agenda.ics").count("BEGIN:VEVENT") == 1
    assert 'href="webcal://x.example/lavoir/agenda/theme/fetes/agenda.ics"' in main(
        made, "agenda/theme/fetes/index.html"
    )


def test_a_general_meeting_has_its_items_and_papers(made: Rendered) -> None:
    page = words(made, "agenda/ag/index.html")
    assert "Assemblée générale" in page
    assert "Ordre du jour Comptes Élections" in page
    assert "Comptes 2026 (TXT) Donner pouvoir à quelqu’un (PDF)" in page


def test_home_and_texts_show_the_next_events_once_each(made: Rendered) -> None:
    assert headings(made, "index.html") == [
        "Agenda",
        TITLES["cours"],
        TITLES["fete"],
        f"Complet {TITLES['marche']}",
    ]
    assert headings(made, "venir/index.html") == [TITLES["cours"], TITLES["fete"]]


def test_a_block_of_an_unknown_theme_is_said_with_its_line(tmp_path: Path) -> None:
    files = {
        "events/a.md": f"---\ntitle: A\n{EVENTS['fete']}\n---\n",
        "pages/b.md": "Oui\n\n/// events\ncategory: Bals\n///\n",
    }
    found = render(write_site(tmp_path, files)).findings
    assert [(each.file, each.line) for each in found if each.code == "events.unknown_category"] == [
        ("content/pages/b.md", 4)
    ]


def test_calendars_can_subscribe_only_when_the_address_is_known(made: Rendered, tmp_path: Path) -> None:
    assert 'href="webcal://x.example/lavoir/agenda/agenda.ics"' in main(made, "agenda/index.html")
    assert "<code" in main(made, "agenda/index.html")
    files = {"events/a.md": f"---\ntitle: A\n{EVENTS['fete']}\n---\n"}
    unknown = render(write_site(tmp_path, files, "organisation: {name: Lavoir}"))
    assert "webcal" not in unknown.text("agenda/index.html")
    assert 'href="/agenda/agenda.ics"' in unknown.text("agenda/index.html")


def test_feed_and_sitemap_know_the_events(made: Rendered) -> None:
    assert made.text("agenda/feed.xml").count("<entry>") == len(EVENTS)
    assert "https://x.example/lavoir/agenda/fete/" in made.text("sitemap.xml")


def test_entries_say_what_is_shared_of_them(tmp_path: Path) -> None:
    from pelicasso.build.builder import open_room

    files = {"events/a.md": f"---\ntitle: Fête\n{EVENTS['fete']}\nkind: Bal\n---\nOn danse.\n"}
    room = open_room(write_site(tmp_path, files, SITE + "  kinds: [Bal]\n"), "events", planned=True, day="2026-11-24")
    (entry,) = room.entries
    assert (entry.kicker, entry.facts) == (
        "Bal",
        ("samedi 5 décembre 2026, de 14\u00a0h à 17\u00a0h", "Lavoir, Aubin"),
    )


def test_many_events_go_to_the_pages_of_their_months(tmp_path: Path) -> None:
    files = {
        f"events/e{each}.md": f"---\ntitle: E{each}\nstart: 2026-12-{each % 28 + 1:02}\nplace: x\n---\n"
        for each in range(60)
    }
    files["events/z.md"] = "---\ntitle: Z\nstart: 2027-02-01\nplace: x\n---\n"
    agenda = main(render(write_site(tmp_path, files)), "agenda/index.html")
    assert agenda.count('class="row ') == 12
    assert "Encore 48 événements" in agenda
    assert 'href="/agenda/2027/02/"' in agenda


def rows(made: Rendered) -> Iterator[str]:
    yield from re.findall(r'data-over="([^"]+)"', main(made, "agenda/index.html"))


def test_each_row_knows_when_it_is_over(made: Rendered) -> None:
    assert next(rows(made)) == "2026-11-24T20:00+01:00"
