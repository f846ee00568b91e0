"""Every trap that real sites hold: published whole, or refused with the file and the line; nothing is swallowed."""

from __future__ import annotations

from pathlib import Path

import pytest

from pelicasso.kit.testing import Rendered, render, write_site

HEAD = "---\ntitle: Une page\ndate: 2026-02-01\n---\n\n"
SITE = "organisation:\n  name: Les Amis\nsite:\n  url: https://amis.example\n"
A = "articles/a.md"
PAGE = "actualites/a/index.html"

BUILT: dict[str, tuple[dict[str, str | bytes], str, str]] = {
    "utf-8 with a mark": ({A: b"\xef\xbb\xbf" + f"{HEAD}Été.\n".encode()}, PAGE, "Été."),
    "Windows line ends": ({A: f"{HEAD}Un été.\n".replace("\n", "\r\n")}, PAGE, "Un été."),
    "old Mac line ends": ({A: f"{HEAD}Un été.\n".replace("\n", "\r")}, PAGE, "Un été."),
    "cp1252": ({A: f"{HEAD}L’été à la plage, 3 €.\n".encode("cp1252")}, PAGE, "L’été à la plage, 3"),
    "utf-16": ({A: f"{HEAD}Un été.\n".encode("utf-16")}, PAGE, "Un été."),
    "utf-16 without a mark": ({A: f"{HEAD}Un été.\n".encode("utf-16-le")}, PAGE, "Un été."),
    "mixed line ends": ({A: f"{HEAD}Un\r\nété\rlà.\n"}, PAGE, "là."),
    "no end of line": ({A: f"{HEAD}Fin"}, PAGE, "Fin"),
    "an empty body": ({A: HEAD.rstrip()}, PAGE, "Une page</h1>"),
    "blank lines first": ({A: f"\n\n{HEAD}Texte.\n"}, PAGE, "Texte."),
    "dots close the head": ({A: "---\ntitle: T\ndate: 2026-02-01\n...\nTexte.\n"}, PAGE, "Texte."),
    "keys in capitals": ({A: "---\nTITLE: T\nDate: 2026-02-01\n---\nTexte.\n"}, PAGE, "T</h1>"),
    "a quoted date": ({A: '---\ntitle: T\ndate: "2026-02-01"\n---\n'}, PAGE, "1er février 2026"),
    "a date with an hour": ({A: "---\ntitle: T\ndate: 2026-02-01 23:59\n---\n"}, PAGE, "1er février 2026"),
    "a date in words": ({A: "---\ntitle: T\ndate: dimanche 1er février 2026\n---\n"}, PAGE, "1er février 2026"),
    "a date in French order": ({A: "---\ntitle: T\ndate: 3/4/2026\n---\n"}, PAGE, "3 avril 2026"),
    "a title of digits": ({A: "---\ntitle: 2026\ndate: 2026-02-01\n---\n"}, PAGE, "2026</h1>"),
    "a title that is yes": ({A: "---\ntitle: oui\ndate: 2026-02-01\n---\n"}, PAGE, "oui</h1>"),
    "a title in single quotes": (
        {A: "---\ntitle: 'L''été : enfin'\ndate: 2026-02-01\n---\n"},
        PAGE,
        "L’été\u00a0: enfin</h1>",
    ),
    "an emoji title": ({A: "---\ntitle: 🎉\ndate: 2026-02-01\n---\n"}, PAGE, "🎉</h1>"),
    "a long title": ({A: f"---\ntitle: {'Assemblée ' * 30}\ndate: 2026-02-01\n---\n"}, PAGE, "Assemblée Assemblée"),
    "decomposed accents in a name": (
        {"articles/e\u0301te\u0301.md": f"{HEAD}Texte."},
        "actualites/ete/index.html",
        "Texte.",
    ),
    "spaces and signs in a name": (
        {"articles/à la plage (1) #2 100%.md": f"{HEAD}T."},
        "actualites/a-la-plage-1-2-100/index.html",
        "T.",
    ),
    "an upper case suffix": ({"articles/A.MD": f"{HEAD}T."}, PAGE, "T."),
    "a bundle": (
        {
            "articles/2026-02-01-a/index.md": "---\ntitle: T\n---\n![x](x.svg)\n",
            "articles/2026-02-01-a/x.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 4"/>',
        },
        PAGE,
        ".svg",
    ),
    "leftovers of editors": (
        {
            A: f"{HEAD}T.",
            "articles/~$a.md": b"\0",
            "articles/.#a.md": b"\0",
            "articles/a.md~": b"\0",
            "articles/.a.md.swp": b"\0",
            "Thumbs.db": b"\0",
            "images/.DS_Store": b"\0",
            "desktop.ini": b"\0",
        },
        PAGE,
        "T.",
    ),
    "a template's signs": ({A: f"{HEAD}{{{{ 7*7 }}}} {{% raw %}}"}, PAGE, "{{ 7*7 }} {% raw %}"),
    "an author as a list": ({A: "---\ntitle: T\ndate: 2026-02-01\nauthors: [Odile, Sam]\n---\n"}, PAGE, "Odile, Sam"),
    "a link with a space": ({A: f"{HEAD}[x](<b c.md>)", "articles/b c.md": HEAD}, PAGE, 'href="/actualites/b-c/"'),
    "an encoded link": ({A: f"{HEAD}[x](%C3%A9t%C3%A9.md)", "articles/été.md": HEAD}, PAGE, 'href="/actualites/ete/"'),
    "a Windows link": ({A: f"{HEAD}[x](..\\pages\\b.md)", "pages/b.md": HEAD}, PAGE, 'href="/b/"'),
    "the site's own address": ({A: f"{HEAD}[x](https://amis.example/b/)", "pages/b.md": HEAD}, PAGE, 'href="/b/"'),
    "a mail address": ({A: f"{HEAD}[x](mailto:a@amis.example)"}, PAGE, 'href="mailto:a@amis.example"'),
}
"""Files, the page that must come of them, and what it must hold."""

