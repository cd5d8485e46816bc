"""What the shipped model reads: places of words, determinism, hostile text, names."""

from __future__ import annotations

import dataclasses

import pytest

from kg.annotate import annotate
from kg.annotate.normal import model_text
from kg.annotate.reader import Reader
from kg.annotate.split import LONGEST
from kg.model import AnnotatedDocument
from tests.annotate.conftest import Annotate, document

NEWS = (
    "التقى الرئيس الفرنسي فرانسوا هولاند المستشارة الألمانية أنغيلا ميركل في برلين أمس. "
    "وقال مصدر لصحيفة «ديلي صباح» إن الجانبين اتفقا على ما يلي:\n"
    "1- تسليم السلاح الثقيل.\n"
    "2- وقف إطلاق النار في حلب ودمشق.\n"
)

HOSTILE = [
    ("empty", ""),
    ("blanks", " \n\t \u00a0\n"),
    ("punctuation", "... ؟!؟! «» -- ()،؛\n.\n"),
    ("emoji", "قال الوزير 😀 إن 👨‍👩‍👧 العائلة 🇸🇾 عادت"),
    ("no blanks", "قالالوزيرإنالحكومةستجتمعغدا" * 40),
    ("tatweel", "قـــال الـــوزيـــر إن الحكـــومـــة اجتمعـــت"),
    ("tashkeel", "قَالَ الوَزِيرُ إِنَّ الحُكُومَةَ اِجْتَمَعَتْ"),
    ("presentation forms", "\ufed7\ufe8e\ufedd \ufe8d\ufedf\ufeee\ufeb0\ufbfe\ufeae \ufdf2 \ufefb"),
    ("bidirectional controls", "\u202bقال الوزير\u202c \u2067إن الحكومة\u2069 \u200fاجتمعت\u200e"),
    ("control signs", "قال\x00 الوزير\x07 إن\ufeff الحكومة\x1b[0m اجتمعت"),
    ("a lone surrogate", "قال \ud83d الوزير"),
    ("other scripts", "The minister said НАТО 北京市 יום ไทย एक"),
    ("long numbers", "1" * 3000 + " قال ٣٫٥ و 12:30 و 50% و $1,000.00"),
    ("one long word", "ا" * 3000),
    ("line ends", "قال\r\nالوزير\u2028إن\x85الحكومة\x0bاجتمعت"),
    ("only marks", "\u064b\u064c\u0640\u200f\ufeff"),
]


def assert_sound(annotated: AnnotatedDocument) -> None:
    """Heads form a tree, offsets rise, and what stands at a token's offsets is what its words were read from."""
    before = {"title": 0, "text": 0}
    for index, sentence in enumerate(annotated.sentences):
        source = annotated.doc.source(sentence.where)
        assert sentence.index == index
        assert [word.index for word in sentence.words] == list(range(len(sentence.words)))
        assert sum(word.head == -1 for word in sentence.words) == 1
        assert all(-1 <= word.head < len(sentence.words) for word in sentence.words)
        tokens = {word.token: (word.start, word.end) for word in sentence.words}
        for start, end in tokens.values():
            assert before[sentence.where] <= start < end <= len(source)
            before[sentence.where] = end
        for word in sentence.words:
            alone = sum(other.token == word.token for other in sentence.words) == 1
            assert not alone or model_text(source, word.start, word.end).text == word.text
            assert word.lemma
        for name in sentence.names:
            assert (name.start, name.end) == (sentence.words[name.first].start, sentence.words[name.last].end)


@pytest.mark.parametrize("text", [case[1] for case in HOSTILE], ids=[case[0] for case in HOSTILE])
def test_hostile_text(annotated: Annotate, text: str) -> None:
    assert_sound(annotated(text, title=text))


def test_every_letter_is_in_a_token(annotated: Annotate) -> None:
    text = NEWS + HOSTILE[5][1]
    covered = {at for s in annotated(text).sentences for w in s.words for at in range(w.start, w.end)}
    assert [char for at, char in enumerate(text) if at not in covered and not char.isspace()] == []


def test_a_sentence_of_5000_words_is_cut(annotated: Annotate) -> None:
    result = annotated("وقال الوزير إن الحكومة " * 1250)
    assert_sound(result)
    assert max(len({w.token for w in s.words}) for s in result.sentences) <= LONGEST


def test_clitics_are_words_with_the_span_of_their_token(annotated: Annotate) -> None:
    text = "قال الوزير ذلك.\nوسيلتقي بهم للحوار."
    words = {w.text: (w.start, w.end) for s in annotated(text).sentences for w in s.words}
    start = text.index("للحوار")
    assert words["ل"] == words["الحوار"] == (start, start + len("للحوار"))
    begin = text.index("وسيلتقي")
    assert words["و"] == (begin, begin + len("وسيلتقي"))


def test_numbers_quotes_and_list_items(annotated: Annotate) -> None:
    result = annotated(NEWS)
    assert_sound(result)
    tokens = {NEWS[w.start : w.end] for s in result.sentences for w in s.words}
    assert {"1", "-", "تسليم", "«", "»", "ديلي", "."} <= tokens
    assert [NEWS[s.start :].split()[0] for s in result.sentences] == ["التقى", "وقال", "1-", "2-"]


def test_names(annotated: Annotate) -> None:
    names = {(n.text, n.type) for s in annotated(NEWS).sentences for n in s.names}
    assert {("فرانسوا هولاند", "PERS"), ("أنغيلا ميركل", "PERS"), ("برلين", "LOC"), ("حلب", "LOC")} <= names


@pytest.mark.parametrize(
    ("text", "form", "lemma"),
    [
        ("التقى الوزير نظيره في باريس.", "التقى", "التقى"),
        ("وقالت الوزيرة إنها ستعود.", "قالت", "قال"),
        ("أعلنت الحكومة وقف إطلاق النار.", "أعلنت", "أعلن"),
        ("عقدت الوفود اجتماعات في جنيف.", "اجتماعات", "اجتماع"),
    ],
)
def test_lemmas_are_those_of_a_dictionary(annotated: Annotate, text: str, form: str, lemma: str) -> None:
    assert {w.lemma for s in annotated(text).sentences for w in s.words if w.text == form} == {lemma}


def test_the_same_whatever_was_read_before(reader: Reader) -> None:
    texts = [NEWS, "قتل خمسة أشخاص في انفجار ببغداد.", HOSTILE[3][1]]
    alone = [reader.read(document(text)).sentences for text in texts]
    assert [reader.read(document(text)).sentences for text in reversed(texts)] == alone[::-1]


def test_title_first_and_in_its_own_offsets(annotated: Annotate) -> None:
    result = annotated("قال الوزير ذلك أمس.", title="عودة الوزير")
    assert [s.where for s in result.sentences] == ["title", "text"]
    assert [s.start for s in result.sentences] == [0, 0]


def test_a_title_that_is_the_first_line_is_read_once() -> None:
    doc = dataclasses.replace(document("عودة الوزير\nقال ذلك أمس.", title="عودة الوزير"), title_in_text=True)
    (result,) = annotate([doc])
    assert {s.where for s in result.sentences} == {"text"}
