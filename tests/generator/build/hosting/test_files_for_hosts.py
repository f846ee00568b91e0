"""What each host finds among the files of a site."""

from __future__ import annotations

import io
import json
import re
from datetime import date, datetime
from pathlib import Path
from typing import get_args

import pytest
from PIL import Image

from pelicasso.build.hosting.generator import HOSTS
from pelicasso.kit.testing import Rendered, render, write_site
from pelicasso.site.model import Host as Name

URL = "https://lavoir.example"
ALIASES = ("/vieux", "/2019/x.html", "/caf%C3%A9/")
OURS = {".htaccess", ".nginx.conf", ".nojekyll", ".domains", "CNAME", "_headers", "_redirects"}


def site(folder: Path, web: str, files: dict[str, str | bytes] | None = None, **options: str) -> Rendered:
    page = f"---\ntitle: Cible\naliases: {json.dumps(ALIASES)}\n---\nTexte.\n"
    text = f"organisation: {{name: Les Amis}}\nsite: {{{web}}}\n"
    return render(write_site(folder, {"pages/cible.md": page, **(files or {})}, text), **options)


def found(rendered: Rendered) -> set[str]:
    assert rendered.files, rendered.findings
    return OURS & set(rendered.files)


@pytest.mark.parametrize(
    ("host", "names"),
    [
        ("github", {".nojekyll", "CNAME"}),
        ("gitlab", set()),
        ("codeberg", {".domains"}),
        ("netlify", {"_headers", "_redirects"}),
        ("cloudflare", {"_headers", "_redirects"}),
        ("apache", {".htaccess"}),
        ("nginx", {".nginx.conf"}),
        ("none", set()),
    ],
)
def test_each_host_finds_its_files_and_no_others(tmp_path: Path, host: str, names: set[str]) -> None:
    assert found(site(tmp_path, f"host: {host}", url=URL)) == names


def test_every_host_of_the_model_is_known_and_no_host_is_asked_for() -> None:
    assert set(get_args(Name)) == set(HOSTS)


def test_without_a_host_nothing_is_written(tmp_path: Path) -> None:
    assert found(site(tmp_path, "language: fr", url=URL)) == set()


@pytest.mark.parametrize("host", ["github", "codeberg"])
@pytest.mark.parametrize(
    "url",
    ["https://lavoir.github.io", "https://lavoir.codeberg.page", "https://lavoir.github.io/site", f"{URL}/site", None],
)
def test_a_domain_is_named_only_where_it_is_the_associations_own(tmp_path: Path, host: str, url: str | None) -> None:
    files = found(site(tmp_path, f"host: {host}", **({"url": url} if url else {})))
    shared = {"github": "github.io", "codeberg": "codeberg.page"}[host]
    if url is None or shared in url or url.endswith("/site"):
        assert not files & {"CNAME", ".domains"}


def test_the_url_of_the_command_wins_for_the_domain_too(tmp_path: Path) -> None:
    rendered = site(tmp_path, "host: github, url: 'https://autre.example'", url=URL)
    assert rendered.text("CNAME") == "lavoir.example\n"


def test_former_addresses_still_have_their_pages_everywhere(tmp_path: Path) -> None:
    for host in HOSTS:
        rendered = site(tmp_path, f"host: {host}", url=f"{URL}/site")
        for name in ("vieux/index.html", "2019/x.html", "café/index.html"):
            assert 'content="0; url=/site/cible/"' in rendered.text(name), (host, name)


def test_unpublished_texts_redirect_nothing(tmp_path: Path) -> None:
    draft = "---\ntitle: Brouillon\ndraft: oui\naliases: /secret/\n---\nTexte.\n"
    assert "secret" not in site(tmp_path, "host: netlify", {"pages/b.md": draft}, url=URL).text("_redirects")


@pytest.mark.parametrize("name", ["_headers", "_redirects", "CNAME", ".well-known/security.txt"])
def test_what_the_site_brings_itself_wins(tmp_path: Path, name: str) -> None:
    host = "github" if name == "CNAME" else "cloudflare"
    rendered = site(tmp_path, f"host: {host}, security: a@b.example", {f"static/{name}": "MINE"}, url=URL)
    assert rendered.text(name) == "MINE"


def test_security_txt_says_whom_to_tell_and_until_when(tmp_path: Path) -> None:
    rendered = site(tmp_path, "security: securite@lavoir.example", url=URL, day="2026-11-24")
    fields = dict(line.split(": ", 1) for line in rendered.text(".well-known/security.txt").splitlines())
    assert fields == {
        "Contact": "mailto:securite@lavoir.example",
        "Expires": "2027-11-01T00:00:00Z",
        "Preferred-Languages": "fr",
        "Canonical": f"{URL}/.well-known/security.txt",
    }


@pytest.mark.parametrize("day", ["2026-01-01", "2026-01-31", "2028-02-29", "2026-12-31"])
def test_security_txt_expires_within_a_year_and_not_soon(tmp_path: Path, day: str) -> None:
    text = site(tmp_path, "security: a@b.example", day=day).text(".well-known/security.txt")
    expires = datetime.fromisoformat(text.split("Expires: ")[1].split("\n")[0]).date()
    assert 330 <= (expires - date.fromisoformat(day)).days <= 366


def test_security_txt_is_not_written_where_nobody_would_look(tmp_path: Path) -> None:
    rendered = site(tmp_path, "security: a@b.example", url=f"{URL}/site")
    assert ".well-known/security.txt" not in rendered.files
    assert "security_not_at_root" in rendered.codes
    assert ".well-known/security.txt" not in site(tmp_path, "language: fr", url=URL).files


@pytest.mark.parametrize(
    ("written", "contact"),
    [
        ("a@b.example", "mailto:a@b.example"),
        ("mailto:a@b.example", "mailto:a@b.example"),
        ("https://b.example/faille", "https://b.example/faille"),
        ("http://b.example/faille", None),
        ("b.example", None),
        ("javascript:alert(1)", None),
        ('"a@b.example\\nContact: mailto:c@d.example"', None),
    ],
)
def test_the_contact_is_an_address_of_the_kind_asked_for(tmp_path: Path, written: str, contact: str | None) -> None:
    rendered = site(tmp_path, f"security: {written}", url=URL)
    if contact is None:
        assert rendered.codes == ["bad_security_contact"]
    else:
        assert f"Contact: {contact}\n" in rendered.text(".well-known/security.txt")


def test_what_is_made_of_pictures_stands_where_hosts_keep_files_for_long(tmp_path: Path) -> None:
    stream = io.BytesIO()
    Image.linear_gradient("L").resize((900, 600)).save(stream, "JPEG")
    text = "![Le lavoir](photo.jpg) et [la même](photo.jpg)\n"
    rendered = site(tmp_path, "host: netlify", {"pages/lieu.md": text, "pages/photo.jpg": stream.getvalue()}, url=URL)
    made = {name for name in rendered.files if name.endswith((".jpg", ".webp", ".avif"))}
    assert len([each for each in made if "photo" in each]) >= 3
    assert all(re.fullmatch(r"assets/\w+(?:-\d+)?-[0-9a-f]{8}\.\w+", each) for each in made), made