REFUSED: dict[str, tuple[dict[str, str | bytes], str, str, int | None]] = {
    "a Word document": ({A: b"PK\x03\x04" + b"word/document.xml" * 50}, "*", A, None),
    "a PDF": ({A: b"%PDF-1.7\n%\xe2\xe3"}, "file_is_pdf", A, None),
    "a picture": ({A: b"\x89PNG\r\n\x1a\n" + bytes(99)}, "file_is_picture", A, None),
    "an empty file": ({A: b""}, "empty_file", A, None),
    "a file of zeros": ({A: bytes(4096)}, "*", A, None),
    "the head is not closed": ({A: "---\ntitle: T\ndate: 2026-02-01\n\nTexte.\n"}, "*", A, 1),
    "a quote is not closed": ({A: '---\ntitle: "Pas fini\ndate: 2026-02-01\n---\nx\n'}, "*", A, 2),
    "a bracket is not closed": ({A: "---\ntitle: T\ntags: [a, b\ndate: 2026-02-01\n---\nx\n"}, "*", A, 3),
    "a colon in a title": ({A: "---\ntitle: Fête : le retour\ndate: 2026-02-01\n---\n"}, "*", A, 2),
    "a tab": ({A: "---\ntitle: T\n\tdate: 2026-02-01\n---\n"}, "*", A, 3),
    "a key twice": ({A: "---\ntitle: T\ndate: 2026-02-01\ntitle: U\n---\n"}, "*", A, 4),
    "an alias of YAML": ({A: "---\ntitle: &t T\ndate: 2026-02-01\nauthor: *t\n---\n"}, "*", A, 2),
    "a tag of YAML": ({A: "---\ntitle: !!python/name:os.system x\ndate: 2026-02-01\n---\n"}, "*", A, 2),
    "a list as head": ({A: "---\n- a\n- b\n---\nx\n"}, "*", A, None),
    "reST": ({A: ":title: T\n:date: 2026-02-01\n\nTexte.\n"}, "*", A, 1),
    "a French key": ({A: "---\ntitre: T\ndate: 2026-02-01\n---\n"}, "misspelt_key", A, 2),
    "another generator's key": ({A: "---\ntitle: T\npublishdate: 2026-02-01\n---\n"}, "misspelt_key", A, 3),
    "no such day": ({A: "---\ntitle: T\ndate: 2026-02-31\n---\n"}, "no_such_day", A, 3),
    "no such month": ({A: "---\ntitle: T\ndate: 2026-13-01\n---\n"}, "no_such_month", A, 3),
    "a day in words": ({A: "---\ntitle: T\ndate: bientôt\n---\n"}, "bad_date", A, 3),
    "no date": ({A: "---\ntitle: T\n---\n"}, "missing_date", A, 1),
    "a name like an impossible date": (
        {"articles/2026-02-31-a.md": "---\ntitle: T\n---\n"},
        "missing_date",
        "articles/2026-02-31-a.md",
        1,
    ),
    "an unknown status": ({A: "---\ntitle: T\ndate: 2026-02-01\nstatus: brouillon\n---\n"}, "not_one_of", A, 4),
    "draft: peut-être": ({A: "---\ntitle: T\ndate: 2026-02-01\ndraft: peut-être\n---\n"}, "needs_yes_no", A, 4),
    "a slug that climbs": ({A: "---\ntitle: T\ndate: 2026-02-01\nslug: ../../ESC\n---\n"}, "bad_slug", A, 4),
    "a slug with capitals": ({A: "---\ntitle: T\ndate: 2026-02-01\nslug: Fête\n---\n"}, "bad_slug", A, 4),
    "save_as": ({A: "---\ntitle: T\ndate: 2026-02-01\nsave_as: ../x.html\n---\n"}, "misspelt_key", A, 4),
    "an alias that is no address": (
        {A: "---\ntitle: T\ndate: 2026-02-01\naliases: [ancienne]\n---\n"},
        "bad_alias",
        A,
        4,
    ),
    "an alias that climbs": ({A: "---\ntitle: T\ndate: 2026-02-01\naliases: [/../x]\n---\n"}, "bad_alias", A, 4),
    "a name of signs only": ({"articles/🎉.md": HEAD}, "no_address", "articles/🎉.md", None),
    "names that differ in case": ({A: HEAD, "articles/A.md": HEAD}, "*", A, None),
    "a very long name": ({f"articles/{'long-' * 45}.md": HEAD}, "name_too_long", "articles/long", None),
    "a language in the name": ({"articles/a.fr.md": HEAD}, "several_languages", "articles/a.fr.md", None),
    "a page outside the folders": ({"a.md": HEAD}, "text_outside_folders", "a.md", None),
    "a page in an unknown folder": ({"actualites/a.md": HEAD}, "text_outside_folders", "actualites/a.md", None),
    "a conflict copy": (
        {A: HEAD, "articles/a (copie en conflit de Marie 2026-01-02).md": HEAD},
        "conflict_copy",
        "articles/a (copie en conflit de Marie 2026-01-02).md",
        None,
    ),
    "one address twice": ({A: HEAD, "articles/2026-02-01-a.md": HEAD}, "same_address", A, None),
    "a page and a static file": (
        {"pages/b.md": HEAD, "static/b/index.html": "x"},
        "same_address",
        "static/b/index.html",
        None,
    ),
    "a page where a file stands": ({"pages/x.md": HEAD, "static/x": "x"}, "*", "static/x", None),
    "a picture that is not there": ({A: f"{HEAD}Un.\n\n![x](../images/nope.jpg)"}, "missing_picture", A, 8),
    "a picture in a table": ({A: f"{HEAD}| a |\n|---|\n| ![x](nope.jpg) |\n"}, "missing_picture", A, 8),
    "a dead reference": ({A: f"{HEAD}[x][1]\n\n[1]: nope.md\n"}, "missing_link", A, 8),
    "a link to another case": ({A: f"{HEAD}[x](../pages/B.md)", "pages/b.md": HEAD}, "link_in_other_case", A, 6),
    "a link out of the site": ({A: f"{HEAD}[x](../../../etc/passwd)"}, "link_leaves_site", A, 6),
    "a file of another generator": ({A: f"{HEAD}![x](/wp-content/uploads/x.jpg)"}, "missing_picture", A, 6),
    "HTML saved as a picture": (
        {A: f"{HEAD}![x](x.jpg)", "articles/x.jpg": "<svg/>"},
        "picture_is_something_else",
        A,
        6,
    ),
    "brackets without end": ({A: HEAD + "[" * 20000}, "*", A, 6),
    "a list without end": ({A: HEAD + "\n".join("    " * each + "- x" for each in range(500))}, "*", A, None),
}
"""Files, the code of the error, and the file and the line that it names."""


def built(folder: Path, files: dict[str, str | bytes]) -> Rendered:
    return render(write_site(folder, files, SITE))


@pytest.mark.parametrize("trap", BUILT)
def test_built(trap: str, tmp_path: Path) -> None:
    files, page, text = BUILT[trap]
    site = built(tmp_path, files)
    assert [each for each in site.findings if each.severity == "error"] == []
    assert text in site.text(page)
    assert "\ufeff" not in site.text(page)


@pytest.mark.parametrize("trap", REFUSED)
def test_refused(trap: str, tmp_path: Path) -> None:
    files, code, file, line = REFUSED[trap]
    site = built(tmp_path, files)
    told = [each for each in site.findings if each.severity == "error" and code in ("*", each.code)]
    named = [
        each
        for each in told
        if (each.file or "").startswith(f"content/{file}") or f"content/{file}" in str(each.values)
    ]
    assert named, site.findings
    if line is not None:
        assert line in [each.line for each in named]
