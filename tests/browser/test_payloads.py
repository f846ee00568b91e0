"""Hostile texts wherever a site takes one: nothing of them runs, neither as pages are parsed nor in a browser.

A text that is refused is one that is not published. In the browser the pages are shown with their security policy and
without it, so that the cleaning alone has to do.
"""

from __future__ import annotations

import io
import json
import os
import re
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import html5lib
import pytest
from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from pelicasso.build.builder import render_site
from pelicasso.kit.testing import DAY, write_site
from pelicasso.schema import Finding, SiteError

CHROMIUM = os.environ.get("PELICASSO_CHROMIUM", "/usr/bin/chromium")
SIGNS = str.maketrans({"␊": "\n", "␉": "\t", "␀": "\0", "␂": "\x02"})
ROUNDS = 6
ADDRESS = "https://site.example"
CLEAN = "articles/clean.md"
POLICY = "Content-Security-Policy"
TYPES = {"html": "text/html", "css": "text/css", "js": "text/javascript", "webp": "image/webp", "jpg": "image/jpeg"}
LOADED = frozenset({"script", "stylesheet", "document", "xhr", "fetch", "websocket", "other"})
"""What no text may have a page ask others for; a picture elsewhere is refused as such."""

TARGETS = frozenset({"href", "src", "action", "formaction", "data", "poster", "cite", "background", "srcset", "ping"})
LIVE = re.compile(
    r"(?:javascript|vbscript|livescript|mocha|file|blob|data:(?!image/(?:png|jpeg|webp|gif)))", re.IGNORECASE
)
WAYS = {
    "link": "[x]({})",
    "angled": "[x](<{}>)",
    "label": "[x]\n\n[x]: {}",
    "quoted": '<a href="{}">x</a>',
    "single": "<a href='{}'>x</a>",
    "bare": "<a href={}>x</a>",
    "image": "![x]({})",
    "img": '<img alt="" src="{}">',
    "video": '<video src="{0}" poster="{0}"><source src="{0}"></video>',
    "button": "/// button | x\nlink: {}\n///",
    "automatic": "<{}>",
    "mail": "[x](mailto:{})",
}
"""How a text names a target."""
PACK = 17
"""Passages in one text."""
MARK = "REPÈRE"

TAGS = re.compile(
    "applet|base|button|dialog|embed|form|frame|frameset|iframe|input|isindex|keygen|link|marquee|math|meta|noembed"
    "|noscript|object|param|plaintext|portal|select|style|svg|template|textarea|xmp"
)
"""What a page may only hold where the theme itself puts it."""


def payloads() -> dict[str, list[str]]:
    sorts: dict[str, list[str]] = {}
    for line in (Path(__file__).parent / "payloads.txt").read_text("utf-8").splitlines():
        if line.startswith("== "):
            sorts[line[3:]] = []
        elif line.strip() and sorts:
            sorts[[*sorts][-1]].append(line.translate(SIGNS))
    return sorts


SORTS = payloads()
CLOSED, UNCLOSED, LEADS, MARKDOWN = (SORTS[each] for each in ("html", "unclosed", "targets", "markdown"))
HTML = [*CLOSED, *UNCLOSED]


@dataclass
class Published:
    """A site's files, and the passages that were refused."""

    files: Mapping[str, bytes | Path]
    refused: list[str] = field(default_factory=list)

    def of(self, suffix: str) -> dict[str, str]:
        return {
            name: each.decode()
            for name, each in self.files.items()
            if name.endswith(suffix) and isinstance(each, bytes)
        }


def said(text: str) -> str:
    """A text as YAML holds it."""
    return json.dumps(text)


def head(keys: str) -> str:
    return f"---\ndate: 2026-02-01\n{keys}\n---\n\n"


def in_a_text(payload: str) -> str:
    """A payload as paragraph, inside one, as heading and in titles of blocks."""
    line = " ".join(payload.split())
    blocks = "".join(f"/// {name} | {line}\nx\n///\n\n" for name in ("details", "callout"))
    return f"Avant {line} après.\n\n## {line}\n\n{blocks}{payload}\n"


