"""Each folder here is a site; what must come of it stands in its `expected.yaml`."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from yaml import safe_load

from pelicasso.kit.testing import render

HERE = Path(__file__).parent
SITES = sorted(each.parent.name for each in HERE.glob("*/expected.yaml"))


@pytest.mark.parametrize("name", SITES)
def test_site(name: str, tmp_path: Path) -> None:
    expected = safe_load((HERE / name / "expected.yaml").read_text("utf-8"))
    site = shutil.copytree(HERE / name, tmp_path / name)
    rendered = render(site, url=expected.get("url"))
    found = sorted(_said(each.code, each.file, each.line) for each in rendered.findings)
    assert found == sorted(expected.get("findings", []))
    assert set(expected.get("published", [])) <= set(rendered.files)
    assert not set(expected.get("absent", [])) & set(rendered.files)
    for file, texts in expected.get("contains", {}).items():
        assert [each for each in texts if each not in rendered.text(file)] == [], file
    for text in expected.get("nowhere", []):
        assert [file for file in rendered.files if text.encode() in _bytes(rendered.files[file])] == [], text


def _said(code: str, file: str | None, line: int | None) -> str:
    place = ":".join(str(each) for each in (file, line) if each is not None)
    return f"{code} {place}".strip()


def _bytes(content: bytes | Path) -> bytes:
    return content.read_bytes() if isinstance(content, Path) else content
