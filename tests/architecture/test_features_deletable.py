"""A room can be deleted: its folder, and in the starter its section, content folder and names. All still builds."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from pelicasso.features import installed
from pelicasso.site import yaml

ROOMS = [each.name for each in installed()]
FOLDERS = {each.name: {each.name, *each.own_folders()} for each in installed()}
"""The folders of `content` that go with a room."""
BUILD = "from pelicasso.cli import main; main()"


def without(site: Any, name: str, addresses: Iterable[str]) -> Any:
    """The starter's `site.yaml` without the section, and without its names in `menu` and `home`."""
    names = {name, *(form for each in addresses for form in (each, f"/{each}/", f"/{each}"))}

    def stays(item: Any) -> bool:
        return (item.get("link") or "" if isinstance(item, dict) else item) not in names

    def kept(items: list[Any]) -> list[Any]:
        return [
            {**each, "items": kept(each["items"])} if isinstance(each, dict) and "items" in each else each
            for each in items
            if stays(each)
        ]

    lists = {key: kept(site[key]) for key in ("menu", "home") if key in site}
    return {key: each for key, each in {**site, **lists}.items() if key != name}


def delete(copy: Any, name: str) -> None:
    own = copy.folder / f"plugins/pelicasso_plugins/{name}/locale/fr.yaml"
    addresses = dict(yaml.compose(own.read_text("utf-8"), own.name)["addresses"]).values()
    file = copy.folder / "starter_site/site.yaml"
    site = without(yaml.compose(file.read_text("utf-8"), file.name), name, addresses)
    file.write_text(json.dumps(site, ensure_ascii=False, indent=1), "utf-8")
    shutil.rmtree(copy.folder / f"plugins/pelicasso_plugins/{name}")
    for each in FOLDERS[name]:
        shutil.rmtree(copy.folder / f"starter_site/content/{each}", ignore_errors=True)


def test_the_copy_builds_with_every_room(copy: Any) -> None:
    done = copy.python(BUILD, "build", "starter_site")
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("name", ROOMS)
def test_without_a_room_the_starter_builds(copy: Any, name: str) -> None:
    delete(copy, name)
    done = copy.python(BUILD, "build", "starter_site")
    assert done.returncode == 0, done.stderr
    files = [each for each in (copy.folder / "starter_site/output").rglob("*") if each.is_file()]
    assert len(files) > 10
    assert [each for each in files if f'class="{name}' in each.read_text("utf-8", "replace")] == []


@pytest.mark.parametrize("name", ROOMS)
def test_a_section_without_its_room_is_told(copy: Any, name: str) -> None:
    shutil.rmtree(copy.folder / f"plugins/pelicasso_plugins/{name}")
    done = copy.python(BUILD, "build", "starter_site")
    assert done.returncode == 1
    assert "site.yaml:" in done.stderr
    assert name in done.stderr


def test_without_any_room_the_command_still_speaks(copy: Any) -> None:
    shutil.rmtree(copy.folder / "plugins")
    done = copy.python(BUILD, "--help")
    assert (done.returncode, done.stderr) == (0, "")


def test_the_copy_knows_its_own_rooms_alone(copy: Any) -> None:
    """The test above would prove nothing if the rooms of the checkout were still found."""
    said = copy.python("import pelicasso_plugins, pelicasso; print(*pelicasso_plugins.__path__, pelicasso.__file__)")
    assert said.stdout.split() == [
        str(copy.folder / "plugins/pelicasso_plugins"),
        str(Path(copy.folder) / "generator/pelicasso/__init__.py"),
    ]
