"""What is told beside an article's claims: who else tells of the same event, and whose text the article shares."""

from __future__ import annotations

from collections.abc import Iterator

from kg.rdf.index import Term
from kg.rdf.vocabulary import KG
from kg.store.claims import locals_of, node_of
from kg.store.dataset import Dataset

_QUOTE = 80  # characters of shared words that are shown


def article_named(data: Dataset, article: str) -> str:
    """An article for people: its record and outlet, as two outlets may use one id."""
    return "، ".join(filter(None, (data.one(article, KG.recordId), data.one(article, KG.outletName))))


def beside(data: Dataset, event: str, article: str) -> Iterator[str]:
    """A line on an event that other articles tell of, too: which, and how many independent sources it has by all."""
    told = {a for node in locals_of(data, event) for a in data.objects(node, KG.ofArticle, data.identity)}
    if told <= {article}:
        return
    node = node_of(data, event)
    least, most = node.independent, node.independent_at_most
    count = "" if least is None else f"; independent sources: {least}" + (f" to {most}" if most != least else "")
    others = "; ".join(sorted(article_named(data, a) for a in told - {article}))
    yield f"    also    {others}{count} (kg show {event.removeprefix(data.base)})"


def copied(data: Dataset, article: str) -> Iterator[str]:
    """A line for each article with which an article shares text: who took it over, how many words, how they begin."""
    told = {other: ("of", node) for node, other in _reuse(data, article, KG.reuser, KG.reused)}
    for node, other in _reuse(data, article, KG.reused, KG.reuser):
        told[other] = ("shared with" if other in told else "taken over by", node)
    for other, (way, node) in sorted(told.items(), key=lambda item: article_named(data, item[0])):
        words, text = data.one(node, KG.sharedWords, data.identity), data.one(node, KG.text, data.identity) or ""
        yield f"    copied  {words} words {way} {article_named(data, other)}: «{' '.join(text.split())[:_QUOTE]}…»"


def _reuse(data: Dataset, article: str, mine: str, theirs: str) -> Iterator[tuple[str, str]]:
    """The notes of reuse in which an article has a part, with the other article."""
    for node in data.subjects(mine, Term(article), data.identity):
        yield from ((node, other) for other in data.objects(node, theirs, data.identity))
