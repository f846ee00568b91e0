"""Typography: the spaces, quotes and dashes that a language sets, in plain text and in the text of HTML."""

from __future__ import annotations

import re

THIN = "\u202f"
HARD = "\u00a0"
SPACE = f"[ {HARD}{THIN}]"
UNITS = "°[CF]?|[kmcd]?m[²³]?|km/h|ha|[km]?g|[cm]?[lL]|[kM]?Wh?|[kMGT]o|[kM]€|h|min|s|ans?|mois|jours?|euros?"

VERBATIM = "pre|code|kbd|samp|script|style|textarea"
REST = r"""[^<>"']*(?:(?:"[^"]*"|'[^']*')[^<>"']*)*>"""
OUTSIDE = rf"""
    (?<=<)(?:
        (?P<enter>(?:{VERBATIM})\b{REST})
      | (?P<leave>/(?:{VERBATIM})\b[^>]*>)
      | (?P<tag>[a-zA-Z/!]{REST}))
  | (?P<entity>(?<=&)\#?\w+;)
  |"""
SHARED = r"""
    (?P<ellipsis>(?<=\.)(?<!\.\.)\.\.(?!\.))
  | (?P<dash>(?<=-)(?<![^\s>«]-)-(?=[\s»])|(?<=\d-)-(?=\d))
  | (?P<quote>(?<="))
  |"""
FRENCH = rf"""
    (?<={SPACE})(?:
        (?<!{SPACE}{SPACE}){SPACE}*(?:
            (?P<thin>(?=[!?]++(?![\w=])|;(?!-?[)(DPp])))
          | (?P<hard>(?=:(?![^\s<])))
          | (?P<close>»))
      | (?<=\d{SPACE})(?:
            (?P<sign>{SPACE}*[%€](?!\w))
          | (?P<unit>(?=(?:{UNITS})(?!\w))))
      | (?P<minutes>(?:(?<=\dh{SPACE})|(?<=\d{SPACE}h{SPACE}))(?=\d\d(?!\d))))
  | (?P<thousands>(?<=[1-9])(?<![\d.,-][1-9])\d{{0,2}}(?:{SPACE}\d{{3}})+(?!\d))
  | (?P<apostrophe>(?<=[^\W\d_]')(?=[\w«"]|<\w))
  | (?P<open>(?<=«){SPACE}*(?=[^\s»]))
  | (?P<closed>(?<=[^\s«>]»))
  | (?P<mark>(?<=[\w)\]][!?])[!?]*(?![^\s<»)"])|(?<=[\w)\]];)(?![^\s<»]))
  | (?P<colon>(?<=[^\W\d_]{{2}}:)(?![^\s<]))
  | (?P<signed>(?<=\d[%€])(?!\w))
"""
OTHERS = r"""
    (?P<apostrophe>(?<=\w')|(?<=')(?=\d\ds?\b)|(?<=[^\s(\[{>“"]'))
  | (?P<inner>(?<=')(?=\w))
"""
FRENCH_LEAD = f"-.\"'«»!?;:%€0-9 {HARD}{THIN}"
OTHERS_LEAD = "-.\"'"
"""The signs that something can start at: with one set in front, the rest of the text costs next to nothing."""
BETWEEN_WORDS = rf"(?!(?<=[^\dh]{SPACE})[^\W\d])"
"""Most spaces: let go at once."""

PLAIN_APART = re.compile('(?P<quote>")')
APART = re.compile(
    rf"""(?P<quote>")|<(?:(?P<enter>(?:{VERBATIM})\b{REST})|(?P<leave>/(?:{VERBATIM})\b[^>]*>)
      | /?(?P<name>\w+){REST})""",
    re.VERBOSE,
)
OPENERS = "([{«“‘’'–—/"
BLOCK = re.compile(
    "blockquote|caption|d[dlt]|details|div|fig(?:caption|ure)|h[1-6r]|li|[ou]l|p|pre|section|summary"
    "|table|t(?:body|d|foot|h|head|r)"
)
"""A pair of quotes does not cross these."""

