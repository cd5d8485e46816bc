"""Cycles among heads are those that Stanza's own algorithm finds."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from types import ModuleType

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from stanza.models.common import chuliu_edmonds

from kg.annotate.trees import cycles


def _fresh() -> ModuleType:
    """Stanza's module as it comes, whatever a reader in this process has put into it."""
    spec = importlib.util.spec_from_file_location("fresh_chuliu_edmonds", str(chuliu_edmonds.__file__))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


_STANZA = _fresh()
_TARJAN: Callable[..., list[np.ndarray]] = _STANZA.tarjan


@given(st.integers(1, 40).flatmap(lambda n: st.lists(st.integers(0, n - 1), min_size=n, max_size=n)))
def test_the_same_cycles(heads: list[int]) -> None:
    tree = np.array([0, *[head if head != at else 0 for at, head in enumerate(heads[1:], 1)]])
    assert sorted(c.tolist() for c in cycles(tree)) == sorted(c.tolist() for c in _TARJAN(tree))


@given(st.integers(2, 12), st.integers(0, 2**32 - 1))
def test_the_same_trees(words: int, seed: int) -> None:
    scores = np.log(np.random.default_rng(seed).random((words + 1, words + 1)))
    np.fill_diagonal(scores, -np.inf)
    before = _STANZA.chuliu_edmonds_one_root(scores)
    _STANZA.tarjan, kept = cycles, _STANZA.tarjan
    after = _STANZA.chuliu_edmonds_one_root(scores)
    _STANZA.tarjan = kept
    assert after.tolist() == before.tolist()
