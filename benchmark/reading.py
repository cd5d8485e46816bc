"""How fast kg reads, against a plain `stanza.Pipeline` of the same model in the same process, and how memory grows.

    python -m benchmark.reading                         words a second, kg / plain Stanza; one thread, processor time
    python -m benchmark.reading memory --corpus FILE    peak memory after all articles / after the first 100

Without `--corpus` the articles are those of `seeds/`.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import stanza
import torch

from kg.annotate.models import info
from kg.annotate.reader import Reader
from kg.model import Document
from kg.read import read

_SEEDS = Path(__file__).resolve().parents[1] / "seeds"
_FIRST = 100  # articles after which memory is taken to have reached what it needs


def articles(corpus: Path | None, number: int | None) -> list[Document]:
    """Articles of a file of records (.jsonl, .jsonl.gz), else the seeds."""
    found = read([corpus or _SEEDS])
    documents = [article for article in found if isinstance(article, Document)]
    return documents[:number]


def speed(documents: list[Document], name: str | None = None) -> tuple[float, float]:
    """Words in a second of processor time: kg's and a plain pipeline's, after a first article to warm up."""
    model = info(name)
    reader = Reader(model)
    words = [len(s.words) for doc in documents for s in reader.read(doc).sentences]
    ours = sum(words) / _seconds(lambda: [reader.read(doc) for doc in documents])
    torch.set_num_threads(1)
    plain = stanza.Pipeline(**model.pipeline)
    plain(documents[0].text)
    texts = ["\n\n".join(filter(None, [doc.title, doc.text])) for doc in documents]
    seconds = _seconds(lambda: [plain(text) for text in texts])
    return ours, sum(words) / seconds


def _seconds(work: Callable[[], object]) -> float:
    begun = time.process_time()
    work()
    return time.process_time() - begun


def memory(documents: list[Document], name: str | None = None) -> Iterator[tuple[int, float]]:
    """Peak memory of the process in MB, after each hundred articles and at the end."""
    reader = Reader(info(name))
    for number, doc in enumerate(documents, 1):
        reader.read(doc)
        if number % _FIRST == 0 or number == len(documents):
            yield number, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> int:
    """Prints what was asked for, as JSON Lines."""
    parser = argparse.ArgumentParser(prog="python -m benchmark.reading")
    parser.add_argument("what", nargs="?", choices=["speed", "memory"], default="speed")
    parser.add_argument("--corpus", type=Path, help="records to read instead of seeds/")
    parser.add_argument("--articles", type=int, help="how many of them (default: all)")
    parser.add_argument("--model", help="a model's name or folder (default: the one that ships)")
    given = parser.parse_args()
    documents = articles(given.corpus, given.articles)
    if given.what == "speed":
        ours, plain = speed(documents, given.model)
        figures = {"articles": len(documents), "kg words/s": round(ours), "plain stanza words/s": round(plain)}
        sys.stdout.write(json.dumps({**figures, "ratio": round(ours / plain, 2)}) + "\n")
        return 0
    first = 0.0
    for number, peak in memory(documents, given.model):
        first = first or peak
        sys.stdout.write(json.dumps({"articles": number, "MB": round(peak), "ratio": round(peak / first, 3)}) + "\n")
        sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
