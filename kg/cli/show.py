"""`kg show`: what the articles say, for a person to read."""

from __future__ import annotations

import click

from kg.cli import Settings
from kg.cli.common import opened_to_read


@click.command()
@click.argument("articles", nargs=-1)
@click.pass_context
def show(ctx: click.Context, articles: tuple[str, ...]) -> None:
    """Print what the articles say: who met whom, where, when and for whom, what was agreed, according to whom."""
    from kg.digest import digest
    from kg.store.articles import articles as all_articles
    from kg.store.articles import matching
    from kg.store.claims import claims_of

    settings: Settings = ctx.obj
    with opened_to_read(settings.store) as data:
        chosen = [a for name in articles for a in matching(data, name)] if articles else list(all_articles(data))
        for stored in chosen:
            for line in digest(stored.title or stored.record_id, list(claims_of(data, stored))):
                click.echo(line)
