"""A whole site from tiny sources: what is published, where, and what is said."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from xml.dom import minidom

import pytest

from pelicasso.kit.testing import MINIMAL, Rendered, render, write_site

URL = "https://lavoir.example"


def article(title: str, body: str = "Texte.", **keys: str) -> str:
    head = "".join(f"{key}: {value}\n" for key, value in {"title": title, "date": "2026-02-01", **keys}.items())
    return f"---\n{head}---\n\n{body}\n"


def built(folder: Path, files: dict[str, str | bytes], site: str = MINIMAL, **options: str) -> Rendered:
    return render(write_site(folder, files, site), **options)


def errors(rendered: Rendered) -> list[tuple[str, str | None, int | None]]:
    return [(each.code, each.file, each.line) for each in rendered.findings if each.severity == "error"]


def test_a_name_alone_gives_a_whole_site(tmp_path: Path) -> None:
    site = built(tmp_path, {})
    assert {"index.html", "404.html", "plan-du-site/index.html", "robots.txt"} <= set(site.files)
    assert "Les Amis du Lavoir" in site.text("index.html")
    assert site.codes == ["no_address_yet"]


def test_addresses_come_from_file_names_never_from_titles(tmp_path: Path) -> None:
    files = {
        "pages/qui sommes-nous ?.md": article("Un titre"),
        "pages/jardins/index.md": article("Jardins"),
        "pages/jardins/le verger.md": article("Verger"),
        "articles/2026-02-01-fête d’été.md": article("Autre titre"),
        "articles/2025/2025-03-01-recit/index.md": article("Récit"),
        "articles/x.md": article("X", slug="tout-autre"),
    }
    site = built(tmp_path, files)
    for address in (
        "qui-sommes-nous",
        "jardins",
        "jardins/le-verger",
        "actualites/fete-d-ete",
        "actualites/recit",
        "actualites/tout-autre",
    ):
        assert f"{address}/index.html" in site.files, address


def test_drafts_hidden_and_future_entries(tmp_path: Path) -> None:
    files = {
        "articles/brouillon.md": article("Brouillon", "MARQUE-BROUILLON", draft="oui"),
        "articles/statut.md": article("Statut", "MARQUE-BROUILLON", status="draft"),
        "articles/futur.md": article("Futur", "MARQUE-FUTUR", date="2026-11-25"),
        "articles/cache.md": article("Caché", "MARQUE-CACHE", hidden="oui"),
        "articles/ici.md": article("Ici"),
    }
    site = built(tmp_path, files, url=URL)
    everything = {name: content for name, content in site.files.items() if isinstance(content, bytes)}
    assert not [
        name for name, content in everything.items() if b"MARQUE-BROUILLON" in content or b"MARQUE-FUTUR" in content
    ]
    assert [name for name, content in everything.items() if b"MARQUE-CACHE" in content] == [
        "actualites/cache/index.html"
    ]
    assert "cache" not in site.text("sitemap.xml")
    assert "actualites/futur/index.html" in render(tmp_path, day="2026-11-25").files


def test_listings_pages_categories_tags_and_years(tmp_path: Path) -> None:
    files = {
        f"articles/2026-01-{day:02}-a{day}.md": article(
            f"Article {day}", date=f"2026-01-{day:02}", category="Jardins & cie", tags="[récolte, école]"
        )
        for day in range(1, 13)
    }
    files["articles/2025-06-01-vieux.md"] = article("Vieux", date="2025-06-01", tags="Récolte")
    site = built(tmp_path, files)
    for name in (
        "",
        "page/2/",
        "theme/jardins-cie/",
        "theme/jardins-cie/page/2/",
        "mot/recolte/",
        "mot/ecole/",
        "2026/",
        "2025/",
    ):
        assert f"actualites/{name}index.html" in site.files, name
    first = site.text("actualites/index.html")
    assert first.index("Article 12") < first.index("Article 3")
    assert "Article 2<" not in first
    assert "Article 2<" in site.text("actualites/page/2/index.html")
    assert "spelt_two_ways" in site.codes
    titles = [site.text(name).split("<title>")[1].split("</title>")[0] for name in site.files if name.endswith(".html")]
    assert len(titles) == len(set(titles))


def test_two_texts_of_one_address_are_both_named(tmp_path: Path) -> None:
    files = {"articles/a.md": article("A", slug="fete"), "articles/b.md": article("B", slug="fete")}
    site = built(tmp_path, files)
    assert errors(site) == [("same_address", "content/articles/b.md", 4)]
    assert site.findings[0].values["other"] == "content/articles/a.md"


@pytest.mark.parametrize(
    "path",
    [
        "articles/page.md",
        "articles/2026.md",
        "pages/actualites.md",
        "pages/index.md",
        "pages/404.html.md",
        "pages/contact.md",
    ],
)
def test_addresses_that_the_site_uses_itself_are_reserved(tmp_path: Path, path: str) -> None:
    site = built(
        tmp_path, {path: article("X"), "articles/y.md": article("Y")}, f"{MINIMAL}contact: {{phone: '0199001234'}}\n"
    )
    expected = [] if path == "pages/404.html.md" else [("reserved_address", f"content/{path}")]
    assert sorted({each[:2] for each in errors(site)}) == expected


def test_all_mistakes_of_all_files_in_one_run(tmp_path: Path) -> None:
    files = {
        "articles/jour.md": article("Jour", date="31/02/2026"),
        "articles/cle.md": "---\ntilte: Bonjour\ndate: 2026-02-01\n---\nx\n",
        "articles/sans.md": "---\ntitle: Sans date\n---\nx\n",
        "articles/lien.md": article("Lien", "Un [lien](ancienne-page.md) et\n\n![x](images/nope.jpg)"),
        "articles/statut.md": article("Statut", status="brouillon?"),
        "notes.md": "x",
        "articles/x.fr.md": article("X"),
    }
    site = built(tmp_path, files, f"{MINIMAL}menu: [pages/nulle-part.md]\n")
    assert sorted(errors(site)) == sorted(
        [
            ("no_such_day", "content/articles/jour.md", 3),
            ("misspelt_key", "content/articles/cle.md", 2),
            ("missing_date", "content/articles/sans.md", 1),
            ("missing_link", "content/articles/lien.md", 6),
            ("missing_picture", "content/articles/lien.md", 8),
            ("not_one_of", "content/articles/statut.md", 4),
            ("text_outside_folders", "content/notes.md", None),
            ("several_languages", "content/articles/x.fr.md", None),
            ("missing_link", "site.yaml", 3),
        ]
    )


def test_a_link_to_a_broken_text_is_not_told_as_well(tmp_path: Path) -> None:
    files = {"articles/x.md": article("X", "[y](y.md)"), "articles/y.md": "Un texte sans en-tête.\n"}
    assert errors(built(tmp_path, files)) == [("missing_head", "content/articles/y.md", 1)]


def test_title_and_date_from_heading_and_file_name(tmp_path: Path) -> None:
    files = {"articles/2026-03-04-marche.md": "# Le marché\n\nTexte.\n", "pages/le-lavoir_public.md": "Texte.\n"}
    site = built(tmp_path, files)
    page = site.text("actualites/marche/index.html")
    assert page.count("Le marché</h1>") == 1
    assert page.count("<h1") == 1
    assert 'datetime="2026-03-04"' in page
    assert "Le lavoir public</h1>" in site.text("le-lavoir_public/index.html".replace("_", "-"))


def test_links_to_files_pages_addresses_and_the_site_s_own_address(tmp_path: Path) -> None:
    body = (
        "[a](../pages/qui.md#equipe) [b](/qui/) [c](https://lavoir.example/qui/) [d]({filename}../pages/qui.md) "
        "[e](../documents/Statuts%202026.pdf) [f](2026-01-01-autre.md) [g](pages/qui.md) [h](#ici)\n\n## Ici\n"
    )
    files: dict[str, str | bytes] = {
        "articles/2026-02-01-x.md": article("X", body),
        "articles/2026-01-01-autre.md": article("Autre"),
        "pages/qui.md": "---\ntitle: Qui\n---\n## Équipe\n",
        "documents/Statuts 2026.pdf": b"%PDF-1.4",
        "images/jamais-lie.pdf": b"%PDF-1.4",
    }
    site = built(tmp_path, files, url=f"{URL}/")
    assert errors(site) == []
    page = site.text("actualites/x/index.html")
    assert page.count('href="/qui/"') >= 4
    assert 'href="/qui/#equipe"' in page
    assert 'href="/documents/statuts-2026.pdf"' in page
    assert "documents/statuts-2026.pdf" in site.files
    assert "images/jamais-lie.pdf" not in site.files


@pytest.mark.parametrize(
    ("link", "code"),
    [
        ("[x](../../secret.txt)", "link_leaves_site"),
        ("[x]({static}../../../../../etc/passwd)", "link_leaves_site"),
        ("[x](../pages/Qui.md)", "link_in_other_case"),
        ("[x](../pages/quo.md)", "missing_link_near"),
        ("[x](../pages/qui.md#nulle-part)", "missing_anchor"),
        ("[x](../pages/qui.md#equipes)", "missing_anchor_near"),
        ("[x](/wp-content/uploads/a.pdf)", "missing_link"),
    ],
)
def test_dead_links_are_told_with_their_line(tmp_path: Path, link: str, code: str) -> None:
    (tmp_path.parent / "secret.txt").write_text("SECRET")
    files = {"articles/x.md": article("X", f"Un.\n\nDeux {link}."), "pages/qui.md": "---\ntitle: Qui\n---\n## Équipe\n"}
    assert errors(built(tmp_path, files)) == [(code, "content/articles/x.md", 8)]


def test_a_dead_link_is_told_a_text_for_a_text_and_the_one_that_stands_near(tmp_path: Path) -> None:
    files = {
        "pages/jardins/verger.md": article("Verger", "[x](verjer.md) [y](jardin.md) ![z](verger.jpg)"),
        "articles/verger.md": article("Un autre"),
        "images/jardin.png": "",
    }
    near = {each.code: each.values.get("nearest") for each in built(tmp_path, files).findings if each.line}
    assert near == {"missing_link_near": "pages/jardins/verger.md", "missing_link": None, "missing_picture": None}


def test_a_link_to_a_draft_keeps_its_text_only(tmp_path: Path) -> None:
    files = {"articles/x.md": article("X", "Voir [le projet](y.md)."), "articles/y.md": article("Y", draft="yes")}
    site = built(tmp_path, files)
    assert "link_to_unpublished" in site.codes
    assert "Voir le projet." in site.text("actualites/x/index.html")


def test_feeds_sitemap_and_canonical_need_the_address_and_carry_it(tmp_path: Path) -> None:
    title = "'A & B <b> ]]> \"q\"'"
    files = {
        "articles/x.md": article(title, "x & y ]]> [ici](y.md)", category="Vie"),
        "articles/y.md": article("Y", noindex="oui"),
    }
    without, site = built(tmp_path, files), built(tmp_path, files, url=f"{URL}/depot")
    assert not [name for name in without.files if name.endswith(".xml")]
    assert 'rel="canonical"' not in without.text("index.html")
    titles = minidom.parseString(site.text("feed.xml").encode()).getElementsByTagName("title")
    assert any(each.firstChild.data.startswith("A & B <b> ]]>") for each in titles)
    assert "https://lavoir.example/depot/actualites/y/" in site.text("feed.xml")
    assert "actualites/theme/vie/feed.xml" in site.files
    assert "<loc>https://lavoir.example/depot/actualites/x/</loc>" in site.text("sitemap.xml")
    assert "actualites/y/" not in site.text("sitemap.xml")
    assert 'rel="canonical" href="https://lavoir.example/depot/actualites/x/"' in site.text("actualites/x/index.html")
    assert "Sitemap: https://lavoir.example/depot/sitemap.xml" in site.text("robots.txt")
    assert 'href="/depot/actualites/"' in site.text("index.html")


def test_html_in_titles_and_authors_is_text_everywhere(tmp_path: Path) -> None:
    files = {
        "articles/x.md": article(
            "'<script>alert(1)</script>'", author="'\"><svg/onload=alert(4)>'", tags="['<i>x</i>']"
        )
    }
    site = built(tmp_path, files, url=URL)
    for name, content in site.files.items():
        assert isinstance(content, Path) or (b"<script>alert" not in content and b"<svg/onload" not in content), name


def test_old_addresses_lead_to_the_new_one(tmp_path: Path) -> None:
    site = built(tmp_path, {"articles/x.md": article("X", aliases="[/2019/x.html, /vieux/x]")})
    assert 'url=/actualites/x/"' in site.text("2019/x.html")
    assert 'url=/actualites/x/"' in site.text("vieux/x/index.html")
    clash = built(tmp_path, {"articles/x.md": article("X", aliases="/actualites/")})
    assert errors(clash) == [("reserved_address", "content/articles/x.md", 4)]


def test_static_files_are_copied_as_they_are(tmp_path: Path) -> None:
    files = {"static/robots.txt": "User-agent: x\n", "static/.well-known/a b.txt": "x", "static/lisez.md": "x"}
    site = built(tmp_path, files)
    assert site.text("robots.txt") == "User-agent: x\n"
    assert {".well-known/a b.txt", "lisez.md"} <= set(site.files)


def test_icons_from_the_logo_else_from_the_initials(tmp_path: Path) -> None:
    site = built(tmp_path, {})
    icon = next(name for name in site.files if name.endswith(".svg"))
    assert ">AL</text>" in site.text(icon)
    manifest = json.loads(site.text(next(name for name in site.files if name.endswith(".webmanifest"))))
    assert manifest["name"] == "Les Amis du Lavoir"
    missing = built(tmp_path, {}, "organisation:\n  name: x\n  logo: images/logo.png\n")
    assert [each[1:] for each in errors(missing)] == [("site.yaml", 3)]


def test_each_page_has_its_policy_and_one_heading(tmp_path: Path) -> None:
    site = built(tmp_path, {"articles/x.md": article("X"), "pages/y.md": article("Y")})
    for name in site.files:
        if name.endswith(".html"):
            assert "default-src 'none'" in site.text(name), name
            assert site.text(name).count("<h1") == 1, name


def test_the_home_page_follows_its_list(tmp_path: Path) -> None:
    home = (
        f"{MINIMAL}home:\n- figures: [{{value: '12', label: lavoirs}}]\n- text: pages/nous.md\n- news\n"
        "- hero: {title: Au bord de l'eau, actions: [{title: Venir, link: pages/nous.md}]}\n"
    )
    site = built(tmp_path, {"pages/nous.md": article("Nous", "Le texte."), "articles/a.md": article("Nouvelle")}, home)
    page = site.text("index.html")
    assert page.index("lavoirs") < page.index("Le texte.") < page.index("Nouvelle")
    assert "<h1>Au bord de l’eau</h1>" in page
    wrong = built(tmp_path, {}, f"{MINIMAL}home: [evenements, {{text: pages/zut.md}}]\n")
    assert sorted(each[0] for each in errors(wrong)) == ["missing_link", "unknown_home_part"]


def test_what_is_committed_dates_the_last_change(tmp_path: Path) -> None:
    import subprocess

    write_site(tmp_path, {"pages/x.md": article("X", date="2026-01-01")})
    git = ["git", "-C", str(tmp_path), "-c", "user.name=x", "-c", "user.email=x@x.example"]
    environment = {
        "GIT_COMMITTER_DATE": "2026-03-05T23:30:00Z",
        "GIT_AUTHOR_DATE": "2026-03-05T23:30:00Z",
        "PATH": "/usr/bin:/bin",
    }
    for arguments in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "x"]):
        subprocess.run([*git, *arguments], check=True, env=environment)
    assert "<lastmod>2026-03-06</lastmod>" in render(tmp_path, url=URL).text("sitemap.xml")


def content(files: Mapping[str, bytes | Path]) -> dict[str, bytes]:
    return {name: each if isinstance(each, bytes) else each.read_bytes() for name, each in files.items()}


def test_the_same_site_gives_the_same_bytes_wherever_it_stands(tmp_path: Path) -> None:
    files = {"articles/é.md": article("É", tags="[b, a]", category="C"), "pages/x.md": article("X")}
    one, two = (built(tmp_path / name, files, url=URL) for name in ("un", "deux-plus-loin"))
    assert content(one.files) == content(two.files)
