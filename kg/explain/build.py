"""Explains a stored claim: reads its article again, finds the claim, and says what gave each part of it."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from kg.errors import UsageError
from kg.explain import chain, event, people, setting
from kg.explain.clause import clause
from kg.explain.grounds import by_entry
from kg.explain.told import Told, tellings
from kg.explain.types import Explained, Explanation
from kg.extract.article import Workings
from kg.pipeline import ArticleReader
from kg.rdf.index import Term
from kg.rdf.iris import Minter, claim_iris
from kg.rdf.vocabulary import KG, PROV, RDF
from kg.store.articles import document, matching
from kg.store.claims import review_of
from kg.store.dataset import Dataset


def explain(data: Dataset, name: str, *, model: str | None = None) -> Explanation:
    """The explanation of the claim of this IRI or last part of one.

    Raises:
        UsageError: the store has no such claim; the nearest are offered.
        ModelError: the model can't be loaded.
    """
    claim = find(data, name)
    (stored,) = matching(data, data.one(claim, str(PROV.wasDerivedFrom)) or "")
    workings = ArticleReader(model).workings(document(data, stored))
    told = find_told(workings, claim, data.base)
    return Explanation(
        claim=claim,
        document=stored.record_id,
        title=stored.title,
        run=workings.extraction.run,
        stored_run=data.one(claim, str(KG.run)),
        current=told is not None,
        parts=tuple(parts(told, data.base)) if told is not None else (_kept(data, claim),),
        review=review_of(data, claim),
    )


def find(data: Dataset, name: str) -> str:
    """The IRI of a claim that a user names, by it, its end (`claim/0123...`) or the last part of that.

    Raises:
        UsageError: the store has none; the nearest are offered.
    """
    claims = data.subjects(str(RDF.type), Term(str(KG.Claim)))
    short = {claim.rsplit("/", 1)[1]: claim for claim in claims}
    last = name.removeprefix(f"{data.base}claim/").removeprefix("claim/")
    if last in short:
        return short[last]
    near = get_close_matches(last.rsplit("/", 1)[-1], short, n=3, cutoff=0.4)
    offer = f"Near: {', '.join(near)}" if near else "`kg export --format claims` gives all claims with their IRIs"
    raise UsageError(f"{name}: no such claim in {data.folder}. {offer}")


def find_told(workings: Workings, claim: str, base: str) -> Told | None:
    """The claim of an IRI with its frames; None where the article is not read into it."""
    iris = claim_iris(Minter(workings.extraction.doc, base), workings.extraction.claims)
    return next((told for iri, told in zip(iris, tellings(workings), strict=True) if str(iri) == claim), None)


def parts(told: Told, base: str) -> Iterator[Explained]:
    """All parts of a claim, explained."""
    claim = told.claim
    yield event.event(told, str(Minter(told.workings.extraction.doc, base).node(claim.event)))
    yield from (people.participant(told, part) for part in claim.participants)
    if claim.status:
        yield event.status(told)
    yield event.certainty(told)
    if claim.kind:
        yield event.kind(told)
    if claim.place:
        yield setting.place(told)
    if claim.time:
        yield setting.time(told)
    if claim.clause:
        yield clause(told)
    if claim.content:
        yield event.content(told)
    yield from chain.sources(told)


def _kept(data: Dataset, claim: str) -> Explained:
    """What is stored of a claim that is not read any more: the entries that it was made by."""
    reasons = (by_entry(id, "The stored claim was made by it.") for id in data.objects(claim, str(KG.reason)))
    return Explained("stored", "not read any more", tuple(reasons))
