"""Asking HelloAsso: only on demand, with the secret from the environment, and nothing changes when it fails."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import Request

import pytest

from pelicasso.kit.testing import write_site
from pelicasso.schema import SiteError
from pelicasso_plugins.donations.refresh import KEYS, refresh

CAMPAIGN = "---\ntitle: Un toit\nlink: https://www.helloasso.com/associations/lavoir/collectes/toit\n---\n"
SECRETS = dict.fromkeys(KEYS, "x")


def room(folder: Path) -> Any:
    from pelicasso.build.builder import open_room

    site = write_site(folder, {"campaigns/toit.md": CAMPAIGN, "campaigns/mur.md": "---\ntitle: Mur\n---\n"})
    return open_room(site, "donations", planned=False, day="2026-11-24")


class Answers:
    """HelloAsso, as it answers: a token, then two pages of payments."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def __call__(self, request: Request) -> Any:
        self.asked.append(request.full_url)
        if request.full_url.endswith("/oauth2/token"):
            return {"access_token": "t"}
        assert request.get_header("Authorization") == "Bearer t"
        paid, refused = {"amount": 1250, "state": "Authorized"}, {"amount": 9999, "state": "Refused"}
        after = "" if "continuationToken" in request.full_url else "next"
        return {"data": [paid, refused], "pagination": {"continuationToken": after}}


def test_what_was_collected_is_written_beside_the_campaign(tmp_path: Path) -> None:
    answers = Answers()
    (said,) = refresh(room(tmp_path), SECRETS, answers)
    assert (tmp_path / "content/campaigns/toit.md.yaml").read_text() == 'collected: "25"\ndonors: 2\n'
    assert said.startswith("content/campaigns/toit.md.yaml: 25")
    assert len(answers.asked) == 3
    assert all(each.startswith("https://api.helloasso.com/") for each in answers.asked)


def test_without_the_secret_nothing_is_asked(tmp_path: Path) -> None:
    answers = Answers()
    with pytest.raises(SiteError) as caught:
        list(refresh(room(tmp_path), {}, answers))
    assert [each.code for each in caught.value.findings] == ["donations.secret_missing"]
    assert answers.asked == []


def fails(_request: Request) -> Any:
    raise URLError("no route")


@pytest.mark.parametrize(
    "send", [fails, lambda _request: {}, lambda _request: {"access_token": 1}, lambda _request: None]
)
def test_an_answer_that_is_none_changes_nothing(tmp_path: Path, send: Any) -> None:
    with pytest.raises(SiteError) as caught:
        list(refresh(room(tmp_path), SECRETS, send))
    assert [each.code for each in caught.value.findings] == ["donations.refresh_failed"]
    assert not (tmp_path / "content/campaigns/toit.md.yaml").exists()
