"""The corpus: the same bytes for a seed, and a site that Pelicasso builds whole."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from corpus import DAY, write_corpus

HERE = Path(__file__).parent
WRITE = "import sys; from pathlib import Path; from corpus import write_corpus; write_corpus(Path(sys.argv[1]), 60)"
OWN = re.compile(
    r"(?:404\.html|(?:plan-du-site/|documents/|mentions-legales/|confidentialite/|accessibilite/|contact/|equipe/|don/"
    r"|adhesion/|partenaires/|(?:actualites|agenda|missions)/(?:page/\d+/|(?:(?:theme|mot|lieu|rythme)/[^/]+"
    r"|\d{4}(?:/\d\d)?)/(?:page/\d+/)?)?)?index\.html)"
)
"""What a site makes by itself: home, 404, site map, pages of rooms, and listings."""


def files(folder: Path) -> dict[str, bytes]:
    return {each.relative_to(folder).as_posix(): each.read_bytes() for each in folder.rglob("*") if each.is_file()}


def test_a_seed_gives_the_same_bytes_whatever_the_hash_seed(tmp_path: Path) -> None:
    for seed in ("1", "2"):
        command = [sys.executable, "-c", WRITE, str(tmp_path / seed)]
        subprocess.run(command, cwd=HERE, check=True, env={**os.environ, "PYTHONHASHSEED": seed})
    assert files(tmp_path / "1") == files(tmp_path / "2")


def test_another_seed_gives_other_texts(tmp_path: Path) -> None:
    first, second = (write_corpus(tmp_path / str(seed), 10, seed) for seed in (1, 2))
    assert not {each.file for each in first if each.is_article} & {each.file for each in second}


def test_a_corpus_with_every_room_on_is_built_whole(tmp_path: Path) -> None:
    texts = write_corpus(tmp_path, 80)
    assert len(texts) == sum(1 for _ in tmp_path.rglob("*.md")) == 140
    command = [sys.executable, "-m", "pelicasso", "build", str(tmp_path), "--day", DAY.isoformat()]
    done = subprocess.run(command, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr

    published = {f"{each.address[1:]}index.html" for each in texts if each.is_published}
    kept_back = [each for each in texts if not each.is_published]
    aliases = {alias[1:] for each in texts if each.is_published for alias in each.aliases}
    redirects = {each if each.endswith(".html") else f"{each.rstrip('/')}/index.html" for each in aliases}
    output = {each.relative_to(tmp_path / "output").as_posix() for each in (tmp_path / "output").rglob("*.html")}
    assert {each for each in output - published - redirects if not OWN.fullmatch(each)} == set()
    assert published | redirects <= output
    assert {True, False} == {each.draft for each in kept_back}
    assert len(published) == len(texts) - len(kept_back)
