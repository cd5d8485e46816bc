"""Runs one of Stanza's trainers in this process: `python -m training.stanza_run KIND [Stanza's options]`.

KIND is tokenizer, mwt or lemma.
"""

from __future__ import annotations

import importlib
import sys

import torch

_PROGRAMS = {"tokenizer": "tokenizer", "mwt": "mwt_expander", "lemma": "lemmatizer"}


def main() -> None:
    """Runs the trainer with what is left of the command line."""
    kind = sys.argv.pop(1)
    torch.set_num_threads(1)
    importlib.import_module(f"stanza.models.{_PROGRAMS[kind]}").main()


if __name__ == "__main__":
    main()
