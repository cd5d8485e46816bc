"""Whom words may mean without naming them, and whom rules must not take for a party."""

from __future__ import annotations

from hashlib import sha256

import pytest

from kg.annotate.models import info
from kg.annotate.reader import Reader
from kg.extract import agreements, meetings
from kg.extract.coref import build
from kg.extract.discourse import Discourse
from kg.extract.elsewhere import elsewhere, first_person
from kg.extract.meeting_rules import propose
from kg.extract.triggers import EVOKING
from kg.model import Document


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(info())


def discourse(reader: Reader, text: str) -> Discourse:
    return build(reader.read(Document("k", "d", text, sha256(text.encode()).hexdigest())))


SAYS_WE = {
    "a noun with our pronoun": ("وقال الوزير الروسي سيرغي لافروف: إن مباحثاتنا مع الوفد كانت مفيدة.", True),
    "a verb of ours": ("وقال الوزير الروسي سيرغي لافروف: التقينا رئيس الوفد في القاهرة.", True),
    "a verb of theirs": ("وقال الوزير الروسي سيرغي لافروف إن الوفدين التقيا في القاهرة.", False),
    "his": ("وقال الوزير الروسي سيرغي لافروف إن مباحثاته مع الوفد كانت مفيدة.", False),
}


@pytest.mark.parametrize(("text", "ours"), SAYS_WE.values(), ids=SAYS_WE)
def test_who_says_we_may_be_meant(reader: Reader, text: str, ours: bool) -> None:
    read = discourse(reader, text)
    told = [(s, t) for s in meetings.scenes(read) for t in s.triggers if t.entry.role in EVOKING]
    ((scene, trigger),) = told[:1]
    assert first_person(scene.sentence, trigger.word) == ours
    why = {(read.entity(m).name, reason) for m, reason in elsewhere(read, scene.sentence, trigger.word)}
    assert (("سيرغي لافروف", "says we") in why) == ours
    assert any(reason == "for whom is said we" for _, reason in why) == ours


def test_with_behind_another_verb_names_no_party(reader: Reader) -> None:
    read = discourse(reader, "وفقا للصفقة بين روسيا وتركيا يواجه الجيشان مصاعب مع قوات المعارضة السورية.")
    (sentence,) = read.annotated.sentences
    found = agreements.hits(sentence)
    (item,) = agreements.evoking(sentence, found)
    rules = {read.entity(p.mention).name: p.rule for p in agreements.weighed(read, sentence, item, found)}
    assert "with" not in rules.values()
    assert list(rules.values()).count("between") == 2


PROPOSED = {
    "a relative clause on the noun": (
        "إن المباحثات التي شهدتها الدوحة بين وزير الخارجية القطري خالد العطية ونظيره الأمريكي جون كيري مفيدة.",
        {"خالد العطية", "جون كيري"},
    ),
    "a relative clause between the two": (
        "تم التفاوض طوال أسابيع بين واشنطن التي تتهم النظام السوري بالهجمات وموسكو التي تنفي ذلك.",
        {"الولايات المتحدة", "روسيا"},
    ),
    "who had met once before": (
        "وسبق للرئيس فرنسوا هولاند أن التقى الرئيس الإيراني حسن روحاني في نيويورك.",
        {"فرنسوا هولاند", "حسن روحاني"},
    ),
    "whom one comes together with": (
        "ويعتزم الوزير خالد بحاح الالتقاء بالسفير أحمد قطان في عدن.",
        {"أحمد قطان"},
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), PROPOSED.values(), ids=PROPOSED)
def test_whom_rules_propose(reader: Reader, text: str, wanted: set[str]) -> None:
    read = discourse(reader, text)
    told = [(s, t) for s in meetings.scenes(read) for t in s.triggers if t.entry.role in EVOKING]
    proposed = [{read.entity(m.mention).name for m in propose(scene, trigger)} for scene, trigger in told]
    assert any(wanted <= names for names in proposed), proposed
