"""A token's state for names is that of its longest word."""

from __future__ import annotations

from collections.abc import Sequence

import torch

from kg.annotate.spread import Spread


def test_tokens_are_what_was_encoded_for_their_longest_word() -> None:
    seen: list[list[str]] = []

    def extract(name: str, tokenizer: None, model: None, data: Sequence[list[str]]) -> list[torch.Tensor]:
        seen.extend(data)
        return [torch.tensor([[float(len(word))] for word in words]) for words in data]

    spread = Spread(extract)
    spread.expect([("وبدمشق", ("و", "ب", "دمشق")), ("رئيسها", ("رئيس", "ها")), (".", (".",))])
    known, other = spread("", None, None, [["وبدمشق", "رئيسها", "."], ["قال", "."]])
    assert seen == [["و", "ب", "دمشق", "رئيس", "ها", "."], ["قال", "."]]
    assert known[:, 0].tolist() == [4.0, 4.0, 1.0]
    assert other[:, 0].tolist() == [3.0, 1.0]
    spread.clear()
    spread("", None, None, [["وبدمشق", "رئيسها", "."]])
    assert seen[-1] == ["وبدمشق", "رئيسها", "."]
