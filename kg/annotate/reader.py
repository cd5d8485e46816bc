"""Runs Stanza over one article at a time: the only module that knows its pipeline.

Each line of the raw text is tokenized by itself, so that no sentence runs over a paragraph's end; sentences that the
encoder could not take in are cut at punctuation.  Offsets are those of surface tokens in the raw text.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from pickle import PickleError
from typing import Any

import stanza
import torch
from stanza.models.common import chuliu_edmonds
from stanza.models.common.bert_embedding import extract_bert_embeddings
from stanza.models.common.doc import Document as StanzaDocument
from stanza.models.ner import model as name_model
from transformers.utils import logging as transformers_logging

from kg.annotate.clitics import checked
from kg.annotate.encoder import SharedPass, encode_with, fast_bfloat16
from kg.annotate.models import ModelInfo
from kg.annotate.normal import ModelText, model_text
from kg.annotate.split import Token, resplit
from kg.annotate.spread import Spread
from kg.annotate.trees import cycles
from kg.errors import ModelError
from kg.model import AnnotatedDocument, Document, Name, NameType, Sentence, Where, Word

_LINE = re.compile(r"[^\r\n\u2028\u2029\x0b\x0c\x85]+")
_NAMES: dict[str, NameType] = {
    "PERS": "PERS",
    "PER": "PERS",
    "LOC": "LOC",
    "GPE": "LOC",
    "ORG": "ORG",
    "ARM": "ARM",
    "MISC": "MISC",
    "MIS": "MISC",
}
_TOO_LONG = "<UNK>"  # what Stanza puts for a token of more than a thousand characters
_PARSED = 250  # words parsed at once, sentences of about one length: what they are padded to costs its square
_READ = 100  # characters of a word that the taggers are shown
_WITH_ENCODER = ("pos", "depparse", "ner")
# what a damaged or foreign file gives; nothing in it is run, as Stanza reads tensors and plain values only
_BROKEN = (OSError, RuntimeError, LookupError, ValueError, TypeError, AttributeError, EOFError, PickleError)
_MARKS = re.compile("[\u064b-\u0652\u0670\u0640]")


class Reader:
    """A loaded model; :meth:`read` annotates an article.

    Args:
        model: which one.
        only_tokens: load no more than :meth:`tokens` needs.

    Raises:
        ModelError: Stanza can't load it.
    """

    def __init__(self, model: ModelInfo, *, only_tokens: bool = False) -> None:
        logging.getLogger("stanza").setLevel(logging.ERROR)
        transformers_logging.set_verbosity_error()
        transformers_logging.disable_progress_bar()
        torch.use_deterministic_algorithms(True, warn_only=True)
        torch.set_num_threads(1)  # sums come out the same everywhere; several articles at once are several processes
        self.model = model
        try:
            changes: dict[str, object] = {"processors": "tokenize,mwt"} if only_tokens else {}
            changes |= {"depparse_batch_size": _PARSED}
            self._processors = stanza.Pipeline(**{**model.pipeline, **changes}).processors
        except _BROKEN as error:
            said = " ".join(str(error).split())[:200]
            raise ModelError(f"{model.name}: Stanza can't load this model ({said}). See `kg models list`") from error
        heads = [self._processors[name].trainer.model for name in _WITH_ENCODER if name in self._processors]
        self._encoders = _share_encoders(heads)
        chuliu_edmonds.tarjan = cycles
        self._spread = Spread(extract_bert_embeddings) if _one_encoder(heads) else None
        name_model.extract_bert_embeddings = self._spread or extract_bert_embeddings

    def read(self, doc: Document) -> AnnotatedDocument:
        """What the model reads in the title and the text."""
        parts: list[tuple[Where, str]] = [("text", doc.text)]
        if doc.title and not doc.title_in_text:
            parts.insert(0, ("title", doc.title))
        found = [s for where, raw in parts for s in self._sentences(where, raw)]
        for encoder in self._encoders:
            encoder.clear()
        if self._spread:
            self._spread.clear()
        sentences = tuple(_numbered(i, s) for i, s in enumerate(found))
        return AnnotatedDocument(doc, sentences, self.model.hash)

    def tokens(self, raw: str) -> Iterator[tuple[int, int, str]]:
        """Surface tokens: where each begins and ends in the raw text, and what the model read there."""
        for line, document in self._tokenized(raw):
            for sentence in document.sentences:
                for token in sentence.tokens:
                    read = line.text[token.start_char : token.end_char] if token.text == _TOO_LONG else token.text
                    yield *line.raw_span(token.start_char, token.end_char), read

    @torch.no_grad()
    def _tokenized(self, raw: str) -> list[tuple[ModelText, StanzaDocument]]:
        """Each line that isn't blank, with its tokens and their words."""
        lines = [model_text(raw, m.start(), m.end()) for m in _LINE.finditer(raw)]
        lines = [line for line in lines if line.text.strip()]
        if not lines:
            return []
        found = self._processors["tokenize"].bulk_process([StanzaDocument([], text=line.text) for line in lines])
        return list(zip(lines, self._processors["mwt"].bulk_process(found), strict=True))

    @torch.no_grad()
    def _sentences(self, where: Where, raw: str) -> Iterator[Sentence]:
        tokenized = self._tokenized(raw)
        if not tokenized:
            return
        cut = [StanzaDocument(resplit(_tokens(d)), text=d.text) for _, d in tokenized]
        for name in ("pos", "lemma", "depparse"):
            cut = self._processors[name].bulk_process(cut)
        if self._spread:
            for sentence in (s for d in cut for s in d.sentences):
                self._spread.expect([(t.text, tuple(w.text for w in t.words)) for t in sentence.tokens])
        cut = self._processors["ner"].bulk_process(cut)
        for (line, _), document in zip(tokenized, cut, strict=True):
            for sentence in document.sentences:
                yield _sentence(where, line, sentence)


