"""The policy of a page names what the page holds, and nothing else."""

from __future__ import annotations

from pelicasso.kit.record import Held
from pelicasso.kit.security_policy import MARK, security_policy, with_policy


def test_a_plain_page_allows_its_own_files_only() -> None:
    policy = security_policy(Held())
    assert "unsafe" not in policy
    assert "https:" not in policy
    assert "default-src 'none'" in policy


def test_a_form_to_a_service_names_its_host() -> None:
    html = '<form method="get" action="https://forms.example/a"></form><form action="/here/"></form>'
    assert "form-action 'self' https://forms.example;" in security_policy(Held.of(html))


def test_only_the_mark_of_the_head_is_replaced() -> None:
    assert with_policy(f"{MARK} {MARK}", Held()).endswith(f" {MARK}")


def test_a_frame_that_opens_on_demand_names_its_host_on_its_page_alone() -> None:
    policy = security_policy(Held.of('<div data-frame="https://video.example/embed/1"></div>'))
    assert "frame-src https://video.example;" in policy
    assert "frame-src 'none'" in security_policy(Held())


def test_a_form_by_mail_allows_mail() -> None:
    assert "form-action 'self' mailto:;" in security_policy(Held.of('<form action="mailto:a@b.example"></form>'))
