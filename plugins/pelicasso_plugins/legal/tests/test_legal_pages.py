"""The legal pages say what is true of the very site that they stand on, and nothing else."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from yaml import safe_dump

from pelicasso.kit.testing import Rendered, render, write_site
from pelicasso_plugins.legal.config import Audit, Legal
from pelicasso_plugins.legal.notice import reach_of

URL = "https://lavoir.example"
ORGANISATION = {
    "name": "Les Amis du Lavoir",
    "rna": "W751234567",
    "address": {"street": "4 quai de la Loire", "postal_code": "75019", "city": "Paris"},
}
WHOLE = {
    "director": "Claire Martin, présidente",
    "phone": "01 99 00 12 34",
    "host_provider": {"name": "Le Lavoir hébergé", "address": "2 rue du Port, 59000 Lille", "phone": "03 99 00 56 78"},
}
HELLOASSO = "/// frame | Adhérer\nlink: https://www.helloasso.com/associations/lavoir/adhesions/2026\n///\n"
VIDEO = "/// video | Le film\nlink: https://www.youtube.com/watch?v=dQw4w9WgXcQ\n///\n"
FORM = '<form action="https://formspree.io/f/abc" method="post"><button>Envoyer</button></form>'
AUDIT = {"auditor": "Atelier Clair", "date": "2025-05-12", "rate": "82 %"}
LABEL = {"name": "IDEAS", "proof": "https://ideas.example/lavoir", "until": "2026-11-24"}


def site(
    folder: Path,
    legal: dict[str, object] | None = None,
    *,
    texts: dict[str, str | bytes] | None = None,
    url: str | None = URL,
    day: str = "2026-11-24",
    **sections: object,
) -> Rendered:
    written = {"organisation": ORGANISATION, **({} if legal is None else {"legal": legal}), **sections}
    files = {"pages/films.md": "---\ntitle: Nos films\n---\nUn film.\n", **(texts or {})}
    return render(write_site(folder, files, safe_dump(written, allow_unicode=True)), url=url, day=day)


def said(rendered: Rendered, page: str) -> str:
    """The text of the page itself, on one line."""
    main = rendered.text(f"{page}/index.html").partition("<main")[2].partition("</main>")[0]
    return " ".join(unescape(re.sub(r"<[^>]+>", "", main)).replace("\u202f", " ").split())


def own(rendered: Rendered) -> list[str]:
    return [each for each in rendered.codes if each.startswith("legal.")]


def test_every_site_has_the_three_pages_and_links_to_them(tmp_path: Path) -> None:
    rendered = site(tmp_path, url=None)
    footer = rendered.text("films/index.html").rpartition("<footer")[2]
    for address in ("/mentions-legales/", "/confidentialite/", "/accessibilite/"):
        assert f'href="{address}"' in footer
        assert f"{address.strip('/')}/index.html" in rendered.files


def test_a_site_can_do_without(tmp_path: Path) -> None:
    rendered = render(write_site(tmp_path, {}, "organisation: {name: x}\nlegal: non\n"))
    assert "mentions-legales/index.html" not in rendered.files


def test_a_page_of_the_site_s_own_stands_in_place_of_ours(tmp_path: Path) -> None:
    rendered = site(tmp_path, texts={"pages/mentions-legales.md": "---\ntitle: Mentions\n---\nLes nôtres.\n"})
    assert "Les nôtres." in rendered.text("mentions-legales/index.html")


def test_the_notice_says_who_publishes_and_who_hosts(tmp_path: Path) -> None:
    text = said(site(tmp_path, WHOLE), "mentions-legales")
    for each in (
        "Les Amis du Lavoir",
        "4 quai de la Loire, 75019 Paris",
        "W751234567",
        "Claire Martin, présidente",
        "Le Lavoir hébergé",
        "2 rue du Port, 59000 Lille",
        "03 99 00 56 78",
    ):
        assert each in text


def test_what_other_rooms_say_of_the_association_is_enough() -> None:
    said = {"telephone": "+33199001234", "contactPoint": {"url": f"{URL}/contact/"}}
    room: Any = SimpleNamespace(section=Legal(), organisation=said, words=str)
    reach = reach_of(room)
    assert (reach.phone, reach.phone_href) == ("01\u00a099\u00a000\u00a012\u00a034", "tel:+33199001234")
    assert reach.page is not None
    assert reach.page.href == "/contact/"


@pytest.mark.parametrize(
    ("legal", "url", "codes"),
    [
        (None, URL, ["legal.incomplete"]),
        (None, None, []),
        ({}, None, ["legal.incomplete"]),
        ({**WHOLE, "director": None}, URL, ["legal.incomplete"]),
        (WHOLE, URL, []),
    ],
)
def test_what_the_law_asks_for_is_told_once_the_site_goes_online(
    tmp_path: Path, legal: dict[str, object] | None, url: str | None, codes: list[str]
) -> None:
    assert own(site(tmp_path, legal, url=url)) == codes


def test_a_known_host_is_named_and_what_is_not_known_is_asked_for(tmp_path: Path) -> None:
    given = {**WHOLE, "host_provider": None}
    rendered = site(tmp_path, given, site={"host": "github"})
    assert "GitHub, Inc.88 Colin P. Kelly Jr. Street, San Francisco, CA 94107, USA" in said(
        rendered, "mentions-legales"
    )
    assert "téléphone de l’hébergeur" in str(next(each.values for each in rendered.findings if "legal" in each.code))
    assert "aux États-Unis" in said(rendered, "confidentialite")


def test_the_host_that_is_written_wins_over_the_known_one(tmp_path: Path) -> None:
    text = said(site(tmp_path, WHOLE, site={"host": "github"}), "mentions-legales")
    assert "Le Lavoir hébergé" in text
    assert "GitHub" not in text


def test_with_nothing_embedded_the_privacy_page_names_nobody(tmp_path: Path) -> None:
    text = said(site(tmp_path, WHOLE), "confidentialite")
    assert "Tout ce qui s’y affiche vient du site lui-même" in text
    for each in ("YouTube", "HelloAsso", "formulaire", "Ce qui s’ouvre"):
        assert each not in text


def test_what_opens_on_a_click_is_named_with_its_host_and_its_page(tmp_path: Path) -> None:
    texts: dict[str, str | bytes] = {
        "pages/films.md": f"---\ntitle: Nos films\n---\n{VIDEO}",
        "pages/adherer.md": f"---\ntitle: Adhérer\n---\n{HELLOASSO}",
    }
    rendered = site(tmp_path, WHOLE, texts=texts)
    text = said(rendered, "confidentialite")
    assert "YouTube (www.youtube-nocookie.com), sur la page Nos films. Son siège est aux États-Unis" in text
    assert "HelloAsso (www.helloasso.com), sur la page Adhérer." in text
    assert "Tout ce qui s’y affiche vient du site lui-même" not in text
    assert own(rendered) == ["legal.no_processing"]


def test_what_stands_on_many_pages_names_a_few_of_them(tmp_path: Path) -> None:
    texts: dict[str, str | bytes] = {f"pages/film-{at}.md": f"---\ntitle: Film {at}\n---\n{VIDEO}" for at in range(8)}
    text = said(site(tmp_path, WHOLE, texts=texts), "confidentialite")
    assert "sur la page Film 0, Film 1, Film 2, Film 3, Film 4 et 3 autres pages." in text


def test_a_form_is_named_with_the_host_that_it_is_sent_to(tmp_path: Path) -> None:
    texts: dict[str, str | bytes] = {"pages/films.md": f"---\ntitle: Nos films\n---\n{FORM}\n"}
    rendered = site(tmp_path, WHOLE, texts=texts, content={"raw_html": "trusted"})
    assert "formspree.io, sur la page Nos films." in said(rendered, "confidentialite")
    assert own(rendered) == ["legal.no_processing"]


def test_a_privacy_page_of_the_site_s_own_must_name_them_too(tmp_path: Path) -> None:
    texts: dict[str, str | bytes] = {"pages/films.md": f"---\ntitle: Nos films\n---\n{VIDEO}"}
    texts["pages/confidentialite.md"] = "---\ntitle: Vos données\n---\nNous ne gardons rien.\n"
    assert "legal.host_not_named" in site(tmp_path / "a", WHOLE, texts=texts).codes
    texts["pages/confidentialite.md"] = "---\ntitle: Vos données\n---\nYouTube (www.youtube-nocookie.com) : sur clic.\n"
    assert own(site(tmp_path / "b", WHOLE, texts=texts)) == []


def test_what_is_done_with_data_is_said_in_words(tmp_path: Path) -> None:
    one = {"purpose": "Gérer les adhésions", "data": "nom", "basis": "contract", "kept": "trois ans"}
    text = said(site(tmp_path, {**WHOLE, "processing": [one]}), "confidentialite")
    assert "Gérer les adhésions" in text
    assert "Ce qui nous lie" in text
    assert "trois ans" in text


def test_a_belgian_association_is_not_sent_to_the_cnil(tmp_path: Path) -> None:
    belgian = {"name": "Les Amis", "address": {"city": "Namur", "country": "BE"}}
    assert "CNIL" not in said(site(tmp_path, WHOLE, organisation=belgian), "confidentialite")


@pytest.mark.parametrize(
    ("audit", "day", "state"),
    [
        (None, "2026-11-24", "non conforme"),
        (AUDIT, "2026-11-24", "partiellement conforme"),
        ({**AUDIT, "rate": 100}, "2026-11-24", "totalement conforme"),
        ({**AUDIT, "rate": "99,9"}, "2026-11-24", "partiellement conforme"),
        ({**AUDIT, "rate": 49}, "2026-11-24", "non conforme"),
        (AUDIT, "2028-05-11", "partiellement conforme"),
        (AUDIT, "2028-05-12", "non conforme"),
        (AUDIT, "2025-05-11", "non conforme"),
    ],
)
def test_a_site_is_compliant_only_by_an_audit_that_is_valid(
    tmp_path: Path, audit: dict[str, object] | None, day: str, state: str
) -> None:
    rendered = site(tmp_path, {**WHOLE, "audit": audit, "public_service": True}, day=day)
    assert state in said(rendered, "accessibilite")
    footer = rendered.text("index.html").rpartition("<footer")[2]
    assert f"Accessibilité\u00a0: {state}" in footer
    for other in {"totalement conforme", "partiellement conforme", "non conforme"} - {state}:
        assert other not in rendered.text("accessibilite/index.html")


def test_an_audit_of_the_last_day_of_february_ends() -> None:
    assert Audit.model_validate({**AUDIT, "date": "2024-02-29"}).ends.isoformat() == "2027-02-28"


def test_an_audit_that_has_ended_is_told(tmp_path: Path) -> None:
    assert own(site(tmp_path, {**WHOLE, "audit": AUDIT}, day="2028-06-01")) == ["legal.audit_ended"]


def test_the_official_statement_has_all_its_parts(tmp_path: Path) -> None:
    html = site(tmp_path, {**WHOLE, "public_service": True, "exempt": ["La carte."]}).text("accessibilite/index.html")
    titles = re.findall(r"<h[23][^>]*>(.*?)</h[23]>", html.partition("<main")[2].partition("</main>")[0])
    assert titles == [
        "État de conformité",
        "Résultats des tests",
        "Contenus non accessibles",
        "Non-conformités",
        "Dérogations pour charge disproportionnée",
        "Contenus qui ne sont pas soumis à l’obligation d’accessibilité",
        "Établissement de cette déclaration",
        "Retour d’information et contact",
        "Voies de recours",
    ]


def test_an_association_that_is_free_of_it_makes_no_official_statement(tmp_path: Path) -> None:
    rendered = site(tmp_path, WHOLE)
    assert "Défenseur" not in said(rendered, "accessibilite")
    assert "non conforme" not in rendered.text("index.html")


def test_findings_on_other_pages_are_told_by_criterion(tmp_path: Path) -> None:
    texts: dict[str, str | bytes] = {"pages/films.md": "---\ntitle: Nos films\n---\nPour adhérer, [cliquez ici](/).\n"}
    text = said(site(tmp_path / "a", WHOLE, texts=texts), "accessibilite")
    assert "critère 6.1 (liens) : 1 remarque" in text.replace("\u00a0", " ")
    assert "n’a rien trouvé" in said(site(tmp_path / "b", WHOLE), "accessibilite")


def test_where_markup_is_trusted_the_page_says_less(tmp_path: Path) -> None:
    assert "68" in said(site(tmp_path / "a", WHOLE), "accessibilite")
    assert "68" not in said(site(tmp_path / "b", WHOLE, content={"raw_html": "trusted"}), "accessibilite")


@pytest.mark.parametrize(("day", "is_shown"), [("2026-11-24", True), ("2026-11-25", False)])
def test_a_label_is_shown_until_its_last_day(tmp_path: Path, day: str, is_shown: bool) -> None:
    rendered = site(tmp_path, WHOLE, organisation={**ORGANISATION, "labels": [LABEL]}, day=day)
    for page in ("index.html", "mentions-legales/index.html"):
        assert ("https://ideas.example/lavoir" in rendered.text(page)) is is_shown
    assert own(rendered) == ([] if is_shown else ["legal.label_ended"])


def test_an_english_site_speaks_english_alone(tmp_path: Path) -> None:
    rendered = site(tmp_path, {**WHOLE, "public_service": True}, site={"language": "en"})
    for page in ("legal-notice", "privacy", "accessibility"):
        assert not re.search(r"[«»]|\bvous\b|\bsite web\b", said(rendered, page))
