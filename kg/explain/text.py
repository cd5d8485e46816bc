"""An explanation as lines for a person, or as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from kg.digest import review_lines
from kg.explain.types import Because, Explanation, Note, Verdict, Weights
from kg.model import Span

_QUOTE = 90  # characters of words that are shown


def as_json(explanation: Explanation) -> str:
    """One JSON object; fields that say nothing are left out."""
    return json.dumps(_without_empty(asdict(explanation)), ensure_ascii=False, indent=2) + "\n"


def _without_empty(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_empty(item) for key, item in value.items() if item is not None and item != ()}
    return [_without_empty(item) for item in value] if isinstance(value, list | tuple) else value


def lines(explanation: Explanation) -> Iterator[str]:
    """The lines: the claim, then part by part what gave it."""
    yield f"═══ {explanation.claim}"
    yield f"    article  {explanation.title or explanation.document}"
    yield f"    read by  {explanation.run}"
    if explanation.stored_run != explanation.run:
        yield f"    stored   {explanation.stored_run}"
        yield "    Another run made the stored claim than the one that explains it; `kg reread` brings it up to date."
    if not explanation.current:
        yield "    The article is not read into this claim any more; this is what the store keeps of it."
    yield from review_lines(explanation.review)
    for part in explanation.parts:
        yield f"\n{part.part.upper()}  {_cut(part.value)}"
        for because in part.because:
            yield from _because(because)


def _because(because: Because) -> Iterator[str]:
    words = f"  {_words(because.words)}" if because.words else ""
    yield f"    {because.text}{words}"
    if because.entry:
        yield from (f"        {line}" for line in _entry(because.entry))
    if because.verdict:
        yield from (f"        {line}" for line in _verdict(because.verdict))


def _words(span: Span) -> str:
    where = "" if span.where == "text" else f"{span.where} "
    return f"«{_cut(span.text)}» [{where}{span.start}–{span.end}]"


def _entry(note: Note) -> Iterator[str]:
    means = "; ".join(f"{key} {said}" for key, said in note.means)
    yield f"entry {note.id} of {note.file} ({note.purpose})" + (f": {means}" if means else "")
    if note.found_by:
        yield f"found by {'، '.join(note.found_by)}" + (f" — as in: {note.example}" if note.example else "")


def _verdict(verdict: Verdict) -> Iterator[str]:
    answer = "yes" if verdict.score >= verdict.threshold else "no"
    yield f"model {verdict.model}: {verdict.score:.3f}, {answer} (from {verdict.threshold:g} on)"
    for word, weights in (("for", verdict.weighed_for), ("against", verdict.weighed_against)):
        if weights:
            yield f"{word}: {_weights(weights)}"


def _weights(weights: Weights) -> str:
    return ", ".join(f"“{feature}” {weight:+.2f}" for feature, weight in weights)


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _QUOTE else f"{line[:_QUOTE]}…"
