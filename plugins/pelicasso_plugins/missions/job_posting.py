"""An open mission as structured data: schema.org knows no volunteering, but a `JobPosting` of volunteers."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from pelicasso.kit import Address
from pelicasso.kit.structured_data import Node, postal_address, reference
from pelicasso_plugins.missions.description import html_of, plain
from pelicasso_plugins.missions.mission import Mission


def job_posting(mission: Mission) -> Node:
    """What search engines are told of it; `jobLocation` is left out of what is done from anywhere."""
    data, room = mission.data, mission.room
    site = room.site
    posted = data.date or mission.entry.committed
    picture = room.view(mission.entry, "head").picture
    return {
        "@type": "JobPosting",
        "@id": f"{room.absolute(mission.entry.address)}#mission",
        "url": room.absolute(mission.entry.address),
        "title": plain(mission.title),
        "description": html_of(mission),
        "datePosted": posted.isoformat() if posted else None,
        "validThrough": _last_moment(mission),
        "employmentType": "VOLUNTEER",
        "hiringOrganization": {**reference(site), "sameAs": room.absolute("/"), "logo": _logo(mission)},
        "identifier": {"@type": "PropertyValue", "name": site.organisation.name, "value": mission.entry.identity},
        "image": room.absolute(picture.href.removeprefix(site.base)) if picture else None,
        "directApply": True,
        "totalJobOpenings": data.places,
        "workHours": data.schedule,
        "jobStartDate": data.start.isoformat() if data.start else None,
        "qualifications": ", ".join(data.skills),
        **_location(mission),
    }


def _location(mission: Mission) -> dict[str, Any]:
    remote = mission.data.remote in ("full", "local")
    if remote:
        country = mission.located[0].country if mission.located else "FR"
        return {
            "jobLocationType": "TELECOMMUTE",
            "applicantLocationRequirements": {"@type": "Country", "name": country},
        }
    return {"jobLocation": [_place(each) for each in mission.located]}


def _place(address: Address) -> Node:
    return {"@type": "Place", "address": postal_address(address)}


def _logo(mission: Mission) -> str | None:
    room = mission.room
    logo = room.plan.renderer.frame.icons.logo
    return room.absolute(logo.href.removeprefix(room.site.base)) if logo else None


def _last_moment(mission: Mission) -> str | None:
    day = mission.ends
    return datetime.combine(day, time(23, 59, 59), mission.room.site.timezone).isoformat() if day else None
