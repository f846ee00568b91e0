"""The preview in a network: the token opens it, and nothing else does."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import closing
from http.client import HTTPConnection

import pytest

from pelicasso.schema import SiteError
from pelicasso.serve import reach as module
from pelicasso.serve.preview import Preview
from pelicasso.serve.reach import ALONE, Reach, network, qr_code
from pelicasso.serve.server import PreviewServer

TOKEN = "Tk-_jeton123"


@pytest.fixture
def server() -> Iterator[PreviewServer]:
    preview = Preview()
    preview.show({"index.html": b"<body>home</body>", "a/index.html": b"<body>a</body>"}, "")
    with PreviewServer(0, preview, Reach("127.0.0.1", TOKEN)) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def ask(server: PreviewServer, path: str, method: str = "GET", **headers: str) -> tuple[int, str, str, bytes]:
    with closing(HTTPConnection("127.0.0.1", server.server_port, timeout=10)) as connection:
        connection.request(method, path, headers=headers)
        answer = connection.getresponse()
        return answer.status, answer.headers["Location"] or "", answer.headers["Set-Cookie"] or "", answer.read()


def test_the_address_for_a_telephone_opens_the_preview_once_and_for_all(server: PreviewServer) -> None:
    path = server.address.partition(str(server.server_port))[2]
    status, location, cookie, _ = ask(server, path)
    assert (status, location) == (303, "/")
    assert {"HttpOnly", "SameSite=Strict"} <= set(cookie.split("; "))
    assert TOKEN not in location
    brought = cookie.partition(";")[0]
    assert ask(server, "/", Cookie=brought)[3].startswith(b"<body>home")
    assert ask(server, "/a/", Cookie=f"autre=1; {brought}")[0] == 200


@pytest.mark.parametrize(
    "path", ["/", "/a/", "/?token=", "/?token=Tk-_jeton124", "/nope", "/_pelicasso/events", "/_pelicasso/reload.js"]
)
@pytest.mark.parametrize("cookie", ["", "pelicasso-1=Tk-_jeton123", "x", "\x7f;=", "pelicasso=Tk-_jeton123"])
def test_without_the_token_nothing_is_shown(server: PreviewServer, path: str, cookie: str) -> None:
    status, _, given, body = ask(server, path, Cookie=cookie)
    assert (status, given, body) == (403, "", b"")


def test_neither_a_foreign_name_nor_a_foreign_page_is_answered(server: PreviewServer) -> None:
    brought = {"Cookie": f"pelicasso-{server.server_port}={TOKEN}"}
    assert ask(server, "/", **brought)[0] == 200
    assert ask(server, "/", Host="evil.example", **brought)[0] == 421
    assert ask(server, "/", Host="localhost", **brought)[0] == 421
    assert ask(server, "/", Origin="http://evil.example", **brought)[0] == 403
    assert ask(server, f"/?token={TOKEN}", Host="evil.example")[0] == 421
    assert ask(server, "/", "POST")[0] == 403


def test_each_preview_has_a_token_of_its_own_and_leads_nowhere_else(server: PreviewServer) -> None:
    status, location, _, _ = ask(server, f"//evil.example/?token={TOKEN}")
    assert (status, location) == (303, "/evil.example/")


def test_alone_there_is_no_token() -> None:
    assert ALONE.link(8000) == "http://127.0.0.1:8000/"
    assert ALONE.admits("", 8000)
    assert not ALONE.is_token("")


def test_a_network_is_found_without_sending_anything(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [network(), network()] if _has_network() else []
    assert len({each.token for each in found}) == len(found)
    assert all(len(each.token or "") >= 12 for each in found)

    def none(*_: object) -> None:
        raise OSError(101, "Network is unreachable")

    monkeypatch.setattr(module.socket.socket, "connect", none)
    with pytest.raises(SiteError) as raised:
        network()
    assert raised.value.findings[0].code == "no_network"


def _has_network() -> bool:
    with closing(socket.socket(socket.AF_INET, socket.SOCK_DGRAM)) as asking:
        return asking.connect_ex(module.ELSEWHERE) == 0


def test_the_code_is_square_with_a_light_border() -> None:
    lines = qr_code("http://192.168.1.20:8000/?token=abcdefghijkl").split("\n")
    assert len({len(each) for each in lines}) == 1
    assert abs(len(lines) * 2 - len(lines[0])) <= 1
    assert set(lines[0]) == {"█"}
    assert all(each.startswith(("███", "▀▀▀")) for each in lines)
