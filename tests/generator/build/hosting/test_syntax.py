"""The files for hosts, read back by the rules of each host's syntax: a former address stays a name, whatever it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from urllib.parse import unquote

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from pelicasso.build.hosting.apache import Apache
from pelicasso.build.hosting.edge import MOST_REDIRECTS, Cloudflare, Netlify
from pelicasso.build.hosting.host import Host, Redirect
from pelicasso.build.hosting.nginx import Nginx
from pelicasso.kit.collection import Alias
from pelicasso.site import yaml
from pelicasso.site.model import Site, SiteAddress, SiteFile

ODD = (
    "/vieux/",
    "/2019/x.html",
    "/été à la plage/",
    "/100%/",
    "/a;b}{$x*:y/",
    "/a'b|c^d/",
    "/:splat/*/",
    "/${HOME}/%{REMOTE_ADDR}/",
    "/[a-z]+(x)/",
    "/=x&y/",
    "/~tilde-/",
)
BASES = ("", "/site", "/mon asso", "/a$1{b};&c")
SECURITY = {"X-Content-Type-Options", "Referrer-Policy", "Content-Security-Policy"}


def site(base: str = "") -> Site:
    file = SiteFile.model_validate({"organisation": {"name": "A"}})
    source = yaml.compose("organisation: {name: A}\n", "site.yaml")
    assert isinstance(source, yaml.Mapping)
    return Site(Path("/nowhere"), date(2026, 11, 24), file, source, {}, f"https://asso.example{base}")


def text(kind: type[Host], sources: tuple[str, ...], base: str = "", name: str | None = None) -> str:
    files = dict(kind(site(base), [Redirect(each, "/cible/") for each in sources]).files())
    return files[name] if name else next(iter(files.values()))


def asked(source: str) -> set[str]:
    return {source} if source.endswith(".html") else {source, source.rstrip("/")}


def accepted(alias: str) -> str | None:
    try:
        return str(TypeAdapter(Alias).validate_python(alias))
    except ValidationError:
        return None


ANY = st.text(max_size=12) | st.text(alphabet="/ab %\"'\\;{}$*:#?&\n\r\t .<>()[]^|~\0\x85\u2028é", max_size=20)
HOSTILE = (
    "/a/ /b/ 301!\n/* https://evil.example 301!",
    "/a%0A/*%20https://evil.example%20301!",
    '/a" { return 301 https://evil.example; } location = "/b',
    "/a%22;%20return%20301%20https://evil.example;%20#",
    "/a%5C",
    '/a$" "https://evil.example"\nOptions +ExecCGI',
    "/%00",
    "/%2e%2e/%2e%2e/etc/passwd",
    "/a%E2%80%A8b",
)


def redirects_of_edge(written: str) -> dict[str, tuple[str, str]]:
    """What Netlify and Cloudflare read: three words a line; `*`, `:name` and what follows a `#` are theirs."""
    found = {}
    for line in written.splitlines():
        source, target, status = line.split(" ")
        assert not set("*:#!") & set(source + target), line
        found[unquote(source)] = (unquote(target), status)
    return found


def lines_of_apache(written: str) -> Iterator[list[str]]:
    """What Apache reads: a directive a line, words in quotes where `\\"` stands for a quote."""
    for line in written.splitlines():
        assert not line.endswith("\\"), line
        words = re.findall(r'"((?:[^"\\]|\\.)*)"|(\S+)', line.strip())
        yield [quoted or plain for quoted, plain in words]


def statements_of_nginx(written: str) -> list[str]:
    """What nginx reads: words, in quotes or not, up to `;` `{` or `}`."""
    token = re.compile(r'\s+|#[^\n]*|"(?:[^"\\]|\\.)*"|[;{}]|(?:\\.|[^\s;{}"#\\])[^\s;{}]*(?:\{\d[^}]*\}[^\s;{}]*)*')
    found, words, at = [], [], 0
    while at < len(written):
        match = token.match(written, at)
        assert match, written[at : at + 40]
        at = match.end()
        if match[0] in ";{}":
            found.append(" ".join((*words, match[0])))
            words = []
        elif not match[0].isspace() and not match[0].startswith("#"):
            words.append(match[0])
    return found


@pytest.mark.parametrize("base", BASES)
@pytest.mark.parametrize(("kind", "status"), [(Netlify, "301!"), (Cloudflare, "301")])
def test_edge_hosts_redirect_each_former_address(kind: type[Host], status: str, base: str) -> None:
    found = redirects_of_edge(text(kind, ODD, base, "/_redirects"))
    wanted = {base + each for source in ODD for each in asked(source)}
    assert found == dict.fromkeys(wanted, (f"{base}/cible/", status))


def test_edge_hosts_are_given_no_more_lines_than_they_read() -> None:
    many = tuple(f"/a{each}/" for each in range(1500))
    assert len(text(Cloudflare, many, name="/_redirects").splitlines()) == MOST_REDIRECTS
    assert dict(Netlify(site(), []).files()).keys() == {"/_headers"}


@pytest.mark.parametrize("kind", [Netlify, Cloudflare])
def test_edge_hosts_send_the_headers(kind: type[Host]) -> None:
    blocks = re.split(r"\n(?=/)", text(kind, (), "/site", "/_headers").rstrip("\n"))
    rules = {block.split("\n")[0]: dict(re.findall(r"^  ([\w-]+): (.+)$", block, re.M)) for block in blocks}
    assert rules["/site/*"].keys() == SECURITY
    assert rules["/site/*"]["Content-Security-Policy"] == "frame-ancestors 'self'"
    assert rules["/site/assets/*"] == {"Cache-Control": "public, max-age=31536000, immutable"}


@pytest.mark.parametrize("base", BASES)
def test_apache_redirects_each_former_address_and_no_other(base: str) -> None:
    rules = [each for each in lines_of_apache(text(Apache, ODD, base)) if each[:2] == ["RedirectMatch", "301"]]
    for source in ODD:
        for path in asked(source):
            matching = [target for _, _, pattern, target in rules if re.search(pattern, base + path)]
            assert [re.sub(r"\\(.)", r"\1", each) for each in matching] == [f"{base}/cible/"], path
    for path in ("/", "/cible/", "/vieux/autre/", "/x/vieux/", "/2019/xxhtml"):
        assert not [pattern for _, _, pattern, _ in rules if re.search(pattern, base + path)], path


def test_apache_hides_what_is_not_for_visitors() -> None:
    hidden = next(each[2] for each in lines_of_apache(text(Apache, ())) if each[:2] == ["RedirectMatch", "404"])
    for path in ("/.htaccess", "/.pelicasso.json", "/a/.git/config", "/.well-knownx"):
        assert re.search(hidden, path), path
    for path in ("/.well-known/security.txt", "/a.b/", "/"):
        assert not re.search(hidden, path), path


def test_apache_sends_headers_with_directives_that_shared_hosting_allows() -> None:
    words = list(lines_of_apache(text(Apache, ODD, "/site")))
    allowed = {"AddDefaultCharset", "AddType", "ErrorDocument", "SetEnvIf", "Header", "AddOutputFilterByType"}
    assert {each[0] for each in words} == {*allowed, "RedirectMatch", "<IfModule", "</IfModule>"}
    assert {each[3] for each in words if each[:3] == ["Header", "always", "set"]} == SECURITY
    assert ["ErrorDocument", "404", "/site/404.html"] in words
    assert ["SetEnvIf", "Request_URI", "^/site/assets/", "pelicasso_asset"] in words


@pytest.mark.parametrize("base", BASES)
def test_nginx_redirects_each_former_address(base: str) -> None:
    statements = statements_of_nginx(text(Nginx, ODD, base))
    found = {each[12:-3] for each in statements if each.startswith('location = "')}
    assert found == {base + each for source in ODD for each in asked(source)}
    targets = {unquote(each.split(" ")[2]) for each in statements if each.startswith("return 301 ")}
    assert targets == {f"{base}/cible/"}


def test_nginx_sends_the_headers_from_each_block_that_sets_one() -> None:
    outside, inside = text(Nginx, (), "/site").split('location ^~ "/site/assets/" {\n')
    for block in (outside, inside.split("}")[0]):
        assert {*SECURITY, "Cache-Control"} == set(re.findall(r"add_header ([\w-]+) ", block))
    assert "immutable" in inside.split("}")[0]
    assert "error_page 404 /site/404.html;" in outside


@settings(deadline=None)
@given(ANY)
def test_no_former_address_becomes_anything_but_a_name(alias: str) -> None:
    hold(alias)


@pytest.mark.parametrize("alias", HOSTILE)
def test_hostile_former_addresses(alias: str) -> None:
    hold(alias)


def hold(alias: str) -> None:
    """The files with this former address differ from those with a plain one by that name alone."""
    source = accepted(alias)
    if source is None or source == "/":
        return
    plain = "/plain.html" if source.endswith((".html", ".htm")) else "/plain/"
    assert len(redirects_of_edge(text(Netlify, (source,), name="/_redirects"))) == len(asked(plain))
    mine, theirs = (list(lines_of_apache(text(Apache, (each,)))) for each in (source, plain))
    assert [(each[0], len(each)) for each in mine] == [(each[0], len(each)) for each in theirs]
    rule = next(each for each in mine if each[:2] == ["RedirectMatch", "301"])
    assert rule[3] == "/cible/"
    assert re.search(rule[2], source)
    nginx = [
        [re.sub(r'^location = ".*" \{$', "location", each) for each in statements_of_nginx(text(Nginx, (alike,)))]
        for alike in (source, plain)
    ]
    assert nginx[0] == nginx[1]


@pytest.mark.parametrize("path", ["/a%22b", "/a%0Ab", "/a%5Cb", "/a%00", "/a%27b"])
def test_the_address_of_a_site_holds_no_sign_that_ends_a_quotation(path: str) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(SiteAddress).validate_python(f"https://asso.example{path}")


@settings(deadline=None)
@given(ANY)
@example("%22;")
def test_nor_does_any_base_become_anything_but_a_path(path: str) -> None:
    try:
        address = TypeAdapter(SiteAddress).validate_python(f"https://asso.example/{path}")
    except ValidationError:
        return
    base = address.removeprefix("https://asso.example")
    for kind, read in ((Apache, lines_of_apache), (Nginx, statements_of_nginx)):
        mine, theirs = (list(read(text(kind, ("/x/",), each))) for each in (base, "/b"))
        assert len(mine) == len(theirs), base
