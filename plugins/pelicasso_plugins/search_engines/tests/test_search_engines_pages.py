"""What search engines read of a page."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from pelicasso.kit.testing import Rendered, render, write_site

SITE = """
organisation:
  name: Les Amis du Lavoir
  short_name: Amis du Lavoir
  rna: W751234567
  siren: "123 456 782"
  address: {street: 3 rue Haute, postal_code: "01000", city: Bourg}
site: {url: "https://lavoir.example/site"}
contact: {phone: "01 99 00 12 34", profiles: ["https://mamot.fr/@lavoir"]}
search_engines:
  member_of: [{name: Fédération des lavoirs, url: "https://federation.example"}]
"""
ARTICLE = "---\ntitle: {title}\nauthor: Odile\nsummary: Nous avons nettoyé le lavoir.\n{more}---\nTexte.\n"
UNSAFE = "'</script><script>alert(1)</script> « été » 🎉 \" & ''quote''' "
HOME = "https://lavoir.example/site/"


def objects(html: str) -> list[Any]:
    return [json.loads(each) for each in re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.S)]


def own(site: Rendered, file: str) -> Any:
    """The object at the root of its script, as Mastodon looks for it."""
    roots = [each for each in objects(site.text(file)) if "@graph" not in each]
    return next(each for each in roots if {"NewsArticle", "WebPage"} & {*_types(each)})


def _types(node: Any) -> list[str]:
    return node["@type"] if isinstance(node["@type"], list) else [node["@type"]]


def site_of(folder: Path, files: dict[str, str] | None = None, more: str = "") -> Rendered:
    texts = {"articles/2026-02-01-lavoir.md": ARTICLE.format(title="Le lavoir est propre", more="")}
    return render(write_site(folder, texts | (files or {}), SITE + more))


def test_an_article_is_news_at_the_root_of_its_script(tmp_path: Path) -> None:
    node = own(site_of(tmp_path), "actualites/lavoir/index.html")
    assert node["@type"] == "NewsArticle"
    assert node["headline"] == "Le lavoir est propre"
    assert node["description"] == "Nous avons nettoyé le lavoir."
    assert node["datePublished"] == "2026-02-01"
    assert node["author"] == {"@type": "Person", "name": "Odile"}
    assert node["publisher"]["@id"] == f"{HOME}#organisation"
    steps = node["mainEntityOfPage"]["breadcrumb"]["itemListElement"]
    assert [each.get("item") for each in steps] == [HOME, f"{HOME}actualites/", None]


def test_home_ties_the_site_to_the_association(tmp_path: Path) -> None:
    site = site_of(tmp_path)
    node = own(site, "index.html")
    assert node["isPartOf"]["@type"] == "WebSite"
    assert node["isPartOf"]["name"] == "Les Amis du Lavoir"
    association = next(each for each in objects(site.text("index.html")) if each["@type"] == "NGO")
    assert association["@id"] == node["about"]["@id"]
    assert {each["propertyID"]: each["value"] for each in association["identifier"]} == {
        "RNA": "W751234567",
        "SIREN": "123456782",
    }
    assert association["memberOf"][0]["name"] == "Fédération des lavoirs"
    assert association["sameAs"] == ["https://mamot.fr/@lavoir"]
    assert association["contactPoint"]["telephone"] == "+33199001234"
    assert "nonprofitStatus" not in site.text("index.html")


def test_pages_of_contact_and_about_say_so(tmp_path: Path) -> None:
    about = {"pages/qui-sommes-nous.md": "---\ntitle: Nous\n---\nBonjour à toutes et à tous."}
    site = site_of(tmp_path, about)
    assert own(site, "qui-sommes-nous/index.html")["@type"] == ["WebPage", "AboutPage"]
    assert own(site, "contact/index.html")["@type"] == ["WebPage", "ContactPage"]
    assert own(site, "actualites/index.html")["@type"] == ["WebPage", "CollectionPage"]


def test_a_named_page_that_is_missing_is_told(tmp_path: Path) -> None:
    site = site_of(tmp_path, more="  about: pages/nulle-part.md\n")
    assert "search_engines.missing_about" in site.codes


def test_an_unsafe_title_ends_well(tmp_path: Path) -> None:
    files = {"articles/2026-03-01-x.md": ARTICLE.format(title=UNSAFE, more="")}
    site = site_of(tmp_path, files)
    html = site.text("actualites/x/index.html")
    assert "<script>alert" not in html
    assert own(site, "actualites/x/index.html")["headline"].startswith("</script><script>alert(1)</script>")


def test_very_long_titles_and_right_to_left_are_cut_between_words(tmp_path: Path) -> None:
    files = {"articles/2026-03-01-x.md": ARTICLE.format(title="كلمة " * 80, more="lang: ar\n")}
    site = site_of(tmp_path, files)
    node = own(site, "actualites/x/index.html")
    assert len(node["headline"]) <= 110
    assert node["headline"].endswith("كلمة…")
    assert node["inLanguage"] == "ar"
    title = re.search(r"<title>(.*?)</title>", site.text("actualites/x/index.html"))
    assert title
    assert len(title[1]) <= 110


def test_what_is_not_to_be_found_is_nowhere(tmp_path: Path) -> None:
    files = {
        "articles/2026-03-01-secret.md": ARTICLE.format(title="Secret", more="noindex: oui\n"),
        "articles/2026-03-02-brouillon.md": ARTICLE.format(title="Brouillon", more="draft: oui\n"),
    }
    site = site_of(tmp_path, files)
    assert "actualites/secret/index.html" in site.files
    assert objects(site.text("actualites/secret/index.html")) == []
    for file in ("sitemap.xml", "feed.xml"):
        assert "lavoir" in site.text(file)
        assert "secret" not in site.text(file)
        assert "brouillon" not in site.text(file)


def test_the_sitemap_names_the_pictures_of_a_page(tmp_path: Path) -> None:
    dot = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'
    picture = "picture: {file: images/lavoir.svg, alt: Le lavoir, credit: Odile}\n"
    write_site(tmp_path, {"images/lavoir.svg": dot})
    site = site_of(tmp_path, {"articles/2026-03-01-x.md": ARTICLE.format(title="Vu", more=picture)})
    node = own(site, "actualites/x/index.html")
    assert node["image"]["creditText"] == "Odile"
    assert f"<image:loc>{node['image']['contentUrl']}</image:loc>" in site.text("sitemap.xml")


def test_without_an_address_nothing_is_said(tmp_path: Path) -> None:
    site = render(write_site(tmp_path, {"pages/x.md": "---\ntitle: X\n---\nTexte."}))
    assert objects(site.text("x/index.html")) == []
