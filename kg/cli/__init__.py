"""The command line: thin commands over the package, imported only when they are used."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from kg import __version__
from kg.errors import KgError

_COMMANDS: Mapping[str, tuple[str, str, str]] = {
    "ingest": ("kg.cli.articles", "ingest", "Read articles, extract claims, store and link them."),
    "reread": ("kg.cli.articles", "reread", "Extract again from the stored texts."),
    "remove": ("kg.cli.articles", "remove", "Take articles out."),
    "show": ("kg.cli.show", "show", "Print what the articles say: who met whom, what was agreed, according to whom."),
    "explain": ("kg.cli.explain", "explain", "Show which words, entry or model gave each part of a claim."),
    "annotate": ("kg.cli.annotate", "annotate", "Print what Stanza and the model read in articles."),
    "query": ("kg.cli.ask", "query", "Run a named query; without a name, list them."),
    "sparql": ("kg.cli.ask", "sparql", "Run a SPARQL 1.1 query on the store (read only)."),
    "export": ("kg.cli.ask", "export", "Write the graph out."),
    "serve": ("kg.cli.serve", "serve", "Serve a read-only SPARQL endpoint and a page to ask from."),
    "resolve": ("kg.cli.resolve", "resolve", "See, decide and undo who is the same as whom."),
    "review": ("kg.cli.review", "review", "See claims; record and undo judgements of claims and grades of sources."),
    "validate": ("kg.cli.ask", "validate", "Check the store against the SHACL shapes."),
    "eval": ("kg.cli.evaluate", "evaluate", "Score the store's claims against gold facts."),
    "load": ("kg.cli.neo4j", "load", "Bring Neo4j up to date with the store, or compare the two."),
    "neo4j": ("kg.cli.neo4j", "neo4j", "Start, stop and look after a local Neo4j server."),
    "models": ("kg.cli.models", "models", "Tell which Arabic models there are."),
}


@dataclass(frozen=True, slots=True)
class Settings:
    """What every command knows: the store's folder."""

    store: Path


class LazyGroup(click.Group):
    """A group that imports a command's module only to run it, so that `kg --help` answers at once."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, in the order of use."""
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """A command; its module is imported here."""
        if cmd_name not in _COMMANDS:
            return None
        module, name, _ = _COMMANDS[cmd_name]
        command: click.Command = getattr(import_module(module), name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list in the help, without importing anything."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, _, text) in _COMMANDS.items()])

    def invoke(self, ctx: click.Context) -> Any:
        """Runs a command; an error of kg is one line on stderr, and its exit status."""
        try:
            return super().invoke(ctx)
        except KgError as error:
            click.echo(f"kg: {error}", err=True)
            ctx.exit(error.exit_status)


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--store",
    type=click.Path(path_type=Path, file_okay=False),
    envvar="KG_STORE",
    default=Path("kg-store"),
    help="The store's folder (or KG_STORE; ./kg-store).",
)
@click.version_option(__version__, prog_name="kg")
@click.pass_context
def cli(ctx: click.Context, store: Path) -> None:
    """Who is said to have met whom, what was agreed, and according to whom: a knowledge graph out of Arabic news."""
    ctx.obj = Settings(store)


def main() -> None:
    """The entry point; stdout and stderr speak UTF-8 whatever the locale says."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    cli(prog_name="kg")