FIXED = {
    "ellipsis": "…",
    "dash": "–",
    "apostrophe": "’",
    "inner": "‘",
    "open": f"«{THIN}",
    "close": f"{THIN}»",
    "closed": f"{THIN}»",
    "thin": THIN,
    "hard": HARD,
    "unit": HARD,
    "minutes": HARD,
}


class Typography:
    """Sets text as a language does. French has its spaces and « »; every other language has its “ ” alone.

    Setting twice changes nothing. Code, addresses, attributes, times, ratios and emoticons stay as they are.
    """

    def __init__(self, language: str) -> None:
        french = language.partition("-")[0] == "fr"
        rules, lead = (FRENCH, FRENCH_LEAD) if french else (OTHERS, OTHERS_LEAD)
        self._quotes = (f"«{THIN}", f"{THIN}»") if french else ("“", "”")
        self._plain = re.compile(f"[{lead}]{BETWEEN_WORDS}(?:{SHARED}{rules})", re.VERBOSE)
        self._html = re.compile(f"[<&{lead}]{BETWEEN_WORDS}(?:{OUTSIDE}{SHARED}{rules})", re.VERBOSE)

    def text(self, text: str) -> str:
        """Plain text, set."""
        return self._set(text, self._plain, PLAIN_APART)

    def html(self, html: str) -> str:
        """HTML whose text is set; its tags, its attributes and its code stay as they are."""
        return self._set(html.replace("&nbsp;", HARD), self._html, APART)

    def _set(self, text: str, rules: re.Pattern[str], apart: re.Pattern[str]) -> str:
        text, quoted = _ruled(text, rules)
        if not quoted:
            return text
        return _ruled(self._with_quotes(text, apart), rules)[0]

    def _with_quotes(self, text: str, apart: re.Pattern[str]) -> str:
        pieces, last = [], 0
        for at, side in _paired(text, apart):
            pieces += [text[last:at], self._quotes[side]]
            last = at + 1
        return "".join((*pieces, text[last:]))


def _ruled(text: str, rules: re.Pattern[str]) -> tuple[str, bool]:
    """The text with the rules applied, and whether straight quotes are left to pair."""
    verbatim = 0
    quoted = False

    def said(match: re.Match[str]) -> str:
        nonlocal verbatim, quoted
        kind = match.lastgroup or ""
        found = match[0]
        if kind == "tag":
            return found
        if not verbatim and kind in FIXED:
            return FIXED[kind]
        verbatim = _depth(verbatim, kind)
        quoted = quoted or kind == "quote"
        return found if verbatim else _replaced(kind, found)

    return rules.sub(said, text), quoted


def _depth(verbatim: int, kind: str | None) -> int:
    """How deep one is in what is verbatim, after a tag."""
    if kind == "enter":
        return verbatim + 1
    return max(0, verbatim - 1) if kind == "leave" else verbatim


def _replaced(kind: str, found: str) -> str:
    match kind:
        case "mark":
            return THIN + found
        case "colon":
            return HARD + found
        case "sign" | "signed":
            return HARD + found[-1]
        case "thousands":
            return re.sub(SPACE, THIN, found)
    return found


def _paired(text: str, apart: re.Pattern[str]) -> list[tuple[int, int]]:
    """The straight quotes that have their pair in the same paragraph: where, and 0 to open or 1 to close."""
    found: list[tuple[int, int]] = []
    opened: list[int] = []
    verbatim = started = 0
    for match in apart.finditer(text):
        at = match.start()
        if match["quote"] is None:
            verbatim = _depth(verbatim, match.lastgroup)
            started = 0 if text[at + 1] == "/" else match.end()
            if BLOCK.fullmatch(match["name"] or ""):
                opened.clear()
        elif not verbatim:
            if _opens(text, at, started):
                opened.append(at)
            elif opened:
                found += [(opened.pop(), 0), (at, 1)]
    return sorted(found)


def _opens(text: str, at: int, started: int) -> bool:
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    free = not before or before.isspace() or before in OPENERS or at == started
    return free and bool(after) and not after.isspace() and after != '"'
