"""The name tagger's view of surface tokens, taken from the pass that the tagger and the parser had over their words.

Stanza tags names on surface tokens, so a plain pipeline runs the encoder on them once more.  Here a token is what the
encoder gave for its longest word: `دمشق` for `بدمشق`.  Clitics don't hide a name then, and a pass is saved.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

Words = tuple[str, ...]  # of one surface token
Extract = Callable[..., list[Any]]


class Spread:
    """Takes the place of Stanza's `extract_bert_embeddings` for the name tagger.

    Args:
        extract: Stanza's function; sentences of words to a tensor (words, width) each.
    """

    def __init__(self, extract: Extract) -> None:
        self.extract = extract
        self._words: dict[tuple[str, ...], list[Words]] = {}

    def expect(self, sentence: Sequence[tuple[str, Words]]) -> None:
        """Tells the words of a sentence's tokens before its names are tagged."""
        self._words[tuple(token for token, _ in sentence)] = [words for _, words in sentence]

    def clear(self) -> None:
        """Forgets all sentences."""
        self._words.clear()

    def __call__(
        self, name: str, tokenizer: Any, model: Any, data: Sequence[Sequence[str]], *rest: Any, **more: Any
    ) -> Any:
        """What stands for each token: (tokens, width) a sentence."""
        known = [self._words.get(tuple(tokens)) or [(token,) for token in tokens] for tokens in data]
        spread = [[word for words in sentence for word in words] for sentence in known]
        states = self.extract(name, tokenizer, model, spread, *rest, **more)
        return [state[_longest(sentence)] for state, sentence in zip(states, known, strict=True)]


def _longest(sentence: list[Words]) -> list[int]:
    """For each token, which of the sentence's words is its longest."""
    out: list[int] = []
    before = 0
    for words in sentence:
        lengths = [len(word) for word in words]
        out.append(before + lengths.index(max(lengths)))
        before += len(words)
    return out
