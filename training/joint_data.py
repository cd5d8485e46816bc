"""Batches for the joint training, in the form in which Stanza's own models take them."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

from stanza.models.common.doc import Document
from stanza.models.depparse.data import DataLoader as ParserLoader
from stanza.models.depparse.data import Dataset as ParserData
from stanza.models.ner.data import DataLoader as NameLoader
from stanza.models.pos.data import Dataset as TagData
from stanza.utils.conll import CoNLL

from kg.annotate.spread import Spread
from training import mixture, names_labelled
from training.corpora import Corpora
from training.joint_model import options
from training.silver import Clitics

SEED = 20261124
_NAMES, _AQMAR, _NEWS, _TREES, _SURFACE = 320, 80, 320, 380, 200  # words in a step
_SWAPPED = 0.35  # of the sentences with names get other names
_APART = 0.5  # of the sentences with names are encoded word by word, clitics apart, as kg reads them
_LONGEST = 160  # words of a treebank sentence
_WHOLE = 10**6  # more sentences than there are: all in one batch


class Stream:
    """Numbers 0 to n-1 in a new order each time round; its state can be kept."""

    def __init__(self, sizes: list[int], seed: int) -> None:
        self.sizes = sizes
        self.state = {"epoch": 0, "at": 0}
        self._seed = seed
        self._order: list[int] = []
        self._of = -1

    def take(self, words: int) -> list[int]:
        """The next items that have about so many words together."""
        out: list[int] = []
        total = 0
        while total < words:
            if self._of != self.state["epoch"]:
                self._of = self.state["epoch"]
                self._order = list(range(len(self.sizes)))
                random.Random(self._seed * 1000 + self._of).shuffle(self._order)
            out.append(self._order[self.state["at"]])
            total += self.sizes[out[-1]]
            self.state["at"] += 1
            if self.state["at"] == len(self._order):
                self.state |= {"epoch": self._of + 1, "at": 0}
        return out


class Data:
    """All batches, in Stanza's own form."""

    def __init__(self, corpora: Corpora, work: Path, encoder: Path, spread: Spread, chance: random.Random) -> None:
        self.names, self.other = mixture.name_sentences(corpora, work / "names")
        self.news, self.news_dev = names_labelled.sentences(corpora)
        self.clitics = Clitics(corpora, work / "ud" / "train.conllu")
        self.spread = spread
        self.swap = mixture.swapper(self.names, self.other, chance)
        self.chance = chance
        self.ner_options = options("ner", encoder)
        everything = NameLoader(document(self.names + self.other + self.news), _WHOLE, self.ner_options)
        self.tree_options, self.tag_options = options("depparse", encoder), options("pos", encoder)
        trees = CoNLL.conll2doc(str(work / "ud" / "train.conllu"))
        tag_vocab = TagData.init_vocab([trees], self.tag_options)
        tree_vocab = ParserData(trees, self.tree_options, None).vocab
        self.vocabs = {"ner": everything.vocab, "pos": tag_vocab, "depparse": tree_vocab}
        self.trees = self.both(trees)
        self.bare = self.both(CoNLL.conll2doc(input_str=without_stops((work / "ud" / "train.conllu").read_text())))
        self.surface = mixture.surface_tags(corpora, work / "ud")
        sizes = [len(s.words) for s in trees.sentences]
        self.fit = [number for number, size in enumerate(sizes) if size <= _LONGEST]
        self.streams = {
            "names": Stream([len(s) for s in self.names], SEED + 1),
            "other": Stream([len(s) for s in self.other], SEED + 2),
            "news": Stream([len(s) for s in self.news], SEED + 5),
            "trees": Stream([sizes[n] for n in self.fit], SEED + 3),
            "surface": Stream([len(s) for s in self.surface], SEED + 4),
        }

    def both(self, document: Document) -> tuple[TagData, ParserData]:
        """A document for the tagger and for the parser."""
        tags = TagData(document, self.tag_options, None, vocab=self.vocabs["pos"], evaluation=True)
        return tags, ParserData(document, self.tree_options, None, vocab=self.vocabs["depparse"], evaluation=True)

    def name_batch(self, swapped: float = _SWAPPED) -> Any:
        """ANERcorp's and the news articles' sentences, some with other names in them, and a few of AQMAR's."""
        mixed = [self._swapped(s, mixture.ANERCORP_COLUMN, swapped) for s in self._taken("names", self.names, _NAMES)]
        mixed += [self._swapped(s, mixture.NEWS_COLUMN, swapped) for s in self._taken("news", self.news, _NEWS)]
        mixed = [s[:-1] if len(s) > 4 and s[-1][0] == "." and self.chance.random() < 0.15 else s for s in mixed]
        mixed += self._taken("other", self.other, _AQMAR)
        self.spread.clear()
        for sentence in mixed:
            if self.chance.random() < _APART:
                self.apart(sentence)
        return NameLoader(document(mixed), _WHOLE, self.ner_options, vocab=self.vocabs["ner"], evaluation=True)[0]

    def apart(self, sentence: mixture.Sentence) -> None:
        """The sentence's clitics are encoded as words of their own, and a token is its longest word."""
        self.spread.expect([(word, tuple(self.clitics.parts(word))) for word, _ in sentence])

    def _taken(self, stream: str, sentences: list[mixture.Sentence], words: int) -> list[mixture.Sentence]:
        return [sentences[number] for number in self.streams[stream].take(words)]

    def _swapped(self, sentence: mixture.Sentence, column: int, share: float) -> mixture.Sentence:
        return self.swap.swapped(sentence, column) if self.chance.random() < share else sentence

    def tree_batch(self) -> tuple[Any, Any]:
        """Batches for the tagger and the parser over the same sentences."""
        numbers = [self.fit[n] for n in self.streams["trees"].take(_TREES)]
        tags, trees = self.bare if self.chance.random() < 0.15 else self.trees
        return tags.collate_fn([tags[n] for n in numbers]), ParserLoader.collate([trees[n] for n in numbers])

    def surface_batch(self) -> Any:
        """Surface words; a clitic's tag that stands for a whole fused word is left out."""
        sentences = [self.surface[n] for n in self.streams["surface"].take(_SURFACE)]
        rows = [[_surface_row(n, w, t) for n, (w, t) in enumerate(sentence)] for sentence in sentences]
        data = TagData(Document(rows), self.tag_options, None, vocab=self.vocabs["pos"], evaluation=True)
        items = [data[n] for n in range(len(data))]
        for (sample, _), sentence in zip(items, sentences, strict=True):
            for at, (word, tag) in enumerate(sentence):
                if _of_clitic(word, tag):
                    sample.tags[0][at] = 0
            sample.tags[1:] = [None] * (len(sample.tags) - 1)
        return data.collate_fn(items)


