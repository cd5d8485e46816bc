"""By when a clause is to be done, on sentences of an article of Friday 2015-07-24."""

from __future__ import annotations

from datetime import date

import pytest

from kg.extract.deadlines import deadline
from kg.extract.times import find_times
from kg.model import Time
from tests.sentences import annotated, plain


def found(text: str, *, first: int = 0, last: int | None = None) -> Time | None:
    built = annotated((plain(text), text), published=date(2015, 7, 24))
    (sentence,) = built.sentences
    end = len(sentence.words) - 1 if last is None else last
    return deadline(built, sentence, first, end, find_times(built))


@pytest.mark.parametrize(
    ("text", "words", "end"),
    [
        ("انسحاب القوات في غضون شهر .", "في غضون شهر", "2015-08-24"),
        ("إطلاق الأسرى قبل نهاية الشهر الجاري .", "نهاية الشهر الجاري", "2015-07-31"),
        ("إطلاق الأسرى قبل يوم الجمعة المقبل .", "يوم الجمعة المقبل", "2015-07-30"),
        ("تسليم المعبر بحلول 15 أغسطس .", "15 أغسطس", "2015-08-15"),
        ("تقديم التقرير في موعد أقصاه 15 ديسمبر 2015 .", "15 ديسمبر 2015", "2015-12-15"),
    ],
)
def test_a_day_by_which(text: str, words: str, end: str) -> None:
    time = found(text)
    assert time is not None
    assert (time.text, time.end) == (words, end)
    assert [span.text for span in time.evidence] == [words]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("تنسحب القوات خلال ستة أشهر من توقيع الاتفاق .", "خلال ستة أشهر من توقيع الاتفاق"),
        ("نقل المواطنين خلال الأيام القليلة المقبلة .", "خلال الأيام القليلة المقبلة"),
        ("تأهيل الميناء خلال اليومين المقبلين .", "خلال اليومين المقبلين"),
    ],
)
def test_a_term_whose_days_nobody_tells(text: str, words: str) -> None:
    time = found(text)
    assert time is not None
    assert (time.text, time.start, time.end) == (words, None, None)


@pytest.mark.parametrize(
    "text",
    [
        "هدنة لمدة خمسة أيام .",
        "وتستمر الهدنة حتى الجمعة .",
        "تسليم المعبر قبل أيام .",
        "سلمت المعبر خلال الأيام الماضية .",
        "تراجعت التجارة قبل عشر سنوات .",
        "سلمت المعبر قبل 15 يوليو .",
    ],
)
def test_what_is_none(text: str) -> None:
    assert found(text) is None


def test_of_another_clause_of_the_sentence() -> None:
    text = "تسليم المعبر وانسحاب القوات في غضون شهر ."
    assert found(text, last=1) is None
    assert found(text, first=2) is not None
