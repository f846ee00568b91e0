"""From an address to a frame: the provider that answers, or a sentence that says what to paste instead."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pelicasso.kit.frames.forms import FORMS
from pelicasso.kit.frames.frame import Frame
from pelicasso.kit.frames.pasted import Pasted, read_pasted
from pelicasso.kit.frames.players import PLAYERS
from pelicasso.kit.frames.provider import Provider
from pelicasso.schema.section import refuse

PROVIDERS = (*PLAYERS, *FORMS)
"""In this order: those that are known by their host come before those that anyone may install."""
PRIVATE = re.compile(r"(?:admin|auth|api|dashboard)\..+|studio\.youtube\.com|app\.tally\.so")
"""Hosts of pages that open for their author alone."""
LINK_ONLY = re.compile(
    r"framadate\.org|(?:www\.)?eventbrite\.[a-z.]+|(?:[\w-]+\.)?mobilizon\.[a-z]+|(?:www\.)?facebook\.com|"
    r"(?:www\.)?instagram\.com|keskonfai\.fr|(?:www\.|maps\.)?google\.[a-z.]+"
)
"""Hosts of pages that show in no frame, or only at a price."""


def read_frame(text: str) -> Frame:
    """The frame for what was pasted; raises what `refuse` makes, with the code of a sentence."""
    pasted = read_pasted(text)
    by_host = [each for each in PROVIDERS if each.hosts]
    provider = _answering(pasted, by_host)
    if provider is None:
        _refuse_known(pasted)
        _refuse_look_alike(pasted, by_host)
        provider = _answering(pasted, PROVIDERS)
    if provider is None:
        raise refuse("frame_unknown", value=pasted.host, known=", ".join(each.name for each in PROVIDERS))
    return provider.frame(pasted)


def provider_of(host: str) -> Provider | None:
    """Who answers at the host of a frame; None for software that anyone may install."""
    return _answering(Pasted("", host, "", {}), PROVIDERS)


def _answering(pasted: Pasted, providers: Iterable[Provider]) -> Provider | None:
    return next((each for each in providers if each.answers(pasted)), None)


def _refuse_known(pasted: Pasted) -> None:
    if PRIVATE.fullmatch(pasted.host):
        raise refuse("frame_private", value=pasted.address, provider=pasted.host)
    if LINK_ONLY.fullmatch(pasted.host):
        raise refuse("frame_link_only", value=pasted.address, provider=pasted.host)


def _refuse_look_alike(pasted: Pasted, providers: Iterable[Provider]) -> None:
    for each in providers:
        if each.likeness and each.likeness in pasted.host:
            raise refuse("frame_look_alike", value=pasted.host, provider=each.name)
