"""Structured data: what is known of the association, in a script that nothing in it can end."""

from __future__ import annotations

import json
import re
from pathlib import Path

from pelicasso.kit.structured_data import organisation, reference, script
from pelicasso.kit.testing import render, write_site
from pelicasso.site.reader import read_site

SITE = """
organisation:
  name: Les Amis du Lavoir
  founded: 1998
  address: {street: "3 rue Haute", postal_code: "01000", city: Bourg}
site: {url: "https://lavoir.example/site"}
"""


def test_the_association_is_named_by_its_identity(tmp_path: Path) -> None:
    site, _ = read_site(write_site(tmp_path, {}, SITE), {})
    node = organisation(site, [{"telephone": "+33 1"}])
    assert node["@id"] == reference(site)["@id"] == "https://lavoir.example/site/#organisation"
    assert node["foundingDate"] == "1998"
    assert node["address"]["postalCode"] == "01000"
    assert node["telephone"] == "+33 1"


def test_nothing_in_a_script_ends_it() -> None:
    text = script([{"@type": "NGO", "name": "</script><script>alert(1)</script>\u2028", "slogan": None, "x": []}])
    assert text.count("</script>") == 1
    found = re.search(r">(.*)</script>$", text)
    assert found
    assert json.loads(found[1]) == {
        "@context": "https://schema.org",
        "@type": "NGO",
        "name": "</script><script>alert(1)</script>\u2028",
    }


def test_no_nodes_make_no_script() -> None:
    assert script([]) == ""


def test_home_holds_the_association_and_no_page_without_an_address_does(tmp_path: Path) -> None:
    home = render(write_site(tmp_path / "a", {}, SITE)).text("index.html")
    assert home.count('{"@context":"https://schema.org","@type":"NGO"') == 1
    assert "https://lavoir.example/site/#organisation" in home
    assert "ld+json" not in render(write_site(tmp_path / "b", {})).text("index.html")
