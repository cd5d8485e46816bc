"""The shipped model, loaded once."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

import pytest

from kg.annotate.models import info
from kg.annotate.reader import Reader
from kg.model import AnnotatedDocument, Document

Annotate = Callable[..., AnnotatedDocument]


def document(text: str, title: str | None = None) -> Document:
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Document(key=f"sha256:{digest}", record_id="test", text=text, sha256=digest, title=title)


@pytest.fixture(scope="session")
def reader() -> Reader:
    return Reader(info())


@pytest.fixture(scope="session")
def annotated(reader: Reader) -> Annotate:
    def run(text: str, title: str | None = None) -> AnnotatedDocument:
        return reader.read(document(text, title))

    return run
