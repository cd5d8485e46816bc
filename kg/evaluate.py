"""Claims against gold facts: alignment of events by shared members, then precision, recall and accuracies.

The measure is that of the gold facts' own guidelines: names match when the folded tokens of one contain those of the
other; an optional event costs nothing either way; status, place, date and chain count every distinct value given.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kg.errors import UsageError
from kg.scoring.events import Told, gather
from kg.scoring.match import align, members_of, same_any
from kg.scoring.phenomena import phenomena
from kg.scoring.tally import Score, Tally, intervals, total
from kg.scoring.values import evidence_fits, valued

Json = dict[str, Any]
_KINDS = (("Meeting", "meetings"), ("Agreement", "agreements"))


@dataclass(frozen=True, slots=True)
class Judged:
    """A gold event or a told one: `missed`, `spurious`, `found` with what is wrong in it; `words` are the article's."""

    outcome: str
    document: str
    kind: str
    members: str
    words: str
    wrong: tuple[str, ...] = ()

    def lines(self) -> Iterator[str]:
        """For a person to read."""
        yield f"{self.outcome:9}{self.document}  {self.kind}: {self.members}"
        yield f"         «{self.words}»"
        yield from (f"         {fault}" for fault in self.wrong)


@dataclass(slots=True)
class DocumentResult:
    """What one document gives: its measures, those of phenomena, and every event with what became of it."""

    document: str
    tally: Tally = field(default_factory=Tally)
    special: Tally = field(default_factory=Tally)
    judged: list[Judged] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Result:
    """The documents' results; what they give together."""

    documents: tuple[DocumentResult, ...]

    @property
    def scores(self) -> list[Score]:
        """All measures, in order of their names."""
        return total(d.tally for d in self.documents).scores

    @property
    def special(self) -> list[Score]:
        """Of gold's events that show a phenomenon, how many were found."""
        return total(d.special for d in self.documents).scores

    @property
    def judged(self) -> Iterator[Judged]:
        """Every event, document by document."""
        return (judged for document in self.documents for judged in document.judged)

    def intervals(self) -> dict[str, tuple[float, float]]:
        """95 % intervals by measure, documents drawn again."""
        return intervals([d.tally for d in self.documents])


def evaluate(claims: Iterable[Json], gold: Path) -> Result:
    """The measures of the claims against a folder of gold files.

    Raises:
        UsageError: no such folder, no gold file in it, or one that is no JSON.
    """
    return evaluate_facts(claims, _gold(gold))


def evaluate_facts(claims: Iterable[Json], gold: Iterable[Json]) -> Result:
    """The measures of the claims against gold facts, one object a document."""
    told = gather(claims)
    return Result(tuple(_document(facts, told.get(facts["document"], {})) for facts in gold))


def _gold(folder: Path) -> list[Json]:
    paths = sorted(folder.glob("*.json")) if folder.is_dir() else []
    if not paths:
        raise UsageError(f"{folder}: no folder with gold facts (*.json). Give one such as benchmark/clauses")
    out = []
    for path in paths:
        try:
            facts = json.loads(path.read_text(encoding="utf-8"))
            facts["document"]
        except (ValueError, KeyError, TypeError) as error:
            raise UsageError(f"{path}: no gold facts ({error}). Each file is an object with `document`") from error
        out.append(facts)
    return out


def _document(facts: Json, told: dict[str, dict[str, Told]]) -> DocumentResult:
    result = DocumentResult(facts["document"])
    for kind, key in _KINDS:
        _score(result, kind.lower(), facts.get(key) or [], list(told.get(kind, {}).values()))
    return result


def _score(result: DocumentResult, low: str, golds: list[Json], told: list[Told]) -> None:
    pairs = align(golds, told)
    for number, gold in enumerate(golds):
        if gold.get("optional"):
            continue
        for name in phenomena(low, gold):
            result.special.judge(name, number in pairs)
        if number in pairs:
            _found(result, low, gold, told[pairs[number]])
        else:
            _missed(result, low, gold)
    spare = [event for number, event in enumerate(told) if number not in pairs.values()]
    result.tally.count(low, 0, len(spare), 0)
    for event in spare:
        names = "; ".join(member[0] for member in event.members)
        result.judged.append(Judged("spurious", result.document, low, names, _short(event.evidence)))


