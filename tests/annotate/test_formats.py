"""CoNLL-U and JSON out of an annotation."""

from __future__ import annotations

import json

from stanza.utils.conll import CoNLL

from kg.annotate.formats import to_conllu, to_json
from tests.annotate.conftest import Annotate

TEXT = "وقال الوزيرُ للصحفيين إن برلين ستستقبل الوفد."


def test_conllu_is_read_by_stanza(annotated: Annotate) -> None:
    result = annotated(TEXT)
    document = CoNLL.conll2doc(input_str=to_conllu(result))
    assert [w.text for s in document.sentences for w in s.words][:2] == ["و", "قال"]
    for token in document.sentences[0].tokens:
        assert TEXT[token.start_char : token.end_char] == token.text
    assert [t.text for s in document.sentences for t in s.tokens if t.ner == "B-LOC"] == ["برلين"]


def test_conllu_heads_count_from_one(annotated: Annotate) -> None:
    (sentence,) = annotated(TEXT).sentences
    rows = [line.split("\t") for line in to_conllu(annotated(TEXT)).splitlines() if line[:1].isdigit()]
    assert [int(row[6]) for row in rows if "-" not in row[0]] == [word.head + 1 for word in sentence.words]


def test_json(annotated: Annotate) -> None:
    found = json.loads(json.dumps(to_json(annotated(TEXT))))
    word = found["sentences"][0]["words"][2]
    assert TEXT[word["start"] : word["end"]] == "الوزيرُ"
    assert found["sentences"][0]["names"][0]["type"] == "LOC"