def _share_encoders(models: list[Any]) -> list[SharedPass]:
    """Puts a shared pass before each encoder of these models; several of them may have the same one."""
    shared: dict[int, SharedPass] = {}
    for model in models:
        encoder = getattr(model, "bert_model", None)
        if encoder is not None and id(encoder) not in shared:
            shared[id(encoder)] = SharedPass(encode_with(encoder, bfloat16=fast_bfloat16()))
            encoder.forward = shared[id(encoder)]
    return list(shared.values())


def _one_encoder(models: list[Any]) -> bool:
    """Whether all of these models have the same encoder."""
    encoders = {id(getattr(model, "bert_model", None)) for model in models}
    return len(models) == len(_WITH_ENCODER) and len(encoders) == 1 and models[0].bert_model is not None


def _tokens(document: StanzaDocument) -> list[Token]:
    """Surface tokens of a line with their words' texts and whether the model ends a sentence after them."""
    out = []
    for sentence in document.sentences:
        for token in sentence.tokens:
            last = token is sentence.tokens[-1]
            text = document.text[token.start_char : token.end_char][:_READ]
            words = checked(text, tuple(w.text for w in token.words)) if len(token.words) > 1 else (text,)
            out.append(Token(text, token.start_char, token.end_char, words, last))
    return out


def _numbered(index: int, sentence: Sentence) -> Sentence:
    return Sentence(index, sentence.where, sentence.start, sentence.end, sentence.words, sentence.names)


def _sentence(where: Where, line: ModelText, found: Any) -> Sentence:
    spans = [line.raw_span(t.start_char, t.end_char) for t in found.tokens]
    words: list[Word] = []
    first: dict[Any, int] = {}
    for number, (token, (start, end)) in enumerate(zip(found.tokens, spans, strict=True)):
        first[token.id] = len(words)
        alone = line.text[token.start_char : token.end_char] if len(token.words) == 1 else None
        for word in token.words:
            words.append(_word(len(words), word, alone or word.text, (start, end, number)))
    return Sentence(0, where, spans[0][0], spans[-1][1], tuple(words), _names(found, first, words))


def _word(index: int, word: Any, text: str, place: tuple[int, int, int]) -> Word:
    lemma = _MARKS.sub("", word.lemma or text) or text
    tag, feats, relation = word.upos or "X", word.feats or "", word.deprel or "dep"
    return Word(index, text, lemma, tag, feats, word.head - 1, relation, *place)


def _names(found: Any, first: dict[Any, int], words: list[Word]) -> tuple[Name, ...]:
    out = []
    for entity in found.ents:
        begin = first[entity.tokens[0].id]
        final = first[entity.tokens[-1].id] + len(entity.tokens[-1].words) - 1
        kind = _NAMES.get(entity.type)
        if kind is not None:
            start, end = words[begin].start, words[final].end
            out.append(Name(kind, begin, final, start, end, entity.text))
    return tuple(out)
