"""What Neo4j Browser is given, from a local address or as files: a style, saved queries, and a guide made of them."""

from __future__ import annotations

import html
import webbrowser
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from kg.neo4j.server import Server

STYLE, GUIDE = "style.grass", "guide.html"
_TYPES = {"grass": "text/plain", "html": "text/html", "cypher": "text/plain"}
_HEAD = """<article class="guide"><title>kg</title><carousel class="deck container-fluid">
<slide class="row-fluid"><div class="col-sm-4"><h3>kg</h3><p class="lead">Who is said to have met whom, what was agreed,
and according to whom.</p></div><div class="col-sm-8"><p>A claim says that something happened; its chain of hops says
according to whom. Lines between actors are derived from claims and name them: click a line to see its sources.</p>
<p>Load the style first: <code>:style {base}style.grass</code></p></div></slide>
"""
_SLIDE = """<slide class="row-fluid"><div class="col-sm-4"><h3>{title}</h3><p>{about}</p></div>
<div class="col-sm-8"><figure><pre class="pre-scrollable code runnable standalone-example">{text}</pre></figure></div>
</slide>
"""


@dataclass(frozen=True, slots=True)
class Saved:
    """A saved query: the first comment line is its title, the next what it shows."""

    name: str
    title: str
    about: str
    text: str


def saved() -> tuple[Saved, ...]:
    """All saved queries, in order of their file names."""
    folder = files("kg.neo4j.browser") / "saved"
    names = sorted(f.name for f in folder.iterdir() if f.name.endswith(".cypher"))
    return tuple(_saved(name, (folder / name).read_text(encoding="utf-8")) for name in names)


def _saved(name: str, text: str) -> Saved:
    title, about, _ = text.split("\n", 2)
    return Saved(name, title.removeprefix("// "), about.removeprefix("// "), text)


def style() -> str:
    """The style: caption, colour and size by label."""
    return (files("kg.neo4j.browser") / STYLE).read_text(encoding="utf-8")


def guide(base: str) -> str:
    """The guide, a slide a saved query; `base` is the address that its files are under."""
    slides = (
        _SLIDE.format(
            title=html.escape(q.title), about=html.escape(q.about), text=html.escape(q.text.split("\n", 2)[2].strip())
        )
        for q in saved()
    )
    return _HEAD.format(base=base) + "".join(slides) + "</carousel></article>\n"


def write(folder: Path) -> tuple[Path, ...]:
    """Writes the style, the guide and the saved queries into a folder, to be dropped on Neo4j Browser."""
    folder.mkdir(parents=True, exist_ok=True)
    contents = {STYLE: style(), GUIDE: guide(""), **{q.name: q.text for q in saved()}}
    for name, text in contents.items():
        (folder / name).write_text(text, encoding="utf-8")
    return tuple(folder / name for name in contents)


def application(base: str) -> Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]:
    """A WSGI application that gives Neo4j Browser the files; it asks from another origin, so CORS lets it."""
    contents = {STYLE: style(), GUIDE: guide(base), **{q.name: q.text for q in saved()}}

    def app(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        name = environ.get("PATH_INFO", "/").removeprefix("/")
        known = name in contents
        kind = _TYPES.get(name.rpartition(".")[2], "text/plain") if known else "text/plain"
        headers = [
            ("Content-Type", f"{kind}; charset=utf-8"),
            ("Access-Control-Allow-Origin", "*"),
            ("Access-Control-Allow-Headers", "*"),
        ]
        start_response("200 OK" if known else "404 Not Found", headers)
        return [contents.get(name, f"{name}: not here\n").encode("utf-8")]

    return app


def address(server: Server, base: str | None = None) -> str:
    """Where Neo4j Browser opens for this server, at the guide where one is served."""
    fields = {"dbms": f"bolt://neo4j@127.0.0.1:{server.bolt}", "db": "neo4j"}
    if base:
        fields |= {"cmd": "play", "arg": f"{base}{GUIDE}"}
    return f"{server.browser}?{urlencode(fields)}"


def open_and_serve(server: Server, port: int, say: Callable[[str], None], *, show: bool = True) -> None:
    """Opens Neo4j Browser at the guide and serves the files until the process is told to end.

    Raises:
        OSError: the port is taken.
    """
    from waitress.server import create_server

    base = f"http://localhost:{port}/"  # Neo4j Browser takes guides from localhost, and from 127.0.0.1 none
    serving = create_server(application(base), host="127.0.0.1", port=port, threads=2, ident=None)
    where = address(server, base)
    say(f"Neo4j Browser: {where}")
    say(f"Style: type  :style {base}{STYLE}   Guide:  :play {base}{GUIDE}   (Ctrl+C ends this)")
    if show:
        webbrowser.open(where)
    serving.run()
