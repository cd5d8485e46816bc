"""Losses of the three heads on their batches, and scores on the development parts."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import torch
from stanza.models.common.crf import viterbi_decode
from stanza.models.common.utils import unsort
from stanza.models.common.vocab import VOCAB_PREFIX_SIZE
from stanza.models.depparse.data import DataLoader as ParserLoader
from stanza.models.depparse.trainer import unpack_batch as parser_batch
from stanza.models.ner.data import DataLoader as NameLoader
from stanza.models.ner.trainer import fix_singleton_tags
from stanza.models.pos.trainer import unpack_batch as tag_batch
from stanza.utils.conll import CoNLL

from training import mixture, score
from training.joint_data import Data, document
from training.joint_model import Joint


def tag_loss(model: Joint, batch: Any) -> Any:
    """The tagger's loss."""
    inputs, _, word_order, lengths, word_lengths, text = tag_batch(batch, "cpu")
    return model.heads["pos"](*inputs, word_order, lengths, word_lengths, text)[0]


def tree_loss(model: Joint, batch: Any) -> Any:
    """The parser's loss."""
    inputs, _, word_order, lengths, word_lengths, text = parser_batch(batch, "cpu")
    return model.heads["depparse"](*inputs, word_order, lengths, word_lengths, text)[0]


def name_scores(model: Joint, batch: Any) -> tuple[Any, Any, Any]:
    """The name tagger's loss, scores and transitions."""
    words, _, _, _, tags, _, _, _, lengths, *_ = batch
    loss, logits, transitions = model.heads["ner"](words, None, None, tags, None, lengths, None, None, None, None, None)
    return loss, logits, transitions


@torch.no_grad()
def measure(model: Joint, data: Data, work: Path) -> dict[str, float]:
    """Scores on the development parts: strict F1 of names in ANERcorp and in news, UPOS, UAS, LAS."""
    model.eval()
    data.spread.clear()
    found = {"names": _names(model, data, _aner(work / "names" / "dev.json"), mixture.ANERCORP_COLUMN)}
    found["names in news"] = _names(model, data, _news(data), mixture.NEWS_COLUMN)
    treebank = CoNLL.conll2doc(str(work / "ud" / "dev.conllu"))
    tags, trees = data.both(treebank)
    right = {"UPOS": 0, "UAS": 0, "LAS": 0}
    words = 0
    for number, sentence in enumerate(treebank.sentences):
        model.share.clear()
        inputs, _, order, lengths, sizes, text = tag_batch(tags.collate_fn([tags[number]]), "cpu")
        upos = model.heads["pos"](*inputs, order, lengths, sizes, text)[1][0]
        said = data.vocabs["pos"]["upos"].unmap(upos[0].tolist())
        inputs, _, order, lengths, sizes, text = parser_batch(ParserLoader.collate([trees[number]]), "cpu")
        arcs = model.heads["depparse"].predict(*inputs, order, lengths, sizes, text)[0]
        for word, tag, (head, relation) in zip(sentence.words, said, arcs, strict=True):
            words += 1
            right["UPOS"] += tag == word.upos
            right["UAS"] += int(head == word.head)
            right["LAS"] += int(head == word.head and relation.split(":")[0] == word.deprel.split(":")[0])
    model.share.clear()
    return {**found, **{name: number / words for name, number in right.items()}}


def _names(model: Joint, data: Data, sentences: list[mixture.Sentence], column: int) -> float:
    """Strict F1 of all classes of a column."""
    loader = NameLoader(document(sentences), 16, data.ner_options, vocab=data.vocabs["ner"], evaluation=True)
    vocabulary = data.vocabs["ner"]["tag"].items(column)
    said: list[list[str]] = []
    for batch in loader:
        model.share.clear()
        _, logits, transitions = name_scores(model, batch)
        rows_of_scores = zip(logits[column].numpy(), batch[8], strict=True)
        paths = [viterbi_decode(row[:size], transitions[column].numpy())[0] for row, size in rows_of_scores]
        tags = [[vocabulary[max(VOCAB_PREFIX_SIZE, tag)] for tag in path] for path in paths]
        said += unsort([fix_singleton_tags(sentence) for sentence in tags], batch[5])
    return score.names([[tags[column] or "O" for _, tags in s] for s in sentences], said)["all"].f1


def _aner(path: Path) -> list[mixture.Sentence]:
    rows = json.loads(path.read_text(encoding="utf-8"))
    return [[(word["text"], (word["ner"], None, None, None)) for word in sentence] for sentence in rows]


def _news(data: Data) -> list[mixture.Sentence]:
    for sentence in data.news_dev:
        data.apart(sentence)
    return data.news_dev
