"""Runs one of Stanza's trainers in this process: `python -m training.stanza_run KIND UPPER [Stanza's options]`.

KIND is tokenizer, mwt, lemma, pos, depparse or ner; UPPER the number of the encoder's upper layers that are tuned.
"""

from __future__ import annotations

import importlib
import sys
from typing import Any

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
_LEAST = 0.05  # of the first learning rate, at the end


def main() -> None:
    """Runs the trainer with what is left of the command line."""
    kind, upper = sys.argv.pop(1), int(sys.argv.pop(1))
    torch.set_num_threads(1)
    if kind in ("pos", "depparse", "ner"):
        install([importlib.import_module(f"stanza.models.{kind}.model")], upper=upper, layers=LAYERS)
    if kind == "pos":
        _falling_rate()
    importlib.import_module(f"stanza.models.{_PROGRAMS[kind]}").main()


def _falling_rate() -> None:
    """The tagger's trainer lets only the encoder's learning rate fall; here that of the head falls with it."""
    from stanza.models.pos.trainer import Trainer

    made = Trainer.__init__

    def init(self: Any, *args: Any, **options: Any) -> None:
        made(self, *args, **options)
        optimizers = getattr(self, "optimizers", None)
        if optimizers:
            steps = self.args["max_steps"]
            self.schedulers["general_scheduler"] = torch.optim.lr_scheduler.LambdaLR(
                optimizers["general_optimizer"], lambda step: max(_LEAST, 1 - step / steps)
            )

    Trainer.__init__ = init


if __name__ == "__main__":
    main()
