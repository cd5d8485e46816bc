"""The status of a meeting by all that an article tells of it."""

from __future__ import annotations

import pytest

from kg.extract.event_status import settled
from kg.extract.frames import Frame, Outlooks
from kg.model import Span


def telling(name: str, status: str, planned: float, where: str = "text", ongoing: float = 0.02) -> Frame:
    """A telling of one meeting."""
    span = Span(where, 0, 4, "لقاء")  # type: ignore[arg-type]
    tense = "future" if status == "planned" else "non-future"
    return Frame(name, "m0", "Meeting", 0, span, (span,), status=status, tense=tense,
                 outlooks=Outlooks(planned, ongoing))  # fmt: skip


SETTLED = {
    "an unsure telling follows a sure one": (
        (telling("m0", "held", 0.02), telling("m1", "planned", 0.35)), ["held", "held"],
    ),
    "two sure ones keep what they say": (
        (telling("m0", "held", 0.01), telling("m1", "planned", 0.97)), ["held", "planned"],
    ),
    "a headline follows the text": (
        (telling("m0", "planned", 0.6, "title"), telling("m1", "held", 0.02)), ["held", "held"],
    ),
    "an unsure text follows another that is surely planned": (
        (telling("m0", "held", 0.25), telling("m1", "planned", 0.95)), ["planned", "planned"],
    ),
    "what is denied stays so": (
        (telling("m0", "denied", 0.3), telling("m1", "held", 0.02)), ["denied", "held"],
    ),
    "one telling is what it is": ((telling("m0", "planned", 0.4),), ["planned"]),
}  # fmt: skip


@pytest.mark.parametrize(("told", "wanted"), SETTLED.values(), ids=SETTLED)
def test_the_status_that_all_tellings_give(told: tuple[Frame, ...], wanted: list[str]) -> None:
    found = settled(told)
    assert [f.status for f in found] == wanted
    assert all((f.tense == "future") == (f.status == "planned") for f in found)
