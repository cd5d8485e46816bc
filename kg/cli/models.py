"""`kg models`: which Arabic models there are, and how Stanza loads them."""

from __future__ import annotations

import json
from dataclasses import asdict

import click


@click.group()
def models() -> None:
    """Tell which Arabic models there are, and which is used."""


@models.command("list")
def list_models() -> None:
    """List the models that can be used, and those that can be pulled."""
    from kg.annotate.models import available, is_pulled
    from kg.annotate.pull import PUBLISHED

    for model in available():
        click.echo(f"{model.name}\t{model.version}\t{model.licence}")
    for name, published in PUBLISHED.items():
        if not is_pulled(name):
            click.echo(f"{name}\tnot pulled: kg models pull {name}\t{published.licence}")


@models.command()
@click.argument("name")
def pull(name: str) -> None:
    """Fetch a model that Stanza publishes, verify it by hash, and keep it in the cache."""
    from kg.annotate.models import pull as pull_model

    model = pull_model(name)
    click.echo(f"{model.name}\t{model.version}\t{model.folder}")


@models.command()
@click.argument("name", required=False)
@click.option("--json", "as_json", is_flag=True, help="JSON, with the keyword arguments for stanza.Pipeline.")
def info(name: str | None, as_json: bool) -> None:
    """Tell about a model: its parts, licence, hash, and how stanza.Pipeline loads it."""
    from kg.annotate.models import info as model_info

    row = asdict(model_info(name))
    if as_json:
        click.echo(json.dumps(row, ensure_ascii=False, indent=1, default=str))
    else:
        click.echo("\n".join(f"{key}: {value}" for key, value in row.items()))
