"""Goes through paths and reads what is there, an article at a time; what can't be read is handed on as an error."""

from __future__ import annotations

import gzip
import io
import json
import os
import sys
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path, PurePath
from typing import BinaryIO, TypeAlias, cast

from kg.errors import InputError
from kg.model import Document
from kg.read.decode import decode, decode_html
from kg.read.document import Fields, Notice, make_document
from kg.read.pages import html_fields, text_fields
from kg.read.records import parse_json, record_fields, records

Read: TypeAlias = Document | InputError
LIMIT = 64 * 2**20  # bytes of a .txt, .html or .json file, or of a line of JSON Lines
KINDS = (".jsonl.gz", ".jsonl", ".json", ".html", ".htm", ".txt")
_GZIP = b"\x1f\x8b"
_BLANK = b" \t\r\n\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Defaults:
    """What holds for articles that do not say otherwise, and who is told of what was done about an oddity."""

    outlet: str | None
    published: date | None
    notice: Notice


@dataclass(frozen=True, slots=True)
class Source:
    """A file or stream that is open; `stem` names its articles where they have no id."""

    stream: BinaryIO
    origin: str
    stem: str
    defaults: Defaults


def read(
    paths: Iterable[Path | str],
    *,
    outlet: str | None = None,
    published: date | None = None,
    notice: Notice | None = None,
    stdin: BinaryIO | None = None,
) -> Iterator[Read]:
    """The articles of files, folders (recursive, sorted) and standard input (`-`), each as it is asked for.

    What can't be read comes out as an InputError in its place, and the rest goes on.  `outlet` and `published` are for
    articles whose record states none; they go before what a web page's metadata say.  `notice` gets one line for each
    oddity that was read all the same, such as an encoding.  JSON Lines are never held whole; other files are at most
    LIMIT bytes.
    """
    defaults = Defaults(outlet, published, notice or (lambda line: None))
    for path in paths:
        if str(path) == "-":
            yield from _read_stream(stdin or sys.stdin.buffer, defaults)
        else:
            for found in _walk(Path(path)):
                yield from [found] if isinstance(found, InputError) else _read_file(found, defaults)


def _walk(path: Path) -> Iterator[Path | InputError]:
    """The path itself, or the files of kinds that kg reads in and under a folder; hidden ones are passed over."""
    if not path.is_dir():
        yield path
        return
    refused: list[OSError] = []
    found: list[Path] = []
    for folder, folders, names in os.walk(path, onerror=refused.append):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [Path(folder, n) for n in names if not n.startswith(".") and n.lower().endswith(KINDS)]
    yield from (InputError(str(error.filename), _why(error)) for error in refused)
    if not found and not refused:
        yield InputError(str(path), f"a folder without articles ({', '.join(KINDS)})")
    yield from sorted(found)


def _read_file(path: Path, defaults: Defaults) -> Iterator[Read]:
    kind = next((kind for kind in KINDS if path.name.lower().endswith(kind)), None)
    try:
        if kind is None:
            path.stat()  # that there is no such file comes first
            raise InputError(
                str(path),
                f"a kind of file that kg does not read: {path.suffix or 'no suffix'}",
                f"Read are {', '.join(KINDS)}",
            )
        with path.open("rb") as stream:
            source = Source(stream, str(path), _stem(path, kind), defaults)
            yield from _READERS[kind](source)
    except InputError as error:
        yield error
    except OSError as error:
        yield InputError(str(path), _why(error))


def _stem(path: PurePath, kind: str) -> str:
    return path.name[: -len(kind)] or path.name


