"""The texts of a corpus as Hugo reads them, with the same addresses and the listings that it knows."""

from __future__ import annotations

import json
import posixpath
import re
import shutil
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import unquote

from corpus import Text, bodies
from corpus.texts import AUTHORS

LINK = re.compile(r"(\]\(|^\[\d+\]: )([^)\s#]+)", re.MULTILINE)
CONFIG = """\
baseURL = "https://le-pre-commun.example/"
locale = "fr"
title = "Le Pré commun"
[pagination]
pagerSize = 10
[permalinks]
articles = "/actualites/:slug/"
[taxonomies]
category = "categories"
tag = "tags"
[markup.goldmark.renderer]
unsafe = true
[markup.goldmark.parser.attribute]
block = true
[markup.goldmark.renderHooks.link]
useEmbedded = "always"
"""
LAYOUTS = {
    "baseof.html": """\
<!DOCTYPE html>
<html lang="fr"><head><meta charset="utf-8"><title>{{ .Title }}</title>
<meta name="viewport" content="width=device-width"><meta name="description" content="{{ .Description }}">
<link rel="canonical" href="{{ .Permalink }}"></head>
<body><header><a href="/">{{ site.Title }}</a><nav><ul>
{{ range slice "qui-sommes-nous" "nous-rejoindre" "nos-activites" "nos-lieux" "questions-frequentes" }}
<li><a href="/{{ . }}/">{{ . }}</a></li>{{ end }}</ul></nav></header>
<main>{{ block "main" . }}{{ end }}</main><footer>{{ site.Title }}</footer></body></html>
""",
    "single.html": """\
{{ define "main" }}<article><h1>{{ .Title }}</h1>
{{ if not .Date.IsZero }}<time datetime="{{ .Date.Format "2006-01-02" }}">{{ .Date.Format "2/1/2006" }}</time>{{ end }}
{{ .TableOfContents }}{{ .Content }}
<ul>{{ range .GetTerms "tags" }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul>
{{ with .PrevInSection }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}
{{ with .NextInSection }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}</article>{{ end }}
""",
    "list.html": """\
{{ define "main" }}<h1>{{ .Title }}</h1>{{ .Content }}{{ $pages := .Paginate .Pages }}
<ul>{{ range $pages.Pages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a>
<p>{{ .Summary }}</p></li>{{ end }}</ul>{{ partial "pagination.html" . }}{{ end }}
""",
}


def write_hugo(site: Path, folder: Path, texts: Sequence[Text], seed: int) -> None:
    """Write beside a corpus, that stands in `site`, the same for Hugo."""
    for name, source in LAYOUTS.items():
        _write(folder / "layouts" / "_default" / name, source)
    _write(folder / "hugo.toml", CONFIG)
    for name in ("images", "documents"):
        shutil.copytree(site / "content" / name, folder / "static" / name)
    files = {each.file for each in texts}
    for text, body in bodies(texts, seed):
        _write(folder / "content" / _file(text.file), _head(text) + _body(text, body, files))


def _write(file: Path, content: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(content, "utf-8")


def _file(file: str) -> str:
    """A page that heads a folder is `_index.md`: beside an `index.md` Hugo reads no other page."""
    return re.sub(r"^(pages/.*)index\.md$", r"\1_index.md", file)


def _head(text: Text) -> str:
    name = text.address.strip("/").rpartition("/")[2]
    values = {
        "title": text.title,
        "date": text.day and text.day.isoformat(),
        "lastmod": text.updated and text.updated.isoformat(),
        "categories": [text.category] if text.category else [],
        "tags": list(text.tags),
        "authors": [AUTHORS[text.author]] if text.is_article else [],
        "description": text.summary,
        "draft": not text.is_published,
        "aliases": list(text.aliases),
        **({"slug": name} if text.is_article else {"url": text.address}),
        **({"build": {"list": "never"}} if text.hidden else {}),
    }
    return json.dumps({key: value for key, value in values.items() if value}, ensure_ascii=False) + "\n\n"


def _body(text: Text, body: str, files: set[str]) -> str:
    body = body.removeprefix(f"# {text.title}\n\n").replace("\n{: .large }", "\n{.large}")
    return LINK.sub(lambda found: found[1] + _target(text, found[2], files), body)


def _target(text: Text, written: str, files: set[str]) -> str:
    """A link to a text as Hugo's own path of a page, one to another file from the root."""
    path = unquote(written)
    beside = posixpath.normpath(posixpath.join(posixpath.dirname(text.file), path))
    for each in (beside, path.lstrip("/")):
        if each in files:
            return "/" + each.removesuffix(".md").removesuffix("/index").replace(" ", "-").lower()
        if each.startswith(("images/", "documents/")):
            return f"/{each}"
    return written
