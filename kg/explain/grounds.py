"""Steps of reasoning that rest on an entry of the lexicon or on a model."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kg.explain.types import Because, Note, Verdict, Weights
from kg.extract.learned import model
from kg.lexicon.load import Entry, Value, entry_of, purpose
from kg.model import Span

_FEW = 6  # words that an entry is found by which are shown


def by_entry(id: str, text: str, words: Span | None = None) -> Because:
    """A step that rests on an entry; where no entry has the id, the step names it."""
    entry = entry_of(id)
    return Because(text if entry else f"{text} ({id})", words, note(entry) if entry else None)


def note(entry: Entry) -> Note:
    """An entry as a reader needs it."""
    found_by = (*entry.lemmas, *(f for f in entry.forms if f not in entry.lemmas)) or _names(entry)
    means = tuple((key, said) for key, value in entry.more.items() if (said := _said(value)) and key != "names")
    example = next(iter(entry.examples.match), None)
    return Note(entry.id, entry.file, purpose(entry.file), found_by[:_FEW], means, example)


def _names(entry: Entry) -> tuple[str, ...]:
    return entry.texts("names") if isinstance(entry.more.get("names"), str | list) else ()


def _said(value: Value) -> str:
    """A field in a few words; '' for what is longer than that."""
    if isinstance(value, list):
        return ", ".join(str(item) for item in value[:_FEW] if isinstance(item, str | int))
    return str(value) if isinstance(value, str | int | float) and len(str(value)) <= 120 else ""


def by_model(name: str, features: Iterable[str], text: str) -> Because:
    """A step that rests on a model, with the features that weighed most."""
    weigher, known = model(name), tuple(features)
    return Because(
        text,
        verdict=Verdict(
            name,
            round(weigher.score(known), 3),
            weigher.threshold,
            _rounded(weigher.why(known)),
            _rounded(weigher.why_not(known)),
        ),
    )


def _rounded(weights: Weights) -> Weights:
    return tuple((feature, round(weight, 2)) for feature, weight in weights)


def sentence_for(code: str, sentences: Mapping[str, str], otherwise: str) -> str:
    """What a rule's short name says in full; `otherwise` with the name where the table does not have it."""
    return sentences.get(code, f"{otherwise} “{code}”" if code else otherwise)
