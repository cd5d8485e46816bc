"""Loading into a real server: idempotent, exact, without touching what is not kg's."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from kg.errors import Neo4jError
from kg.link.identity import mend
from kg.neo4j.connection import Settings, connected, rows
from kg.neo4j.load import check, load, rows_by_id
from kg.neo4j.project import project
from kg.neo4j.rows import PROPERTIES, RELATIONS
from kg.neo4j.server import Server, start, status
from kg.store.articles import articles, remove
from kg.store.claims import all_claims, reuses, reviews
from kg.store.claims import nodes as canonical
from kg.store.dataset import Dataset, opened
from tests.world import ARTICLE_THIRD, NAMES, actor, document
from tests.worldstore import build

_COUNT = "MATCH (n) OPTIONAL MATCH (n)-[r]->() RETURN count(DISTINCT n) AS nodes, count(r) AS rels"


def test_a_second_load_writes_nothing(data: Dataset, where: Settings) -> None:
    first = load(data, where)
    counts = rows(where, _COUNT, {})
    assert first.nodes > 0
    assert first.relationships > 0
    assert load(data, where).none
    assert check(data, where).none
    assert rows(where, _COUNT, {}) == counts


def test_what_is_taken_out_of_the_store_leaves_neo4j(tmp_path: Path, where: Settings) -> None:
    folder = build(tmp_path / "store")
    with opened(folder, write=True) as data:
        load(data, where)
        for stored in list(articles(data)):
            remove(data, stored)
        mend(data)
        assert not check(data, where).none
        load(data, where)
        assert check(data, where).none
    assert rows(where, _COUNT, {})[1] == [(0, 0)]


def test_other_data_is_left_alone(data: Dataset, where: Settings) -> None:
    with connected(where) as driver:
        driver.execute_query("CREATE (:Actor {id: 'mine', name: 'x'})-[:MET]->(:Own {name: 'y'})")
    load(data, where)
    load(data, where)
    assert rows(where, "MATCH (:Actor {id: 'mine'})-[:MET]->(o:Own) RETURN o.name", {})[1] == [("y",)]


def test_what_is_not_kgs_is_never_touched(tmp_path: Path, where: Settings) -> None:
    folder = build(tmp_path / "store")
    with opened(folder, write=True) as data, connected(where) as driver:
        load(data, where)
        one = "MATCH (a:Actor {name: 'سليم الحَمدان'}) "
        driver.execute_query(one + "SET a:Watched, a.note = 'mine' CREATE (a)-[:SEEN {by: 'me'}]->(:Own {name: 'y'})")
        driver.execute_query("MATCH (a:Actor {name: 'نادر القاسم'})<-[n:NAMES]-() SET n.note = 'mine'")
        driver.execute_query(one + "SET a.name = 'altered', a.aliases = ['x'], a:State REMOVE a:Person")
        found = check(data, where)
        assert (found.nodes, found.relationships, found.gone_nodes) == (1, 0, 0)
        assert "name is 'altered', not 'سليم الحَمدان'" in found.lines[0]
        assert "labels are State, not Person" in found.lines[0]
        load(data, where)
        kept = rows(where, one + "RETURN a:Watched, a:Person, a:State, a.note, 'altered' IN a.aliases", {})[1]
        assert kept == [(True, True, False, "mine", False)]
        for stored in list(articles(data)):
            remove(data, stored)
        mend(data)
        gone = load(data, where)
        assert (len(gone.withdrawn), gone.kept) == (4, 2)  # with a label; two relations with notes, their ends
    text = "MATCH (w:Withdrawn) RETURN w.name, w.note, w:Watched, w:Actor, w.kgHash, w.nameKey ORDER BY w.note"
    assert ("سليم الحَمدان", "mine", True, False, None, None) in rows(where, text, {})[1]
    assert rows(where, "MATCH (:Withdrawn)-[r:SEEN]->(o:Own) RETURN r.by, o.name", {})[1] == [("me", "y")]
    with opened(build(tmp_path / "again")) as data:
        load(data, where)
        assert check(data, where).none
    back = "MATCH (a:Actor {name: 'سليم الحَمدان'}) RETURN a.note, a:Watched, a:Withdrawn, a.withdrawn"
    assert rows(where, back, {})[1] == [("mine", True, False, None)]


def test_a_load_that_was_cut_off_is_finished_by_the_next(data: Dataset, where: Settings) -> None:
    load(data, where)
    counts = rows(where, _COUNT, {})
    with connected(where) as driver:  # what a load leaves that ends between two transactions
        driver.execute_query("MATCH (c:Claim) WITH c ORDER BY c.id LIMIT 3 DETACH DELETE c")
        driver.execute_query("MATCH ()-[r:HAS_HOP]->() DELETE r")
        driver.execute_query("MATCH (s:Span) SET s.kgHash = 'of another version' REMOVE s.text")
        driver.execute_query("CREATE (:Claim {id: 'u:gone', kgHash: 'x'})"
            "-[:ASSERTS {kgId: 'y', kgHash: 'z'}]->(:Meeting {id: 'u:m', kgHash: 'm'})")
    assert not check(data, where).none
    load(data, where)
    assert check(data, where).none
    assert rows(where, _COUNT, {}) == counts


def test_a_relationship_that_was_copied_is_there_once_again(data: Dataset, where: Settings) -> None:
    load(data, where)
    counts = rows(where, _COUNT, {})
    with connected(where) as driver:
        driver.execute_query("MATCH (a)-[r:MET]->(b) CREATE (a)-[s:MET]->(b) SET s = properties(r)")
        driver.execute_query(
            "MATCH (a)-[r:LOCATES]->(b) WITH a, r, b LIMIT 1 MATCH (o:Place) WHERE o <> b WITH a, r, o LIMIT 1 "
            "CREATE (a)-[s:LOCATES]->(o) SET s = properties(r) DELETE r"
        )
    found = check(data, where)
    assert not found.none
    assert any("MET" in line and "elsewhere" in line for line in found.lines)
    load(data, where)
    assert check(data, where).none
    assert rows(where, _COUNT, {}) == counts


def test_only_known_properties_are_written(data: Dataset, where: Settings) -> None:
    nodes, rels, _ = rows_by_id(project(all_claims(data), canonical(data), reviews=reviews(data), reuses=reuses(data)))
    for node in nodes.values():
        assert set(node.props) <= PROPERTIES[node.base], node
    for rel in rels.values():
        assert set(rel.props) <= RELATIONS[rel.type], rel


def test_names_are_found_as_people_type_them(data: Dataset, where: Settings) -> None:
    load(data, where)
    text = "CALL db.index.fulltext.queryNodes('kg_names', $words) YIELD node RETURN node.name"
    for words in ("الحمدان", "حمدان", "أبو رمزي", "ابو رمزي"):
        assert ("سليم الحَمدان",) in rows(where, text, {"words": words})[1], words


OTHER_NAMES = {
    "both occur": ("داعش", "تنظيم الدولة الإسلامية"),
    "one occurs": ("داعش",),
}


@pytest.mark.parametrize("names", OTHER_NAMES.values(), ids=OTHER_NAMES)
def test_a_group_is_found_from_its_other_names(tmp_path: Path, where: Settings, names: tuple[str, ...]) -> None:
    """By a name of another article, and by one that no article has."""
    told = [replace(ARTICLE_THIRD, doc=document(f"id:موقع الأفق/{n}", ARTICLE_THIRD.doc.text, outlet="موقع الأفق"),
                    actors=(*ARTICLE_THIRD.actors, actor(name, "ArmedGroup", known="is")))
            for n, name in enumerate(names)]  # fmt: skip
    told.append(replace(ARTICLE_THIRD, actors=(*ARTICLE_THIRD.actors, actor("بشار الأسد"), actor("دولة القانون"))))
    text = ("CALL db.index.fulltext.queryNodes('kg_names', $words) YIELD node, score "
            "RETURN [node.name] + coalesce(node.aliases, []) ORDER BY score DESC LIMIT 1")  # fmt: skip
    with opened(build(tmp_path / "store", told)) as data:
        load(data, where)
    for words in ("داعش", "تنظيم الدولة الإسلامية", "الدولة الاسلامية في العراق والشام", "ISIS"):
        (found,) = rows(where, text, {"words": words})[1]
        assert "داعش" in found[0], words
    for words in ("اسد", "الأسد", "بشار اسد"):
        assert rows(where, text, {"words": words})[1] == [(["بشار الأسد"],)], words


def test_one_click_on_an_edge_shows_according_to_whom(data: Dataset, where: Settings) -> None:
    load(data, where)
    text = "MATCH (:Actor {name: 'نادر القاسم'})-[m:MET]-() RETURN m.sources, m.certainty, m.date, m.place LIMIT 1"
    assert rows(where, text, {})[1] == [(["مسؤول في وزارة الخارجية"], "certain", "2020-03-10", "فندق على البحر")]


def test_what_analysts_say_and_what_linking_counted_is_there(data: Dataset, where: Settings) -> None:
    load(data, where)
    text = "MATCH (c:Claim)-[:ASSERTS]->(m:Meeting) WHERE c.id = $claim RETURN c.review, m.independentSources"
    assert rows(where, text, {"claim": NAMES["m1.dawn"]})[1] == [("accepted", 1)]


def test_every_derived_relationship_names_its_claims(data: Dataset, where: Settings) -> None:
    load(data, where)
    text = (
        "MATCH ()-[r:PARTICIPATED_IN|HELD_AT|EXPECTED_IN|PARTY_TO|OBLIGES|BENEFITS|MET]->() "
        "RETURN count(r) AS n, count(CASE WHEN size(r.claims) > 0 THEN 1 END) AS named, "
        "count(CASE WHEN ALL(c IN r.claims WHERE EXISTS { (:Claim {id: c}) }) THEN 1 END) AS there"
    )
    (n, named, there) = rows(where, text, {})[1][0]
    assert n > 0
    assert n == named == there


def test_people_who_met_do_not_stand_for_one_side(data: Dataset, where: Settings) -> None:
    load(data, where)
    text = (
        "MATCH (a:Actor)-[m:MET]->(b:Actor) MATCH (c:Claim)-[p:NAMES]->(a), (c)-[q:NAMES]->(b) WHERE c.id IN m.claims "
        "RETURN count(CASE WHEN p.sideId = q.sideId THEN 1 END) AS same, "
        "count(CASE WHEN a.id > b.id THEN 1 END) AS turned"
    )
    assert rows(where, text, {})[1] == [(0, 0)]


def test_a_wrong_password_and_no_server_are_one_line(server: Server, where: Settings) -> None:
    with pytest.raises(Neo4jError, match="password"):
        rows(Settings(where.uri, where.user, "wrong"), "RETURN 1", {})
    with pytest.raises(Neo4jError, match="not there") as told:
        rows(Settings("bolt://127.0.0.1:1", where.user, where.password), "RETURN 1", {})
    assert "\n" not in str(told.value)


def test_the_server_is_found_and_its_password_is_the_users_alone(server: Server) -> None:
    assert status(server.folder) == server
    assert start(server.folder, bolt=server.bolt, http=server.http) == server
    assert os.stat(server.password_file).st_mode & 0o777 == 0o600


def test_a_taken_port_is_told(server: Server, tmp_path: Path) -> None:
    with pytest.raises(Neo4jError, match="taken"):
        start(tmp_path / "other", bolt=server.bolt, http=server.http)


def test_a_stale_pid_file_is_taken_away(tmp_path: Path) -> None:
    (tmp_path / "server.pid").write_text("999999999 1 2\n", encoding="utf-8")
    assert status(tmp_path) is None
    assert not (tmp_path / "server.pid").exists()
