"""Steps of reasoning that rest on an entry or a model, and how they are printed."""

from __future__ import annotations

import json

from kg.explain.grounds import by_entry, by_model, sentence_for
from kg.explain.text import as_json, lines
from kg.explain.types import Because, Explained, Explanation
from kg.extract.learned import model
from kg.lexicon.load import entry_of, purpose
from kg.model import Span


def test_an_entry_says_what_it_is_for() -> None:
    step = by_entry("fact.denial", "Before the trigger: denied.")
    assert step.entry is not None
    assert step.entry.file == "factuality.yaml"
    assert step.entry.purpose == "What tells whether an event took place"
    assert ("effect", "denied") in step.entry.means
    assert step.entry.found_by[0] == "نفي"
    assert step.entry.example == "نفى المتحدث عقد أي اجتماع مع الوفد."


def test_a_known_actor_is_found_by_its_names() -> None:
    step = by_entry("sy.regime", "Known.")
    assert step.entry is not None
    assert "النظام السوري" in step.entry.found_by


def test_an_id_that_no_entry_has_is_named() -> None:
    assert by_entry("no.such", "Because") == Because("Because (no.such)")


def test_a_verdict_has_what_weighed_most_on_both_sides() -> None:
    weigher = model("meeting-member")
    best = max(weigher.weights, key=lambda f: weigher.weights[f])
    worst = min(weigher.weights, key=lambda f: weigher.weights[f])
    verdict = by_model("meeting-member", (best, worst, "never seen"), "It counts.").verdict
    assert verdict is not None
    assert verdict.threshold == weigher.threshold
    assert [feature for feature, _ in verdict.weighed_for] == [best]
    assert [feature for feature, _ in verdict.weighed_against] == [worst]


def test_rules_without_a_sentence_are_named() -> None:
    assert sentence_for("list", {"list": "a list"}, "rule") == "a list"
    assert sentence_for("new", {"list": "a list"}, "rule") == "rule “new”"


def test_purposes_are_the_first_sentences_of_the_files() -> None:
    assert purpose("meetings.yaml") == "What evokes a meeting"
    assert purpose("titles.yaml") == "Words that begin a title"
    assert entry_of("no.such") is None


def explanation(*, stored_run: str = "kg 1", current: bool = True) -> Explanation:
    step = Because("These words evoke it.", Span("title", 3, 8, "اجتماع"))
    return Explanation("urn:c", "d", None, "kg 1", stored_run, current, (Explained("event", "Meeting", (step,)),))


def test_json_leaves_out_what_says_nothing_and_keeps_arabic() -> None:
    text = as_json(explanation())
    assert "اجتماع" in text
    (part,) = json.loads(text)["parts"]
    assert part["because"] == [
        {"text": "These words evoke it.", "words": {"where": "title", "start": 3, "end": 8, "text": "اجتماع"}}
    ]


def test_lines_say_where_the_words_stand() -> None:
    told = "\n".join(lines(explanation()))
    assert "«اجتماع» [title 3–8]" in told
    assert "reread" not in told


def test_another_run_and_a_claim_that_is_gone_are_told() -> None:
    told = "\n".join(lines(explanation(stored_run="kg 0", current=False)))
    assert "kg reread" in told
    assert "not read into this claim any more" in told