def _surface_row(number: int, word: str, tag: str) -> dict[str, object]:
    return {"id": number + 1, "text": word, "upos": tag, "head": number, "deprel": "dep"}


def _of_clitic(word: str, tag: str) -> bool:
    return tag in ("CCONJ", "ADP", "AUX", "PART", "SCONJ") and len(word) > 3 and word[0] in "وفبلكسأ"


def without_stops(text: str) -> str:
    """The sentences without their last full stop where nothing hangs on it, as headlines are written."""
    out = []
    for block in text.strip().split("\n\n"):
        lines = block.split("\n")
        cells = lines[-1].split("\t")
        heads = {line.split("\t")[6] for line in lines if not line.startswith("#")}
        bare = len(lines) > 5 and cells[3] == "PUNCT" and cells[0] not in heads and "-" not in lines[-2].split("\t")[0]
        out.append("\n".join(lines[:-1] if bare else lines))
    return "\n\n".join(out) + "\n\n"


def document(sentences: list[mixture.Sentence]) -> Document:
    """Sentences as Stanza's document, with all their columns of name tags."""
    return Document([[_name_row(n, w, tags) for n, (w, tags) in enumerate(s)] for s in sentences])


def _name_row(number: int, word: str, tags: tuple[str | None, ...]) -> dict[str, object]:
    return {"id": number + 1, "text": word, "multi_ner": tags}