def texts() -> Iterator[tuple[str, str]]:
    for at, each in enumerate(HTML):
        term = f"tags: [{said(each)}]" if at % 2 else f"category: {said(each)}"
        picture = f"picture: {{file: x.jpg, alt: {said(each)}, credit: {said(each)}}}"
        keys = "\n".join((*(f"{key}: {said(each)}" for key in ("title", "summary", "author")), term, picture))
        yield f"articles/html-{at}.md", f"{head(keys)}![]({at}.jpg)\n"
    for at, pack in enumerate(packs()):
        passages = "".join(f"{MARK}\n\n{in_a_text(each)}\n" for each in pack)
        yield f"articles/body-{at}.md", f"{head(f'title: b{at}')}{passages}"
    for at, each in enumerate(MARKDOWN):
        yield f"articles/markdown-{at}.md", f"{head(f'title: m{at}')}{each}\n"
    for way, pattern in WAYS.items():
        for at in range(0, len(LEADS), PACK):
            passages = (f"{MARK}\n\n{pattern.format(each)}" for each in LEADS[at : at + PACK])
            yield f"articles/{way}-{at}.md", head(f"title: {way} {at}") + "\n\n".join(passages)
    for at, each in enumerate(LEADS):
        yield f"articles/shown-{at}.md", head(f"title: s{at}\npicture: {{file: {said(each)}, alt: x}}") + "x\n"


def packs() -> Iterator[list[str]]:
    """The payloads that share a text."""
    yield from ([each] for each in UNCLOSED)
    yield from (CLOSED[at : at + PACK] for at in range(0, len(CLOSED), PACK))


def photo() -> bytes:
    made = io.BytesIO()
    Image.new("L", (64, 48), 128).save(made, "JPEG")
    return made.getvalue()


def content() -> dict[str, str | bytes]:
    held: dict[str, str | bytes] = {CLEAN: head("title: Clean\npicture: {file: x.jpg, alt: x}") + "x\n"}
    for name in ("x", "x.jpg", "y"):
        held[f"articles/{name}"] = photo()
    for at, each in enumerate(HTML):
        held[f"articles/{at}.jpg"] = held["articles/x.jpg"]
        held[f"articles/{at}.jpg.yaml"] = f"alt: {said(each)}\ncaption: {said(each)}\ncredit: {said(each)}\n"
    return held | dict(texts())


def site_file() -> str:
    """`site.yaml` with payloads in all its texts; one menu entry and one figure a line."""
    one_by_one = [" ".join(each.replace("\0", "").split()) for each in HTML]
    every = said(" ".join(one_by_one))
    menu = [f"- {{title: {said(each)}, link: pages/x.md}}" for each in one_by_one]
    menu += [f"- {{title: x, link: {said(each)}}}" for each in LEADS if "#" not in each]
    figures = [f"  - {{value: {said(each)}, label: {said(each)}}}" for each in one_by_one]
    actions = f"[{{title: {every}, link: pages/x.md}}, {{title: {every}, link: pages/x.md}}]"
    picture = f"{{file: articles/x.jpg, alt: {every}, credit: {every}}}"
    address = f"{{street: {every}, city: {every}}}"
    organisation = "".join(f", {key}: {every}" for key in ("short_name", "tagline", "description"))
    return "\n".join(
        (
            f"organisation: {{name: {every}{organisation}, address: {address}}}",
            f"site: {{url: {ADDRESS}}}",
            f"contact: {{email: a@b.example, hours: [{{days: {every}, hours: {every}}}], access: {every}}}",
            "menu:",
            *menu,
            "home:",
            f"- hero: {{title: {every}, lede: {every}, kicker: {every}, actions: {actions}, picture: {picture}}}",
            "- figures:",
            *figures,
        )
    )


def publish(folder: Path, held: Mapping[str, str | bytes], site: str) -> Published:
    """Render a site without the passages of it that are refused."""
    texts = {"/site.yaml": site, **held}
    refused: list[str] = []
    for _ in range(ROUNDS):
        for text in folder.glob("content/articles/*.md"):
            text.unlink()
        write_site(folder, texts, str(texts["/site.yaml"]))
        try:
            return Published(render_site(folder, day=DAY).files, refused)
        except SiteError as problem:
            told = {place(texts, each) for each in problem.findings if each.severity == "error"}
        refused += [taken(texts, name, at) for name, at in sorted(told, reverse=True)]
    raise AssertionError(f"refused again and again: {told}")


def place(texts: Mapping[str, str | bytes], told: Finding) -> tuple[str, int]:
    """The text that a finding is about, and which of its passages."""
    name = "/site.yaml" if told.file == "site.yaml" else str(told.file).removeprefix("content/")
    before = "\n".join(str(texts[name]).split("\n")[: told.line or 1])
    return name, before.count(apart(name))


