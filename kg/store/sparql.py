"""What a query may not do: Oxigraph's query parser takes no updates, but a SERVICE would ask other machines."""

from __future__ import annotations

import re

from kg.errors import Refused

# Everything in which the letters of a keyword may stand without being one (SPARQL 1.1, 19.8), then the keyword.
_TOKEN = re.compile(
    r"""
      (?P<text>\"\"\"(?:[^"\\]|\\.|"(?!""))*\"\"\"|'''(?:[^'\\]|\\.|'(?!''))*'''|"(?:[^"\\\n\r]|\\.)*"|'(?:[^'\\\n\r]|\\.)*')
    | (?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
    | (?P<comment>\#[^\n\r]*)
    | (?P<variable>[?$][\w]+)
    | (?P<prefixed>[\w.-]*:[\w.:%\\~-]*)
    | (?P<tag>@[A-Za-z-]+)
    | (?P<word>\w+)
    """,
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_GROUP = re.compile(r"(?:\s|#[^\n\r]*)*\{")
_UPDATES = frozenset({"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"})


def check_read_only(query: str) -> None:
    """Refuses what would write, or ask another machine.

    Oxigraph reads `SERVICE:x {` and `1SERVICE <x>` as the keyword, so a word that only contains it is refused too, and
    a prefix before a brace; escapes (`\\u0053ERVICE`) are read before anything else (SPARQL 1.1, 19.2).

    Raises:
        Refused: an update, or a query with SERVICE.
    """
    text = _ESCAPE.sub(_character, query)
    tokens = list(_TOKEN.finditer(text))
    words = [m["word"].upper() for m in tokens if m["word"]]
    groups = [m["prefixed"].upper() for m in tokens if m["prefixed"] and _GROUP.match(text, m.end())]
    if any("SERVICE" in word for word in (*words, *(name.partition(":")[0] for name in groups))):
        raise Refused("SERVICE is refused: a query asks this store only. Take the SERVICE part out")
    update = next((w for w in words if w in _UPDATES), None)
    if update and not {"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"} & set(words):
        raise Refused(f"{update} is refused: the store is read only here. Use SELECT, ASK, CONSTRUCT or DESCRIBE")


def _character(match: re.Match[str]) -> str:
    code = int(match[1] or match[2], 16)
    return chr(code) if code <= 0x10FFFF else "\ufffd"


def unreadable(query: str, error: SyntaxError) -> str:
    """Where a query can't be read: place and line, without the parser's list of every letter allowed there."""
    place, _, wanted = str(error).removeprefix("error at ").partition(": ")
    line = place.partition(":")[0]
    if not line.isdigit() or int(line) > len(query.splitlines()):
        return f"the SPARQL query can't be read: {error}"
    reason = f" ({wanted})" if len(wanted) < 60 else ""
    return f"the SPARQL query can't be read at line {place}: {query.splitlines()[int(line) - 1].strip()}{reason}"
