"""`kg query`, `kg sparql`, `kg export`, `kg validate`."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli import Settings
from kg.cli.common import at_terminal, opened_to_read, say
from kg.errors import UsageError

if TYPE_CHECKING:
    from kg.query import Query
    from kg.rows import Rows
    from kg.store.dataset import Dataset


@click.command()
@click.argument("name", required=False)
@click.option("-p", "parameters", multiple=True, metavar="KEY=VALUE", help="A parameter of the query.")
@click.option("--on", type=click.Choice(["store", "neo4j"]), default="store", show_default=True)
@click.option("--format", "form", type=click.Choice(["table", "json", "csv"]), help="table at a terminal, else json.")
@click.pass_context
def query(ctx: click.Context, name: str | None, parameters: tuple[str, ...], on: str, form: str | None) -> None:
    """Run a named query; without a name, list them with their parameters."""
    from kg.query import ask, queries
    from kg.rows import as_csv, as_json, print_table

    settings: Settings = ctx.obj
    if name is None:
        _list(queries())
        return
    with opened_to_read(settings.store) as data:
        rows = ask(data, name, _given(parameters), on="neo4j" if on == "neo4j" else "store")
        warnings = list(_doubted(data, rows))
    form = form or ("table" if at_terminal() else "json")
    if form == "table":
        from rich.console import Console

        print_table(rows, Console())
    else:
        click.echo(as_csv(rows) if form == "csv" else as_json(rows), nl=False)
    for line in warnings:
        say(line)


def _doubted(data: Dataset, rows: Rows) -> Iterator[str]:
    """A line for each verdict that speaks against claims of an answer: rows are the same whatever analysts said."""
    from kg.rdf.vocabulary import KG
    from kg.store.claims import judgements_graph, review_of, verdict_of

    cells = {str(row[at]) for row in rows.rows for at, name in enumerate(rows.columns) if name in rows.iris | rows.ids}
    judged = cells & {claim for claim, _ in data.pairs(KG.reviewState, judgements_graph(data))}
    verdicts = {c: verdict_of(review_of(data, c)) for c in judged}
    for verdict, words, less in (
        ("rejected", "analysts reject", "-p rejected=false leaves them out"),
        ("disputed", "analysts dispute", "-p accepted=true gives only accepted ones"),
    ):
        if found := sorted(c.removeprefix(data.base) for c, told in verdicts.items() if told == verdict):
            yield f"{len(found)} of these claims {words}: {', '.join(found)}. `kg review judged` says why; {less}"


def _list(found: Sequence[Query]) -> None:
    """The queries with what is their own; the filters, which nearly all of them take, once at the end."""
    taken = Counter(p for query in found for p in query.parameters)
    filters = {p for p, count in taken.items() if 2 * count > len(found)}
    for query in found:
        click.echo(f"{query.name}: {query.title}")
        for p in query.parameters:
            if p not in filters:
                click.echo(f"    -p {p.name}=...  {p.about}{' (needed)' if p.required else ''}")
    click.echo("filters, for every query:")
    for p in (p for p in taken if p in filters):
        click.echo(f"    -p {p.name}=...  {p.about}")


def _given(parameters: tuple[str, ...]) -> dict[str, str]:
    out = {}
    for parameter in parameters:
        key, equals, value = parameter.partition("=")
        if not equals:
            raise UsageError(f"-p {parameter}: write a parameter as key=value")
        out[key] = value
    return out


@click.command()
@click.argument("query_or_file")
@click.option(
    "--format", "form", help="json, xml, csv, tsv for rows; turtle, trig, nquads, ntriples, rdfxml, jsonld for graphs."
)
@click.pass_context
def sparql(ctx: click.Context, query_or_file: str, form: str | None) -> None:
    """Run a SPARQL 1.1 query, given as text, as a file, or on standard input (-)."""
    settings: Settings = ctx.obj
    with opened_to_read(settings.store) as data:
        data.answer(_text(query_or_file), form, sys.stdout.buffer)
        sys.stdout.buffer.flush()


def _text(query_or_file: str) -> str:
    if query_or_file == "-":
        return sys.stdin.buffer.read().decode("utf-8")
    if "{" in query_or_file:
        return query_or_file
    try:
        return Path(query_or_file).read_text(encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{query_or_file}: neither a query nor a file that can be read ({error.strerror})") from error


@click.command()
@click.option(
    "--format", "form", required=True, type=click.Choice(["turtle", "trig", "nquads", "jsonld", "claims", "csv", "ftm"])
)
@click.option("-o", "target", type=click.Path(path_type=Path, allow_dash=True), help="A file; standard output if none.")
@click.pass_context
def export(ctx: click.Context, form: str, target: Path | None) -> None:
    """Write the graph out; `claims` is JSON Lines, an object a claim."""
    from kg.export import export as write

    settings: Settings = ctx.obj
    with opened_to_read(settings.store) as data:
        write(data, form, target)


@click.command()
@click.pass_context
def validate(ctx: click.Context) -> None:
    """Check the store against the SHACL shapes: exit 0 conforms, 1 does not, 2 could not run."""
    from kg.rdf.validate import validate_store

    settings: Settings = ctx.obj
    with opened_to_read(settings.store) as data:
        report = validate_store(data)
    for line in report.lines:
        click.echo(line)
    say("The store conforms." if report.conforms else f"{len(report.lines)} results: the store does not conform.")
    ctx.exit(0 if report.conforms else 1)
