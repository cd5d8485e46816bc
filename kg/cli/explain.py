"""`kg explain`: what gave each part of a claim."""

from __future__ import annotations

import click

from kg.cli import Settings
from kg.cli.common import at_terminal, opened_to_read


@click.command()
@click.argument("claim")
@click.option("--model", metavar="NAME", help="The Arabic model's name or folder.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), help="text at a terminal, else json.")
@click.pass_context
def explain(ctx: click.Context, claim: str, model: str | None, form: str | None) -> None:
    """Show which words, entry or model, and which chain of reasoning gave each part of a claim.

    CLAIM is a claim's IRI or the end of it (claim/0123...), as `kg export --format claims`, queries and reviews give
    it.
    """
    from kg.explain.build import explain as explained
    from kg.explain.text import as_json, lines

    settings: Settings = ctx.obj
    with opened_to_read(settings.store) as data:
        found = explained(data, claim, model=model)
    if (form or ("text" if at_terminal() else "json")) == "json":
        click.echo(as_json(found), nl=False)
    else:
        for line in lines(found):
            click.echo(line)
