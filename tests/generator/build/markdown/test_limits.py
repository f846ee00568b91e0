from __future__ import annotations

import pytest

from pelicasso.schema import SiteError

BELOW = "a\n\n"


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        (BELOW + "[x " * 300, "too_many_brackets", 12),
        (BELOW + "![x " * 300, "too_many_brackets", 12),
        (BELOW + "[" * 20_000, "sign_repeated", 12),
        (BELOW + "[" * 300 + "]" * 300, "too_many_brackets", 12),
        (BELOW + "[a](x" * 5_000, "paragraph_too_long", 12),
        (BELOW + "mot *mot* " * 20_000, "paragraph_too_long", 12),
        ("\n".join(" " * depth + "- x" for depth in range(500)), "list_too_deep", 90),
        (BELOW + "- " * 21 + "x", "list_too_deep", 12),
        (BELOW + "1. " * 21 + "x", "list_too_deep", 12),
        (BELOW + "> " * 21 + "x", "quote_too_deep", 12),
        (BELOW + ">" * 21 + "x", "quote_too_deep", 12),
        ("*[A]: b\n\n" + "*a **b " * 1_400 + "x" + " b** a*" * 1_400, "text_too_deep", 10),
        (BELOW + "*" * 5_000, "sign_repeated", 12),
        (BELOW + "<a " * 300, "tags_left_open", 12),
        (BELOW + "<b>" * 20_000, "too_many_tags", 12),
        (BELOW + "* * *\n" * 3_000, "block_too_long", 12),
        (BELOW + "a\n=\n" * 3_000, "block_too_long", 12),
        ("```x\n" * 40_000, "too_many_fences", 1_010),
        ("".join(f"[^{each}]: a\n\n" for each in range(1_200)), "too_many_footnotes", 2_010),
        ("".join(f"*[A{each}]: a\n\n" for each in range(600)), "too_many_abbreviations", 10),
        ("| a " * 300 + "|\n" + "|-" * 300 + "|\n" + "| a\n" * 300, "table_too_large", 11),
        ("[r]: " + "x" * 100_000 + "\n\n" + "[r] " * 3_000, "definitions_too_long", 10),
        ("mot " * 100_000, "text_too_long", 10),
        ("a\n\n" * 30_000, "text_too_long", 10),
    ],
)
def test_what_would_take_too_long_is_refused_with_its_line(desk, text, code, line):
    with pytest.raises(SiteError) as caught:
        desk.body(text, 10)
    (finding,) = caught.value.findings
    assert (finding.code, finding.file) == (code, "content/pages/x.md")
    assert finding.line == line


@pytest.mark.parametrize(
    "text",
    [
        "- [un](x.md) et [deux](y.md)\n" * 1_000,
        "[![a](x.jpg)](y.md)\n" * 300,
        "> vers\n" * 2_000,
        "\n".join("    " * depth + "- x" for depth in range(20)),
        "```\n" + "[" * 5_000 + "\n" + "- " * 50 + "\n<a <b <c\n```",
        "| a | b |\n|---|---|\n" + "| c | d |\n" * 3_000,
        "".join(f"*[A{each}]: abréviation\n" for each in range(200)) + "\nA1 A2",
        "Une très longue phrase. " * 800,
        "-" * 80 + "\n\n" + "=" * 80,
        "06 12 34 56 78 - 01 23 45 67 89\n1. 2. 3. nous irons au bois",
        "".join(f"## Titre {each}\n\ntexte\n\n" for each in range(1_000)),
        "[x] " * 100 + "[ouvert, " * 150,
    ],
)
def test_what_people_write_is_not_refused(desk, text):
    assert desk.html(text)
