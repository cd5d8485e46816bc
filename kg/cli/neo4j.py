"""`kg neo4j` and `kg load`."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli import Settings
from kg.cli.common import opened_to_read, say
from kg.errors import Neo4jError, UsageError


@click.group()
def neo4j() -> None:
    """Start, stop and look after a local Neo4j Community server."""


@neo4j.command()
@click.option("--bolt", type=int, help="The port for drivers (7697).")
@click.option("--http", type=int, help="The port for Neo4j Browser (7484).")
@click.option(
    "--heap", metavar="SIZE", help="Memory for queries, such as 2g (or KG_NEO4J_HEAP; else a quarter of the machine's)."
)
@click.pass_context
def start(ctx: click.Context, bolt: int | None, http: int | None, heap: str | None) -> None:
    """Start a local server; the first time its jars are fetched."""
    from kg.neo4j.server import BOLT, HTTP, folder_of
    from kg.neo4j.server import start as run

    settings: Settings = ctx.obj
    server = run(folder_of(settings.store), bolt=bolt or BOLT, http=http or HTTP, heap=heap, say=say)
    say(f"Neo4j Browser: {server.browser}")
    say(f"Connect to {server.uri} as neo4j; the password is in {server.password_file}")
    say("Next: kg load")


@neo4j.command()
@click.pass_context
def stop(ctx: click.Context) -> None:
    """Stop the local server."""
    from kg.neo4j.server import folder_of
    from kg.neo4j.server import stop as run

    settings: Settings = ctx.obj
    say("Neo4j is stopped." if run(folder_of(settings.store)) else "No Neo4j of this store runs.")


@neo4j.command()
@click.pass_context
def status(ctx: click.Context) -> None:
    """Tell whether the local server runs, and where."""
    from kg.neo4j.server import folder_of
    from kg.neo4j.server import status as look

    settings: Settings = ctx.obj
    server = look(folder_of(settings.store))
    if server is None:
        say("No Neo4j of this store runs. Start one with `kg neo4j start`")
        ctx.exit(1)
    else:
        click.echo(f"{server.uri}\tneo4j\t{server.password_file}\t{server.browser}")


@neo4j.command()
@click.option("--port", type=int, default=7485, show_default=True, help="The port for the style and the guide.")
@click.option(
    "--files", "folder", type=click.Path(path_type=Path), help="Only write style, guide and saved queries here."
)
@click.option("--no-open", is_flag=True, help="Do not open a browser; say how.")
@click.pass_context
def browser(ctx: click.Context, port: int, folder: Path | None, no_open: bool) -> None:
    """Open Neo4j Browser with kg's guide, and give it the style and the saved queries, until Ctrl+C."""
    from kg.neo4j.browser import open_and_serve, write
    from kg.neo4j.server import folder_of
    from kg.neo4j.server import status as look

    settings: Settings = ctx.obj
    if folder is not None:
        for path in write(folder):
            click.echo(path)
        say("In Neo4j Browser, drop style.grass and the .cypher files on the Favorites drawer (the star).")
        return
    server = look(folder_of(settings.store))
    if server is None:
        raise Neo4jError("no Neo4j of this store runs. Start one with `kg neo4j start`, or take the files with --files")
    say(f"The password for neo4j is in {server.password_file}")
    try:
        open_and_serve(server, port, say, show=not no_open)
    except OSError as error:
        raise UsageError(f"port {port} can't be listened on ({error.strerror}). Choose another with --port") from error


@click.command()
@click.option("--check", "only_check", is_flag=True, help="Compare only: exit 0 the same, 1 not.")
@click.option("--neo4j", "uri", metavar="URI", help="The server (or NEO4J_URI; else the local one).")
@click.pass_context
def load(ctx: click.Context, only_check: bool, uri: str | None) -> None:
    """Bring Neo4j up to date with the store, or compare the two."""
    settings: Settings = ctx.obj
    if not only_check:
        load_into(settings, uri)
        return
    from kg.neo4j.connection import settings as where
    from kg.neo4j.load import check

    with opened_to_read(settings.store) as data:
        difference = check(data, where(settings.store, uri))
    if difference.none:
        say("Neo4j and the store say the same.")
        return
    for line in difference.lines:
        click.echo(line)
    say(
        f"Neo4j lacks {difference.nodes} nodes and {difference.relationships} relationships or has them otherwise, and "
        f"has {difference.gone_nodes} and {difference.gone_relationships} too many. Next: kg load"
    )
    ctx.exit(1)


def load_into(settings: Settings, uri: str | None) -> None:
    """Loads the store into Neo4j and tells what was written."""
    from kg.neo4j.connection import settings as where
    from kg.neo4j.load import load as run

    target = where(settings.store, uri)
    with opened_to_read(settings.store) as data:
        done = run(data, target)
    say(
        f"Neo4j at {target.uri}: {done.nodes} nodes and {done.relationships} relationships written, "
        f"{done.gone_nodes} and {done.gone_relationships} taken out."
    )
    for iri in done.withdrawn:
        say(f"{iri}: the store has it no more, but it carries what is not kg's: it stays as :Withdrawn")
    if done.kept:
        say(f"{done.kept} relationships went but carried what is not kg's: a :WITHDRAWN one stands for each")
