"""The HTTP side: werkzeug reads requests, waitress serves them.

Both are small, in Python alone and long kept; a query is work for a process, so threads that wait are all it needs.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from werkzeug.datastructures import MIMEAccept
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.wrappers import Request as HttpRequest
from werkzeug.wrappers import Response
from werkzeug.wsgi import wrap_file

from kg.serve.page import description, page
from kg.serve.protocol import FORM, MEDIA_TYPES, QUERY, UPDATE, Limits, ProtocolError, Request, request
from kg.serve.worker import Job, execute

HOST, PORT = "127.0.0.1", 8384
_THREADS = 4
_METHODS = "GET, HEAD, POST, OPTIONS"
_CORS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": _METHODS,
    "Access-Control-Allow-Headers": "Accept, Content-Type",
    "Access-Control-Max-Age": "86400",
}
WsgiApp = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


def application(store: Path, limits: Limits) -> WsgiApp:
    """The WSGI application: `/` is the page, `/sparql` the endpoint."""

    def app(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        http = HttpRequest(environ)
        http.max_content_length = limits.query
        try:
            response = _respond(http, store, limits)
        except ProtocolError as error:
            response = Response(f"{error}\n", error.status, content_type="text/plain; charset=utf-8")
        except RequestEntityTooLarge:
            response = Response(f"a request may have {limits.query} bytes\n", 413, content_type="text/plain")
        response.headers.extend(_CORS)
        return response(environ, start_response)

    return app


def serve(store: Path, *, host: str = HOST, port: int = PORT, limits: Limits | None = None) -> None:
    """Serves until the process is told to end.

    Raises:
        OSError: the port is taken, or the host is none of this machine.
    """
    from waitress.server import create_server

    server = create_server(
        application(store, limits or Limits()),
        host=host,
        port=port,
        threads=_THREADS,
        ident=None,
        clear_untrusted_proxy_headers=True,
    )
    server.run()


def _respond(http: HttpRequest, store: Path, limits: Limits) -> Response:
    if http.path not in ("/", "/sparql"):
        raise ProtocolError(404, f"{http.path}: nothing here. The endpoint is /sparql")
    if http.method not in _METHODS.split(", "):
        response = Response(f"{http.method} is refused: read only\n", 405, content_type="text/plain; charset=utf-8")
        response.headers["Allow"] = _METHODS
        return response
    if http.method == "OPTIONS":
        return Response(status=204, headers={"Allow": _METHODS})
    if http.path == "/":
        return Response(page(), content_type="text/html; charset=utf-8")
    asked = _asked(http)
    return _unasked(http) if asked is None else _result(http, asked, store, limits)


def _asked(http: HttpRequest) -> Request | None:
    fields = list(http.args.items(multi=True))
    if http.method != "POST":
        return request(fields)
    if http.mimetype == UPDATE:
        raise ProtocolError(403, "updates are refused: the store is read only here. Send a query")
    if http.mimetype == FORM:
        return request([*fields, *http.form.items(multi=True)])
    if http.mimetype != QUERY:
        raise ProtocolError(415, f"{http.mimetype or 'no content type'}: send {QUERY} or {FORM}")
    try:
        return request(fields, http.get_data().decode("utf-8"))
    except UnicodeDecodeError as error:
        raise ProtocolError(400, f"the query is no UTF-8 ({error})") from error


def _unasked(http: HttpRequest) -> Response:
    """The endpoint without a query: the page for a person, the service's description for a program."""
    if http.method == "POST":
        raise ProtocolError(400, "no query: send it as the body, or as `query` in a form")
    best = http.accept_mimetypes.best_match(["text/turtle", "text/html"], "text/turtle")
    if best == "text/html":
        return Response(page(), content_type="text/html; charset=utf-8")
    return Response(description(http.base_url), content_type="text/turtle; charset=utf-8")


def _result(http: HttpRequest, asked: Request, store: Path, limits: Limits) -> Response:
    types = {kind: _best(http.accept_mimetypes, list(known)) for kind, known in MEDIA_TYPES.items()}
    formats = {kind: best and MEDIA_TYPES[kind][best] for kind, best in types.items()}
    handle, name = tempfile.mkstemp(prefix="kg-sparql-")
    os.close(handle)
    target = Path(name)
    try:
        kind = execute(Job(store, asked, formats, target, limits))
        file = target.open("rb")
    finally:
        target.unlink()  # the open file keeps the bytes until they are sent
    size = os.fstat(file.fileno()).st_size
    response = Response(wrap_file(http.environ, file), content_type=_with_charset(types[kind] or ""))
    response.headers["Content-Length"] = str(size)
    response.headers["Vary"] = "Accept"
    response.headers["Cache-Control"] = "no-cache"
    return response


def _best(accept: MIMEAccept, known: list[str]) -> str | None:
    return accept.best_match(known) if accept else known[0]


def _with_charset(media_type: str) -> str:
    return f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type
