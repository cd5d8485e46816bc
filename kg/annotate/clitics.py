"""Words of a surface token checked against it: the expander, a neural network, may put letters that are not there.

What it says of clitics is kept; the stem's letters come from the surface token, but for the alternations that Arabic
spelling has where parts meet: `للجنة` is `ل` + `اللجنة`, ة is written ت before a pronoun, ى is written ا or ي.
"""

from __future__ import annotations

PROCLITICS = frozenset({"و", "ف", "ب", "ل", "ك", "س", "أ"})
PRONOUNS = frozenset({"ه", "ها", "هم", "هما", "هن", "ك", "كم", "كما", "كن", "ي", "ني", "نا"})
_LAST = {"ت": "ة", "ا": "ى", "ي": "ى"}  # a stem's last letter before a pronoun, and how it may be written alone


def checked(surface: str, words: tuple[str, ...]) -> tuple[str, ...]:
    """The words, the stem mended from the surface where it strays; the surface where clitics don't fit either."""
    before, after = _clitics(words)
    rest = _without(surface, before, after)
    if rest is None:
        return words if len(words) > 2 and "".join(words) == surface else (surface,)
    stem = words[len(before) : len(words) - len(after)]
    if len(stem) == 1:
        return (*before, _stem(rest, stem[0], before, after), *after)
    return words if "".join(stem) == rest else (*before, rest, *after)


def _clitics(words: tuple[str, ...]) -> tuple[list[str], list[str]]:
    """Words before and after the stem, of which at least one word is left."""
    before: list[str] = []
    while len(before) < len(words) - 1 and words[len(before)] in PROCLITICS:
        before.append(words[len(before)])
    after: list[str] = []
    while len(before) + len(after) < len(words) - 1 and words[-1 - len(after)] in PRONOUNS:
        after.insert(0, words[-1 - len(after)])
    return before, after


def _without(surface: str, before: list[str], after: list[str]) -> str | None:
    """What is left of the surface token without its clitics; None if they are not there, or nothing is left."""
    start, end = "".join(before), "".join(after)
    if not surface.startswith(start) or not surface.endswith(end) or len(surface) <= len(start) + len(end):
        return None
    return surface[len(start) : len(surface) - len(end)]


def _plural(rest: str, said: str) -> bool:
    """Whether -ات before a pronoun was taken for -اة: long stems in -اة are verbal nouns such as مباراة."""
    return rest.endswith("ات") and said.endswith("اة") and len(said) > 4 and not said.startswith("م")


def _stem(rest: str, said: str, before: list[str], after: list[str]) -> str:
    """The stem as it is written alone: what the expander said if the surface allows it, else the surface's letters."""
    allowed = {rest}
    article = before[-1:] == ["ل"] and rest.startswith("ل")
    if article:
        allowed |= {"ا" + rest, "ال" + rest}
    if after and rest[-1] in _LAST:
        allowed |= {stem[:-1] + _LAST[rest[-1]] for stem in allowed}
    if said in allowed and not (after and _plural(rest, said)):
        return said
    return "ا" + rest if article and len(rest) > 3 else rest
