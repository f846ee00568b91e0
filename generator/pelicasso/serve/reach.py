"""Who may see the preview: this computer alone or, asked for by `--lan`, whoever brings a token from its network."""

from __future__ import annotations

import io
import secrets
import socket
import sys
from contextlib import closing
from dataclasses import dataclass
from hmac import compare_digest
from http.cookies import CookieError, SimpleCookie

from pelicasso.schema import SiteError, error

LOOPBACK = "127.0.0.1"
ELSEWHERE = ("192.0.2.1", 9)
"""An address of documentation (RFC 5737): nothing is sent, the system only says by which of its own it would be."""
COLOURS = ("\033[97;40m", "\033[0m")
"""White on black: a code whose light and dark are exchanged is not read by every phone."""


@dataclass(frozen=True)
class Reach:
    """The address that is listened to, and what other devices must bring."""

    address: str = LOOPBACK
    token: str | None = None

    @property
    def hosts(self) -> tuple[str, ...]:
        """The names by which a browser may ask for the preview."""
        return (LOOPBACK, "localhost") if self.token is None else (self.address,)

    def link(self, port: int) -> str:
        return f"http://{self.address}:{port}/" + (f"?token={self.token}" if self.token else "")

    def admits(self, cookies: str, port: int) -> bool:
        """Say whether a browser has brought the token before."""
        try:
            found = SimpleCookie(cookies).get(_cookie(port))
        except CookieError:
            return False
        return self.token is None or (found is not None and self.is_token(found.value))

    def is_token(self, text: str) -> bool:
        return self.token is not None and compare_digest(text.encode(), self.token.encode())

    def cookie(self, port: int) -> str:
        """Kept by the browser until it is closed, and shown to no script."""
        return f"{_cookie(port)}={self.token}; Path=/; HttpOnly; SameSite=Strict"


ALONE = Reach()


def network() -> Reach:
    """The address of this computer in its network, with a new token."""
    try:
        with closing(socket.socket(socket.AF_INET, socket.SOCK_DGRAM)) as asking:
            asking.connect(ELSEWHERE)
            address = asking.getsockname()[0]
    except OSError:
        raise SiteError(error("no_network"), exit_code=3) from None
    return Reach(address, secrets.token_urlsafe(9))


def qr_code(link: str) -> str:
    """The link as a QR code for a terminal."""
    import segno

    drawn = io.StringIO()
    segno.make(link, error="l").terminal(drawn, border=3, compact=True)
    lines = drawn.getvalue().rstrip("\n").split("\n")
    if sys.stdout.isatty():
        lines = [each.join(COLOURS) for each in lines]
    return "\n".join(lines)


def _cookie(port: int) -> str:
    return f"pelicasso-{port}"
