"""The closed lists of a mission, those of API Engagement, and the words by which people name what is in them."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Literal, get_args

from pelicasso.kit import Words
from pelicasso.kit.links import slug
from pelicasso.schema.section import refuse

Domain = Literal[
    "animaux",
    "autre",
    "batiment-industrie-logistique",
    "benevolat-competences",
    "communication",
    "culture-loisirs",
    "education",
    "emploi",
    "environnement",
    "gestion-finance-droit",
    "humanitaire",
    "memoire-et-citoyennete",
    "numerique",
    "prevention-protection",
    "recherche",
    "sante",
    "service-public-defense-securite",
    "solidarite-insertion",
    "sport",
    "vivre-ensemble",
]
Activity = Literal[
    "accueil-de-public",
    "activites-manuelles",
    "aide-psychologique",
    "alphabetisation",
    "animation",
    "animation-valorisation",
    "art",
    "autre",
    "bricolage",
    "collecte",
    "collecte-de-produits",
    "communication",
    "comptabilite-finance",
    "conseil",
    "distribution",
    "documentation-traduction",
    "ecoute-permanence",
    "encadrement-d-equipes",
    "enseignement-formation",
    "evenementiel",
    "gestion-de-projets",
    "gestion-entretien-patrimoine",
    "gestion-recherche-des-partenariats",
    "gestion-ressources-humaines",
    "informatique",
    "jardinage",
    "juridique",
    "logistique",
    "lutte-contre-isolement",
    "maintenance-technique",
    "mediation-information",
    "mentorat-parrainage",
    "mission-internationale",
    "operations-militaires",
    "preservation-patrimoine",
    "prevention-sensibilisation",
    "ramassage-dechets",
    "recrutement",
    "responsabilites-associatives",
    "restauration-hotellerie",
    "sante-soins",
    "sciences-humaines-social",
    "secourisme",
    "secours-aide",
    "sensibilisation",
    "soins-animaux",
    "soutien-accompagnement",
    "soutien-scolaire",
    "sport",
    "taches-administratives",
    "transmission-pedagogie",
    "vie-citoyenne",
    "visites",
]
Audience = Literal[
    "seniors",
    "persons_with_disabilities",
    "people_in_difficulty",
    "parents",
    "children",
    "public_refugees",
    "people_being_excluded",
    "people_sick",
    "any_public",
]
Remote = Literal["no", "possible", "full", "local"]
Rhythm = Literal["once", "regular"]
Status = Literal["open", "full", "closed"]
Team = Literal["groups", "companies", "families"]
LISTS = {
    "domain": get_args(Domain),
    "activity": get_args(Activity),
    "audience": get_args(Audience),
    "remote": get_args(Remote),
    "rhythm": get_args(Rhythm),
    "status": get_args(Status),
    "team": get_args(Team),
}
"""Each list by its name; the catalogue says what is in it: `missions.domain.animaux`."""
MEANT = {
    "domain": {
        "solidarite-insertion": "solidarité, insertion, social, précarité",
        "culture-loisirs": "culture, loisirs, art, patrimoine",
        "environnement": "nature, écologie, jardin",
        "sante": "handicap",
        "education": "école, enseignement, jeunesse",
        "memoire-et-citoyennete": "citoyenneté, mémoire",
        "prevention-protection": "prévention, secours",
        "numerique": "informatique",
    },
    "remote": {
        "no": "non, sur place, présentiel, en présence",
        "possible": "oui, partiel, partielle, hybride, en partie",
        "full": "distance, à distance, entièrement, télétravail, total, totale, en ligne, depuis chez soi",
        "local": "près de chez soi, partout",
    },
    "rhythm": {
        "once": "une fois, ponctuel, ponctuelle, occasionnel, occasionnelle",
        "regular": "régulier, régulière, régulièrement, hebdomadaire, mensuel, mensuelle",
    },
    "status": {
        "open": "ouvert, ouverte, en cours",
        "full": "complet, complète, pourvu, pourvue",
        "closed": "fermé, fermée, clos, close, terminé, terminée, fini, finie",
    },
    "audience": {
        "seniors": "personnes âgées, aînés, aidants",
        "persons_with_disabilities": "handicap",
        "children": "enfants, jeunes, élèves",
        "public_refugees": "réfugiés, migrants",
        "people_sick": "malades",
        "any_public": "tous, tout public, tout le monde",
    },
    "team": {"groups": "groupe", "companies": "entreprise", "families": "famille"},
}
"""What people write beside the words of the catalogue."""
FOLDER = Path(__file__).parent / "locale"
FILLERS = {"a", "d", "de", "des", "du", "en", "et", "l", "la", "le", "les", "aux", "and", "the"}


def chosen(name: str, value: object) -> object:
    """What a person's word for something of a list stands for; what is in no way known is refused."""
    if not isinstance(value, str):
        return value
    known = _known(name)
    if (found := known.get(_folded(value))) is not None:
        return found
    said = labels(name)
    near = get_close_matches(_folded(value), known, n=3, cutoff=0.6)
    among = dict.fromkeys(said[known[each]] for each in near) or said.values()
    raise refuse("missions.not_in_list", value=value, among=", ".join(among))


@cache
def labels(name: str, language: str = "fr") -> dict[str, str]:
    """What a list holds, each with how it is called."""
    words = Words(language, [FOLDER])
    return {each: words(f"missions.{name}.{each}") for each in LISTS[name]}


@cache
def _known(name: str) -> dict[str, str]:
    return {_folded(word): each for word, each in _words(name)}


def _words(name: str) -> Iterator[tuple[str, str]]:
    """Every word of a list with what it stands for; of two equal ones the later wins: the list's own."""
    for each, others in MEANT.get(name, {}).items():
        yield from ((word, each) for word in others.split(", "))
    for language in ("en", "fr"):
        yield from ((label, each) for each, label in labels(name, language).items())
    yield from ((each, each) for each in LISTS[name])


def _folded(text: str) -> str:
    parts = slug(text).split("-")
    return "-".join(each for each in parts if each not in FILLERS) or "-".join(parts)
