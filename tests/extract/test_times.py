"""Expressions of time: every example of the data, the article's day, words and characters."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.times import FoundTime, article_day, find_times
from kg.lexicon.load import entries
from kg.model import AnnotatedDocument, Document, Sentence
from tests.sentences import annotated, moved, plain, sentence

FRIDAY = date(2015, 7, 24)


def examples() -> Iterator[tuple[str, str, str]]:
    for entry in entries("time_expressions.yaml"):
        reads = entry.more.get("reads")
        for text, value in reads.items() if isinstance(reads, dict) else ():
            yield entry.id, text, str(value)


READS = list(examples())
PIECES = ["28", "مايو", "/", "أيار", "الماضي", "أمس", "الأول", "الاثنين", "-", "إلى", "1436", "هـ", "من", "قبل", "أيام"]


def article(*lines: str, published: date | None = FRIDAY) -> AnnotatedDocument:
    return annotated(*((plain(line), line) for line in lines), published=published)


def days(found: tuple[FoundTime, ...]) -> str:
    return "; ".join(f"{f.time.start or 'open'}/{f.time.end or 'open'}" for f in found) or "none"


@pytest.mark.parametrize(("rule", "text", "value"), READS, ids=[f"{rule}: {text}" for rule, text, _ in READS])
def test_examples_of_the_data(rule: str, text: str, value: str) -> None:
    found = find_times(article(text))
    assert days(found) == value
    for time in found:
        assert time.time.evidence == (time.span,)
        assert "\n" + time.span.text in "\n" + text or time.span.text in text


def test_every_pattern_has_an_example() -> None:
    rows = entries("time_expressions.yaml")
    assert [entry.id for entry in rows if "pattern" in entry.more and not entry.more.get("reads")] == []


@pytest.mark.parametrize(
    ("text", "published", "value", "basis", "precision"),
    [
        ("في 28 مايو/أيار الماضي.", None, "--05-28/--05-28", "stated", "day"),
        ("في 28 مايو/أيار الماضي.", date(2015, 6, 1), "2015-05-28/2015-05-28", "inferred", "day"),
        ("في 28 مايو/أيار الماضي.", date(2015, 5, 28), "2014-05-28/2014-05-28", "inferred", "day"),
        ("في 28 مايو 2014.", None, "2014-05-28/2014-05-28", "stated", "day"),
        ("في مايو الماضي.", None, "--05/--05", "stated", "month"),
        ("من 16 إلى 17 يوليو.", None, "--07-16/--07-17", "stated", "interval"),
        ("في 29 فبراير.", None, "--02-29/--02-29", "stated", "day"),
        ("أمس الأول، وفي الأسبوع الماضي، ويوم الأحد، وفي 5 شوال.", None, "none", "", ""),
        ("في 20 شوال 1436 هـ.", None, "2015-08-05/2015-08-05", "stated", "day"),
        ("عام 2014.", None, "2014-01-01/2014-12-31", "stated", "year"),
        ("من 28 يوليو إلى 3 أغسطس.", FRIDAY, "2015-07-28/2015-08-03", "inferred", "interval"),
        ("20 شوال 1436 هـ الموافق 05 أغسطس 2015 م", None, "2015-08-05/2015-08-05", "stated", "day"),
        ("من الاثنين إلى الخميس.", FRIDAY, "2015-07-20/2015-07-23", "inferred", "interval"),
        ("بين الثلاثاء والخميس.", FRIDAY, "2015-07-21/2015-07-23", "inferred", "interval"),
        ("يومي الثلاثاء والخميس.", FRIDAY, "2015-07-21/2015-07-21; 2015-07-23/2015-07-23", "inferred", "day"),
        ("في 16ـ17 يوليو.", FRIDAY, "2015-07-16/2015-07-17", "inferred", "interval"),
        ("قوى 14 آذار.", FRIDAY, "none", "", ""),
        ("سينشر الجيش ذلك وفق اتفاق في نهاية يوليو.", date(2015, 8, 10), "2015-07-01/2015-07-31", "inferred", "month"),
        ("سينشر الجيش ما وقع في 14 يوليو.", date(2015, 8, 3), "2015-07-14/2015-07-14", "inferred", "day"),
        ("سيزور الوزير موسكو في 14 يناير.", date(2015, 8, 3), "2016-01-14/2016-01-14", "inferred", "day"),
        ("سيزور الوزير مكة في ذي الحجة.", date(2015, 8, 3), "2015-09-14/2015-10-13", "inferred", "interval"),
        ("سيزور الوزير موسكو في مايو.", date(2015, 8, 3), "2016-05-01/2016-05-31", "inferred", "month"),
    ],
)
def test_values(text: str, published: date | None, value: str, basis: str, precision: str) -> None:
    found = find_times(article(text, published=published))
    assert days(found) == value
    assert {f.time.basis for f in found} == ({basis} if basis else set())
    assert {f.time.precision for f in found} == ({precision} if precision else set())


@pytest.mark.parametrize(
    ("lines", "published", "day"),
    [
        (["قال الوزير أمس."], FRIDAY, FRIDAY),
        (["عقد اللقاء أمس الأربعاء.", "وقال الخميس."], FRIDAY, date(2015, 7, 23)),
        (["اليوم (الاثنين)، زار الوزير عدن."], date(2015, 7, 21), date(2015, 7, 20)),
        (["الرياض 20 شوال 1436 هـ الموافق 05 أغسطس 2015 م واس"], date(2015, 8, 6), date(2015, 8, 5)),
        (["عدن 5 أغسطس 2015", "التقى الوزير أمس القادة."], None, date(2015, 8, 5)),
        (["عدن 5 أغسطس 2010", "التقى الوزير أمس القادة."], FRIDAY, FRIDAY),
        (["التقى الوزير أمس القادة."], None, None),
    ],
)
def test_the_day_of_an_article(lines: list[str], published: date | None, day: date | None) -> None:
    assert article_day(article(*lines, published=published)) == day


def test_words_leave_clitics_out() -> None:
    row = sentence("التقى", "الوزيران", ("ب", "28"), "مايو", "/", "أيار", "الماضي", ("و", "الاثنين"), ".")
    first, second = find_times(annotated(row, published=date(2015, 6, 2)))
    assert (first.first, first.last, first.span.text) == (3, 7, "28 مايو / أيار الماضي")
    assert (second.first, second.last, second.span.text) == (9, 9, "الاثنين")
    assert (second.time.start, second.kind) == ("2015-06-01", "weekday")


def tagged(text: str, **tags: str) -> Sentence:
    row = plain(text)
    words = (
        replace(w, upos="VERB", feats=f"Aspect={tags[w.text]}") if w.text in tags else replace(w, upos="NOUN")
        for w in row.words
    )
    return replace(row, words=tuple(words))


@pytest.mark.parametrize(
    ("text", "tags", "day"),
    [
        ("وقال إن الرئيس سيلتقي الوفد الثلاثاء", {"سيلتقي": "Imp", "وقال": "Perf"}, "2015-07-28"),
        ("التقى الرئيس الوفد الثلاثاء", {"التقى": "Perf"}, "2015-07-21"),
        ("من المقرر أن يلتقي الرئيس الوفد الثلاثاء", {"يلتقي": "Imp"}, "2015-07-28"),
        ("سياسة الحكومة عرضت الثلاثاء", {"عرضت": "Perf"}, "2015-07-21"),
        ("الثلاثاء سيصل الوفد", {"سيصل": "Imp"}, "2015-07-28"),
    ],
)
def test_what_lies_ahead(text: str, tags: dict[str, str], day: str) -> None:
    (found,) = find_times(annotated((tagged(text, **tags), text), published=FRIDAY))
    assert found.time.start == day


@given(st.dates(date(2000, 1, 1), date(2040, 1, 1)), st.integers(0, 6))
def test_a_day_of_the_week_is_within_a_week(published: date, back: int) -> None:
    names = ["الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد"]
    told = published - timedelta(days=back)
    (found,) = find_times(article(f"التقيا {names[told.weekday()]}", published=published))
    assert found.time.start == told.isoformat()


@given(
    st.lists(
        st.sampled_from(
            [
                "28",
                "مايو",
                "/",
                "أيار",
                "الماضي",
                "أمس",
                "الأول",
                "الاثنين",
                "-",
                "إلى",
                "1436",
                "هـ",
                "من",
                "و",
                "قبل",
                "ثلاثة",
                "أيام",
                "2015",
            ]
        )
    )
)
def test_any_words_give_true_offsets(words: list[str]) -> None:
    text = " ".join(words)
    doc = article(text)
    for found in find_times(doc):
        assert doc.doc.text[found.span.start : found.span.end] == found.span.text == found.time.text
        assert 0 <= found.first <= found.last < len(doc.sentences[0].words)
        assert found.time.start or found.time.end


# --- against gold ---------------------------------------------------------------------------------------------------


def sentences(text: str) -> tuple[Sentence, ...]:
    rows: list[Sentence] = []
    for piece in re.finditer(r"[^\n.؟!]+(?:[.؟!](?!\d)|\.(?=\d)[^\n]*)?", text):
        if piece.group().strip():
            rows.append(moved(plain(piece.group()), len(rows), piece.start()))
    return tuple(rows)


def test_dates_of_the_gold_meetings_are_found(shared: Path) -> None:
    """Of the days that gold gives to meetings and agreements, nearly all are among those found in the article."""
    gold = {row["document"]: row for row in (json.loads(p.read_text()) for p in (shared / "gold/news").glob("*.json"))}
    with gzip.open(shared / "corpora/news/articles.jsonl.gz", "rt", encoding="utf-8") as lines:
        records = [row for row in map(json.loads, lines) if row["id"] in gold]
    wanted, hit = 0, 0
    for record in records:
        row = gold[record["id"]]
        doc = Document("key", record["id"], record["content"], "", published=date.fromisoformat(row["published"]))
        found = find_times(AnnotatedDocument(doc, sentences(doc.text), "by hand"))
        starts = {(f.time.start or "")[:10] for f in found}
        for event in (*row["meetings"], *row["agreements"]):
            when = event.get("date") or {}
            if when.get("day"):
                wanted += 1
                hit += date(when["year"], when["month"], when["day"]).isoformat() in starts
    assert wanted >= 15
    assert hit / wanted > 0.9
