"""How common names are, from a table that ships with a version: what is already in the store plays no part.

That way the same two mentions always give the same score, whatever was read before or after them.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources

from kg.link.names import PersonName
from kg.link.spelling import bare, known_given

_KUNYAS = 0.005  # the share of people of a family who have one kunya
_SEEN_SELDOM = 0.5  # names counted for a part that the table does not have


@dataclass(frozen=True, slots=True)
class NameTable:
    """Counts by part: the names that begin with it, and the different first parts of names that end with it."""

    version: int
    names: int
    first: dict[str, int]
    last: dict[str, int]

    def namesakes(self, name: PersonName) -> float:
        """How many other people one expects to have this first and last part, among those of the table's size."""
        given, family = name.parts[0], bare(name.parts[-1])
        if len(name.parts) == 1:  # a nisba behind a kunya: `أبو محمد الجولاني`
            return _KUNYAS * self.families(family)
        share = max(self.first.get(given, 0), _SEEN_SELDOM) / self.names
        if known_given(given):
            share = max(share, 0.004)
        return share * self.families(family)

    def families(self, part: str) -> float:
        """How many different people one expects to have the last part: a given name there is a patronym's."""
        count = max(float(self.last.get(bare(part), 0)), _SEEN_SELDOM)
        return count + self.first.get(part, 0) if known_given(part) else count


@cache
def name_table() -> NameTable:
    """The table."""
    text = (resources.files("kg.link") / "data" / "names.tsv").read_text(encoding="utf-8")
    head, *lines = text.splitlines()
    words = head.replace(",", "").replace(":", "").split()
    rows = [line.split("\t") for line in lines]
    return NameTable(
        version=int(words[words.index("version") + 1]),
        names=int(words[words.index("names") + 1]),
        first={part: int(first) for part, first, _ in rows},
        last={part: int(last) for part, _, last in rows},
    )
