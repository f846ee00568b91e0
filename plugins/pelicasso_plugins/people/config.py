"""What `people:` in `site.yaml` may say, and the front matter of a text about a person."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, ConfigDict

from pelicasso.kit import FrontMatter, PictureField
from pelicasso.schema.section import Section, Text, WebAddress, required, titled
from pelicasso_plugins.people.groups import group_of

OF_A_PERSON = {
    "nom": "name",
    "fonction": "role",
    "rôle": "role",
    "poste": "role",
    "mission": "role",
    "portrait": "picture",
    "photo": "picture",
    "image": "picture",
    "texte": "text",
    "présentation": "text",
    "presentation": "text",
    "bio": "text",
    "liens": "links",
    "lien": "links",
    "link": "links",
    "site": "links",
    "groupe": "group",
    "équipe": "group",
    "equipe": "group",
    "ordre": "order",
    "rang": "order",
}

OF_A_GROUP = {"nom": "group", "titre": "title", "membres": "people", "personnes": "people", "texte": "introduction"}
OF_PEOPLE = {"groupes": "groups", "equipes": "groups", "équipes": "groups", "texte": "introduction"}
OF_A_TEXT = {**OF_A_PERSON, "nom": "title", "name": "title", "prénom": "title", "texte": "summary", "bio": "summary"}


def _listed(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


def _named(value: Any) -> Any:
    return {"name": value} if isinstance(value, str) else value


Links = Annotated[tuple[WebAddress, ...], BeforeValidator(_listed)]
GroupName = Annotated[str, BeforeValidator(group_of)]


class Member(Section):
    """A person, in the list of a group; a name alone is enough."""

    mistaken = OF_A_PERSON

    name: Text = required(en="The name, as the person wants it read.", fr="Le nom, comme la personne veut le lire.")
    role: Text | None = titled(
        en="What the person does: chair, treasury…", fr="Ce dont la personne se charge : présidence, trésorerie…"
    )
    picture: PictureField | None = titled(
        en="A portrait; initials without it.", fr="Un portrait ; sinon des initiales."
    )
    text: Text | None = titled(en="One or two sentences.", fr="Une ou deux phrases.")
    links: Links = titled((), en="Addresses of the person's pages.", fr="Les adresses de ses pages ailleurs.")


class Group(Section):
    """A group of people, in the order in which the page shows them."""

    mistaken = OF_A_GROUP

    group: GroupName = required(
        en="board, staff, volunteers, honour, or words of your own.",
        fr="bureau, salariés, bénévoles, honneur, ou vos propres mots.",
    )
    title: Text | None = titled(en="Other words for its title.", fr="D’autres mots pour son titre.")
    introduction: Text | None = titled(en="A sentence below its title.", fr="Une phrase sous son titre.")
    people: tuple[Annotated[Member, BeforeValidator(_named, json_schema_input_type=Member | str)], ...] = titled(
        (),
        en="Its people, in order; those of content/people follow.",
        fr="Ses membres, dans l’ordre ; ceux de content/people suivent.",
    )


class People(Section):
    """Who makes the association: the board, the staff, volunteers."""

    model_config = ConfigDict(
        json_schema_extra={"description_fr": "Qui fait l’association : le bureau, les salariés, les bénévoles."}
    )
    own = True
    mistaken = OF_PEOPLE

    introduction: Text | None = titled(
        en="One or two sentences at the head of the page.", fr="Une ou deux phrases en tête de la page."
    )
    groups: tuple[Group, ...] = titled((), en="The groups, in order.", fr="Les groupes, dans l’ordre.")


class PersonData(FrontMatter):
    """The front matter of a text in content/people; its title is the person's name."""

    mistaken = OF_A_TEXT

    role: Text | None = titled(
        en="What the person does: chair, treasury…", fr="Ce dont la personne se charge : présidence, trésorerie…"
    )
    group: GroupName = titled(
        "board", en="board, staff, volunteers, honour…", fr="bureau, salariés, bénévoles, honneur…"
    )
    links: Links = titled((), en="Addresses of the person's pages.", fr="Les adresses de ses pages ailleurs.")
    order: int | None = titled(en="1 comes first in the group.", fr="Sa place dans le groupe : 1 vient en premier.")
