"""Kinds of documents, and the words by which people name them in files, folders and keys."""

from __future__ import annotations

import re

from pelicasso.kit.links import slug
from pelicasso.schema.section import refuse

KINDS = (
    "bylaws",
    "internal_rules",
    "minutes",
    "activity_report",
    "accounts",
    "budget",
    "press",
    "form",
    "other",
)
"""In the order in which they are listed."""
OTHER = "other"
TELLING = (
    ("internal_rules", r"reglements? interieurs?|reglement|ri|internal rules|rules of procedure|house rules"),
    ("form", r"formulaires?|bulletins? (?:d )?(?:adhesion|don|inscription)|fiches? (?:d )?\w*inscription|pouvoirs?"),
    ("form", r"procurations?|autorisations?|inscriptions?|adhesions?|forms?|prox(?:y|ies)|registration"),
    ("press", r"presse|communiques?|articles? de presse|coupures?|press"),
    ("activity_report", r"(?:rapports?|comptes? rendus?|bilans?) (?:moral|moraux|d activites?|annuels?)"),
    ("activity_report", r"(?:activity|annual|impact) reports?|rapports? activites?"),
    ("accounts", r"(?:rapports?|comptes? rendus?|bilans?) (?:financiers?|comptables?)|bilans?"),
    ("minutes", r"pv|proces verba(?:l|ux)|comptes? rendus?|cr|minutes|releves? de decisions?"),
    ("budget", r"budgets?|previsionnels?"),
    ("accounts", r"comptes?|comptabilite|compta|tresorerie|finances?|accounts?|balance sheets?|financial statements?"),
    ("bylaws", r"statuts?|bylaws?|by laws?|statutes?|constitution|articles of association"),
    ("minutes", r"ag[oe]?|assemblees?|assemblees? generales?|agm|conseils? d administration|ca"),
    ("activity_report", r"rapports?|ra|reports?"),
)
"""What tells a kind, the surest first; words without accents, parted by single spaces."""
PATTERNS = tuple((kind, re.compile(rf"\b(?:{words})\b")) for kind, words in TELLING)
UNTOLD = frozenset({"divers", "autre", "autres", "archive", "archives", "scans", "vrac", "misc", "other", "old"})
"""Folders that say nothing of what they hold."""
SAID = {
    "autre": OTHER,
    "autres-documents": OTHER,
    "divers": OTHER,
    "rapport-moral": "activity_report",
    "reglement-interieur": "internal_rules",
}


def words_of(name: str) -> str:
    """« PV_AG-été.2024 » is « pv ag ete 2024 »."""
    return slug(name).replace("-", " ")


def told(name: str) -> str | None:
    """The kind that a name tells; None when it tells none."""
    words = words_of(re.sub(r"(?<=[^\W\d_])(?=\d)", " ", name))
    return next((kind for kind, pattern in PATTERNS if pattern.search(words)), None)


def kind_of(value: object) -> object:
    """The kind that a person names, in their words or in ours; a folder's own name stays as it is."""
    if not isinstance(value, str):
        return value
    name = value.strip().lower()
    key = name.replace(" ", "_").replace("-", "_")
    return key if key in KINDS else SAID.get(slug(name)) or told(name) or slug(name)


def known_kind(value: object) -> object:
    """One of the kinds; a folder's name is none here, as a slip of the pen would make a shelf of its own."""
    kind = kind_of(value)
    if isinstance(kind, str) and kind not in KINDS:
        raise refuse("documents.unknown_kind", value=value)
    return kind
