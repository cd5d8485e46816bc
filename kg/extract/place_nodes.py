"""The places of an article's frames as nodes, each in the place that words say it lies in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import zip_longest

from kg.arabic.fold import name_key
from kg.extract.frames import Frame, PlaceName
from kg.model import Anchor, Place


def place_anchor(place: PlaceName) -> Anchor:
    """The anchor of a place: its folded name."""
    return Anchor("place", name_key(place.name))


def place_nodes(frames: Iterable[Frame]) -> tuple[Place, ...]:
    """The places of frames, each once, with the first place that one of them says it lies in."""
    out: dict[Anchor, Place] = {}
    for frame in frames:
        for inner, outer in zip_longest(frame.place, frame.place[1:]):
            anchor = place_anchor(inner)
            within = place_anchor(outer) if outer and place_anchor(outer) != anchor else None
            old = out.get(anchor)
            if old is None or (old.within is None and within is not None and not _circular(out, anchor, within)):
                out[anchor] = Place(anchor, inner.name, (), inner.described, within, inner.candidates, (inner.span,))
    return tuple(sorted(out.values(), key=lambda p: p.anchor))


def _circular(places: Mapping[Anchor, Place], inner: Anchor, outer: Anchor | None) -> bool:
    while outer is not None:
        if outer == inner:
            return True
        outer = places[outer].within if outer in places else None
    return False
