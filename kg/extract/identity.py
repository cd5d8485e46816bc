"""Which named candidates of an article are the same: known actors, people, bodies, acronyms in brackets.

Names are compared over the whole article, as a headline has the short form before the text has the full one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kg.extract.candidates import Candidate
from kg.extract.tokens import BRACKETS, QUOTES, Row
from kg.lexicon.actors import phrase
from kg.lexicon.words import word_class, word_synonyms

Key = tuple[str, ...]
_SON = frozenset({"بن", "ابن", "بنت", "ال"})
_HEADS = word_class("body.general")
_SAME_WORDS = word_synonyms("body")


class Clusters:
    """Union of candidates by their index; the representative is the least."""

    def __init__(self, count: int) -> None:
        self._parent = list(range(count))

    def find(self, at: int) -> int:
        """The representative of a candidate's cluster."""
        while self._parent[at] != at:
            self._parent[at] = self._parent[self._parent[at]]
            at = self._parent[at]
        return at

    def union(self, one: int, other: int) -> None:
        """Makes two clusters one."""
        first, second = sorted((self.find(one), self.find(other)))
        self._parent[second] = first


def name_tokens(name: str) -> Key:
    """A name's words for comparison: folded, without articles, `عبد` joined with the word after it."""
    words = [w for part in phrase(name) for w in part.replace("-", " ").split()]
    out: list[str] = []
    for word in words:
        bare = word.removeprefix("ال") if len(word) > 4 else word
        if out and out[-1] == "عبد":
            out[-1] = "عبد" + bare
        elif word.startswith("عبدال") and len(word) > 6 and word != "عبدالله":
            out.append("عبد" + word[5:])
        else:
            out.append(bare)
    return tuple(out)


def body_key(name: str) -> Key:
    """A body's words for comparison: without a general noun in front, synonyms as one."""
    words = tuple(_SAME_WORDS.get(word, word) for word in name_tokens(name))
    return words[1:] if len(words) > 1 and words[0] in _HEADS else words


def contains(longer: Key, shorter: Key) -> bool:
    """Whether one sequence of words contains the other."""
    size = len(shorter)
    return 0 < size <= len(longer) and any(longer[i : i + size] == shorter for i in range(len(longer) - size + 1))


def cluster_names(found: Sequence[Candidate], lines: Sequence[Row]) -> Clusters:
    """The named candidates' clusters; descriptions are left alone."""
    clusters = Clusters(len(found))
    _same(clusters, ((i, ("known", c.known)) for i, c in enumerate(found) if c.known and c.alias != "weak"))
    places = ((i, ("place", *name_tokens(c.name))) for i, c in enumerate(found) if c.type == "Place")
    _same(clusters, places)
    people = [i for i, c in enumerate(found) if c.what == "name" and c.type == "Person"]
    _people(clusters, found, people)
    bodies = [i for i, c in enumerate(found) if c.what == "name" and c.type not in ("Person", "Place", "State")]
    _bodies(clusters, found, [i for i in bodies if found[i].alias != "weak"])
    _brackets(clusters, found, lines)
    return clusters


def _same(clusters: Clusters, keyed: Iterable[tuple[int, tuple[str | None, ...]]]) -> None:
    first: dict[tuple[str | None, ...], int] = {}
    for at, key in keyed:
        clusters.union(first.setdefault(key, at), at)


def _people(clusters: Clusters, found: Sequence[Candidate], people: list[int]) -> None:
    keys = {i: name_tokens(found[i].name) for i in people}
    _same(clusters, ((i, keys[i]) for i in people))
    for at in people:
        longer = [i for i in people if len(keys[i]) > len(keys[at]) and _short_of(keys[i], keys[at])]
        names = {keys[i] for i in longer}
        if not longer or (_first_name_only(keys, at, longer) and len(_outermost(names)) > 1):
            continue
        before = [i for i in longer if i < at]
        clusters.union(at, before[-1] if before else longer[0])


def _short_of(longer: Key, shorter: Key) -> bool:
    """Whether a name is a short form of another: a part of several words, the family name, the first name, a kunya."""
    if len(shorter) > 1:
        return (contains(longer, shorter) and _edge(longer, shorter)) or _without_fathers(longer, shorter)
    word = shorter[0]
    if longer[0] == word:
        return True
    return longer[-1] == word and longer[-2] not in _SON


def _without_fathers(longer: Key, shorter: Key) -> bool:
    """`عبدالله الربيعة` for `عبدالله بن عبدالعزيز الربيعة`: the first name and the family name are the same."""
    if longer[0] != shorter[0] or longer[-1] != shorter[-1] or longer[-2] in _SON - {"ال"}:
        return False
    rest = iter(longer)
    return all(word in rest for word in shorter)


def _edge(longer: Key, shorter: Key) -> bool:
    """Whether the short form does not begin inside a patronym (`سلمان بن عبدالعزيز` in `محمد بن سلمان بن ...`)."""
    at = next(i for i in range(len(longer)) if longer[i : i + len(shorter)] == shorter)
    return at == 0 or longer[at - 1] not in _SON


def _first_name_only(keys: dict[int, Key], at: int, longer: list[int]) -> bool:
    return len(keys[at]) == 1 and all(keys[i][-1] != keys[at][0] for i in longer)


def _outermost(names: set[Key]) -> set[Key]:
    return {n for n in names if not any(o != n and contains(o, n) for o in names)}


def _bodies(clusters: Clusters, found: Sequence[Candidate], bodies: list[int]) -> None:
    keys = {i: body_key(found[i].name) for i in bodies}
    _same(clusters, ((i, ("body", *keys[i])) for i in bodies if found[i].known is None))
    for at in (i for i in bodies if found[i].known is None):
        wanted = [i for i in bodies if i != at and _body_fits(found, keys, i, at)]
        if wanted and len({clusters.find(i) for i in wanted}) == 1:
            clusters.union(at, wanted[0])


def _body_fits(found: Sequence[Candidate], keys: dict[int, Key], at: int, short: int) -> bool:
    if _body_short(keys[at], keys[short], known=found[at].known is not None):
        return True
    return _body_short(name_tokens(found[at].name), name_tokens(found[short].name), known=False)


def _body_short(longer: Key, shorter: Key, *, known: bool) -> bool:
    """Equal to a known actor's name, or the beginning of a longer one (`حزب العمال`)."""
    if longer == shorter:
        return known
    return len(shorter) > 1 and len(longer) > len(shorter) and longer[: len(shorter)] == shorter


def _brackets(clusters: Clusters, found: Sequence[Candidate], lines: Sequence[Row]) -> None:
    """`حزب الاتحاد الديمقراطي (PYD)`: a single word in brackets right after a name is another name of it."""
    for one, other in zip(range(len(found)), range(1, len(found)), strict=False):
        before, after = found[one], found[other]
        if before.row == after.row and _bracketed(lines[after.row], before, after) and _compatible(before, after):
            clusters.union(one, other)


def _bracketed(line: Row, before: Candidate, after: Candidate) -> bool:
    marks = [t.raw for t in line.tokens[before.last + 1 : after.first]]
    closing = line.tokens[after.last + 1].raw if after.last + 1 < len(line.tokens) else ""
    opened = "(" in marks and len(marks) <= 2 and all(m in BRACKETS or m in QUOTES for m in marks)
    return opened and closing in {")", '"', "»", "”"} and after.first == after.last


def _compatible(before: Candidate, after: Candidate) -> bool:
    if before.what != "name" or after.what != "name" or "Place" in (before.type, after.type):
        return False
    return before.known is None or after.known is None or before.known == after.known
