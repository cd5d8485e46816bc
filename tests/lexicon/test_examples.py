"""Every entry is found in its examples and not in its counter-examples, as the shipped model reads them.

How an entry is found depends on its file: titles, actor nouns and pseudonyms through the readers that use them, all
others as lemma or surface sequences.  Where a counter-example is wrong for another reason than its words (no parties,
another place in the sentence), the test of the rule is what runs it, not this one.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.errors import ModelError
from kg.extract.mentions import all_candidates, rows
from kg.extract.tokens import find, find_all
from kg.lexicon.actors import actor_lexicon
from kg.lexicon.load import Entry, data_files
from kg.lexicon.match import Matcher
from kg.model import AnnotatedDocument
from tests.lexicon.examples import annotated_examples, examples

Finder = Callable[[Entry, AnnotatedDocument], bool]
# Files whose counter-examples are about more than words: only what must be found is looked for here.
_RULES = frozenset(
    {"meetings.yaml", "agreements.yaml", "clauses.yaml", "factuality.yaml", "attribution.yaml", "requests.yaml"}
)


@pytest.fixture(scope="module")
def annotated() -> dict[str, AnnotatedDocument]:
    try:
        return annotated_examples()
    except ModelError as error:
        pytest.skip(f"left out: no model here ({error})")


def by_words(entry: Entry, doc: AnnotatedDocument) -> bool:
    matcher = Matcher((entry,))
    return any(True for sentence in doc.sentences for _ in matcher.find(sentence))


def as_title(entry: Entry, doc: AnnotatedDocument) -> bool:
    lexicon = actor_lexicon()
    hits = (find(lexicon.titles, line.tokens, at) for line in rows(doc, lexicon) for at in range(len(line.tokens)))
    return any(hit[1].id == entry.id for hit in hits if hit is not None)


def as_noun(entry: Entry, doc: AnnotatedDocument) -> bool:
    lexicon = actor_lexicon()
    found = all_candidates(rows(doc, lexicon), lexicon)
    if any(c.noun is not None and c.noun.id == entry.id for c in found):
        return True
    return entry.text("kind") in ("body", "medium") and any(
        noun.id == entry.id
        for line in rows(doc, lexicon)
        for at in range(len(line.tokens))
        for _, noun in find_all(lexicon.nouns, line.tokens, at, article=True)
    )


FINDERS: dict[str, Finder] = {"titles.yaml": as_title, "actor_nouns.yaml": as_noun}


@pytest.mark.parametrize("name", data_files())
def test_examples(name: str, annotated: dict[str, AnnotatedDocument]) -> None:
    finder = FINDERS.get(name, by_words)
    wrong = [
        f"{e.entry.id} {'is not' if e.must else 'is'} found in: {e.text}"
        for e in examples()
        if e.entry.file == name and (e.must or name not in _RULES) and finder(e.entry, annotated[e.text]) != e.must
    ]
    assert not wrong, "\n".join(wrong)
