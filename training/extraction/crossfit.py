"""Fits the models in stages, each on what those before it say of articles that they have not seen (stacking).

A model that weighs the scores of another would trust them too much if it learned from scores on the articles that the
other was trained on; so the articles are dealt into folds, and every example is made by models of the other folds
(Wolpert 1992).  The same models give figures for whole articles that nothing has seen.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kg.extract.learned import Model, given
from training.extraction.catalog import EXAMPLES
from training.extraction.examples import Example, Read
from training.extraction.fit import Fit, fit

FOLDS = 5
STAGES = (
    ("meeting-member", "agreement-party", "event-place", "event-time"),
    ("event-planned", "event-ongoing"),
    ("meeting-same",),
    ("event-member", "agreement-member"),
    ("meeting-event", "agreement-event"),
    ("agreement-clause", "clause-obligor", "clause-beneficiary", "claim-source"),
)
THRESHOLDS = {
    "meeting-member": 0.3,
    "agreement-party": 0.3,
    "event-place": 0.33,
    "event-time": 0.13,
    "event-planned": 0.3,
    "event-ongoing": 0.4,
    "meeting-same": 0.6,
    "event-member": 0.3,
    "meeting-event": 0.4,
    "agreement-member": 0.26,
    "agreement-event": 0.35,
    "agreement-clause": 0.2,
    "clause-obligor": 0.45,
    "clause-beneficiary": 0.4,
    "claim-source": 0.5,  # not asked: the likeliest voice is taken
}
# Of the penalty on weights: what makes articles that a model has not seen likeliest.
STRENGTHS = {
    "meeting-member": 32.0,
    "agreement-party": 32.0,
    "event-place": 8.0,
    "event-time": 4.0,
    "event-planned": 4.0,
    "event-ongoing": 4.0,
    "meeting-same": 32.0,
    "event-member": 16.0,
    "meeting-event": 8.0,
    "agreement-member": 32.0,
    "agreement-event": 8.0,
    "agreement-clause": 8.0,
    "clause-obligor": 8.0,
    "clause-beneficiary": 8.0,
    "claim-source": 8.0,
}


@dataclass(slots=True)
class CrossFit:
    """Articles in folds, the models of each fold (which have not seen it), and all examples by model.

    Args:
        reads: the articles; every fifth is of one fold.
    """

    reads: Sequence[Read]
    models: list[dict[str, Model]] = field(default_factory=lambda: [{} for _ in range(FOLDS)])
    examples: dict[str, list[list[Example]]] = field(default_factory=lambda: defaultdict(list))

    def run(self) -> Iterator[tuple[str, Fit]]:
        """Every model, fitted on all articles, in the order in which they need each other."""
        for stage in STAGES:
            for fold in range(FOLDS):
                with given(self.models[fold]):
                    for name in stage:
                        found = [example for read in self.held(fold) for example in EXAMPLES[name](read)]
                        self.examples[name].append(found)
            for name in stage:
                for fold in range(FOLDS):
                    self.models[fold][name] = as_model(name, self._fit(name, fold))
                yield name, self._fit(name, None)

    def held(self, fold: int) -> Sequence[Read]:
        """The articles that a fold's models have not seen."""
        return self.reads[fold::FOLDS]

    def scored(self, name: str) -> list[tuple[float, bool]]:
        """The likelihood and the answer of every example, by a model that has not seen its article."""
        parts = zip(self.models, self.examples[name], strict=True)
        return [(models[name].score(e.features), e.yes) for models, examples in parts for e in examples]

    def _fit(self, name: str, held: int | None) -> Fit:
        return fit(self._but(name, held), strength=STRENGTHS[name])

    def _but(self, name: str, held: int | None) -> list[Example]:
        return [e for fold, examples in enumerate(self.examples[name]) if fold != held for e in examples]


def as_model(name: str, found: Fit, thresholds: Mapping[str, float] = THRESHOLDS) -> Model:
    """A fit as what extraction asks."""
    return Model(name, found.bias, found.weights, thresholds[name])
