"""What the network of extraction learns from, and that a training that was cut off ends as if it had not been."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
import torch

from kg.annotate.models import info
from kg.annotate.passages import Lower
from kg.annotate.reader import Reader
from kg.annotate.unpack import encoder_weights
from kg.extract.coref import build
from kg.extract.times import find_times
from kg.model import Document
from training.extraction import network
from training.extraction.examples import Read
from training.extraction.passages import Labelled, labelled

TEXT = (
    "التقى وزير الخارجية الإيراني محمد جواد ظريف نظيره الأميركي جون كيري في فيينا يوم الجمعة.\n"
    "وقال الوزير الألماني فرانك شتاينماير إن روسيا والولايات المتحدة اتفقتا على وقف إطلاق النار وتبادل الأسرى.\n"
    "وبحث محمد جواد ظريف مع جون كيري رفع العقوبات.\n"
    "وكان اللقاء طويلا.\n"
    "وهطلت أمطار غزيرة على المدينة.\n"
    "وعقد مجلس المدينة اجتماعا مع التجار."
)
MEETING = TEXT.partition("\n")[0]
AGREEMENT = "روسيا والولايات المتحدة اتفقتا على وقف إطلاق النار وتبادل الأسرى"


def event(quote: str, **more: Any) -> dict[str, Any]:
    return {
        "quote": quote,
        "quote_at": {"in": "text", "start": TEXT.index(quote), "end": TEXT.index(quote) + len(quote)},
    } | more


@pytest.fixture(scope="module")
def found() -> list[Labelled]:
    members = [{"names": ["محمد جواد ظريف"]}, {"names": ["جون كيري"]}]
    parties = [["روسيا"], ["الولايات المتحدة"]]
    clauses = [{"mentions": ["وقف إطلاق النار"]}, {"mentions": ["تبادل الأسرى"]}]
    facts = {
        "document": "d",
        "meetings": [event(MEETING, participants=members, status="held", place=[["فيينا"]], date=None)],
        "agreements": [event(AGREEMENT, parties=parties, status="reached", clauses=clauses)],
    }
    annotated = Reader(info()).read(Document("k", "d", TEXT, sha256(TEXT.encode()).hexdigest()))
    return list(labelled(Read(build(annotated), facts, find_times(annotated))))


def said(found: list[Labelled], asks: str, *, yes: bool) -> set[str]:
    """The words of the spans with an answer, of all passages."""
    return {
        " ".join(told.passage.words[span.first : span.last + 1])
        for told in found
        for span in told.spans
        if span.asks == asks and span.yes == yes
    }


def test_members_places_parties_and_clauses_are_labelled(found: list[Labelled]) -> None:
    assert {"محمد جواد ظريف", "جون كيري"} <= said(found, "member", yes=True)
    assert any("شتاينماير" in words for words in said(found, "member", yes=False))
    assert any("فيينا" in words for words in said(found, "place", yes=True))
    assert {"روسيا", "الولايات المتحدة"} <= said(found, "party", yes=True)
    assert any("تبادل" in words for words in said(found, "clause", yes=True))


def test_a_word_in_a_quotation_tells_of_the_event(found: list[Labelled]) -> None:
    quoted = [told for told in of_meetings(found) if told.status is not None]
    assert quoted
    assert all(told.event and told.status == 0 for told in quoted)


def of_meetings(found: list[Labelled]) -> list[Labelled]:
    """The passages around words that evoke meetings."""
    return [told for told in found if told.passage.word is not None and told.passage.marks[0][1] == "meeting"]


def test_what_a_quotation_leaves_out_is_not_said_to_tell_of_nothing(found: list[Labelled]) -> None:
    """A sentence that names two of those who met tells it again; one beside such a sentence is not asked."""
    answers = {told.passage.words[told.passage.word or 0]: told for told in of_meetings(found) if told.status is None}
    assert answers["بحث"].event
    assert {span.yes for span in answers["بحث"].spans if span.asks == "member"} >= {True}
    assert answers["اللقاء"].event is None
    assert answers["اجتماعا"].event is False


@pytest.mark.parametrize("early", [True, False])
def test_a_training_that_was_cut_off_ends_as_if_it_had_not_been(
    found: list[Labelled], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, early: bool
) -> None:
    """Cut off in its first stage, and in its second, which has more articles."""
    monkeypatch.setattr(network, "_KEPT", 1)
    monkeypatch.setattr(network, "LEARN", replace(network.LEARN, last=0))
    monkeypatch.setattr(network, "_PIECES", 64)
    lower = Lower(Path(info().folder) / "encoder")
    whole = network._train(lower, found, found[:3], tmp_path / "whole.safetensors", 1)
    loss, steps = network._loss, list[int]()
    last = 4 if early else len(network._epoch([network.Item(lower.row(t.passage), t) for t in found], 0, 1)) + 2

    def cut(model: network.Tuned, batch: list[network.Item]) -> torch.Tensor:
        steps.append(1)
        if len(steps) == last:
            raise KeyboardInterrupt
        return loss(model, batch)

    monkeypatch.setattr(network, "_loss", cut)
    with pytest.raises(KeyboardInterrupt):
        network._train(lower, found, found[:3], tmp_path / "cut.safetensors", 1)
    monkeypatch.setattr(network, "_loss", loss)
    resumed = network._train(lower, found, found[:3], tmp_path / "cut.safetensors", 1)
    assert whole.keys() == resumed.keys()
    assert all(torch.equal(whole[name], resumed[name]) for name in whole)


def test_what_ships_is_what_was_trained_but_for_rounding(
    found: list[Labelled], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(network, "LEARN", replace(network.LEARN, last=0))
    trained = network.trained([found], None, tmp_path)
    network.pack(tmp_path, tmp_path)
    lower = Lower(Path(info().folder) / "encoder")
    networks = [network.Network(lower, encoder_weights(tmp_path / name)) for name in network.PASSAGES]
    packed = network.PassageReader(lower, networks)
    for told in found:
        one, other = trained.read(told.passage), packed.read(told.passage)
        assert one.event == pytest.approx(other.event, abs=0.05)
