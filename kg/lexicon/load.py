"""Loads and checks the linguistic data: YAML files of entries beside this module.

A file is a mapping with `entries` and, optionally, `source` (where the knowledge is from, for entries without one of
their own).  An entry has an `id`, unique in its file; what it is found by: `lemmas` or `forms` (actors: `names`);
`examples: {match: [...], no_match: [...]}`; and any further fields, which its user reads with the typed accessors.
An error names file and entry.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from itertools import takewhile
from typing import TypeAlias

import yaml

from kg.arabic.fold import fold
from kg.errors import LexiconError
from kg.hashes import hash_of

Value: TypeAlias = "str | int | float | bool | list[Value] | dict[str, Value] | None"
_COMMON = frozenset({"id", "source", "examples", "lemmas", "forms", "not_forms"})
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # ten times as fast where libyaml is there


@dataclass(frozen=True, slots=True)
class Examples:
    """Sentences in which an entry must be found, and in which it must not."""

    match: tuple[str, ...] = ()
    no_match: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry; `lemmas` and `forms` are folded, words apart by a blank; `more` holds further fields as given.

    `not_forms` are folded words that the entry does not match whatever their lemma (`يدعى`, of `دعا`).
    """

    id: str
    file: str
    source: str
    lemmas: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    not_forms: frozenset[str] = frozenset()
    examples: Examples = field(default_factory=Examples)
    more: Mapping[str, Value] = field(default_factory=dict, hash=False, compare=False)

    def text(self, name: str, default: str | None = None) -> str:
        """A field that is a text; with no default it is required."""
        value = self.more.get(name, default)
        if not isinstance(value, str):
            raise self.error(f"`{name}` is {value!r}, a text is needed")
        return value

    def option(self, name: str) -> str | None:
        """A field that is a text, or None where it is not given."""
        return self.text(name) if self.more.get(name) is not None else None

    def choice(self, name: str, allowed: tuple[str, ...], default: str | None = None) -> str:
        """A field that is one of the allowed words."""
        value = self.text(name, default)
        if value not in allowed:
            raise self.error(f"`{name}` is {value!r}, one of {', '.join(allowed)} is needed")
        return value

    def texts(self, name: str) -> tuple[str, ...]:
        """A field that is a list of texts, () where it is not given; one text is a list of one."""
        return _texts(self.more.get(name), f"{self.file}: entry {self.id!r}", name)

    def folded(self, name: str) -> frozenset[str]:
        """A field that is a list of words, folded."""
        return frozenset(map(fold, self.texts(name)))

    def flag(self, name: str, default: bool = False) -> bool:
        """A field that is true or false."""
        value = self.more.get(name, default)
        if not isinstance(value, bool):
            raise self.error(f"`{name}` is {value!r}, true or false is needed")
        return value

    def number(self, name: str, default: int = 0) -> int:
        """A field that is a whole number."""
        value = self.more.get(name, default)
        if not isinstance(value, int) or isinstance(value, bool):
            raise self.error(f"`{name}` is {value!r}, a whole number is needed")
        return value

    def error(self, problem: str) -> LexiconError:
        """The error to raise about this entry."""
        return LexiconError(f"{self.file}: entry {self.id!r}: {problem}")


def data_files() -> tuple[str, ...]:
    """The names of all files of the linguistic data, sorted."""
    return tuple(sorted(path.name for path in _data().iterdir() if path.name.endswith(".yaml")))


@cache
def entries(name: str, fields: frozenset[str] | None = None) -> tuple[Entry, ...]:
    """The entries of a file such as `meetings.yaml`, in its order; with `fields`, any further field is an error."""
    return parse(name, (_data() / name).read_text(encoding="utf-8"), fields=fields)


def parse(name: str, text: str, *, fields: frozenset[str] | None = None) -> tuple[Entry, ...]:
    """The entries of a YAML text; `name` is what errors call it."""
    source, rows = _document(name, text)
    found = tuple(_entry(name, row, source, fields) for row in rows)
    seen: set[str] = set()
    for entry in found:
        if entry.id in seen:
            raise entry.error("the id is given twice")
        seen.add(entry.id)
    return found


@cache
def purpose(name: str) -> str:
    """What a file is for: the first sentence of the comment at its head."""
    lines = (_data() / name).read_text(encoding="utf-8").splitlines()
    head = " ".join(line.removeprefix("#").strip() for line in takewhile(lambda row: row.startswith("#"), lines))
    return head.split(".  ")[0].split(". ")[0].split(":  ")[0].removesuffix(".")


@cache
def entry_of(id: str) -> Entry | None:
    """The entry of this id, whatever file it is in; None if there is none."""
    return next((entry for name in data_files() for entry in entries(name) if entry.id == id), None)


@cache
def lexicon_hash() -> str:
    """The hash of all files of the linguistic data."""
    return hash_of(_data() / name for name in data_files())


def _data() -> Traversable:
    return resources.files("kg.lexicon") / "data"


def _document(name: str, text: str) -> tuple[str, list[Value]]:
    try:
        document = yaml.load(text, Loader=_LOADER)
    except yaml.YAMLError as error:
        raise LexiconError(f"{name}: no YAML: {error}") from error
    if not isinstance(document, dict) or not isinstance(document.get("entries"), list):
        raise LexiconError(f"{name}: a mapping with a list of `entries` is needed")
    return str(document.get("source", "")), document["entries"]


def _entry(name: str, row: Value, source: str, fields: frozenset[str] | None) -> Entry:
    if not isinstance(row, dict) or not isinstance(row.get("id"), str):
        raise LexiconError(f"{name}: an entry without an `id`: {str(row)[:80]}")
    where = f"{name}: entry {row['id']!r}"
    unknown = sorted(set(row) - _COMMON - fields) if fields is not None else []
    if unknown:
        known = ", ".join(sorted(_COMMON | (fields or frozenset())))
        raise LexiconError(f"{where}: unknown field `{unknown[0]}`; known are {known}")
    origin = row.get("source", source)
    if not isinstance(origin, str) or not origin:
        raise LexiconError(f"{where}: `source` (where the knowledge is from) is missing, in the entry and in the file")
    return Entry(
        id=str(row["id"]),
        file=name,
        source=origin,
        lemmas=tuple(map(fold, _texts(row.get("lemmas"), where, "lemmas"))),
        forms=tuple(map(fold, _texts(row.get("forms"), where, "forms"))),
        not_forms=frozenset(map(fold, _texts(row.get("not_forms"), where, "not_forms"))),
        examples=_examples(row.get("examples"), where),
        more={key: value for key, value in row.items() if key not in _COMMON},
    )


def _examples(value: Value, where: str) -> Examples:
    if value is None:
        return Examples()
    if not isinstance(value, dict) or set(value) - {"match", "no_match"}:
        raise LexiconError(f"{where}: `examples` is a mapping of `match` and `no_match`")
    return Examples(_texts(value.get("match"), where, "match"), _texts(value.get("no_match"), where, "no_match"))


def _texts(value: Value, where: str, name: str) -> tuple[str, ...]:
    if value is None:
        return ()
    if isinstance(value, str):
        return (value,)
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise LexiconError(f"{where}: `{name}` is a text or a list of texts (write yes, no and numbers in quotes)")
    return tuple(str(item) for item in value)
