"""Runs one of Stanza's trainers in this process: `python -m training.stanza_run KIND UPPER [Stanza's options]`.

KIND is tokenizer, mwt, lemma, pos, depparse or ner; UPPER the number of the encoder's upper layers that are tuned.
"""

from __future__ import annotations

import importlib
import sys

import torch

from training.cache import install

LAYERS = 4  # hidden states that the heads mix
_PROGRAMS = {
    "tokenizer": "tokenizer",
    "mwt": "mwt_expander",
    "lemma": "lemmatizer",
    "pos": "tagger",
    "depparse": "parser",
    "ner": "ner_tagger",
}


def main() -> None:
    """Runs the trainer with what is left of the command line."""
    kind, upper = sys.argv.pop(1), int(sys.argv.pop(1))
    torch.set_num_threads(1)
    if kind in ("pos", "depparse", "ner"):
        install([importlib.import_module(f"stanza.models.{kind}.model")], upper=upper, layers=LAYERS)
    importlib.import_module(f"stanza.models.{_PROGRAMS[kind]}").main()


if __name__ == "__main__":
    main()
