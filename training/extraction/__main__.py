"""Trains the network and the log-linear models of extraction on the benchmark's develop half; prints how they do.

    python -m training.extraction --corpora ../shared/corpora            train, and write kg/extract/weights/
    python -m training.extraction --corpora ../shared/corpora --check    figures on articles not seen only

Annotations and networks are kept in `--out` (build/extraction): the first run takes some three hours of one core and
goes on where it was cut off; a second run costs minutes.
"""

from __future__ import annotations

import argparse
import json
import pickle
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from benchmark.articles import documents, facts
from kg.evaluate import evaluate
from kg.extract.article import extract
from kg.extract.coref import build
from kg.extract.learned import given
from kg.extract.times import find_times
from kg.model import AnnotatedDocument, Document
from kg.rdf.claims import article_claims
from kg.rdf.index import Index, triples_of
from kg.rdf.iris import ID, article_of_key
from kg.rdf.mapping import to_graph
from training.extraction import wire
from training.extraction.crossfit import FOLDS, THRESHOLDS, CrossFit
from training.extraction.examples import Json, Read
from training.extraction.fit import Fit, f1
from training.extraction.kept import Kept
from training.extraction.network import FOLDS as NETWORKS
from training.extraction.network import pack, trained
from training.extraction.passages import Labelled, labelled

_PACKAGE = Path(__file__).resolve().parents[2] / "kg"
WEIGHTS = _PACKAGE / "extract" / "weights"
RESOURCES = _PACKAGE / "annotate" / "resources"


def readings(corpora: Path, benchmark: Path, out: Path) -> list[Read]:
    """The articles of a half, annotated once."""
    told = facts(benchmark)
    return _reads(documents(corpora, sorted(told)), told, out)


def treebank(corpora: Path, out: Path) -> list[Read]:
    """The treebank's articles, annotated once."""
    found = list(wire.documents(corpora))
    return _reads((doc for doc, _ in found), {told["document"]: told for _, told in found}, out)


def _reads(docs: Iterable[Document], told: Mapping[str, Json], out: Path) -> list[Read]:
    return [Read(build(a), told[a.doc.record_id], find_times(a)) for a in annotations(docs, out)]


def unseen(reads: Sequence[Read], passages: Sequence[Sequence[Labelled]], out: Path) -> Iterator[Read]:
    """The articles, each read by the network that has not seen it."""
    networks = [trained(passages, fold, out) for fold in range(NETWORKS)]
    for at, read in enumerate(reads):
        kept = Kept(networks[at % NETWORKS])
        yield replace(read, discourse=replace(read.discourse, network=kept))


def annotations(docs: Iterable[Document], out: Path) -> Iterator[AnnotatedDocument]:
    """Annotated articles, from `out` where they are there for this model."""
    from kg.annotate.models import info
    from kg.annotate.reader import Reader

    folder = out / info().hash
    folder.mkdir(parents=True, exist_ok=True)
    reader: Reader | None = None
    for doc in docs:
        path = folder / f"{doc.record_id}.pickle"
        if not path.is_file():
            reader = reader or Reader(info())
            path.write_bytes(pickle.dumps(reader.read(doc)))
        annotated: AnnotatedDocument = pickle.loads(path.read_bytes())
        yield annotated


def held_out_claims(fitted: CrossFit) -> Iterator[dict[str, Any]]:
    """What kg claims of every article by models that have not seen it."""
    for fold in range(FOLDS):
        with given(fitted.models[fold]):
            for read in fitted.held(fold):
                annotated = read.discourse.annotated
                index = Index(triples_of(to_graph(extract(annotated, run="held out", network=read.discourse.network))))
                yield from article_claims(index, str(article_of_key(annotated.doc.key, ID)))


def write(name: str, found: Fit) -> None:
    """Writes a model's file."""
    weights = dict(sorted(found.weights.items()))
    content = {"bias": found.bias, "threshold": THRESHOLDS[name], "weights": weights}
    text = json.dumps(content, ensure_ascii=False, indent=0) + "\n"
    (WEIGHTS / f"{name}.json").write_text(text, encoding="utf-8")


def main() -> int:
    """Trains or checks every model."""
    parser = argparse.ArgumentParser(prog="python -m training.extraction", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--benchmark", type=Path, default=Path("benchmark/develop"))
    parser.add_argument("--out", type=Path, default=Path("build/extraction"))
    parser.add_argument("--check", action="store_true", help="figures on articles not seen; nothing is written")
    options = parser.parse_args()
    reads = readings(options.corpora, options.benchmark, options.out)
    passages = [list(labelled(read)) for read in reads]
    fitted = CrossFit(list(unseen(reads, passages, options.out)))
    for name, found in fitted.run():
        scored = fitted.scored(name)
        yes = sum(answer for _, answer in scored)
        figure = f1(scored, THRESHOLDS[name])
        sys.stdout.write(f"{name}: {len(scored)} examples, {yes} yes; F1 on articles not seen {figure:.3f}\n")
        if not options.check:
            write(name, found)
    if not options.check:
        more = [told for read in treebank(options.corpora, options.out) for told in labelled(read)]
        trained(passages, None, options.out, more)
        pack(options.out, RESOURCES)
    else:
        for score in evaluate(held_out_claims(fitted), options.benchmark).scores:
            sys.stdout.write(f"{score.name}: {' '.join(f'{k} {v}' for k, v in score.row().items())}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