def apart(name: str) -> str:
    """What stands between two passages of a text."""
    return "\n" if name == "/site.yaml" else MARK


def taken(texts: dict[str, str | bytes], name: str, at: int) -> str:
    """Take a passage out of a text; all of the text where it is refused from its head."""
    passages = str(texts[name]).split(apart(name))
    if at == 0:
        del texts[name]
        return passages[0]
    taken = passages.pop(at)
    texts[name] = apart(name).join(passages)
    return taken


@pytest.fixture(scope="module")
def of_texts(tmp_path_factory: pytest.TempPathFactory) -> Published:
    folder = write_site(tmp_path_factory.mktemp("texts"), content())
    return publish(folder, content(), f"organisation: {{name: x}}\nsite: {{url: {ADDRESS}}}\n")


@pytest.fixture(scope="module")
def of_site(tmp_path_factory: pytest.TempPathFactory) -> Published:
    held: dict[str, str | bytes] = {
        "pages/x.md": "# x\n\nx\n",
        CLEAN: head("title: Clean") + "x\n",
        "articles/x.jpg": photo(),
    }
    return publish(write_site(tmp_path_factory.mktemp("site"), held), held, site_file())


def faults(html: str, own: set[str], icons: frozenset[bytes] = frozenset()) -> Iterator[str]:
    """What is live in a page, beside the elements of the theme's `own`, and drawings that are just its `icons`."""
    for element in html5lib.parse(html, namespaceHTMLElements=False).iter():
        tag = str(element.tag).rpartition("}")[2].lower()
        if tag == "svg" and drawing(element) in icons:
            continue
        if (TAGS.fullmatch(tag) and tag not in own) or (tag == "script" and not is_own(element)):
            yield f"<{tag}>"
        if tag == "meta" and element.get("http-equiv", POLICY) != POLICY:
            yield "<meta http-equiv>"
        for name, value in element.attrib.items():
            key = str(name).rpartition("}")[2].rpartition(":")[2].lower()
            if key.startswith("on") or key in ("style", "srcdoc"):
                yield f"<{tag} {key}>"
            elif key in TARGETS and LIVE.match(re.sub(r"[\x00-\x20\x7f-\xa0\u200b-\u200d\ufeff]", "", value)):
                yield f"<{tag} {key}={value}>"


def is_own(script: Element) -> bool:
    if script.get("type") == "application/ld+json":
        return json.loads(script.text or "") is not None
    return script.get("src", "").startswith("/") and not script.get("src", "").startswith("//") and not script.text


def drawing(svg: Element) -> bytes:
    """All of a drawing, what follows it left out."""
    alone = copy(svg)
    alone.tail = None
    return ElementTree.tostring(alone)


def drawings(html: str) -> frozenset[bytes]:
    found = html5lib.parse(html, namespaceHTMLElements=False).iter("{http://www.w3.org/2000/svg}svg")
    return frozenset(map(drawing, found))


def tags(html: str) -> set[str]:
    return {str(each.tag).lower() for each in html5lib.parse(html, namespaceHTMLElements=False).iter()}


SITES = pytest.mark.parametrize("site", ["of_texts", "of_site"])


@pytest.fixture
def published(site: str, request: pytest.FixtureRequest) -> Published:
    found: Published = request.getfixturevalue(site)
    return found


@SITES
def test_no_page_holds_anything_live(published: Published) -> None:
    pages = published.of(".html")
    clean = pages["actualites/clean/index.html"]
    own, icons = tags(clean), drawings(clean)
    assert {name: each for name, html in pages.items() if (each := list(faults(html, own, icons)))} == {}


def test_nearly_all_of_it_is_published(of_texts: Published, of_site: Published) -> None:
    """So that these tests see it: what is refused are dead links and pictures."""
    titles = [each for each in of_texts.files if re.fullmatch(r"actualites/(?:html|markdown)-\d+/index.html", each)]
    assert len(titles) >= len(HTML) + len(MARKDOWN) - 2
    assert not [each for each in of_site.refused if "title: x," not in each and "link:" in each]
    links = [
        html for name, html in of_texts.of(".html").items() if re.match(r"actualites/(?:link|quoted|angled)-", name)
    ]
    assert sum(html.count(MARK) for html in links) >= 100


