"""Status, place, date, chain and evidence of an event against gold's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from kg.scoring.events import Told
from kg.scoring.names import same_any, tokens

Json = dict[str, Any]
Counts = tuple[int, int, int]
_RUN = 3  # words in a row that evidence must share with gold's quotation


def valued(gold: Json, told: Told) -> Iterator[tuple[str, Counts]]:
    """Name and counts (found, spurious, missed) of each value that gold has."""
    right = gold["status"] in told.statuses
    yield "status", (int(right), len(told.statuses - {gold["status"]}), int(not right))
    if gold.get("place"):
        fits = [same_any(gold["place"][0], place) for place in told.places if place]
        yield "place", (int(any(fits)), int(bool(fits) and not all(fits)), int(not any(fits)))
    if gold.get("date"):
        fits = [date_fits(gold, *date) for date in told.dates]
        yield "date", (int(any(fits)), fits.count(False), int(not any(fits)))
    chains = chains_of(gold)
    if chains:
        distinct = _distinct(told.chains)
        yield "source chain", _spared([chain_fits(gold, chain) for chain in distinct])
        yield "last source", _spared([bool(c) and any(same_any(w[-1], c[-1]) for w in chains) for c in distinct])


def _spared(fits: list[bool]) -> Counts:
    """One wrong chain beside a right one costs nothing: gold may know one of two."""
    return int(any(fits)), max(0, fits.count(False) - int(any(fits))), int(not any(fits))


def chains_of(gold: Json) -> list[list[list[str]]]:
    """The chains of sources that gold takes for right, the outlet first, each hop by its names."""
    return gold.get("source_chains") or ([gold["source_chain"]] if gold.get("source_chain") else [])


def chain_fits(gold: Json, chain: list[list[str]]) -> bool:
    """Whether a chain of sources, each by its names, is one of gold's."""
    return any(_whole(wanted, chain) for wanted in chains_of(gold))


def _whole(wanted: list[list[str]], chain: list[list[str]]) -> bool:
    return len(wanted) == len(chain) and all(same_any(w, c) for w, c in zip(wanted, chain, strict=True))


def _distinct(chains: Iterable[list[list[str]]]) -> list[list[list[str]]]:
    out: list[list[list[str]]] = []
    for chain in chains:
        if not any(_whole(chain, other) for other in out):
            out.append(chain)
    return out


def date_fits(gold: Json, text: str, precision: str | None) -> bool:
    """Right as far as gold goes, and no more exact; `date_if_published` is what a reader infers."""
    if text in (gold.get("date_if_published") or {}).values():
        return True
    want = gold["date"]
    year = f"{want['year']:04d}-" if want.get("year") else "--"
    month = f"{want['month']:02d}" if want.get("month") else r"\d\d"
    day = f"-{want['day']:02d}" if want.get("day") else r"(-\d\d)?"
    return bool(re.match(year + month + day, text)) and (bool(want.get("day")) or precision != "day")


def evidence_fits(quotation: str, pieces: Iterable[str]) -> bool:
    """Whether a piece of evidence shares three words in a row with gold's quotation."""
    wanted = set(_runs(tokens(quotation)))
    return any(run in wanted for piece in pieces for run in _runs(tokens(piece)))


def _runs(words: tuple[str, ...]) -> list[tuple[str, ...]]:
    return [words[at : at + _RUN] for at in range(max(1, len(words) - _RUN + 1))]
