"""Trains the log-linear models of extraction on the develop half of the benchmark, and prints how they do.

    python -m training.extraction --corpora ../shared/corpora            train, and write kg/extract/weights/
    python -m training.extraction --corpora ../shared/corpora --check    figures by cross-validation only

Annotations are kept in `--out` (build/extraction), so that a second run costs seconds.  Folds are by article; the fit
is deterministic (L-BFGS from zero on all examples, no sampling).
"""

from __future__ import annotations

import argparse
import json
import pickle
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch

from benchmark.articles import documents, facts
from kg.extract import agreements, factuality, meeting_frames
from kg.extract.acceptance import event_features
from kg.extract.agreement_rules import evoking, hits
from kg.extract.clause_pieces import Segment, spans
from kg.extract.coref import build
from kg.extract.discourse import Discourse, Mention
from kg.extract.frames import Frame
from kg.extract.meetings import scenes, weighed
from kg.extract.outlook import outlook_features
from kg.extract.places import place_names
from kg.extract.setting import Spot, place_choices, time_choices, time_of
from kg.extract.times import FoundTime, article_day, find_times
from kg.extract.triggers import EVOKING
from kg.model import AnnotatedDocument, Sentence
from kg.scoring.events import Told
from kg.scoring.match import align
from kg.scoring.names import mentioned, same_any
from kg.scoring.values import date_fits

Json = dict[str, Any]
WEIGHTS = Path(__file__).resolve().parents[1] / "kg" / "extract" / "weights"
_FOLDS = 5
_LEAST = 3  # examples that a feature must occur in


@dataclass(frozen=True, slots=True)
class Example:
    """Features with the answer, and the article they are from."""

    document: str
    features: tuple[str, ...]
    yes: bool


@dataclass(frozen=True, slots=True)
class Read:
    """An article as the model read it, with what the benchmark says of it, and its times."""

    discourse: Discourse
    facts: Json
    times: tuple[FoundTime, ...]


# --- examples ------------------------------------------------------------------------------------------------------


def told_here(facts: Json, key: str, sentence: Sentence, word: int) -> Json | None:
    """The event in whose quotation a word stands, that of the shortest if there are several."""
    at = sentence.words[word]
    found = [
        e
        for e in facts[key]
        if (q := e["quote_at"])["in"] == sentence.where and q["start"] <= at.start and at.end <= q["end"]
    ]
    return min(found, key=lambda e: len(e["quote"]), default=None)


def names_of(discourse: Discourse, mention: Mention) -> list[list[str]]:
    """The names of the entities that a mention stands for."""
    return [[e.name, *e.aliases] for e in discourse.actors(discourse.entity(mention))]


def matches(discourse: Discourse, mention: Mention, members: Iterable[list[str]]) -> bool:
    """Whether a mention is of one of the members."""
    return any(same_any(names, member) for names in names_of(discourse, mention) for member in members)


def meeting_members(read: Read) -> Iterator[Example]:
    """Every trigger that stands in a meeting's quotation, with every mention that may be a member."""
    for scene in scenes(read.discourse):
        for trigger in (t for t in scene.triggers if t.entry.role in EVOKING):
            event = told_here(read.facts, "meetings", scene.sentence, trigger.word)
            if event is None:
                continue
            members = [p["names"] for p in event["participants"]]
            for found in weighed(scene, trigger):
                yes = matches(read.discourse, found.mention, members)
                yield Example(read.facts["document"], found.features, yes)


def agreement_parties(read: Read) -> Iterator[Example]:
    """Every word of agreement in an agreement's quotation, with every mention that may be a party."""
    for sentence in read.discourse.annotated.sentences:
        found = hits(sentence)
        for item in evoking(sentence, found):
            event = told_here(read.facts, "agreements", sentence, item.at)
            if event is None:
                continue
            for party in agreements.weighed(read.discourse, sentence, item, found):
                yes = matches(read.discourse, party.mention, event["parties"])
                yield Example(read.facts["document"], party.features, yes)


def spots(read: Read) -> Iterator[tuple[Spot, Json]]:
    """Every word that evokes an event in its quotation, with that event."""
    for scene in scenes(read.discourse):
        for trigger in (t for t in scene.triggers if t.entry.role in EVOKING):
            event = told_here(read.facts, "meetings", scene.sentence, trigger.word)
            if event is not None:
                yield Spot(read.discourse, scene.sentence, trigger.word, trigger.entry.id), event
        for item in evoking(scene.sentence, hits(scene.sentence)):
            event = told_here(read.facts, "agreements", scene.sentence, item.at)
            if event is not None:
                yield Spot(read.discourse, scene.sentence, item.at, item.hit.entry.id), event


def event_places(read: Read) -> Iterator[Example]:
    """The places around every such word; yes for those that are the event's."""
    doc = read.discourse.annotated.doc
    for spot, event in spots(read):
        for choice in place_choices(spot):
            names = [part.name for part in place_names(doc, choice.sentence, choice.chain)]
            yes = bool(event.get("place")) and same_any(event["place"][0], names)
            yield Example(read.facts["document"], choice.features, yes)


