"""An annotated article to its claims: mentions, meetings, agreements, requests, chains of sources, put together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kg.extract.agreements import find as find_agreements
from kg.extract.assemble import Chain, Names, assemble, name_entities
from kg.extract.attribution.chains import attach
from kg.extract.attribution.outlet import find as find_outlet
from kg.extract.clauses import find as find_clauses
from kg.extract.coref import build
from kg.extract.deadlines import undated
from kg.extract.denials import denials
from kg.extract.discourse import Discourse
from kg.extract.frames import Frame
from kg.extract.mediators import with_mediators
from kg.extract.meeting_frames import find as find_meetings
from kg.extract.passages import Reader
from kg.extract.requests import find as find_requests
from kg.extract.times import FoundTime, find_times
from kg.model import AnnotatedDocument, Extraction


@dataclass(frozen=True, slots=True)
class Workings:
    """An article's extraction with what it was made of, for those who ask why: `chains` by the frames' ids."""

    discourse: Discourse
    names: Names
    times: tuple[FoundTime, ...]
    frames: tuple[Frame, ...]
    chains: Mapping[str, Chain]
    extraction: Extraction


def extract(annotated: AnnotatedDocument, *, run: str, network: Reader | None = None) -> Extraction:
    """The article's actors, places, events and claims; `run` names what read it.

    `network` reads passages around words that evoke events; None is the one that ships.
    """
    return work_out(annotated, run=run, network=network).extraction


def work_out(annotated: AnnotatedDocument, *, run: str, network: Reader | None = None) -> Workings:
    """The article's extraction and the steps to it."""
    discourse = build(annotated, network=network)
    names = name_entities(discourse)
    source = find_outlet(discourse, names)
    times = find_times(annotated)
    agreements = find_agreements(discourse, times)
    meetings = find_meetings(discourse, times)
    events = with_mediators(discourse, (*meetings, *agreements))
    clauses = find_clauses(discourse, tuple(f for f in events if f.type == "Agreement"), times)
    frames = (*undated(events, clauses), *denials(discourse, events), *clauses, *find_requests(discourse, meetings))
    chains = attach(discourse, frames, source, names, times)
    extraction = assemble(
        discourse,
        frames,
        chains,
        names,
        run=run,
        outlet=source.outlet,
        dateline=source.dateline,
        supplied_by=source.supplied_by,
    )
    return Workings(discourse, names, times, frames, chains, extraction)
