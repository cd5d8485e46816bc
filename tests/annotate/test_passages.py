"""The network of extraction: the same for the same words, whatever it read before and whatever they are."""

from __future__ import annotations

import math
from importlib import resources
from pathlib import Path

import pytest
import torch

from kg.annotate import passages
from kg.annotate.models import info
from kg.annotate.network import SPANS, STATUSES
from kg.annotate.passages import Lower, Network, PassageReader, shipped
from kg.annotate.unpack import encoder_weights
from kg.errors import ModelError
from kg.extract.passages import Passage
from tests.annotate.test_reader import HOSTILE

NEWS = "التقى الرئيس الفرنسي فرانسوا هولاند المستشارة الألمانية أنغيلا ميركل في برلين أمس".split()  # noqa: SIM905


@pytest.fixture(scope="module")
def network() -> PassageReader:
    return shipped()


def of(words: list[str], word: int | None = 0) -> Passage:
    marks = () if word is None else ((word, "meeting"),)
    starts = ((0, 0, len(words), 0),)
    return Passage(tuple(words), (1,) * len(words), marks, (), word, starts)  # type: ignore[arg-type]


def scores(network: PassageReader, passage: Passage) -> list[float]:
    read = network.read(passage)
    spans = [(at, min(at + 1, len(passage.words) - 1)) for at in range(len(passage.words))]
    return [read.event, *read.statuses.values(), *(read.span(asks, *span) for asks in SPANS for span in spans)]


def test_who_met_is_likelier_than_where(network: PassageReader) -> None:
    read = network.read(of(NEWS))
    assert set(read.statuses) == set(STATUSES)
    assert 0 < read.event < 1
    assert read.span("member", 3, 4) > read.span("member", 10, 10)
    assert read.span("place", 10, 10) > read.span("place", 3, 4)


def test_what_was_read_before_changes_nothing(network: PassageReader) -> None:
    first = scores(network, of(NEWS))
    for at in range(40):
        network.read(of(NEWS[at % 5 :] + NEWS))
    assert scores(network, of(NEWS)) == first
    assert scores(shipped(), of(NEWS)) == first


@pytest.mark.parametrize("text", [text for _, text in HOSTILE if text.split()], ids=lambda text: repr(text[:9]))
def test_whatever_the_words_it_answers(network: PassageReader, text: str) -> None:
    found = scores(network, of(text.split()))
    assert all(0 <= score <= 1 for score in found)


def test_words_that_the_encoder_does_not_take_in_have_a_likelihood(network: PassageReader) -> None:
    read = network.read(of(["كلمة"] * 3000, None))
    assert 0 <= read.span("clause", 2990, 2999) <= 1


def test_a_likelihood_is_the_mean_of_all_networks_in_log_odds() -> None:
    lower = Lower(Path(info().folder) / "encoder")
    both = [passages._shipped(lower, name) for name in passages.PASSAGES]
    told = of(NEWS)
    one, other = (PassageReader(lower, [network]).read(told) for network in both)
    read = PassageReader(lower, both).read(told)
    odds = [math.log(r.span("member", 3, 4) / (1 - r.span("member", 3, 4))) for r in (one, other, read)]
    assert odds[2] == pytest.approx((odds[0] + odds[1]) / 2, abs=1e-3)
    assert read.statuses["held"] == pytest.approx((one.statuses["held"] + other.statuses["held"]) / 2, abs=1e-6)
    assert min(one.event, other.event) <= read.event <= max(one.event, other.event)


def test_another_network_over_the_same_lower_layers_leaves_the_first_as_it_was() -> None:
    lower = Lower(Path(info().folder) / "encoder")
    with resources.as_file(resources.files("kg.annotate") / "resources" / passages.PASSAGES[-1]) as path:
        weights = encoder_weights(path)
    first = PassageReader(lower, [Network(lower, weights)])
    before = scores(first, of(NEWS))
    Network(lower, {name: torch.zeros_like(weight) for name, weight in weights.items()})
    assert scores(first, of(NEWS)) == before


def test_a_network_that_is_missing_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passages, "PASSAGES", ("nothing.q8",))
    with pytest.raises(ModelError, match="Install kg again"):
        shipped()


def test_a_damaged_network_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "resources").mkdir()
    (tmp_path / "resources" / passages.PASSAGES[0]).write_bytes(b"nothing")
    monkeypatch.setattr(passages.resources, "files", lambda _: tmp_path)
    with pytest.raises(ModelError, match="Install kg again"):
        shipped()