def event_times(read: Read) -> Iterator[Example]:
    """The times around every such word; yes for those that are the event's."""
    for spot, event in spots(read):
        for choice in time_choices(spot, read.times):
            time = choice.found.time
            yes = bool(event.get("date")) and bool(time.start) and date_fits(event, time.start or "", time.precision)
            yield Example(read.facts["document"], choice.features, yes)


def planned(read: Read) -> Iterator[Example]:
    """Every word that evokes a meeting in its quotation; yes if that is planned, those denied or cancelled left out."""
    day = article_day(read.discourse.annotated)
    for spot, event in spots(read):
        if event["status"] in ("held", "ongoing", "planned") and "participants" in event:
            reading = factuality.read(spot.sentence, spot.word)
            features = outlook_features(spot, reading, time_of(spot, read.times), day)
            yield Example(read.facts["document"], tuple(features), event["status"] == "planned")


def meeting_events(read: Read) -> Iterator[Example]:
    """What words seem to tell as meetings; yes for gold's, optional ones left out."""
    yield from _events(read, meeting_frames.told(read.discourse, read.times), "meetings")


def agreement_events(read: Read) -> Iterator[Example]:
    """What words seem to tell as agreements; yes for gold's, optional ones left out."""
    yield from _events(read, agreements.told(read.discourse, read.times), "agreements")


def _events(read: Read, frames: tuple[Frame, ...], key: str) -> Iterator[Example]:
    events = {f.event: [g for g in frames if g.event == f.event] for f in frames}
    told = [_told(read.discourse, e) for e in events.values()]
    golds = read.facts[key]
    gold_of = {number: golds[at] for at, number in align(golds, told).items()}
    for number, event in enumerate(events.values()):
        gold = gold_of.get(number)
        if gold is None or not gold.get("optional"):
            yield Example(read.facts["document"], event_features(read.discourse, event), gold is not None)


def _told(discourse: Discourse, frames: list[Frame]) -> Told:
    """An event as the scorer sees it: its members."""
    entities = dict.fromkeys(part.entity for frame in frames for part in frame.parts)
    names = [[discourse.entities[at].name, *discourse.entities[at].aliases] for at in entities]
    return Told(members=names, statuses={f.status for f in frames if f.status})


def agreement_clauses(read: Read) -> Iterator[Example]:
    """Pieces near the agreements that gold has; yes where a piece, and no part of it, has a clause's words."""
    frames = agreements.told(read.discourse, read.times)
    events = {f.event: [g for g in frames if g.event == f.event] for f in frames}
    golds = read.facts["agreements"]
    told = list(events.values())
    for at, number in align(golds, [_told(read.discourse, e) for e in told]).items():
        wanted = [c["mentions"] for c in golds[at].get("clauses") or []]
        for whole, parts in spans(read.discourse, told[number], frames):
            inner = [_says(read.discourse, part, wanted) for part in parts]
            for part, yes in zip(parts, inner, strict=True):
                yield Example(read.facts["document"], part.features, yes)
            yield Example(
                read.facts["document"], whole.features, not any(inner) and _says(read.discourse, whole, wanted)
            )


def _says(discourse: Discourse, piece: Segment, wanted: list[list[str]]) -> bool:
    """Whether a piece has all words of one clause."""
    words = piece.sentence.words
    source = discourse.annotated.doc.source(piece.sentence.where)
    text = source[words[piece.first].start : words[piece.last].end]
    return any(all(mentioned(text, word) for word in mentions) for mentions in wanted)


EXAMPLES: dict[str, Callable[[Read], Iterator[Example]]] = {
    "meeting-member": meeting_members,
    "agreement-party": agreement_parties,
    "event-place": event_places,
    "event-time": event_times,
    "event-planned": planned,
    "meeting-event": meeting_events,
    "agreement-event": agreement_events,
    "agreement-clause": agreement_clauses,
}
LATER = (
    "event-planned",
    "meeting-event",
    "agreement-event",
    "agreement-clause",
)  # models whose examples need the others
THRESHOLDS = {
    "meeting-member": 0.3,
    "agreement-party": 0.3,
    "event-place": 0.33,
    "event-time": 0.25,
    "event-planned": 0.3,
    "meeting-event": 0.27,
    "agreement-event": 0.25,
    "agreement-clause": 0.15,
}


# --- the fit -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Fit:
    """Weights by feature, and the bias."""

    bias: float
    weights: dict[str, float]

    def scores(self, examples: Sequence[Example]) -> list[float]:
        """The log-odds of yes of every example."""
        return [self.bias + sum(self.weights.get(f, 0.0) for f in e.features) for e in examples]


