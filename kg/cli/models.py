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
    """List the models that can be used."""
    from kg.annotate.models import available

    for model in available():
        click.echo(f"{model.name}\t{model.version}\t{model.licence}")


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
