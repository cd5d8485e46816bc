"""`kg resolve`: who is the same as whom: see, decide, undo."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli import Settings
from kg.cli.analysts import By, Form, Why, as_json, echo_json, echo_rows, tell_faults
from kg.cli.common import opened_to_read, say, tell_if_old

if TYPE_CHECKING:
    from kg.judge.resolve import Explanation, Resolver

_HEAD = frozenset({"now", "score", "mentions", "at", "by", "what", "id"})


@click.group(invoke_without_command=True)
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="How many pairs.")
@Form
@click.pass_context
def resolve(ctx: click.Context, limit: int, form: str | None) -> None:
    """List doubtful pairs, the most useful first; with a command, explain, decide, undo.

    A mention is named by its IRI or the end of it (actor/0123...), as RECORD/NAME, or by a name that only one has.
    """
    if ctx.invoked_subcommand is not None:
        return
    from kg.judge.resolve import Resolver

    settings: Settings = ctx.obj
    with opened_to_read(settings.store) as data:
        resolver = Resolver(data)
        rows = [_doubt_row(resolver, d) for d in resolver.doubts()[:limit]]
    echo_rows(rows, form, head=_HEAD)


def _doubt_row(resolver: Resolver, doubt: Any) -> dict[str, Any]:
    from kg.judge.name import article_named, label

    told = resolver.verdict(doubt.one, doubt.other)
    against = [told.forbidden] if told and told.forbidden else []
    if told and told.merges and not doubt.together and (apart := resolver.apart_by(doubt.one, doubt.other)):
        against.append(f"kept apart by {' and '.join(label(resolver.data, n) for n in apart[:2])}: {apart[2]}")
    return {
        "now": "one" if doubt.together else "two",
        "score": doubt.score,
        "mentions": doubt.mentions,
        "one": label(resolver.data, doubt.one),
        "oneId": doubt.one.removeprefix(resolver.data.base),
        "oneIn": article_named(resolver.data, doubt.one),
        "other": label(resolver.data, doubt.other),
        "otherId": doubt.other.removeprefix(resolver.data.base),
        "otherIn": article_named(resolver.data, doubt.other),
        "reasons": "; ".join([*(r.text for r in told.reasons), *against]) if told else "",
    }


@resolve.command()
@click.argument("one")
@click.argument("other")
@Form
@click.pass_context
def explain(ctx: click.Context, one: str, other: str, form: str | None) -> None:
    """Say why two are one, or why not: the evidence with its points, and the links that joined them."""
    from kg.judge.name import node_named
    from kg.judge.resolve import Resolver

    settings: Settings = ctx.obj
    with opened_to_read(settings.store) as data:
        resolver = Resolver(data)
        told = resolver.explain(node_named(data, one), node_named(data, other))
        if as_json(form):
            echo_json(_as_json(told))
            return
        for line in _lines(resolver, told):
            click.echo(line)


def _as_json(told: Explanation) -> dict[str, Any]:
    verdict = told.verdict
    reasons = [{"points": r.points, "text": r.text} for r in verdict.reasons] if verdict else []
    return {
        "one": told.one,
        "other": told.other,
        "together": told.together,
        "score": verdict.score if verdict else None,
        "reasons": reasons,
        "forbidden": verdict.forbidden if verdict else None,
        "links": [{"one": a, "other": b, "score": score, "reasons": list(r)} for a, b, score, r in told.chain],
        "apart": dict(zip(("one", "other", "why"), told.apart, strict=True)) if told.apart else None,
        "decisions": [e.row() for e in told.decided],
    }


def _lines(resolver: Resolver, told: Explanation) -> list[str]:
    from kg.digest import on_a_line
    from kg.judge.name import article_named, label
    from kg.link.score import MERGE

    data = resolver.data

    def named(node: str) -> str:
        return f"{label(data, node)} ({node.removeprefix(data.base)}; {article_named(data, node)})"

    out = [named(told.one), named(told.other), f"are {'one' if told.together else 'two'}."]
    if told.together:
        out.append(f"Their canonical node is {resolver.canonical(told.one)}")
    said = [(e, on_a_line(f": {e.why}") if e.why else "") for e in told.decided]
    out += [f"Decided: {e.what} by {on_a_line(e.by)}, {e.at[:16]}{why}" for e, why in said]
    if told.verdict is None:
        out.append("Side by side: their names have nothing in common.")
    else:
        out.append(f"Side by side: {told.verdict.score:g} points; from {MERGE:g} on they are one.")
        out += [f"    {r.points:+.2f}  {r.text}" for r in told.verdict.reasons]
        out += [f"    forbidden: {told.verdict.forbidden}"] if told.verdict.forbidden else []
    if told.apart:
        out.append(f"Kept apart by two of their mentions that are not one: {told.apart[2]}")
        out += [f"    {named(node)}" for node in told.apart[:2]]
    for one, other, score, reasons in told.chain:
        out.append(f"Joined by {label(data, one)} = {label(data, other)}: {score:g} points")
        out += [f"    {reason}" for reason in reasons]
    return out


def _decider(what: str, words: str) -> None:
    """A command that decides on two mentions."""

    @resolve.command(name=what, help=words)
    @click.argument("one")
    @click.argument("other")
    @By
    @Why
    @click.pass_context
    def decide_it(ctx: click.Context, one: str, other: str, by: str | None, why: str) -> None:
        from kg.judge.identity import CONTRADICTED, unmet
        from kg.judge.name import node_named
        from kg.judge.resolve import Resolver, decide
        from kg.store.dataset import opened

        settings: Settings = ctx.obj
        with opened(settings.store, write=True) as data:
            nodes = node_named(data, one), node_named(data, other)
            tell_if_old(data)
            told = decide(data, what, *nodes, by=by, why=why)
            now = Resolver(data)
            count = "one" if now.canonical(nodes[0]) == now.canonical(nodes[1]) else "two"
            against = [name for name, why in unmet(data).items() if why == CONTRADICTED]
        say(f"{told.id}: {what}, by {told.by}. They are {count} now. Undo: kg resolve undo {told.id}")
        if against:
            say(f"Decisions that contradict others, and are not followed: {', '.join(against)}. See kg resolve log")


_decider("same", "Decide that two mentions are one.")
_decider("not-same", "Decide that two mentions are not one.")


@resolve.command()
@click.argument("entry")
@By
@Why
@click.pass_context
def undo(ctx: click.Context, entry: str, by: str | None, why: str) -> None:
    """Take a decision or judgement out of force, named by the first letters of its id."""
    from kg.judge.resolve import undo as take_back
    from kg.store.dataset import opened

    settings: Settings = ctx.obj
    with opened(settings.store, write=True) as data:
        tell_if_old(data)
        told = take_back(data, entry, by=by, why=why)
    say(f"{told.more['of']}: out of force, by {told.by}. Undo that: kg resolve undo {told.id}")


@resolve.command()
@Form
@click.pass_context
def log(ctx: click.Context, form: str | None) -> None:
    """List all entries of the log: what was decided or judged, by whom, when, why, and whether it is in force."""
    from kg.judge.identity import unmet
    from kg.judge.log import entries, in_force
    from kg.judge.refs import attach

    settings: Settings = ctx.obj
    tell_faults(settings.store)
    with opened_to_read(settings.store) as data:
        told, against = entries(settings.store), unmet(data)
        holds = {e.id for e in in_force(told)}
        rows = []
        for e in told:
            lost = e.id in holds and any(attach(data, ref) is None for ref in e.about)
            state = "can't be attached" if lost else against.get(e.id, "in force") if e.id in holds else ""
            about = " | ".join(
                f"{r.get('record')}/{r.get('name') or (r.get('quote') or [''])[0][:60]}" for r in e.about
            )
            rows.append({"id": e.id, "at": e.at[:16], "by": e.by, "what": e.what, "about": about, "why": e.why,
                         "state": state or ("undo" if e.what == "undo" else "undone")})  # fmt: skip
    echo_rows(rows, form, head=_HEAD)


@resolve.command(name="export")
@click.argument("target", type=click.Path(path_type=Path, allow_dash=True, dir_okay=False), default="-")
@click.pass_context
def export_log(ctx: click.Context, target: Path) -> None:
    """Write the log out, to share it: JSON Lines."""
    from kg.judge.log import entries, lines_of

    settings: Settings = ctx.obj
    lines = lines_of(entries(settings.store))
    with click.open_file(str(target), "w", encoding="utf-8") as out:
        out.write(lines)


@resolve.command(name="import")
@click.argument("path", type=click.Path(path_type=Path, dir_okay=False, exists=True, allow_dash=True))
@click.pass_context
def import_log(ctx: click.Context, path: Path) -> None:
    """Take in the entries of another log that this one has not; nothing, where a line is none."""
    from kg.judge.log import append, entries, in_force, read_log
    from kg.judge.refs import attach
    from kg.link.identity import mend
    from kg.store.dataset import opened

    settings: Settings = ctx.obj
    with opened(settings.store, write=True) as data:
        tell_if_old(data)
        known = {e.id for e in entries(settings.store)}
        new = [e for e in {e.id: e for e in read_log(path)}.values() if e.id not in known]
        append(settings.store, *new)
        mend(data)
        holds = {e.id for e in in_force(entries(settings.store))}
        lost = sum(any(attach(data, ref) is None for ref in e.about) for e in new if e.id in holds)
    of_them = f", {lost} of them about what this store has not" if lost else ""
    say(f"{len(new)} {'entry' if len(new) == 1 else 'entries'} taken in{of_them}. `kg resolve log` lists them")
