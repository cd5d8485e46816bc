"""Which models there are, how they are unpacked, and that a plain Stanza loads them."""

from __future__ import annotations

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
import stanza
import torch
from safetensors.torch import save_file
from transformers import BertModel

from kg.annotate import models
from kg.annotate.encoder import SharedPass, encode_with, fast_bfloat16
from kg.annotate.unpack import dequantize, encoder_weights, unpack
from kg.errors import ModelError

LARGEST = 60_000_000  # bytes


def test_info_is_json_and_loads_in_a_plain_pipeline() -> None:
    model = models.info()
    options = json.loads(json.dumps(model.pipeline))
    document = stanza.Pipeline(**options)("زار الوزير برلين.")
    assert [w.text for s in document.sentences for w in s.words] == ["زار", "الوزير", "برلين", "."]
    assert [e.text for e in document.ents] == ["برلين"]


def test_the_shipped_model_is_listed_with_licence_and_hash() -> None:
    model = models.available()[0]
    assert (model.name, len(model.hash)) == ("news", 16)
    assert "NC" in model.licence
    assert "tokenize" in model.processors


def test_it_is_small() -> None:
    packed = Path(models.__file__).parent / "resources" / models.DEFAULT
    assert sum(path.stat().st_size for path in packed.rglob("*") if path.is_file()) < LARGEST


def test_no_path_of_the_machine_that_trained_it_is_in_it() -> None:
    packed = Path(models.__file__).parent / "resources" / models.DEFAULT
    for path in packed.glob("*.pt"):
        checkpoint = torch.load(path, weights_only=True)
        config = checkpoint.get("config") or checkpoint.get("args")
        assert [value for value in config.values() if isinstance(value, str) and "/" in value] == []


def test_a_folder_with_models_is_a_model_too() -> None:
    folder = models.info().folder
    assert models.info(folder).pipeline["ner_model_path"] == f"{folder}/ner.pt"


@pytest.mark.parametrize("name", ["nosuch", "/"])
def test_no_such_model(name: str) -> None:
    with pytest.raises(ModelError, match=r"tokenize\.pt"):
        models.info(name)


def test_unpacked_once_by_many_at_once(tmp_path: Path) -> None:
    packed = Path(models.__file__).parent / "resources" / models.DEFAULT
    target = tmp_path / "model"
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda _: unpack(packed, target), range(2)))
    made = (target / "ready").stat().st_mtime_ns
    unpack(packed, target)
    assert (target / "ready").stat().st_mtime_ns == made
    assert {path.name for path in tmp_path.iterdir()} == {"model", "model.lock"}


def test_a_cache_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(ModelError, match="KG_CACHE"):
        unpack(tmp_path, tmp_path / "file" / "model")


def test_dequantize() -> None:
    nibbles = np.full((1, 1, 16), 0x8F, np.uint8)  # low halves 15 -> 7, high halves 8 -> 0
    values = dequantize(np.array([[0.5]], np.float16), nibbles)
    assert values.tolist() == [[3.5] * 16 + [0.0] * 16]


def test_importing_does_not_load_stanza() -> None:
    code = "import sys, kg.annotate, kg.annotate.formats, kg.annotate.models; print('torch' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_shared_pass_runs_each_sentence_once() -> None:
    runs: list[list[list[int]]] = []

    def encode(ids: torch.Tensor, _: torch.Tensor) -> list[torch.Tensor]:
        runs.append(ids.tolist())
        return [ids[..., None].float(), ids[..., None].float() * 2]

    shared = SharedPass(encode)
    ids, mask = torch.tensor([[5, 6, 1], [7, 8, 9]]), torch.tensor([[1, 1, 0], [1, 1, 1]])
    first = shared(ids, attention_mask=mask).hidden_states
    assert first[1][..., 0].tolist() == [[10.0, 12.0, 0.0], [14.0, 16.0, 18.0]]
    shared(ids[1:], attention_mask=mask[1:])
    assert len(runs) == 1
    shared.clear()
    shared(ids[1:], attention_mask=mask[1:])
    assert len(runs) == 2
    assert fast_bfloat16() in (True, False)


def test_our_own_pass_gives_what_transformers_gives() -> None:
    encoder = BertModel.from_pretrained(Path(models.info().folder) / "encoder").eval()
    ids = torch.tensor([[0, 40, 50, 60, 70, 2], [0, 80, 90, 2, 1, 1]])
    mask = torch.tensor([[1] * 6, [1] * 4 + [0] * 2])
    with torch.no_grad():
        ours = encode_with(encoder, bfloat16=False)(ids, mask)
        theirs = encoder(input_ids=ids, attention_mask=mask, output_hidden_states=True).hidden_states
    assert len(ours) == len(theirs)
    for mine, other in zip(ours, theirs, strict=True):
        kept = mask.bool()
        assert torch.allclose(mine[kept], other[kept], atol=1e-4)


def test_sentences_are_encoded_with_others_of_about_their_length() -> None:
    widths: list[tuple[int, int]] = []

    def encode(ids: torch.Tensor, _: torch.Tensor) -> list[torch.Tensor]:
        widths.append((ids.shape[0], ids.shape[1]))
        return [ids[..., None].float()]

    rows = [[5 + number] * length for number, length in enumerate([4, 100, 5, 102, 6])]
    mask = torch.tensor([[1] * len(row) + [0] * (102 - len(row)) for row in rows])
    SharedPass(encode)(torch.tensor([row + [1] * (102 - len(row)) for row in rows]), attention_mask=mask)
    assert widths == [(3, 6), (2, 102)]


def test_blocks_of_eight_bits(tmp_path: Path) -> None:
    stored = {"a.scales": torch.tensor([[0.5, 2.0]], dtype=torch.float16)}
    stored["a.bytes"] = torch.cat([torch.full((1, 1, 32), -3), torch.full((1, 1, 32), 4)], 1).to(torch.int8)
    save_file(stored, tmp_path / "weights.q4")
    assert encoder_weights(tmp_path / "weights.q4")["a"].tolist() == [[-1.5] * 32 + [8.0] * 32]
