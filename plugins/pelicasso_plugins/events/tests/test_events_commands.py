"""`pelicasso events refresh`: calendars are fetched into files, and only good ones replace what is there."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from pelicasso.cli import run
from pelicasso.kit.testing import write_site

EVENT = "BEGIN:VEVENT\r\nUID:a\r\nDTSTART:20261205T180000Z\r\nEND:VEVENT\r\n"
GOOD = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{EVENT}END:VCALENDAR\r\n".encode()
ANSWERS = {"/good.ics": GOOD, "/page.ics": b"<!doctype html>", "/huge.ics": GOOD + b"x" * 3_000_000}


class Answering(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        content = ANSWERS.get(self.path)
        self.send_response(200 if content else 404)
        self.end_headers()
        self.wfile.write(content or b"")

    def log_message(self, *_words: object) -> None:
        pass


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), Answering)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://localhost:{server.server_port}"
    server.shutdown()
    server.server_close()


def site(folder: Path, *calendars: str) -> Path:
    lines = "".join(f"  - {each}\n" for each in calendars)
    return write_site(folder, {}, f"organisation: {{name: Lavoir}}\nevents:\n  calendars:\n{lines}")


def test_a_calendar_is_saved_and_the_next_time_left_alone(
    tmp_path: Path, address: str, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = site(tmp_path, f"{{file: agendas/bal.ics, url: {address}/good.ics}}")
    assert run(["events", "refresh", "--site", str(folder)]) == 0
    assert (folder / "content/agendas/bal.ics").read_bytes() == GOOD
    assert "agendas/bal.ics : 1 événement." in capsys.readouterr().out.replace("\u00a0", " ")
    before = (folder / "content/agendas/bal.ics").stat().st_mtime_ns
    assert run(["events", "refresh", "--site", str(folder)]) == 0
    assert (folder / "content/agendas/bal.ics").stat().st_mtime_ns == before


@pytest.mark.parametrize(
    ("path", "said"),
    [("page.ics", "n’est pas un agenda"), ("none.ics", "ne répond pas"), ("huge.ics", "pèse")],
)
def test_what_is_no_calendar_replaces_nothing(
    tmp_path: Path, address: str, capsys: pytest.CaptureFixture[str], path: str, said: str
) -> None:
    folder = site(tmp_path, f"{{file: a.ics, url: {address}/{path}}}", f"{{file: b.ics, url: {address}/good.ics}}")
    (folder / "content").mkdir(exist_ok=True)
    (folder / "content/a.ics").write_bytes(GOOD)
    assert run(["events", "refresh", "--site", str(folder)]) == 3
    assert said in capsys.readouterr().err
    assert (folder / "content/a.ics").read_bytes() == GOOD
    assert (folder / "content/b.ics").read_bytes() == GOOD


def test_without_an_address_there_is_nothing_to_fetch(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["events", "refresh", "--site", str(site(tmp_path, "a.ics"))]) == 0
    assert "rien à aller chercher" in capsys.readouterr().out


@pytest.mark.parametrize("words", [["events", "--help"], ["events", "refresh", "--help"]])
@pytest.mark.parametrize(("language", "said"), [("fr", "va chercher les agendas"), ("en", "fetches the calendars")])
def test_the_command_explains_itself(
    capsys: pytest.CaptureFixture[str], words: list[str], language: str, said: str
) -> None:
    assert run(["--language", language, *words]) == 0
    assert said in capsys.readouterr().out


def test_an_unknown_verb_names_those_that_exist(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["events", "refesh"]) == 2
    assert "refresh" in capsys.readouterr().err


def test_a_site_without_the_room_is_told_how_to_get_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["events", "refresh", "--site", str(write_site(tmp_path, {}))]) == 1
    assert "ajoutez une ligne events:" in capsys.readouterr().err