@SITES
def test_feeds_are_xml_that_holds_nothing_live(published: Published) -> None:
    feeds = published.of(".xml")
    assert "feed.xml" in feeds
    for name, feed in feeds.items():
        for element in ElementTree.fromstring(feed).iter():
            assert "javascript:" not in re.sub(r"\s", "", " ".join(element.attrib.values())).lower(), name
            if element.get("type") == "html":
                assert list(faults(element.text or "", {"html", "head", "body"})) == [], name


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield launched
        launched.close()


FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--host-resolver-rules=MAP *.example ~NOTFOUND"]
HOOK = """
const hit = what => window.top.postMessage({hit: what + ' in ' + location.href}, '*')
for (const name of ['alert', 'confirm', 'prompt', 'print', 'hit']) window[name] = () => hit(name)
addEventListener('securitypolicyviolation', ({effectiveDirective: told}) => told.startsWith('script') && hit(told))
"""
FRAMES = """
names => Promise.all(names.map(name => new Promise(done => {
  const frame = document.createElement('iframe')
  frame.src = name
  frame.hidden = true
  frame.onload = () => done(frame)
  document.body.append(frame)
}))).then(frames => frames.forEach(frame => TOUCH(frame.contentDocument)))
"""
TOUCH = """
(page => {
  const events = 'click focus mouseover mouseenter pointerenter toggle error load animationstart beforetoggle submit'
  page.addEventListener('click', event => {
    const link = event.target.closest('a[href]')
    if (link && link.protocol === 'javascript:') top.postMessage({hit: link.href}, '*')
    if (link) event.preventDefault()
  })
  page.querySelectorAll('details').forEach(each => each.open = true)
  for (const each of page.querySelectorAll('*'))
    for (const event of events.split(' ')) each.dispatchEvent(new Event(event, {bubbles: true, cancelable: true}))
})
"""
LISTEN = "window.hits = []; addEventListener('message', event => event.data.hit && hits.push(event.data.hit))"
META = re.compile(f'<meta http-equiv="{POLICY}"[^>]*>'.encode())
AT_ONCE = 60
PASSED_OVER = re.compile(r"actualites/(?:2026/|html-\d*[1-9]/)")
"""What holds the same as other pages: a browser takes its time, and all of them are parsed."""


class Shelf(BaseHTTPRequestHandler):
    """Serves the files of a site, and at /frames an empty page to show them in."""

    protocol_version = "HTTP/1.1"
    files: Mapping[str, bytes]

    def do_GET(self) -> None:
        name = unquote(self.path.partition("?")[0]).lstrip("/")
        held = b"<body>" if name == "frames" else self.files.get(name)
        self.send_response(404 if held is None else 200)
        self.send_header("Content-Type", TYPES.get(name.rpartition(".")[2], "text/html"))
        self.send_header("Content-Length", str(len(held or b"")))
        self.send_header("Cache-Control", "max-age=600")
        self.end_headers()
        self.wfile.write(held or b"")

    def log_message(self, *_: object) -> None:
        """Stay quiet."""


@contextmanager
def served(files: Mapping[str, bytes]) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Own", (Shelf,), {"files": files}))
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@SITES
@pytest.mark.parametrize("with_policy", [True, False], ids=["policy", "no policy"])
def test_nothing_runs_in_a_browser(browser: Browser, published: Published, with_policy: bool) -> None:
    files = {name: each.read_bytes() if isinstance(each, Path) else each for name, each in published.files.items()}
    names = [name for name in files if name.endswith(".html")]
    assert all(META.search(files[name]) for name in names)
    if not with_policy:
        files |= {name: META.sub(b"", files[name]) for name in names}
    with served(files) as address:
        assert list(run(browser, address, [each for each in names if not PASSED_OVER.match(each)])) == []


def run(browser: Browser, address: str, names: list[str]) -> Iterator[str]:
    """Show pages in frames, do all that a visitor can do, and tell what ran and what was asked of others."""
    context = browser.new_context()
    context.add_init_script(HOOK)
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda each: asked.append(each.url) if each.resource_type in LOADED else None)
    for at in range(0, len(names), AT_ONCE):
        page.goto(f"{address}/frames")
        page.evaluate(LISTEN)
        page.evaluate(FRAMES.replace("TOUCH", TOUCH), [f"/{each}" for each in names[at : at + AT_ONCE]])
        page.wait_for_timeout(50)
        yield from page.evaluate("hits")
    context.close()
    yield from (each for each in asked if not each.startswith(f"{address}/"))
