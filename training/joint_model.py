"""Stanza's own tagger, parser and name tagger over one encoder, which is tuned with them.

Each is built as Stanza's trainers build it, so that what is trained here is saved in Stanza's format; only the encoder
behind them is one object, and its pass over a sentence is shared.
"""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import torch
from stanza.models import ner_tagger, parser, tagger
from stanza.models.common import bert_embedding
from stanza.models.common.foundation_cache import load_bert
from stanza.models.depparse import model as depparse_model
from stanza.models.depparse.model import GraphParser
from stanza.models.ner import model as ner_model
from stanza.models.ner.model import NERTagger
from stanza.models.pos import model as pos_model
from stanza.models.pos.model import Tagger
from torch import nn
from torch.nn.utils.rnn import pad_sequence

from kg.annotate.spread import Spread
from training.batches import batches, mask

LAYERS = 4  # hidden states that the heads mix
FROZEN = 6  # lower layers that stay as they were published: what they give is kept, which halves a step
_GROUP = 900  # padded sub-words in a batch
_PAD = 1
_MOST = 60_000  # sentences whose lower states are kept
_COMMON = "--bert_hidden_layers 4 --no_pretrain --no_char --shorthand ar_news --cpu --word_emb_dim 0"
_POS = (
    f"--lang ar {_COMMON} --hidden_dim 200 --num_layers 1 --deep_biaff_hidden_dim 200"
    " --composite_deep_biaff_hidden_dim 60 --dropout 0.35 --word_dropout 0.1 --augment_nopunct 0.0"
)
_PARSER = (
    f"--lang ar {_COMMON} --no_xpos --no_upos --no_ufeats --tag_emb_dim 0 --hidden_dim 256 --num_layers 2"
    " --transformed_dim 160 --dropout 0.35 --word_dropout 0.1 --deep_biaff_hidden_dim 160 --deep_biaff_output_dim 120"
)
_NER = f"{_COMMON} --hidden_dim 200 --dropout 0.35 --word_dropout 0.05 --scheme bioes"
Row = tuple[int, ...]


def options(kind: str, encoder: Path) -> dict[str, Any]:
    """All of Stanza's options for a part, as its trainer would have them."""
    program, given = {"pos": (tagger, _POS), "depparse": (parser, _PARSER), "ner": (ner_tagger, _NER)}[kind]
    return dict(vars_of(program.parse_args([*given.split(), "--bert_model", str(encoder), "--bert_finetune"])))


def vars_of(parsed: Any) -> dict[str, Any]:
    """Stanza's programs give a dictionary or a namespace."""
    return parsed if isinstance(parsed, dict) else vars(parsed)


class Pass:
    """Stands before the encoder in Stanza's `extract_base_embeddings`: each sentence of a step is encoded once.

    Args:
        encoder: a BertModel.
    """

    def __init__(self, encoder: Any) -> None:
        self.config = encoder.config
        self.encoder = encoder
        self._lower: dict[Row, torch.Tensor] = {}
        self._kept: dict[Row, torch.Tensor] = {}

    def clear(self) -> None:
        """Forgets what was encoded with weights that may have changed."""
        self._kept.clear()

    def __call__(self, ids: torch.Tensor, attention_mask: torch.Tensor, **_: object) -> SimpleNamespace:
        """Hidden states as transformers gives them, only the last `LAYERS`."""
        lengths = attention_mask.sum(1).tolist()
        rows = [tuple(row[:length]) for row, length in zip(ids.tolist(), lengths, strict=True)]
        new = sorted({row for row in rows if row not in self._kept}, key=lambda row: (len(row), row))
        with torch.autocast("cpu", dtype=torch.bfloat16):
            with torch.no_grad():
                for group in batches([row for row in new if row not in self._lower], len, _GROUP):
                    self._keep_lower(group)
            for group in batches(new, len, _GROUP):
                self._run(group)
        if len(self._lower) > _MOST:
            self._lower.clear()
        return SimpleNamespace(hidden_states=pad_sequence([self._kept[r] for r in rows], batch_first=True).unbind(2))

    def _keep_lower(self, rows: list[Row]) -> None:
        """What the embeddings and the lower layers give, which stay as they were published."""
        lengths = [len(row) for row in rows]
        width, beyond = max(lengths), mask(lengths)
        state = self.encoder.embeddings(input_ids=torch.tensor([[*row, *[_PAD] * (width - len(row))] for row in rows]))
        for layer in self.encoder.encoder.layer[:FROZEN]:
            state = layer(state, beyond)
        for at, row in enumerate(rows):
            self._lower[row] = state[at, : len(row)].to(torch.bfloat16).clone()

    def _run(self, rows: list[Row]) -> None:
        beyond = mask([len(row) for row in rows])
        state = pad_sequence([self._lower[row] for row in rows], batch_first=True).float()
        states = []
        for layer in self.encoder.encoder.layer[FROZEN:]:
            state = layer(state, beyond)
            states.append(state)
        wanted = torch.stack([s.float() for s in states[-LAYERS:]], 2)
        for at, row in enumerate(rows):
            self._kept[row] = wanted[at, : len(row)]


class Joint(nn.Module):
    """The encoder and the three heads; `share` is where the encoder's pass is kept for a step."""

    def __init__(self, encoder: Path, vocabs: dict[str, Any], spread: Spread) -> None:
        super().__init__()
        bert, tokenizer = load_bert(str(encoder), None)
        bert.config._attn_implementation = "eager"  # a third faster to train here than the fused one
        self.encoder = bert
        self.share = Pass(bert)
        heads: dict[str, nn.Module] = {}
        for kind, make in (("pos", _tagger), ("depparse", GraphParser), ("ner", NERTagger)):
            head = make(options(kind, encoder), vocabs[kind], bert_model=bert, bert_tokenizer=tokenizer)
            head.bert_finetuning = True
            heads[kind] = head
        for parameter in bert.parameters():
            parameter.requires_grad = False
        for parameter in bert.encoder.layer[FROZEN:].parameters():
            parameter.requires_grad = True
        self.heads = nn.ModuleDict(heads)
        for head in heads.values():  # the encoder is this module's; a head only calls it
            del head.bert_model
            object.__setattr__(head, "bert_model", bert)
        self._install(spread)

    def _install(self, spread: Spread) -> None:
        base = bert_embedding.extract_base_embeddings

        def extract(name: str, tokenizer: Any, model: Any, data: Any, device: Any, keep_endpoints: bool,
                    detach: bool = True, bert_layer_mix: Any = None, peft_name: str | None = None) -> Any:  # fmt: skip
            texts = [list(words) for words in data]
            return base(name, tokenizer, self.share, texts, device, keep_endpoints, not self.training, bert_layer_mix)

        spread.extract = extract
        for module in (pos_model, depparse_model):
            module.extract_bert_embeddings = extract
        ner_model.extract_bert_embeddings = spread


def _tagger(args: dict[str, Any], vocab: Any, **given: Any) -> Tagger:
    return Tagger(args, vocab, share_hid=args["share_hid"], **given)
