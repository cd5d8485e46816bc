"""`kg annotate`: what Stanza and the model read."""

from __future__ import annotations

import json
from pathlib import Path

import click


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path, allow_dash=True))
@click.option("--format", "form", type=click.Choice(["conllu", "json"]), default="conllu", show_default=True)
@click.option("--model", help="The model's name or folder.")
@click.pass_context
def annotate(ctx: click.Context, paths: tuple[Path, ...], form: str, model: str | None) -> None:
    """Print what Stanza and the model read in articles, with offsets and names."""
    from kg.annotate import annotate as run
    from kg.annotate.formats import to_conllu, to_json
    from kg.cli.common import Reading

    reading = Reading(paths)
    for annotated in run(reading.documents(), model=model):
        if form == "conllu":
            click.echo(to_conllu(annotated), nl=False)
        else:
            click.echo(json.dumps(to_json(annotated), ensure_ascii=False))
    ctx.exit(1 if reading.refused else 0)
