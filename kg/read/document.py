"""A document from the fields of an article: what must be true of it, and its key."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from urllib.parse import SplitResult, parse_qsl, quote, unquote, urlencode, urlsplit

from kg.errors import InputError
from kg.model import Document

Notice = Callable[[str], None]
_ARABIC = re.compile("[\u0621-\u064a\u066e-\u06d3\ufb50-\ufdff\ufe70-\ufefc]")
_CONTROL = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\x7f]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_TRACKING = re.compile(r"utm_\w+|fbclid|gclid|igshid|mc_[ce]id")
_PORTS = {"http": 80, "https": 443}
_LEAST_ARABIC = 0.1  # of all letters


@dataclass(frozen=True, slots=True)
class Fields:
    """What a file or a record says of an article; `stem` is what names it where it has no `id`."""

    text: str
    stem: str
    id: str | None = None
    title: str | None = None
    title_in_text: bool = False
    outlet: str | None = None
    published: date | None = None
    url: str | None = None
    author: str | None = None


def make_document(fields: Fields, origin: str, notice: Notice) -> Document:
    """The document; InputError if it has no text, no Arabic, or characters that are no text.

    A web address that is none is left out, and control characters are kept: `notice` is told of both.
    """
    for name in ("text", "title", "id", "outlet", "url", "author"):
        _check_characters(getattr(fields, name) or "", name, origin)
    _check_text(fields.text, origin)
    if found := _CONTROL.findall(fields.text):
        notice(f"{origin}: {len(found)} control characters (U+{ord(found[0]):04X}) are kept as they are")
    if fields.url and not normal_url(fields.url):
        notice(f"{origin}: {fields.url!r} is no web address and is left out")
    sha256 = hashlib.sha256(fields.text.encode()).hexdigest()
    return Document(
        key=document_key(fields, sha256),
        record_id=fields.id or fields.stem,
        text=fields.text,
        sha256=sha256,
        title=fields.title,
        title_in_text=fields.title_in_text,
        outlet=fields.outlet,
        published=fields.published,
        url=fields.url if fields.url and normal_url(fields.url) else None,
        author=fields.author,
        origin=origin,
    )


def document_key(fields: Fields, sha256: str) -> str:
    """`url:` and the normal form of its address; else `id:OUTLET/ID`; else `sha256:` and that of its text."""
    if fields.url and (address := normal_url(fields.url)):
        return f"url:{address}"
    if fields.outlet and fields.id:
        return f"id:{fields.outlet}/{fields.id}"
    return f"sha256:{sha256}"


def normal_url(url: str) -> str | None:
    """One spelling of a web address (RFC 3986, 6.2.2): lower-case scheme and host, no default port, no fragment.

    Percent-encoding is made the same, and what only follows readers around (`utm_source`) is left out; the order of
    the query is kept.  None if it is no http(s) address.
    """
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        return None
    if parts.scheme.lower() not in _PORTS or not parts.hostname:
        return None
    host = parts.hostname + (f":{port}" if port and port != _PORTS[parts.scheme.lower()] else "")
    path = quote(unquote(parts.path), safe="/:@!$&'()*+,;=~-._") or "/"
    return SplitResult(parts.scheme.lower(), host, path, _query(parts.query), "").geturl()


def _query(query: str) -> str:
    return urlencode([(k, v) for k, v in parse_qsl(query, keep_blank_values=True) if not _TRACKING.fullmatch(k)])


def _check_characters(value: str, name: str, origin: str) -> None:
    if "\0" in value:
        raise InputError(origin, f"its {name} holds a zero character at position {value.index(chr(0))}: it is no text")
    if found := _SURROGATE.search(value):
        code = f"U+{ord(found[0]):04X} at position {found.start()}"
        raise InputError(
            origin, f"its {name} holds half a character ({code}), which can't be stored", "Mend the escape"
        )


def _check_text(text: str, origin: str) -> None:
    if not text.strip("\ufeff \t\r\n"):
        raise InputError(origin, "the article is empty", "A text is needed")
    letters = sum(map(str.isalpha, text))
    arabic = len(_ARABIC.findall(text))
    if arabic < _LEAST_ARABIC * letters or not arabic:
        raise InputError(origin, f"{arabic} of its {letters} letters are Arabic", "kg reads Arabic articles only")
