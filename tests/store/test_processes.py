"""One writer, readers beside it, and a writer that is killed in the middle."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from kg.errors import StoreError
from kg.link.identity import mend
from kg.rdf.index import triples_of
from kg.rdf.mapping import to_graph
from kg.store.articles import articles, unlinked
from kg.store.dataset import Dataset, opened
from tests.world import ARTICLE_FIRST, copies

COPIES = 30
WRITER = f"""
import sys
from pathlib import Path
from kg.link.identity import mend
from kg.store.dataset import opened
from tests.world import ARTICLE_FIRST, copies
from tests.worldstore import put_article
with opened(Path(sys.argv[1]), write=True) as data:
    for number, article in enumerate(copies(ARTICLE_FIRST, {COPIES})):
        put_article(data, article)
        if number % 5 == 4:
            mend(data)
        print(number, flush=True)
    sys.stdin.read()
"""


def writer(folder: Path, root: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", WRITER, str(folder)]
    return subprocess.Popen(command, cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def wait_for(process: subprocess.Popen[str], number: int) -> None:
    assert process.stdout is not None
    while (line := process.stdout.readline()) and int(line) < number:
        pass


def check_whole(data: Dataset) -> int:
    """Every article that is there is there with each of its triples, in its graph and in the default graph."""
    size = len(set(triples_of(to_graph(ARTICLE_FIRST))))
    found = list(articles(data))
    union = set(data.triples(data.identity))
    for stored in found:
        triples = set(data.triples(stored.graph))
        assert len(triples) == size
        union |= triples
    assert set(data.triples()) == union
    return len(found)


def test_killed_in_the_middle(tmp_path: Path, root: Path) -> None:
    with writer(tmp_path / "store", root) as process:
        wait_for(process, 12)
        process.send_signal(signal.SIGKILL)
    with opened(tmp_path / "store", write=True) as data:
        assert check_whole(data) >= 13
        mend(data)
        assert unlinked(data) == []
        mended = set(data.triples(data.identity))
        there = {stored.record_id for stored in articles(data)}
    with opened(tmp_path / "fresh", write=True) as fresh:
        from tests.worldstore import put_article

        for article in copies(ARTICLE_FIRST, COPIES):
            if article.doc.record_id in there:
                put_article(fresh, article)
        mend(fresh)
        assert set(fresh.triples(fresh.identity)) == mended


def test_one_writes_and_others_read(tmp_path: Path, root: Path) -> None:
    with writer(tmp_path / "store", root) as process:
        wait_for(process, 2)
        with pytest.raises(StoreError, match="another process writes"), opened(tmp_path / "store", write=True):
            pass
        seen = []
        for number in (5, 15, COPIES - 1):
            wait_for(process, number)
            with opened(tmp_path / "store") as data:
                seen.append(check_whole(data))
        assert process.stdin is not None
        process.stdin.close()
    assert seen[0] >= 6
    assert seen[-1] == COPIES


def test_a_reader_stays_on_what_it_saw(tmp_path: Path, root: Path) -> None:
    with writer(tmp_path / "store", root) as process:
        wait_for(process, 3)
        with opened(tmp_path / "store") as data:
            count = check_whole(data)
            wait_for(process, COPIES - 1)
            assert check_whole(data) == count
        assert process.stdin is not None
        process.stdin.close()
