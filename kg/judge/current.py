"""A store as its log is: what was written to the log and is not in the analysts' graphs yet is brought in first.

A review session that was killed has written answers that no graph has, and a log may be put beside a store by hand.
Whoever reads next brings them in; where somebody else is writing, the store is read as it is, and that is told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from kg.errors import StoreError
from kg.judge import identity, judgements
from kg.judge.log import entries, in_force
from kg.link.identity import mend
from kg.rdf.vocabulary import KG
from kg.store.dataset import Dataset, opened


@contextmanager
def reading(folder: Path, *, tell: Callable[[str], None]) -> Iterator[Dataset]:
    """Opens a store for reading, with what its log says; `tell` gets a line where that could not be brought in.

    Raises:
        StoreError: as `opened`.
    """
    with opened(folder) as data:
        if not is_behind(data):
            yield data
            return
    try:
        with opened(folder, write=True) as data:
            mend(data, renew=False)  # who reads does not wait until a whole store is linked anew
    except StoreError as error:
        tell(f"The latest of analysts.jsonl is not in this answer: {error}")
    with opened(folder) as data:
        yield data


def is_behind(data: Dataset) -> bool:
    """Whether the log says something that the analysts' graphs do not say, or no longer.

    Nodes of these graphs are named by their entries, so that most often a look at names is enough.
    """
    graphs = (identity.graph(data), *judgements.graphs(data))
    there = {node.rsplit("/", 1)[1] for graph in graphs for node, _ in data.pairs(str(KG.by), graph)}
    if there == {e.id for e in in_force(entries(data.folder))}:
        return False
    changes = (identity.decided(data).change, *judgements.mirrored(data))
    return any(change.gone or change.new for change in changes)
