"""Pieces that several query files share, written into each: `python -m kg.query_parts` does it, `--check` tells.

A query file stays whole, so that it can be read and pasted as it is; what stands between `part: NAME` and `end: NAME`
in its comments is the text of `queries/parts/NAME.rq` or `.cypher`.  `part: NAME claim=otherClaim` renames a variable.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

import kg

FOLDER = Path(kg.__file__).resolve().parents[1] / "queries"
_PART = re.compile(
    r"^(?P<indent> *)(?P<mark>#|//) part: (?P<name>[\w-]+)(?P<renames>(?: \w+=\w+)*)\n"
    r"(?P<text>.*?)^(?P=indent)(?P=mark) end: (?P=name)$",
    re.MULTILINE | re.DOTALL,
)


def expanded(text: str, suffix: str) -> str:
    """The text of a query file with its parts as they are now."""

    def fill(match: re.Match[str]) -> str:
        part = (FOLDER / "parts" / f"{match['name']}{suffix}").read_text(encoding="utf-8")
        part = expanded(part, suffix)
        sign = re.escape("?") if suffix == ".rq" else r"\b"
        for old, new in (pair.split("=") for pair in match["renames"].split()):
            part = re.sub(rf"{sign}{old}\b", f"{'?' if suffix == '.rq' else ''}{new}", part)
        indent = match["indent"]
        body = "".join(f"{indent}{line}" if line.strip() else line for line in part.splitlines(keepends=True))
        begin = f"{indent}{match['mark']} part: {match['name']}{match['renames']}\n"
        return f"{begin}{body}{indent}{match['mark']} end: {match['name']}"

    return _PART.sub(fill, text)


def main(arguments: list[str]) -> int:
    """Writes the parts into the query files, or with `--check` names the files in which they are stale."""
    stale = 0
    for path in sorted([*FOLDER.glob("*.rq"), *FOLDER.glob("*.cypher")]):
        text = path.read_text(encoding="utf-8")
        wanted = expanded(text, path.suffix)
        if text == wanted:
            continue
        if "--check" in arguments:
            stale += 1
            print(f"{path}: stale. Write it with python -m kg.query_parts", file=sys.stderr)  # noqa: T201
        else:
            path.write_text(wanted, encoding="utf-8")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
