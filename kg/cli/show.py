"""`kg show`: what the articles say, for a person to read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import click

from kg.cli import Settings
from kg.cli.common import opened_to_read

if TYPE_CHECKING:
    from kg.store.articles import Stored
    from kg.store.dataset import Dataset

Json = dict[str, Any]
_NODE = re.compile(r"(?:.*/)?(claim|meeting|agreement|clause|request|mandate|accusation)/[0-9a-f]{20}")


@click.command()
@click.argument("names", metavar="[ARTICLE|EVENT|CLAIM]...", nargs=-1)
@click.pass_context
def show(ctx: click.Context, names: tuple[str, ...]) -> None:
    """Print what the articles say: who met whom, where, when and for whom, what was agreed, according to whom.

    All articles if nothing is named. An event (meeting/0123..., agreement/0123...) is shown as each article tells it.
    """
    from kg.digest import digest
    from kg.store.articles import articles
    from kg.store.claims import claims_of
    from kg.store.telling import beside, copied

    settings: Settings = ctx.obj
    with opened_to_read(settings.store) as data:
        chosen = [pair for n in names for pair in _chosen(data, n)] if names else [(a, _all) for a in articles(data)]
        for stored, only in chosen:
            rows = only(list(claims_of(data, stored)))
            told = dict.fromkeys(row["event"]["id"] for row in rows)
            also = {event: list(beside(data, event, stored.article)) for event in told}
            for line in digest(stored.title or stored.record_id, rows, head=copied(data, stored.article), also=also):
                click.echo(line)


def _all(rows: list[Json]) -> list[Json]:
    return rows


def _chosen(data: Dataset, name: str) -> Iterator[tuple[Stored, Callable[[list[Json]], list[Json]]]]:
    """The articles that a name means, each with what chooses among its claims."""
    from kg.link.lookup import Kind, resolve
    from kg.rdf.vocabulary import KG, PROV
    from kg.store.articles import matching, of_iri
    from kg.store.claims import locals_of

    found = _NODE.fullmatch(name)
    if found is None:
        yield from ((stored, _all) for stored in matching(data, name))
        return
    kind: Kind = "claim" if found[1] == "claim" else "event"
    (iri,) = resolve(data, kind, name)
    predicate, nodes = (PROV.wasDerivedFrom, [iri]) if kind == "claim" else (KG.ofArticle, locals_of(data, iri))
    for article in sorted({a for node in nodes for a in data.objects(node, predicate)}):
        if (stored := of_iri(data, article)) is not None:
            yield stored, lambda rows: _about(rows, iri)


def _about(rows: list[Json], iri: str) -> list[Json]:
    """The claims of an event, or the claim, of that IRI; with a clause its agreement, with an agreement its clauses."""
    meant = [r for r in rows if iri in (r["claim"], r["event"]["id"], r["event"].get("agreement"))]
    around = {r["event"].get("agreement") for r in meant}
    return meant + [r for r in rows if r not in meant and r["event"]["id"] in around]
