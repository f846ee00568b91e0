"""What `partners:` in `site.yaml` may say."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, ConfigDict

from pelicasso.kit import FilePath
from pelicasso.kit.links import slug
from pelicasso.schema.section import Section, Text, WebAddress, refuse, required, titled

KNOWN = ("funders", "patrons", "sponsors", "partners", "networks")
CALLED = {
    "funders": "financeurs financeur financeurs-publics pouvoirs-publics collectivites soutiens-publics subventions",
    "patrons": "mecenes mecene mecenat fondations fondation patron",
    "sponsors": "parrains parrainage sponsor",
    "partners": "partenaires partenaire partner",
    "networks": "reseaux reseau federations federation membre-de nous-sommes-membres-de network",
}
OF_A_PARTNER = {
    "nom": "name",
    "image": "logo",
    "lien": "link",
    "site": "link",
    "url": "link",
    "adresse": "link",
    "texte": "text",
    "description": "text",
    "mention": "wording",
    "formule": "wording",
}
OF_A_LEVEL = {
    "niveau": "level",
    "nom": "level",
    "titre": "title",
    "partenaires": "partners",
    "membres": "partners",
    "texte": "introduction",
}
OF_PARTNERS = {"niveaux": "levels", "niveau": "levels", "texte": "thanks", "merci": "thanks", "remerciements": "thanks"}


def level_of(value: Any) -> Any:
    """« Mécènes » are the patrons; words of one's own stay as they are."""
    if not isinstance(value, str):
        return value
    name = slug(value)
    if not name:
        raise refuse("empty_text")
    return next((level for level, words in CALLED.items() if name == level or name in words.split()), value.strip())


def _named(value: Any) -> Any:
    return {"name": value} if isinstance(value, str) else value


class Partner(Section):
    """One that helps the association; a name alone is enough."""

    mistaken = OF_A_PARTNER

    name: Text = required(en="The name, as they write it.", fr="Le nom, comme ils l’écrivent.")
    logo: FilePath | None = titled(
        en="The logo's file in content/; the name is shown without it.",
        fr="Le fichier du logo, dans content/ ; sans lui, le nom est écrit.",
    )
    link: WebAddress | None = titled(en="Their site.", fr="L’adresse de leur site.")
    wording: Text | None = titled(
        en="The sentence that they ask for: “Co-funded by the European Union”.",
        fr="La phrase qu’ils demandent : « Cofinancé par l’Union européenne ».",
    )
    text: Text | None = titled(en="What they do with you.", fr="Ce que vous faites ensemble.")


class Level(Section):
    """Partners of one level, in the order in which the page shows them."""

    mistaken = OF_A_LEVEL

    level: Annotated[str, BeforeValidator(level_of)] = required(
        en="funders, patrons, sponsors, partners, networks, or words of your own.",
        fr="financeurs, mécènes, parrains, partenaires, réseaux, ou vos propres mots.",
    )
    title: Text | None = titled(en="Other words for its title.", fr="D’autres mots pour son titre.")
    introduction: Text | None = titled(en="A sentence below its title.", fr="Une phrase sous son titre.")
    partners: tuple[Annotated[Partner, BeforeValidator(_named, json_schema_input_type=Partner | str)], ...] = titled(
        (), en="The partners, in order.", fr="Les partenaires, dans l’ordre."
    )


class Partners(Section):
    """Those who help the association: public funders, patrons, partners, networks."""

    model_config = ConfigDict(
        json_schema_extra={"description_fr": "Celles et ceux qui aident l’association : financeurs, mécènes, réseaux."}
    )
    own = True
    mistaken = OF_PARTNERS

    thanks: Text | None = titled(en="A sentence of thanks.", fr="Une phrase de remerciement.")
    levels: tuple[Level, ...] = titled((), en="The levels, in order.", fr="Les niveaux, dans l’ordre.")
