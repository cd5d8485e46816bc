"""Ids of known actors in Wikidata: the table is sound, and canonical nodes meet their entries."""

from __future__ import annotations

import re
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

from kg.lexicon.actors import actor_lexicon
from kg.link.authority import WIKIDATA, authorities, organisations
from kg.link.identity import mend
from kg.rdf.index import Term
from kg.rdf.validate import validate_store
from kg.rdf.vocabulary import KG, SKOS
from kg.store.dataset import opened
from tests.world import ARTICLE_THIRD, actor
from tests.worldstore import put_article

TABLE = (files("kg.link") / "data" / "organisations.tsv").read_text(encoding="utf-8").splitlines()
ROWS = [line.split("\t") for line in TABLE if not line.startswith("#")]


def test_each_line_is_whole_and_says_where_it_was_seen() -> None:
    told = {m[1] for line in TABLE if (m := re.match(r"#   ([a-z-]+)  ", line))}
    for key, match, entry, label, sources in ROWS:
        assert re.fullmatch(r"Q[1-9][0-9]*", entry), key
        assert match in ("exact", "close"), key
        assert label.strip() == label != "", key
        assert set(sources.split(",")) <= told, key
    assert {s for row in ROWS for s in row[4].split(",")} == told


def test_no_entry_twice_and_no_actor_surely_two() -> None:
    entries = [entry for _, _, entry, _, _ in ROWS]
    assert len(set(entries)) == len(entries)
    exact = [key for key, match, *_ in ROWS if match == "exact"]
    assert len(set(exact)) == len(exact)
    assert not set(exact) & {key for key, match, *_ in ROWS if match == "close"}


def test_every_key_is_a_known_actor_and_none_a_state() -> None:
    known = {k.id for k in actor_lexicon().known.values()}
    assert set(organisations()) <= known
    assert not [key for key in organisations() if key.startswith("state.")]


def test_a_known_actor_meets_its_entry(tmp_path: Path) -> None:
    groups = (actor("داعش", "ArmedGroup", known="is"), actor("البنك الدولي", "Organization", known="worldbank"))
    article = replace(ARTICLE_THIRD, actors=(*ARTICLE_THIRD.actors, *groups))
    with opened(tmp_path / "store", write=True) as data:
        put_article(data, article)
        mend(data)
        (group,) = data.subjects(KG.linkKey, Term("known:is", "http://www.w3.org/2001/XMLSchema#string"))
        (bank,) = data.subjects(KG.linkKey, Term("known:worldbank", "http://www.w3.org/2001/XMLSchema#string"))
        assert data.objects(group, SKOS.exactMatch) == [f"{WIKIDATA}Q2429253"]
        assert data.objects(bank, SKOS.closeMatch) == [f"{WIKIDATA}Q320863", f"{WIKIDATA}Q7164"]
        assert validate_store(data).conforms


def test_an_unknown_key_has_none() -> None:
    assert list(authorities("x", ["known:nobody", "MediaOutlet:افق"])) == []
