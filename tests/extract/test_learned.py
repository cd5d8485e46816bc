"""The models that weigh: what they say, why, and that none of them knows an actor."""

from __future__ import annotations

import json
from importlib import resources

import pytest

from kg import __version__
from kg.arabic.fold import fold
from kg.extract.learned import Model, given, model, weights_hash
from kg.lexicon.actors import actor_lexicon
from kg.pipeline import run_name

NAMES = sorted(
    path.name.removesuffix(".json")
    for path in (resources.files("kg.extract") / "weights").iterdir()
    if path.name.endswith(".json")
)
SMALL = Model("small", -1.0, {"a": 2.0, "b": -0.5, "c": 1.0}, 0.5)


def test_the_score_is_the_logistic_of_what_the_features_weigh() -> None:
    assert SMALL.score([]) == pytest.approx(0.2689, abs=1e-4)
    assert SMALL.score(["a", "unheard of"]) == pytest.approx(0.7311, abs=1e-4)
    assert SMALL.says(["a"])
    assert not SMALL.says(["b"])


def test_why_gives_what_weighed_most() -> None:
    assert SMALL.why(["b", "c", "a"], most=2) == (("a", 2.0), ("c", 1.0))


def test_every_model_is_there_with_its_threshold() -> None:
    assert NAMES == [
        "agreement-clause",
        "agreement-event",
        "agreement-member",
        "agreement-party",
        "claim-source",
        "clause-beneficiary",
        "clause-obligor",
        "event-member",
        "event-ongoing",
        "event-place",
        "event-planned",
        "event-time",
        "meeting-event",
        "meeting-member",
        "meeting-same",
    ]
    assert all(0 < model(name).threshold < 1 for name in NAMES)


def test_models_can_be_given_for_a_while() -> None:
    shipped = model("meeting-same")
    with given({"meeting-same": SMALL}):
        assert model("meeting-same") is SMALL
    assert model("meeting-same") is shipped


@pytest.mark.parametrize("name", NAMES)
def test_no_feature_names_an_actor(name: str) -> None:
    known = {fold(actor.name) for actor in actor_lexicon().known.values()}
    text = (resources.files("kg.extract") / "weights" / f"{name}.json").read_text(encoding="utf-8")
    assert not {f for f in json.loads(text)["weights"] if fold(f.rpartition("=")[2]) in known or fold(f) in known}


def test_a_run_names_the_weights_that_decided() -> None:
    assert weights_hash() in run_name("model")
    assert run_name("model").startswith(f"kg {__version__}, model model, lexicon ")
