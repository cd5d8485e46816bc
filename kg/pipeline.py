"""Composes the stages: read -> annotate -> extract -> map -> validate -> store, an article at a time; then link."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from typing import TYPE_CHECKING

from kg import __version__
from kg.errors import InputError, NotConforming
from kg.lexicon.load import lexicon_hash
from kg.link.identity import mend
from kg.model import Document, Extraction
from kg.rdf.mapping import to_graph
from kg.store.articles import PutResult, put
from kg.store.dataset import Dataset

if TYPE_CHECKING:
    from kg.extract.article import Workings

Item = Document | InputError


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an article: stored (`result`), or refused with the error that says why."""

    origin: str
    record_id: str
    result: PutResult | None
    claims: int = 0
    events: int = 0
    error: NotConforming | InputError | None = None


@dataclass(slots=True)
class ArticleReader:
    """Annotates and extracts; the model is loaded when the first article comes."""

    model: str | None = None
    _reader: object | None = None

    def __call__(self, doc: Document) -> Extraction:
        """An article's extraction.

        Raises:
            ModelError: the model can't be loaded.
        """
        return self.workings(doc).extraction

    def workings(self, doc: Document) -> Workings:
        """An article's extraction with the steps to it.

        Raises:
            ModelError: the model can't be loaded.
        """
        from kg.annotate.models import info
        from kg.annotate.reader import Reader
        from kg.extract.article import work_out

        if self._reader is None:
            self._reader = Reader(info(self.model))
        reader = self._reader
        assert isinstance(reader, Reader)
        return work_out(reader.read(doc), run=run_name(reader.model.hash))


def run_name(model_hash: str) -> str:
    """What read an article: kg's version and the hashes of model, lexicon and weights of extraction."""
    from kg.extract.learned import weights_hash

    return f"kg {__version__}, model {model_hash}, lexicon {lexicon_hash()}, weights {weights_hash()}"


def ingest(data: Dataset, items: Iterable[Item], *, model: str | None = None, workers: int = 1) -> Iterator[Outcome]:
    """Stores the articles one by one and links them at the end; what is refused comes out as an outcome, too."""
    with _reading(model, workers) as read:
        for item, extraction in read(items):
            if isinstance(item, InputError):
                yield Outcome(item.origin, "", None, error=item)
            else:
                assert extraction is not None
                yield store(data, item, extraction)
    mend(data)


def store(data: Dataset, doc: Document, extraction: Extraction) -> Outcome:
    """Maps, validates and stores an article; what breaks a shape is refused whole."""
    from kg.rdf.validate import check

    try:
        result = put(
            data,
            doc,
            lambda version, earlier: check(
                to_graph(extraction, base=data.base, version=version, earlier=earlier), doc.origin or doc.record_id
            ),
        )
    except NotConforming as error:
        return Outcome(doc.origin, doc.record_id, None, error=error)
    return Outcome(doc.origin, doc.record_id, result, len(extraction.claims), len(extraction.events))


Pair = tuple[Item, Extraction | None]
_worker: ArticleReader | None = None


@contextmanager
def _reading(model: str | None, workers: int) -> Iterator[Callable[[Iterable[Item]], Iterator[Pair]]]:
    """A function from items to items with their extractions, in the same order whatever the number of workers."""
    if workers <= 1:
        reader = ArticleReader(model)
        yield lambda items: ((i, None if isinstance(i, InputError) else reader(i)) for i in items)
        return
    with ProcessPoolExecutor(workers, get_context("spawn"), _start_worker, (model,)) as pool:
        yield lambda items: _spread(pool, items, 4 * workers)


def _start_worker(model: str | None) -> None:
    global _worker
    import torch

    torch.set_num_threads(1)
    _worker = ArticleReader(model)


def _work(item: Item) -> Extraction | None:
    assert _worker is not None
    return None if isinstance(item, InputError) else _worker(item)


def _spread(pool: ProcessPoolExecutor, items: Iterable[Item], ahead: int) -> Iterator[Pair]:
    """Hands items to the workers, at most `ahead` of what is taken out, so that a long file never sits in memory."""
    waiting = []
    for item in items:
        waiting.append((item, pool.submit(_work, item)))
        if len(waiting) >= ahead:
            first, future = waiting.pop(0)
            yield first, future.result()
    for item, future in waiting:
        yield item, future.result()
