"""Classes of words that rules ask for by name, and words that count as others, out of `word_classes.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from kg.arabic.fold import fold
from kg.lexicon.load import Entry, entries

_FILE = "word_classes.yaml"
_FIELDS = frozenset({"means"})


@cache
def word_class(*ids: str) -> frozenset[str]:
    """The folded words of one class, or of several together.

    Raises:
        KeyError: no such class.
    """
    return frozenset(form for id in ids for form in _classes()[id].forms)


@cache
def word_synonyms(kind: str) -> Mapping[str, str]:
    """Folded words with the word as which each counts, of the classes whose names begin with `kind` and a dot."""
    rows = (entry for id, entry in _classes().items() if id.startswith(f"{kind}.") and entry.option("means"))
    return {form: fold(entry.text("means")) for entry in rows for form in entry.forms}


@cache
def _classes() -> Mapping[str, Entry]:
    return {entry.id: entry for entry in entries(_FILE, _FIELDS)}
