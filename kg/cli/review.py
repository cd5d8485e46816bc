"""`kg review`: claims to look at, judgements of claims and grades of sources."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import click

from kg.cli import Settings
from kg.cli.analysts import By, Form, Why, echo_rows
from kg.cli.common import day, opened_to_read, say
from kg.errors import UsageError

if TYPE_CHECKING:
    from datetime import date

    from kg.store.dataset import Dataset

Second = click.option("--second", is_flag=True, help="Ask for a second pair of eyes: it counts once another agrees.")
Order = click.option("--order", type=click.Choice(["doubtful", "consequential"]), default="doubtful", show_default=True)
Query = click.option("--query", "name", metavar="NAME", help="Only claims in the rows of a named query.")
Parameters = click.option("-p", "parameters", multiple=True, metavar="KEY=VALUE", help="A parameter of that query.")


@click.group(invoke_without_command=True)
@Order
@Query
@Parameters
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="How many claims.")
@By
@Form
@click.pass_context
def review(
    ctx: click.Context,
    order: str,
    name: str | None,
    parameters: tuple[str, ...],
    limit: int,
    by: str | None,
    form: str | None,
) -> None:
    """List claims to look at, the most doubtful or most consequential first.

    They are those that nobody judged; before them those that others judged and you did not, where a second pair of eyes
    is asked for or they disagree.
    """
    if ctx.invoked_subcommand is not None:
        if by is not None:
            raise UsageError(f"--by goes behind {ctx.invoked_subcommand}: kg review {ctx.invoked_subcommand} --by {by}")
        return
    from kg.judge.review import candidates

    settings: Settings = ctx.obj
    with opened_to_read(settings.store) as data:
        only = _claims(data, name, parameters)
        found = candidates(data, order=cast(Any, order), only=only, by=by)[:limit]
        rows = [_row(c.row, c.points, c.reasons, data.base) for c in found]
    echo_rows(rows, form)


def _claims(data: Dataset, name: str | None, parameters: tuple[str, ...]) -> set[str] | None:
    """The claims in the rows of a named query, those of its events where rows name no claim; None if none is named."""
    if name is None:
        return None
    from kg.cli.ask import _given
    from kg.query import ask, named

    rows = ask(data, name, _given(parameters), on="store")
    cells = {str(cell) for row in rows.rows for cell in row if cell is not None}
    if any(column.name.lower().endswith("claim") for column in named(name).columns):
        return {cell for cell in cells if "/claim/" in cell} | {data.base + c for c in cells if c.startswith("claim/")}
    found = _claims_of(data, cells)
    if rows.rows and not found:
        raise UsageError(f"--query {name}: its rows name neither claims nor events. Take another query")
    return found


def _claims_of(data: Dataset, events: set[str]) -> set[str]:
    """The claims of canonical events among IRIs and other cells."""
    from kg.rdf.index import Term
    from kg.rdf.vocabulary import KG
    from kg.store.claims import locals_of

    nodes = [node for cell in events if cell.startswith(data.base) for node in locals_of(data, cell)]
    return {claim for node in nodes for claim in data.subjects(KG.asserts, Term(node))}


def _row(row: dict[str, Any], points: float, reasons: tuple[str, ...], base: str) -> dict[str, Any]:
    return {
        "claim": row["claim"].removeprefix(base),
        "article": row["document"]["id"],
        "points": points,
        "type": row["event"]["type"],
        "status": row["event"]["status"],
        "members": "، ".join(dict.fromkeys(p["name"] for p in row["participants"])),
        "source": " ← ".join(hop["name"] for hop in row["attribution"]),
        "look": ", ".join(reasons),
        "quote": row["evidence"][0]["text"][:120] if row["evidence"] else "",
    }


def _judge(ctx: click.Context, what: str, claim: str, by: str | None, why: str, *, second: bool = False) -> None:
    from kg.judge.review import judge, mirror
    from kg.store.dataset import opened

    settings: Settings = ctx.obj
    with opened(settings.store, write=True) as data:
        told = judge(data, cast(Any, what), claim, by=by, why=why, second=second)
        mirror(data)
    say(f"{told.id}: {what}, by {told.by}. Undo: kg review undo {told.id}")


def _judge_command(what: str, words: str) -> None:
    """A command that judges a claim."""

    @review.command(name=what, help=words)
    @click.argument("claim")
    @By
    @Why
    @Second
    @click.pass_context
    def judge_it(ctx: click.Context, claim: str, by: str | None, why: str, second: bool) -> None:
        _judge(ctx, what, claim, by, why, second=second)


_judge_command("accept", "Accept a claim: the article says so, and it is believed.")
_judge_command("reject", "Reject a claim; it stays in the store and says so.")


@review.command()
@click.argument("claim")
@click.argument("text")
@By
@click.pass_context
def note(ctx: click.Context, claim: str, text: str, by: str | None) -> None:
    """Write a note on a claim."""
    _judge(ctx, "note", claim, by, text)


@review.command()
@click.argument("source")
@click.argument("grade")
@click.option("--from", "since", metavar="DATE", callback=day, help="The day from which it holds (today).")
@By
@Why
@click.pass_context
def grade(ctx: click.Context, source: str, grade: str, since: date | None, by: str | None, why: str) -> None:
    """Grade a source by the Admiralty scale: A to F for its reliability, 1 to 6 for what it says (B2)."""
    from kg.judge.name import node_named
    from kg.judge.review import grade as write
    from kg.judge.review import mirror
    from kg.store.dataset import opened

    settings: Settings = ctx.obj
    with opened(settings.store, write=True) as data:
        told = write(data, node_named(data, source), grade, since=since.isoformat() if since else None, by=by, why=why)
        mirror(data)
    say(f"{told.id}: {told.more['grade']} from {told.more['from']}, by {told.by}. Undo: kg review undo {told.id}")


@review.command()
@click.argument("entry")
@By
@Why
@click.pass_context
def undo(ctx: click.Context, entry: str, by: str | None, why: str) -> None:
    """Take a judgement or grade out of force, named by the first letters of its id."""
    from kg.cli.resolve import undo as take_back

    ctx.invoke(take_back, entry=entry, by=by, why=why)


@review.command(name="judged")
@click.option("--changed", is_flag=True, help="Only those whose claim changed or is gone since.")
@Form
@click.pass_context
def list_judged(ctx: click.Context, changed: bool, form: str | None) -> None:
    """List judged claims, and what became of them when articles were read again; and grades."""
    from kg.judge.log import entries, in_force
    from kg.judge.review import outcomes

    settings: Settings = ctx.obj
    with opened_to_read(settings.store) as data:
        told = [o for o in outcomes(data) if not changed or o.fate != "as it was"]
        rows = [_outcome_row(o, data) for o in told]
    if not changed:
        rows += [
            {"id": e.id, "what": f"grade {e.more['grade']} from {e.more['from']}", "by": e.by, "at": e.at[:16],
             "source": e.about[0].get("name"), "why": e.why}
            for e in in_force(entries(settings.store)) if e.what == "grade"
        ]  # fmt: skip
    echo_rows(rows, form)


def _outcome_row(outcome: Any, data: Dataset) -> dict[str, Any]:
    from kg.store.claims import review_of, verdict_of

    told, claim = outcome.judged.entry, outcome.judged.claim
    changes = "; ".join(f"{k}: {then} → {now}" for k, (then, now) in outcome.changes.items())
    return {
        "id": told.id,
        "what": told.what + (" (a second pair of eyes asked for)" if told.more.get("second") else ""),
        "by": told.by,
        "at": told.at[:16],
        "claim": (claim or "gone: " + str(told.about[0].get("iri"))).removeprefix(data.base),
        "review": verdict_of(review_of(data, claim)) if claim else None,
        "article": told.about[0].get("record"),
        "quote": next(iter(told.about[0].get("quote") or ()), "")[:120],
        "fate": outcome.fate,
        "changes": changes,
        "why": told.why,
    }


@review.command()
@Order
@Query
@Parameters
@By
@Second
@click.pass_context
def session(
    ctx: click.Context, order: str, name: str | None, parameters: tuple[str, ...], by: str | None, second: bool
) -> None:
    """Go through claims at the terminal: evidence with its surroundings, one key an answer; stop and go on later."""
    from kg.judge.log import analyst
    from kg.judge.review import candidates
    from kg.judge.terminal import Session

    settings: Settings = ctx.obj
    with opened_to_read(settings.store) as data:
        told = analyst(by)
        found = candidates(data, order=cast(Any, order), only=_claims(data, name, parameters), by=told)
        sitting = Session(data, found, by=told, second=second)
        sitting.run()
    with opened_to_read(settings.store):
        pass  # brings the answers into the graphs
    say(f"{len(sitting.written)} answers kept. Go on with `kg review session`")
