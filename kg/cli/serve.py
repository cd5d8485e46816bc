"""`kg serve`."""

from __future__ import annotations

import click

from kg.cli import Settings
from kg.cli.common import opened_to_read, say
from kg.errors import UsageError


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", type=click.IntRange(0, 65535), default=8384, show_default=True, help="The port.")
@click.option(
    "--timeout", type=click.FloatRange(min=0.1), default=30.0, show_default=True, help="Seconds a query may take."
)
@click.option("--max-size", type=click.IntRange(1), default=64, show_default=True, help="MiB that a result may have.")
@click.option(
    "--max-memory", type=click.IntRange(64), default=2048, show_default=True, help="MiB that a query may use."
)
@click.pass_context
def serve(ctx: click.Context, host: str, port: int, timeout: float, max_size: int, max_memory: int) -> None:
    """Serve a read-only SPARQL 1.1 endpoint at /sparql, and a page to ask from, until Ctrl+C."""
    from kg.serve.app import serve as run
    from kg.serve.protocol import Limits

    settings: Settings = ctx.obj
    with opened_to_read(settings.store):
        pass  # a store that can't be opened is told now, not at the first query
    say(f"SPARQL: http://{host}:{port}/sparql   page: http://{host}:{port}/   (Ctrl+C ends it)")
    try:
        run(settings.store, host=host, port=port, limits=Limits(timeout, max_size << 20, max_memory << 20))
    except OSError as error:
        raise UsageError(
            f"{host}:{port} can't be listened on ({error.strerror}). Choose another with --port"
        ) from error
