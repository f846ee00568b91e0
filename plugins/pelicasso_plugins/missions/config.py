"""What `missions:` in `site.yaml` may say."""

from __future__ import annotations

from pydantic import ConfigDict

from pelicasso.schema.section import Section, YesNo, titled
from pelicasso_plugins.missions.data import ApplyField, Links

MISTAKEN = {
    "plateformes": "platforms",
    "aussi sur": "platforms",
    "also_on": "platforms",
    "candidature": "apply",
    "candidater": "apply",
    "inscription": "apply",
    "postuler": "apply",
    "flux": "engagement_feed",
    "api_engagement": "engagement_feed",
    "api engagement": "engagement_feed",
}
"""What volunteers write for a key."""


class Missions(Section):
    """What holds for every mission; the missions themselves stand in `content/missions`."""

    model_config = ConfigDict(
        json_schema_extra={
            "description_fr": "Ce qui vaut pour toutes les missions ; chacune est un fichier de content/missions."
        }
    )
    mistaken = MISTAKEN

    platforms: Links = titled(
        (),
        en="The association's own pages on France Bénévolat, Tous Bénévoles, Bénénova, Diffuz, JeVeuxAider.",
        fr="Les pages de l’association sur France Bénévolat, Tous Bénévoles, Bénénova, Diffuz, JeVeuxAider.",
    )
    apply: ApplyField | None = titled(
        en="How to apply, where a mission doesn't say it.",
        fr="La façon de se proposer, quand la mission ne le dit pas.",
    )
    engagement_feed: YesNo = titled(
        True,
        en="Publish the feed for API Engagement, and predict what its moderation says.",
        fr="Publier le flux pour l’API Engagement, et prévoir ce que dira sa modération.",
    )
