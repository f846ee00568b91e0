"""What `search_engines:` in `site.yaml` may say."""

from __future__ import annotations

from pydantic import ConfigDict

from pelicasso.kit import FilePath
from pelicasso.schema.section import Section, Text, WebAddress, required, titled

MISTAKEN = {
    **dict.fromkeys(("présentation", "presentation", "à propos", "a propos", "page"), "about"),
    **dict.fromkeys(
        ("membre de", "membre_de", "adhère à", "réseaux", "reseaux", "fédérations", "members"), "member_of"
    ),
    **dict.fromkeys(("nom", "titre"), "name"),
    **dict.fromkeys(("adresse", "lien", "site", "link"), "url"),
}
"""What volunteers write for a key."""


class Network(Section):
    """A federation or a network that the association belongs to."""

    mistaken = MISTAKEN

    name: Text = required(en="Its name.", fr="Son nom.")
    url: WebAddress | None = titled(en="Its site.", fr="Son site, adresse entière.")


class SearchEngines(Section):
    """What search engines are told beside what the pages say."""

    model_config = ConfigDict(
        json_schema_extra={"description_fr": "Ce que les moteurs de recherche apprennent en plus de vos pages."}
    )
    mistaken = MISTAKEN

    about: FilePath | None = titled(
        en="The page that presents the association; otherwise it is known by its file's name.",
        fr="La page qui présente l’association ; sinon, elle est reconnue au nom de son fichier.",
    )
    member_of: tuple[Network, ...] = titled(
        (),
        en="Federations and networks that the association is a member of.",
        fr="Les fédérations et réseaux dont l’association est membre.",
    )