def _why(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "no such file or folder"
    return (error.strerror or str(error)).lower()


def _read_stream(stream: BinaryIO, defaults: Defaults) -> Iterator[Read]:
    """Standard input: JSON (one record, a list, or one a line, gzip too), a web page, or plain text, as it begins."""
    buffered = io.BufferedReader(stream, 2**16)  # type: ignore[type-var]
    source = Source(buffered, "-", "stdin", defaults)
    try:
        yield from _READERS[_kind_of(buffered.peek(2**16))](source)
    except InputError as error:
        yield error
    except OSError as error:
        yield InputError("-", _why(error))
    finally:
        buffered.detach()  # the stream is its owner's to close


def _kind_of(head: bytes) -> str:
    start = head.lstrip(_BLANK)
    if head.startswith(_GZIP):
        return ".jsonl.gz"
    if start.startswith(b"{"):
        return ".jsonl" if _is_record_a_line(start) else ".json"
    return {b"[": ".json", b"<": ".html"}.get(start[:1], ".txt")


def _is_record_a_line(start: bytes) -> bool:
    line, newline, _ = start.partition(b"\n")
    try:
        json.loads(line)
    except ValueError:
        return not newline  # one long line, of which only the beginning is here
    return True


# --- one kind of file each ------------------------------------------------------------------------------------------


def _read_text(source: Source) -> Iterator[Read]:
    text, encoding = decode(_whole(source), source.origin)
    _tell_encoding(source, encoding)
    yield _document(text_fields(text, source.stem), source.origin, source.defaults)


def _read_html(source: Source) -> Iterator[Read]:
    html, encoding = decode_html(_whole(source), source.origin)
    _tell_encoding(source, encoding)
    fields = html_fields(html, source.origin, source.stem)
    told = source.defaults
    fields = replace(fields, outlet=told.outlet or fields.outlet, published=told.published or fields.published)
    yield _document(fields, source.origin, told)


def _read_json(source: Source) -> Iterator[Read]:
    text, encoding = decode(_whole(source), source.origin)
    _tell_encoding(source, encoding)
    for origin, stem, record in records(parse_json(text, source.origin), source.origin, source.stem):
        try:
            yield _document(record_fields(record, origin, stem), origin, source.defaults)
        except InputError as error:
            yield error


def _read_lines(source: Source) -> Iterator[Read]:
    told: set[str] = set()
    empty = True
    for number, line in _lines(source):
        origin = f"{source.origin}:{number}"
        try:
            if line.strip(_BLANK):
                empty = False
                yield _of_line(line, origin, replace(source, stem=f"{source.stem}-{number}"), told)
        except InputError as error:
            yield error
    if empty:
        raise InputError(source.origin, "the file is empty")


def _of_line(line: bytes, origin: str, source: Source, told: set[str]) -> Document:
    if len(line) > LIMIT:
        raise InputError(origin, f"a line of more than {LIMIT // 2**20} MiB is not read")
    text, encoding = decode(line, origin)
    if encoding not in told:
        _tell_encoding(source, encoding)
        told.add(encoding)
    return _document(record_fields(parse_json(text, origin), origin, source.stem), origin, source.defaults)


def _lines(source: Source) -> Iterator[tuple[int, bytes]]:
    """Lines with their numbers; of one that is too long only the beginning, which is longer than LIMIT."""
    number = 0
    while line := source.stream.readline(LIMIT + 1):
        number += 1
        rest = line
        while len(rest) > LIMIT and not rest.endswith(b"\n"):
            rest = source.stream.readline(LIMIT + 1)
        yield number, line


def _read_gzip(source: Source) -> Iterator[Read]:
    count = 0
    try:
        with gzip.GzipFile(fileobj=source.stream) as stream:
            for count, found in enumerate(_read_lines(replace(source, stream=cast(BinaryIO, stream))), 1):  # noqa: B007
                yield found
    except EOFError:
        yield InputError(source.origin, f"the compressed file is cut off after {count} records", "Fetch it again")
    except (gzip.BadGzipFile, zlib.error) as error:
        yield InputError(source.origin, f"no sound gzip file, after {count} records: {error}")


def _whole(source: Source) -> bytes:
    data = source.stream.read(LIMIT + 1)
    if len(data) > LIMIT:
        raise InputError(source.origin, f"more than {LIMIT // 2**20} MiB", "Give many articles as .jsonl, one a line")
    if not data.strip(_BLANK):
        raise InputError(source.origin, "the file is empty")
    return data


def _tell_encoding(source: Source, encoding: str) -> None:
    if encoding not in ("utf-8", "utf8"):
        source.defaults.notice(f"{source.origin}: read as {encoding}")


def _document(fields: Fields, origin: str, defaults: Defaults) -> Document:
    given = replace(fields, outlet=fields.outlet or defaults.outlet, published=fields.published or defaults.published)
    return make_document(given, origin, defaults.notice)


_READERS: dict[str, Callable[[Source], Iterator[Read]]] = {
    ".txt": _read_text,
    ".html": _read_html,
    ".htm": _read_html,
    ".json": _read_json,
    ".jsonl": _read_lines,
    ".jsonl.gz": _read_gzip,
}
