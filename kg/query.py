"""Named queries: pairs of files `NAME.rq` and `NAME.cypher` that give the same rows on both stores.

The comment at the head of `NAME.rq` says what it answers (`title`, `about`), its parameters and its columns.  A
parameter is the block `VALUES ?p_NAME { UNDEF }` in SPARQL, whose braces get the terms, and `$NAME` in Cypher.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Literal, cast

import kg
from kg.days import stated_day
from kg.errors import UsageError
from kg.link.lookup import Kind, resolve
from kg.rdf.index import Term
from kg.rows import Cell, Rows
from kg.store.dataset import Dataset
from kg.store.terms import sparql_term

Where = Literal["store", "neo4j"]
Value = tuple[str, ...] | str | int | bool | None
_CERTAINTY = ("certain", "probable", "possible", "underspecified")
_STATUS = (
    "held", "planned", "ongoing", "cancelled", "denied", "signed", "reached", "proposed", "failed",
    "agreed", "deferred", "rejected", "disputed",
)  # fmt: skip
_CLASSES = (
    "Person", "Organization", "ArmedGroup", "GovernmentBody", "MediaOutlet", "State", "UnnamedActor",
)  # fmt: skip
_NAMED = ("actor", "place", "event", "agreement", "claim")
_XSD = "http://www.w3.org/2001/XMLSchema#"
_STRING, _BOOLEAN, _INTEGER = f"{_XSD}string", f"{_XSD}boolean", f"{_XSD}integer"
_PARAMETER = re.compile(r"(\w+): (\w+)(, required)?(?: = (\S+))? -- (.+)")
_COLUMN = re.compile(r"(\w+): (\w+)(?: -- (.+))?")
_TRUTH = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a query asks for; `type` is a kind of `kg.link.lookup` or a key of `_PLAIN`."""

    name: str
    type: str
    required: bool
    default: str | None
    about: str


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the answer; `type` is text, date, integer, decimal, boolean, id (an IRI to pass on) or iri."""

    name: str
    type: str
    about: str


@dataclass(frozen=True, slots=True)
class Query:
    """A named query; `cypher` is empty where only the embedded store can answer it."""

    name: str
    title: str
    about: str
    parameters: tuple[Parameter, ...]
    columns: tuple[Column, ...]
    sparql: str
    cypher: str
    any_of: tuple[str, ...] = ()  # parameters of which one at least is needed


# --- which there are ------------------------------------------------------------------------------------------------


@cache
def queries() -> tuple[Query, ...]:
    """All named queries, in order of their names."""
    folder = _folder()
    names = sorted(f.name.removesuffix(".rq") for f in folder.iterdir() if f.name.endswith(".rq"))
    return tuple(_read(folder, name) for name in names)


def named(name: str) -> Query:
    """A query by its name.

    Raises:
        UsageError: there is none; the nearest names are offered.
    """
    found = {query.name: query for query in queries()}
    if name not in found:
        raise UsageError(f"{name}: no such query. {_near(name, list(found))}")
    return found[name]


def _folder() -> Traversable:
    """The package's own queries; in a checkout they lie beside the package."""
    packaged = files("kg") / "queries"
    return packaged if packaged.is_dir() else Path(kg.__file__).resolve().parents[1] / "queries"


def _read(folder: Traversable, name: str) -> Query:
    sparql, twin = (folder / f"{name}.rq").read_text(encoding="utf-8"), folder / f"{name}.cypher"
    head = _head(sparql)
    parameters = (_PARAMETER.fullmatch(line) for line in head.get("param", []))
    first: dict[str, Parameter] = {}
    for m in parameters:
        if m and m[1] not in first:  # what a query says of a parameter itself goes before what the filters say
            first[m[1]] = Parameter(m[1], m[2], m[3] is not None, m[4], m[5])
    columns = (_COLUMN.fullmatch(line) for line in head.get("column", []))
    return Query(
        name=name,
        title=head["title"][0],
        about=head["about"][0],
        parameters=tuple(first.values()),
        columns=tuple(Column(m[1], m[2], m[3] or "") for m in columns if m),
        sparql=sparql,
        cypher=twin.read_text(encoding="utf-8") if twin.is_file() else "",
        any_of=tuple(" ".join(head.get("any-of", [])).split()),
    )


def _head(text: str) -> dict[str, list[str]]:
    """The entries of the comment at the head, by keyword; a line that begins with more blanks goes on with the last."""
    head: dict[str, list[str]] = {}
    last: list[str] = []
    for line in text.splitlines():
        if not line.startswith("#"):
            break
        if line.startswith("#   ") and last:
            last[-1] += " " + line[1:].strip()
            continue
        key, _, rest = line[1:].strip().partition(" ")
        last = head.setdefault(key.removesuffix(":"), [])
        last.append(rest)
    return head


def _near(name: str, names: Sequence[str]) -> str:
    near = get_close_matches(name, names, n=3, cutoff=0.4)
    return f"Near: {', '.join(near)}" if near else f"There are: {', '.join(names) or 'none'}"


# --- parameters -----------------------------------------------------------------------------------------------------