def fit(examples: Sequence[Example], *, strength: float = 1.0) -> Fit:
    """L2-regularised logistic regression; `strength` is that of the penalty."""
    counts: dict[str, int] = {}
    for example in examples:
        for feature in example.features:
            counts[feature] = counts.get(feature, 0) + 1
    names = sorted(f for f, n in counts.items() if n >= _LEAST)
    columns = {name: at for at, name in enumerate(names)}
    inputs = torch.zeros(len(examples), len(names), dtype=torch.float64)
    for row, example in enumerate(examples):
        for feature in example.features:
            if feature in columns:
                inputs[row, columns[feature]] = 1
    answers = torch.tensor([float(e.yes) for e in examples], dtype=torch.float64)
    weights = torch.zeros(len(names) + 1, dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.LBFGS([weights], max_iter=200, line_search_fn="strong_wolfe")

    def loss() -> torch.Tensor:
        optimizer.zero_grad()
        out = inputs @ weights[:-1] + weights[-1]
        value = torch.nn.functional.binary_cross_entropy_with_logits(out, answers, reduction="sum")
        value = value + strength * (weights[:-1] ** 2).sum() / 2
        value.backward()
        return value

    optimizer.step(loss)
    values = weights.detach().tolist()
    return Fit(round(values[-1], 4), {n: round(v, 4) for n, v in zip(names, values, strict=False) if abs(v) > 0.005})


def folds(examples: Sequence[Example]) -> Iterator[tuple[list[Example], list[Example]]]:
    """Training and held-out examples, articles kept together."""
    documents = sorted({e.document for e in examples})
    for fold in range(_FOLDS):
        held = set(documents[fold::_FOLDS])
        yield [e for e in examples if e.document not in held], [e for e in examples if e.document in held]


def held_out(examples: Sequence[Example], strength: float) -> list[tuple[float, bool]]:
    """Log-odds and answer of every example by a fit that has not seen its article."""
    out: list[tuple[float, bool]] = []
    for rest, held in folds(examples):
        out += zip(fit(rest, strength=strength).scores(held), [e.yes for e in held], strict=True)
    return out


def f1(scored: Iterable[tuple[float, bool]], threshold: float) -> float:
    """F1 of yes."""
    pairs = list(scored)
    found = sum(yes for score, yes in pairs if score >= threshold)
    given = sum(score >= threshold for score, _ in pairs)
    wanted = sum(yes for _, yes in pairs)
    return 2 * found / (given + wanted) if found else 0.0


def by_rule(examples: Sequence[Example]) -> float:
    """F1 where the rules alone answer."""
    return f1(((1.0 if "rule=True" in e.features else 0.0, e.yes) for e in examples), 0.5)


# --- the command ---------------------------------------------------------------------------------------------------


def readings(corpora: Path, benchmark: Path, out: Path) -> Iterator[Read]:
    """The articles of a half, annotated once."""
    told = facts(benchmark)
    for annotated in annotations(corpora, sorted(told), out):
        yield Read(build(annotated), told[annotated.doc.record_id], find_times(annotated))


def annotations(corpora: Path, ids: Sequence[str], out: Path) -> Iterator[AnnotatedDocument]:
    """Annotated articles, from `out` where they are there for this model."""
    from kg.annotate.models import info
    from kg.annotate.reader import Reader

    folder = out / info().hash
    folder.mkdir(parents=True, exist_ok=True)
    reader: Reader | None = None
    for doc in documents(corpora, ids):
        path = folder / f"{doc.record_id}.pickle"
        if not path.is_file():
            reader = reader or Reader(info())
            path.write_bytes(pickle.dumps(reader.read(doc)))
        annotated: AnnotatedDocument = pickle.loads(path.read_bytes())
        yield annotated


def main() -> int:
    """Trains or checks every model."""
    parser = argparse.ArgumentParser(prog="python -m training.extraction", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--benchmark", type=Path, default=Path("benchmark/develop"))
    parser.add_argument("--out", type=Path, default=Path("build/extraction"))
    parser.add_argument("--check", action="store_true", help="only cross-validation, nothing is written")
    parser.add_argument("--strength", type=float, default=4.0, help="of the penalty on weights")
    options = parser.parse_args()
    read = list(readings(options.corpora, options.benchmark, options.out))
    for name, examples_of in EXAMPLES.items():
        examples = [e for r in read for e in examples_of(r)]
        scored = held_out(examples, options.strength)
        yes = sum(e.yes for e in examples)
        sys.stdout.write(
            f"{name}: {len(examples)} examples, {yes} yes; F1 of rules {by_rule(examples):.3f}, "
            f"of the model (held out, {_FOLDS} folds) {f1(scored, 0.0):.3f}\n"
        )
        if not options.check:
            _write(name, fit(examples, strength=options.strength))
    return 0


def _write(name: str, found: Fit) -> None:
    content = {
        "bias": found.bias,
        "threshold": THRESHOLDS.get(name, 0.5),
        "weights": dict(sorted(found.weights.items())),
    }
    path = WEIGHTS / f"{name}.json"
    path.write_text(json.dumps(content, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
