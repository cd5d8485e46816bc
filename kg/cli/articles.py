"""`kg ingest`, `kg reread`, `kg remove`."""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli import Settings
from kg.cli.common import Reading, day, opened_to_read, say, tell_if_old
from kg.errors import UsageError
from kg.model import Document

if TYPE_CHECKING:
    from datetime import date

    from kg.store.dataset import Dataset


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path, allow_dash=True))
@click.option("--published", metavar="DATE", callback=day, help="The day of articles that state none (2015-06-01).")
@click.option("--outlet", metavar="NAME", help="The outlet of articles that state none.")
@click.option("--model", metavar="NAME", help="The Arabic model's name or folder.")
@click.option("--workers", type=click.IntRange(1), default=1, show_default=True, help="Processes that read articles.")
@click.option("--neo4j", "uri", metavar="URI", help="Load this Neo4j afterwards (or NEO4J_URI).")
@click.pass_context
def ingest(
    ctx: click.Context,
    paths: tuple[Path, ...],
    published: date | None,
    outlet: str | None,
    model: str | None,
    workers: int,
    uri: str | None,
) -> None:
    """Read articles (.txt, .html, .json, .jsonl, .jsonl.gz, folders, - for standard input) into the store."""
    settings: Settings = ctx.obj
    reading = Reading(paths, outlet, published)
    refused = _ingest(settings, reading.items(), model, workers, " ".join(map(str, paths)))
    if uri or os.environ.get("NEO4J_URI"):
        from kg.cli.neo4j import load_into

        load_into(settings, uri)
    ctx.exit(1 if refused else 0)


def _ingest(settings: Settings, items: Iterable[object], model: str | None, workers: int, what: str) -> int:
    """Stores the items, tells what became of each, and gives the number of refused ones."""
    from kg.annotate.models import info
    from kg.pipeline import ingest as run
    from kg.store.dataset import opened
    from kg.store.runs import log_run

    began, counts = time.monotonic(), Counter[str]()
    with opened(settings.store, write=True) as data:
        tell_if_old(data)
        say(f"Reading with the model {info(model).name} ...")
        for outcome in run(data, items, model=model, workers=workers):  # type: ignore[arg-type]
            counts[outcome.result or "refused"] += 1
            counts["claims"] += outcome.claims
            counts["events"] += outcome.events
            _tell(outcome, sum(counts[k] for k in ("new", "same", "reread", "version", "refused")))
        log_run(settings.store, {"command": "ingest", "what": what, "counts": dict(counts)})
        _tell_analysts(data)
    _sum_up(settings, counts, time.monotonic() - began)
    return counts["refused"]


def _tell(outcome: object, number: int) -> None:
    from kg.pipeline import Outcome

    assert isinstance(outcome, Outcome)
    if outcome.error is not None:
        say(f"kg: {outcome.error}")
    elif outcome.result == "version":
        say(f"[{number}] {outcome.record_id}: new version of an article that the store has; {outcome.claims} claims")
    else:
        say(f"[{number}] {outcome.record_id}: {_WORDS[outcome.result or 'new']}; {outcome.claims} claims")


def _tell_analysts(data: Dataset) -> None:
    """What analysts judged or decided and is not as it was: nothing of that goes in silence."""
    from kg.cli.analysts import tell_faults
    from kg.judge.identity import attached
    from kg.judge.review import outcomes

    tell_faults(data.folder)
    fates = Counter(o.fate for o in outcomes(data))
    if fates["changed"] or fates["gone"]:
        say(f"Judged claims: {fates['changed']} changed, {fates['gone']} gone. See them: kg review judged --changed")
    if lost := sum(a.nodes is None for a in attached(data)):
        say(f"Decisions on who is who: {lost} can't be attached any more. See them: kg resolve log")


_WORDS = {"new": "new", "same": "as it was", "reread": "read again", "version": "new version"}


def _sum_up(settings: Settings, counts: Counter[str], seconds: float) -> None:
    stored = [f"{counts[k]} {_WORDS[k]}" for k in _WORDS if counts[k]]
    refused = [f"{counts['refused']} refused"] if counts["refused"] else []
    articles = ", ".join([*stored, *refused]) or "none"
    say(f"Articles: {articles}. Claims: {counts['claims']} about {counts['events']} events.")
    option = "" if str(settings.store) == "kg-store" else f" --store {settings.store}"
    say(f"{seconds:.0f} s. Next: kg{option} show, kg{option} query who-met-whom, kg{option} load (Neo4j)")


@click.command()
@click.argument("articles", nargs=-1)
@click.option("--model", metavar="NAME", help="The Arabic model's name or folder.")
@click.option("--workers", type=click.IntRange(1), default=1, show_default=True)
@click.pass_context
def reread(ctx: click.Context, articles: tuple[str, ...], model: str | None, workers: int) -> None:
    """Extract again from the stored texts, after a better model or lexicon; all articles if none is named."""
    settings: Settings = ctx.obj
    documents = _documents(settings, articles)
    ctx.exit(1 if _ingest(settings, documents, model, workers, f"reread {len(documents)}") else 0)


def _documents(settings: Settings, names: tuple[str, ...]) -> list[Document]:
    from kg.store.articles import articles, document, matching

    with opened_to_read(settings.store) as data:
        found = [a for name in names for a in matching(data, name)] if names else list(articles(data))
        return [document(data, stored) for stored in found]


@click.command()
@click.argument("articles", nargs=-1, required=True)
@click.pass_context
def remove(ctx: click.Context, articles: tuple[str, ...]) -> None:
    """Take articles out, named by IRI, url or record id."""
    from kg.link.identity import mend
    from kg.store.articles import matching
    from kg.store.articles import remove as take_out
    from kg.store.dataset import opened
    from kg.store.runs import log_run

    settings: Settings = ctx.obj
    with opened(settings.store, write=True) as data:
        tell_if_old(data)
        found = {a.article: a for name in articles for a in matching(data, name)}
        if not found:
            raise UsageError(f"{', '.join(articles)}: no such article in {settings.store}")
        for stored in found.values():
            take_out(data, stored)
            say(f"{stored.record_id}: taken out")
        mend(data)
        log_run(settings.store, {"command": "remove", "articles": sorted(found)})
        _tell_analysts(data)
    say("Neo4j has them until the next `kg load`.")
