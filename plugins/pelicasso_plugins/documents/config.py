"""What `documents:` in `site.yaml` may say, and the note beside a document."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator, ConfigDict

from pelicasso.kit.collection import Day
from pelicasso.schema.section import Language, Section, Text, YesNo, titled
from pelicasso_plugins.documents.kinds import known_kind

Kind = Annotated[str, BeforeValidator(known_kind)]
OF_SECTION = dict.fromkeys(("texte", "description", "chapeau"), "introduction")
MISTAKEN = {
    "titre": "title",
    "nom": "title",
    "genre": "kind",
    "sorte": "kind",
    "type": "kind",
    "catégorie": "kind",
    "categorie": "kind",
    "category": "kind",
    "année": "year",
    "annee": "year",
    "exercice": "year",
    "jour": "date",
    "langue": "language",
    "lang": "language",
    "résumé": "summary",
    "resume": "summary",
    "description": "summary",
    "brouillon": "draft",
    "version_accessible": "accessible_version",
    "version": "accessible_version",
    "page": "accessible_version",
}


class Documents(Section):
    """Documents to download, from the folder content/documents."""

    model_config = ConfigDict(
        json_schema_extra={"description_fr": "Les documents à télécharger, rangés dans content/documents."}
    )
    mistaken = OF_SECTION

    introduction: Text | None = titled(
        en="One or two sentences at the head of the page.", fr="Une ou deux phrases en tête de la page."
    )


class DocumentNote(Section):
    """What is said of a document in the file beside it, statuts.pdf.yaml for statuts.pdf; it wins over the name."""

    mistaken = MISTAKEN

    title: Text | None = titled(en="Its title.", fr="Son titre, comme on le lit sur le site.")
    kind: Kind | None = titled(
        en="bylaws, internal_rules, minutes, activity_report, accounts, budget, press, form or other.",
        fr="Ce que c’est : statuts, règlement intérieur, PV, rapport d’activité, comptes, budget, presse, formulaire…",
    )
    year: int | None = titled(en="The year it is listed under.", fr="L’année où il est rangé.", ge=1600, le=2200)
    date: Day | None = titled(en="Its day.", fr="Sa date.")
    language: Language | None = titled(en="Its language: en, de…", fr="Sa langue : en, de…")
    summary: Text | None = titled(en="A sentence below the title.", fr="Une phrase sous le titre.")
    accessible_version: Text | None = titled(
        en="A page or another file that says the same, and that everybody can read.",
        fr="Une page ou un autre fichier qui dit la même chose, et que tout le monde peut lire.",
    )
    draft: YesNo = titled(False, en="yes: not published.", fr="oui : pas publié.")