def _short(evidence: list[str]) -> str:
    return " … ".join(dict.fromkeys(evidence))[:400]


def _named(gold: Json) -> str:
    return "; ".join(names[0] for names in members_of(gold))


def _missed(result: DocumentResult, low: str, gold: Json) -> None:
    result.tally.count(low, 0, 0, 1)
    result.tally.count(f"{low} members", 0, 0, len(members_of(gold)))
    for name, _ in valued(gold, Told()):
        result.tally.count(f"{low} {name}", 0, 0, 1)
    for _ in gold.get("clauses") or []:
        result.tally.count("clauses", 0, 0, 1)
    result.judged.append(Judged("missed", result.document, low, _named(gold), gold.get("quote") or ""))


def _found(result: DocumentResult, low: str, gold: Json, told: Told) -> None:
    members, tally = members_of(gold), result.tally
    missing = [m[0] for m in members if not any(same_any(m, names) for names in told.members)]
    spurious = [names[0] for names in told.members if not any(same_any(m, names) for m in members)]
    wrong = [f"members missed: {'; '.join(missing)}"] * bool(missing)
    wrong += [f"members too many: {'; '.join(spurious)}"] * bool(spurious)
    tally.count(low, 1, 0, 0)
    tally.count(f"{low} members", len(members) - len(missing), len(spurious), len(missing))
    for name, counts in valued(gold, told):
        tally.count(f"{low} {name}", *counts)
        wrong += [f"{name}: {_values(told, name)}, not {_wanted(gold, name)}"] * (counts != (1, 0, 0))
    if gold.get("quote"):
        tally.judge(f"{low} evidence", evidence_fits(gold["quote"], told.evidence))
    if low == "agreement":
        wrong += _clauses(tally, gold, told)
    quote = gold.get("quote") or ""
    result.judged.append(Judged("found", result.document, low, _named(gold), quote, tuple(wrong)))


def _values(told: Told, name: str) -> str:
    values: dict[str, Iterable[object]] = {
        "status": sorted(told.statuses),
        "place": [" ← ".join(place) for place in told.places if place],
        "date": [text for text, _ in sorted(told.dates, key=str)],
    }
    chains = [" ← ".join(hop[0] for hop in chain) for chain in told.chains]
    return " | ".join(map(str, values.get(name, chains))) or "nothing"


def _wanted(gold: Json, name: str) -> str:
    if name in ("status", "place", "date"):
        return json.dumps(gold[name], ensure_ascii=False)
    chains = gold.get("source_chains") or [gold["source_chain"]]
    return " | ".join(" ← ".join(hop[0] for hop in chain) for chain in chains)


def _clauses(tally: Tally, gold: Json, told: Told) -> list[str]:
    """Counts an agreement's clauses; says which were missed and which are too many."""
    if not gold.get("clauses"):
        return []
    wrong = []
    left = dict(told.clauses)
    for wanted in gold["clauses"]:
        hit = next((iri for iri, clause in left.items() if clause.fits(wanted)), None)
        if hit is None:
            tally.count("clauses", 0, 0, 1)
            wrong.append(f"clause missed: {' … '.join(wanted['mentions'])}")
            continue
        clause = left.pop(hit)
        tally.count("clauses", 1, 0, 0)
        tally.judge("clause outcome", clause.outcome == wanted["outcome"])
        for role, names in (("obligor", clause.obligor), ("beneficiary", clause.beneficiary)):
            if wanted.get(role):
                tally.judge(f"clause {role}", same_any(wanted[role], names))
        if wanted.get("conditional"):
            tally.judge("clause condition", clause.conditional)
    tally.count("clauses", 0, len(left), 0)
    return wrong + [f"clause too many: {clause.text}" for clause in left.values()]
