"""`kg eval`: the store's claims against gold facts."""

from __future__ import annotations

import json
from pathlib import Path

import click

from kg.cli import Settings
from kg.cli.common import at_terminal, opened_to_read, say


@click.command(name="eval")
@click.argument("gold", type=click.Path(path_type=Path, file_okay=False))
@click.option("--format", "form", type=click.Choice(["table", "json"]), help="table at a terminal, else json.")
@click.option("--detail", is_flag=True, help="Every event that was missed, found or spurious, with its words.")
@click.option("--phenomena", is_flag=True, help="How many events were found by status, members, depth of the chain.")
@click.option("--intervals", is_flag=True, help="95 % intervals, by drawing the documents again.")
@click.pass_context
def evaluate(ctx: click.Context, gold: Path, form: str | None, detail: bool, phenomena: bool, intervals: bool) -> None:
    """Score the store's claims against a folder of gold facts (benchmark/develop, for instance)."""
    from kg.evaluate import evaluate as score
    from kg.store.claims import all_claims

    settings: Settings = ctx.obj
    with opened_to_read(settings.store) as data:
        result = score(all_claims(data), gold)
    if detail:
        for judged in result.judged:
            for line in judged.lines():
                say(line)
    ranges = result.intervals() if intervals else {}
    rows = {s.name: s.row() | _range(ranges.get(s.name)) for s in result.scores}
    if phenomena:
        rows |= {s.name: s.row() for s in result.special}
    if (form or ("table" if at_terminal() else "json")) == "json":
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
    else:
        for name, row in rows.items():
            click.echo(f"{name:32}" + "  ".join(f"{k} {v}" for k, v in row.items()))


def _range(found: tuple[float, float] | None) -> dict[str, float]:
    return {} if found is None else {"from": round(found[0], 3), "to": round(found[1], 3)}
