"""The policy of a page names what the page holds, and nothing else."""

from __future__ import annotations

from pelicasso.kit.security_policy import MARK, security_policy, with_policy


def test_a_plain_page_allows_its_own_files_only() -> None:
    policy = security_policy("<p>x</p>")
    assert "unsafe" not in policy
    assert "https:" not in policy
    assert "default-src 'none'" in policy


def test_a_form_to_a_service_names_its_host() -> None:
    html = '<form method="get" action="https://forms.example/a"></form><form action="/here/"></form>'
    assert "form-action 'self' https://forms.example;" in security_policy(html)


def test_only_the_mark_of_the_head_is_replaced() -> None:
    assert with_policy(f"{MARK} {MARK}").endswith(f" {MARK}")
