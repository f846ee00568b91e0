from __future__ import annotations

from datetime import date

import pytest

from pelicasso_plugins.documents.kinds import kind_of, told
from pelicasso_plugins.documents.names import read_name


@pytest.mark.parametrize(
    ("path", "title", "kind", "year"),
    [
        ("PV AG 2024.pdf", "Procès-verbal de l’assemblée générale 2024", "minutes", 2024),
        ("statuts-signes-2019.pdf", "Statuts signés 2019", "bylaws", 2019),
        ("PV/2024/PV_CA (1).pdf", "Procès-verbal du conseil d’administration", "minutes", 2024),
        ("comptes 2023-2024.pdf", "Comptes 2023-2024", "accounts", 2024),
        ("comptes_2023-24_def.pdf", "Comptes 2023-24", "accounts", 2024),
        ("RA 2022 VF.pdf", "Rapport d’activité 2022", "activity_report", 2022),
        ("reglement-interieur.pdf", "Règlement intérieur", "internal_rules", None),
        ("AGM minutes 2025.pdf", "AGM minutes 2025", "minutes", 2025),
        ("Annual report 2023.pdf", "Annual report 2023", "activity_report", 2023),
        ("Bulletin d’adhésion.docx", "Bulletin d’adhésion", "form", None),
        ("pouvoir-ag-2026.odt", "Pouvoir assemblée générale 2026", "form", 2026),
        ("Rapport financier 2021.pdf", "Rapport financier 2021", "accounts", 2021),
        ("Compte rendu d’activité 2021.pdf", "Compte rendu d’activité 2021", "activity_report", 2021),
        ("PV AG approbation des comptes 2020.pdf", None, "minutes", 2020),
        ("communique-fete.pdf", "Communiqué fete", "press", None),
        ("budget previsionnel 2026.ods", "Budget prévisionnel 2026", "budget", 2026),
        ("AG2027.pdf", "Assemblée générale 2027", "minutes", 2027),
        ("plaquette.pdf", "Plaquette", "other", None),
    ],
)
def test_a_name_says_title_kind_and_year(path: str, title: str | None, kind: str, year: int | None) -> None:
    named = read_name(path, "fr", 2027)
    assert (named.kind, named.year) == (kind, year)
    assert title in (None, named.title)


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("2024-03-16 PV.pdf", date(2024, 3, 16)),
        ("20240316_pv.pdf", date(2024, 3, 16)),
        ("PV du 16-03-2024.pdf", date(2024, 3, 16)),
        ("PV 5.11.24.pdf", date(2024, 11, 5)),
        ("PV 31-02-2024.pdf", None),
        ("PV 2024.pdf", None),
        ("PV 2050-01-01.pdf", None),
        ("0612345678.pdf", None),
    ],
)
def test_a_day_in_a_name_is_read_day_first(name: str, day: date | None) -> None:
    assert read_name(name, "fr", 2027).day == day


def test_a_year_to_come_is_no_year() -> None:
    assert read_name("tarifs 2050.pdf", "fr", 2027).year is None


def test_the_folder_decides_and_the_doubt_is_kept() -> None:
    named = read_name("Comptes/PV AG 2020.pdf", "fr", 2027)
    assert (named.kind, named.differs) == ("accounts", "minutes")


def test_a_folder_of_ones_own_is_a_shelf_and_a_year_is_none() -> None:
    assert read_name("Bulletins du quartier/2024/mars.pdf", "fr", 2027).group == "Bulletins du quartier"
    assert read_name("2024/mars.pdf", "fr", 2027).group is None
    assert read_name("Divers/mars.pdf", "fr", 2027).group is None
    assert read_name("Bulletins/PV AG.pdf", "fr", 2027).group is None


def test_french_words_are_not_put_into_english_titles() -> None:
    assert read_name("PV CA 2024.pdf", "en", 2027).title == "PV CA 2024"


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("PV", "minutes"),
        ("Comptes rendus", "minutes"),
        ("activity report", "activity_report"),
        ("Statuts", "bylaws"),
        ("règlement intérieur", "internal_rules"),
        ("autre", "other"),
        ("Bulletins du quartier", "bulletins-du-quartier"),
    ],
)
def test_kinds_are_named_in_the_words_of_volunteers(said: str, kind: str) -> None:
    assert kind_of(said) == kind


def test_words_inside_words_tell_nothing() -> None:
    assert told("vacances") is None
    assert told("agenda") is None
