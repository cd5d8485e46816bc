"""`kg eval`: the store's claims against gold facts."""

from __future__ import annotations

import json
from pathlib import Path

import click

from kg.cli import Settings
from kg.cli.common import at_terminal, say


@click.command(name="eval")
@click.argument("gold", type=click.Path(path_type=Path, file_okay=False))
@click.option("--format", "form", type=click.Choice(["table", "json"]), help="table at a terminal, else json.")
@click.option("--detail", is_flag=True, help="Say of each gold event whether it was found.")
@click.pass_context
def evaluate(ctx: click.Context, gold: Path, form: str | None, detail: bool) -> None:
    """Score the store's claims against a folder of gold facts."""
    from kg.evaluate import evaluate as score
    from kg.store.claims import all_claims
    from kg.store.dataset import opened

    settings: Settings = ctx.obj
    with opened(settings.store) as data:
        result = score(all_claims(data), gold)
    if detail:
        for line in result.detail:
            say(line)
    if (form or ("table" if at_terminal() else "json")) == "json":
        click.echo(json.dumps({s.name: s.row() for s in result.scores}, ensure_ascii=False, indent=1))
    else:
        for s in result.scores:
            click.echo(f"{s.name:26}" + "  ".join(f"{k} {v}" for k, v in s.row().items()))