def values(query: Query, given: Mapping[str, str], data: Dataset) -> dict[str, Value]:
    """The parameters' values: names as the IRIs of all nodes of that name, dates as ISO text, None where none is given.

    Raises:
        UsageError: an unknown, missing or wrong parameter, or a name that the store does not know.
    """
    known = {p.name: p for p in query.parameters}
    for name in given:
        if name not in known:
            raise UsageError(f"{name}: {query.name} has no such parameter. {_near(name, list(known))}")
    found = {p.name: _value(p, given.get(p.name, p.default), query, data) for p in query.parameters}
    if query.any_of and all(found[name] is None for name in query.any_of):
        raise UsageError(f"{query.name} needs one of {', '.join(query.any_of)}: -p {query.any_of[0]}=...")
    start, end = found.get("from"), found.get("to")
    if isinstance(start, str) and isinstance(end, str) and start > end:
        raise UsageError(f"from={start} is after to={end}: give the earlier day first")
    return found


def _value(parameter: Parameter, text: str | None, query: Query, data: Dataset) -> Value:
    if text is None or not text.strip():
        if parameter.required:
            raise UsageError(f"{query.name} needs {parameter.name}: -p {parameter.name}=... ({parameter.about})")
        return None
    if parameter.type in _NAMED:
        return resolve(data, cast(Kind, parameter.type), text.strip())
    return _PLAIN[parameter.type](parameter.name, text.strip())


def _number(name: str, text: str) -> int:
    if not text.isascii() or not text.isdigit():
        raise UsageError(f"{name}={text}: give a whole number, such as 2")
    return int(text)


def _statuses(name: str, text: str) -> tuple[str, ...]:
    return tuple(_one_of(name, part.strip(), _STATUS) for part in text.split(","))


def _at_least(name: str, text: str) -> tuple[str, ...]:
    """The certainties that are at least this one."""
    return _CERTAINTY[: _CERTAINTY.index(_one_of(name, text, _CERTAINTY)) + 1]


def _class(name: str, text: str) -> tuple[str, ...]:
    return (_one_of(name, text, _CLASSES),)


def _one_of(name: str, text: str, known: Sequence[str]) -> str:
    if text not in known:
        raise UsageError(f"{name}={text}: give one of {', '.join(known)}")
    return text


def _day(name: str, text: str) -> str:
    try:
        return stated_day(text).isoformat()
    except ValueError as error:
        raise UsageError(f"{name}={text}: no day ({error}). Write it as 2015-05-28") from error


def _truth(name: str, text: str) -> bool:
    if text.lower() not in _TRUTH:
        raise UsageError(f"{name}={text}: give true or false")
    return _TRUTH[text.lower()]


_PLAIN: Mapping[str, Callable[[str, str], Value]] = {
    "date": _day, "boolean": _truth, "integer": _number, "status": _statuses, "certainty": _at_least, "class": _class,
}  # fmt: skip


# --- answers --------------------------------------------------------------------------------------------------------


def ask(data: Dataset, name: str, given: Mapping[str, str], *, on: Where = "store") -> Rows:
    """The rows of a named query, on the embedded store or on Neo4j; names are looked up in the embedded store."""
    query = named(name)
    bound = values(query, given, data)
    return _on_store(query, bound, data) if on == "store" else _on_neo4j(query, bound, data)


def with_values(query: Query, bound: Mapping[str, Value]) -> str:
    """The SPARQL text with the parameters' terms in their VALUES blocks."""

    def filled(match: re.Match[str]) -> str:
        return f"VALUES ?p_{match[1]} {{ {_terms(bound[match[1]], text=match[1] in plain)} }}"

    plain = {p.name for p in query.parameters if p.type not in _NAMED}

    return re.sub(r"VALUES \?p_(\w+) \{[^}]*\}", filled, query.sparql)


def _terms(value: Value, *, text: bool) -> str:
    """A parameter's terms; several are IRIs, or with `text` words."""
    if value is None:
        return "UNDEF"
    if isinstance(value, bool):
        return sparql_term(Term(str(value).lower(), _BOOLEAN))
    if isinstance(value, int):
        return sparql_term(Term(str(value), _INTEGER))
    if isinstance(value, str):
        return sparql_term(Term(value, _STRING))
    return " ".join(sparql_term(Term(one, _STRING if text else "")) for one in value)


def _on_store(query: Query, bound: Mapping[str, Value], data: Dataset) -> Rows:
    columns, rows = data.select(with_values(query, bound))
    return _rows(query, columns, [tuple(_cell(t) for t in row) for row in rows])


def _on_neo4j(query: Query, bound: Mapping[str, Value], data: Dataset) -> Rows:
    from kg.neo4j import run_query  # the driver is loaded only where it is asked for

    if not query.cypher:
        raise UsageError(f"{query.name}: there is no {query.name}.cypher; ask the embedded store (--on store)")
    parameters = {k: list(v) if isinstance(v, tuple) else v for k, v in bound.items()}
    columns, rows = run_query(query.name, query.cypher, parameters, data.folder)
    return _rows(query, columns, rows)


def _rows(query: Query, columns: Sequence[str], rows: Sequence[Sequence[Cell]]) -> Rows:
    """The rows with their columns in the order that the head says."""
    order = [list(columns).index(column.name) for column in query.columns]
    iris, ids = (frozenset(c.name for c in query.columns if c.type == kind) for kind in ("iri", "id"))
    return Rows(tuple(c.name for c in query.columns), tuple(tuple(row[i] for i in order) for row in rows), iris, ids)


def _cell(term: Term | None) -> Cell:
    if term is None:
        return None
    kind = term.datatype.removeprefix(_XSD)
    if kind == "integer":
        return int(term.value)
    if kind in ("decimal", "double", "float"):
        return Decimal(term.value)
    return term.value in ("true", "1") if kind == "boolean" else term.value
