"""Sites made to harm the one who builds them, given to the command as a host would."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zlib
from pathlib import Path

import pytest

from pelicasso.cli import run
from pelicasso.kit.testing import DAY, MINIMAL, write_site

PAGE = "# Une page\n\nDu texte.\n"


def build(site: Path, *options: str) -> int:
    return run(["build", str(site), "--untrusted", "--day", DAY, *options])


def output(site: Path) -> dict[str, bytes]:
    return {
        str(each.relative_to(site / "output")): each.read_bytes()
        for each in (site / "output").rglob("*")
        if each.is_file()
    }


@pytest.fixture
def said(capfd: pytest.CaptureFixture[str]) -> object:
    """What was printed, on either stream; a traceback never is."""

    def read() -> str:
        out, err = capfd.readouterr()
        assert "Traceback" not in out + err
        return out + err

    return read


def test_a_harmless_site_is_built_as_without_the_flag(tmp_path: Path, said) -> None:
    files = {"pages/a.md": PAGE, "articles/2026-02-01-b.md": PAGE, "static/robots.txt": "User-agent: *\n"}
    mine, theirs = write_site(tmp_path / "a", files), write_site(tmp_path / "b", files)
    assert run(["build", str(mine), "--day", DAY]) == 0
    assert build(theirs) == 0
    assert output(mine) == output(theirs)
    assert "Site construit" in said()
    (theirs / "content/pages/a.md").unlink()
    assert build(theirs) == 0
    assert "1 pages disparaissent : /a/" in said()
    assert "a/index.html" not in output(theirs)


def test_what_is_wrong_is_said_in_the_language_of_the_site_which_only_the_child_reads(
    tmp_path: Path, said, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read(*_: object) -> None:
        raise AssertionError("the supervisor read a file of the site")

    site = write_site(tmp_path, {"pages/a.md": "[x](y.md)\n"}, f"{MINIMAL}site: {{language: en}}\n")
    monkeypatch.setattr("pelicasso.site.reader._source", read)
    monkeypatch.setenv("LANG", "fr_FR.UTF-8")
    assert build(site) == 1
    assert "content/pages/a.md:1: " in (told := said())
    assert "link" in told
    assert "lien" not in told
    assert run(["check", str(site), "--untrusted", "--json"]) == 1
    assert json.loads(said())["findings"][0]["code"].startswith("missing_link")
    assert run(["--language", "fr", "build", str(site), "--untrusted"]) == 1
    assert "lien" in said()


def test_a_memory_bomb_ends_in_a_sentence_and_the_old_site_stays(tmp_path: Path, said) -> None:
    site = write_site(tmp_path, {"pages/a.md": PAGE})
    assert build(site) == 0
    before = output(site)
    said()
    for number in range(60):
        (site / f"content/pages/p{number}.md").write_text("# P\n\n" + "mot " * 500_000, encoding="utf-8")
    assert build(site, "--max-memory", "160") == 1
    assert "plus de 160 Mo de mémoire" in said()
    assert output(site) == before
    assert run(["check", str(site), "--untrusted", "--json", "--max-memory", "160"]) == 1
    assert [each["code"] for each in json.loads(said())["findings"]] == ["confined_memory"]


def test_too_little_memory_to_begin_with_is_said_as_well(tmp_path: Path, said) -> None:
    assert build(write_site(tmp_path, {}), "--max-memory", "20") == 1
    assert "plus de 20 Mo de mémoire" in said()


def test_a_build_without_end_is_cut_short(tmp_path: Path, said) -> None:
    files = {f"articles/2026-02-01-{each}.md": "# A\n\n" + "*un* _deux_ [trois](/)\n\n" * 400 for each in range(1500)}
    site = write_site(tmp_path, files)
    assert build(site, "--max-seconds", "3") == 1
    assert "plus de 3 secondes" in said()
    assert not (site / "output").exists()


def test_a_build_that_waits_for_ever_is_cut_short(tmp_path: Path, said) -> None:
    """A pipe where the build keeps its own notes."""
    site = write_site(tmp_path, {"pages/a.md": PAGE})
    (site / ".pelicasso").mkdir()
    os.mkfifo(site / ".pelicasso/digests.json")
    assert build(site, "--max-seconds", "5") == 1
    assert "plus de 5 secondes" in said()


def test_too_many_files_and_too_large_a_tree(tmp_path: Path, said) -> None:
    site = write_site(tmp_path, {f"static/{each}.txt": "x" for each in range(300)})
    assert build(site, "--max-files", "200") == 1
    assert "plus de 200 fichiers" in said()
    with open(site / "content/static/film.mp4", "wb") as film:
        film.write(b"\0\0\0\x18ftypmp42")
        film.truncate(2**31)
    assert build(site, "--max-output", "100") == 1
    assert "plus de 100 Mo" in said()


def test_a_picture_of_very_many_points_is_refused_unread(tmp_path: Path, said) -> None:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return len(body).to_bytes(4, "big") + kind + body + zlib.crc32(kind + body).to_bytes(4, "big")

    head = (60_000).to_bytes(4, "big") * 2 + b"\x08\x02\0\0\0"
    rows = zlib.compress(bytes(20_000_000), 9)
    png = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
    site = write_site(tmp_path, {"images/b.png": png, "pages/a.md": "![b](../images/b.png)\n"})
    assert build(site, "--max-memory", "300") == 1
    assert "content/pages/a.md:1: " in said()


@pytest.mark.parametrize("place", ["content/static/x.txt", "content/pages/x.md", "content/images/x.jpg"])
def test_a_link_to_a_file_of_the_host_publishes_nothing(tmp_path: Path, place: str, said) -> None:
    site = write_site(tmp_path / "site", {"pages/a.md": PAGE, "static/a.txt": "a", "images/a.txt": "a"})
    (tmp_path / "secret").write_text("---\ntitle: SECRET\n---\nSECRET\n")
    (site / place).symlink_to(tmp_path / "secret")
    assert build(site) == 0
    assert place in said()
    assert not [name for name, body in output(site).items() if b"SECRET" in body]


def test_a_hard_link_to_a_file_of_the_host_is_refused(tmp_path: Path, said) -> None:
    site = write_site(tmp_path / "site", {"static/a.txt": "a"})
    (tmp_path / "secret").write_text("SECRET")
    os.link(tmp_path / "secret", site / "content/static/x.txt")
    assert build(site) == 1
    assert "content/static/x.txt: " in said()
    assert not (site / "output").exists()


@pytest.mark.parametrize("place", [".pelicasso/.gitignore", ".pelicasso/lock", ".pelicasso/digests.new"])
def test_a_link_among_the_notes_of_the_build_writes_nothing_elsewhere(tmp_path: Path, place: str, said) -> None:
    site = write_site(tmp_path / "site", {"pages/a.md": PAGE})
    victim, new = tmp_path / "authorized_keys", tmp_path / "new"
    victim.write_text("KEY")
    for target in (victim, new):
        (site / place).unlink(missing_ok=True)
        (site / place).parent.mkdir(exist_ok=True)
        (site / place).symlink_to(target)
        build(site)
    assert victim.read_text() == "KEY"
    assert not new.exists()
    said()


@pytest.mark.parametrize("place", ["output", ".pelicasso", "content"])
def test_a_folder_that_leads_elsewhere_is_refused(tmp_path: Path, place: str, said) -> None:
    site = write_site(tmp_path / "site", {})
    (tmp_path / "precious").mkdir()
    (tmp_path / "precious/photo.jpg").write_text("x")
    (site / place).symlink_to(tmp_path / "precious")
    assert build(site) in (1, 3)
    assert place in said()
    assert [each.name for each in (tmp_path / "precious").iterdir()] == ["photo.jpg"]


def test_pipes_and_sockets_in_content_are_named_not_opened(tmp_path: Path, said) -> None:
    site = write_site(tmp_path, {"static/a.txt": "a"})
    os.mkfifo(site / "content/static/attente.txt")
    assert build(site) == 1
    assert "content/static/attente.txt: " in said()


def test_a_hostile_repository_runs_nothing(tmp_path: Path, said) -> None:
    site = write_site(tmp_path / "site", {"pages/a.md": PAGE})
    mark = tmp_path / "ran"
    trap = tmp_path / "trap.sh"
    trap.write_text(f"#!/bin/sh\ntouch {mark}\n")
    trap.chmod(0o755)
    git = ["git", "-C", str(site), "-c", "user.name=a", "-c", "user.email=a@b.example"]
    for words in (["init", "-q"], ["add", "."], ["commit", "-qm", "x"]):
        subprocess.run([*git, *words], check=True, capture_output=True)
    hooks = f"[core]\n\tfsmonitor = {trap}\n\tpager = {trap}\n\tsshCommand = {trap}\n[log]\n\tshowSignature = true\n"
    with open(site / ".git/config", "a") as config:
        config.write(f"{hooks}[gpg]\n\tprogram = {trap}\n[diff]\n\texternal = {trap}\n")
    subprocess.run(["git", "-C", str(site), "status"], check=False, capture_output=True)
    assert mark.exists()
    mark.unlink()
    assert build(site) == 0
    assert not mark.exists()
    said()


def test_no_secret_of_the_environment_reaches_the_output(tmp_path: Path, said, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEPLOY_TOKEN", "SECRET-TOKEN")
    body = "$DEPLOY_TOKEN ${DEPLOY_TOKEN} %DEPLOY_TOKEN% {{ environ }} {% include '/proc/self/environ' %}\n"
    site = write_site(tmp_path, {"pages/a.md": body}, 'organisation: {name: "$DEPLOY_TOKEN !ENV"}\n')
    assert build(site) == 0
    assert not [name for name, content in output(site).items() if b"SECRET-TOKEN" in content]
    said()


@pytest.mark.parametrize("words", [["-m", "pelicasso", "build", "."], ["-m", "pelicasso", "check", "..", "--json"]])
def test_rooms_laid_beside_the_site_are_not_taken_for_the_hosts(tmp_path: Path, words: list[str]) -> None:
    """`python -m` looks for code where it is started."""
    room = "from pathlib import Path\nPath(__file__).with_name('ran').touch()\n"
    site = write_site(tmp_path, {"a/pages.md": "", "/sub/.keep": "", "/pelicasso_plugins/evil/__init__.py": room})
    folder = site if "." in words else site / "sub"
    done = subprocess.run(
        [sys.executable, *words, "--untrusted"], cwd=folder, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 2
    assert "Python" in done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    assert not (site / "output").exists()


def test_limits_without_the_flag_are_a_mistake_and_said(tmp_path: Path, said) -> None:
    site = write_site(tmp_path, {"pages/a.md": PAGE})
    assert run(["build", str(site), "--max-memory", "200", "--max-files", "10"]) == 2
    told = said()
    assert "--max-memory" in told
    assert "--max-files" in told
    assert not (site / "output").exists()
    assert build(site, "--max-memory", "0") == 2
