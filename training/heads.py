"""The options with which Stanza's trainers make each part of the pipeline.

Upper layers of the encoder are tuned with LoRA (Hu et al. 2021) for names.  One thread a training: on two
cores two trainings side by side are faster than one with two threads.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

KINDS = ("tokenizer", "mwt", "lemma", "pos", "depparse", "ner")
RANK = 32
UPPER = {"ner": 6}  # layers tuned
_TUNED = (
    "attention.self.query",
    "attention.self.value",
    "attention.output.dense",
    "intermediate.dense",
    "output.dense",
)
_LAYERS = 12

_ENCODER = "--bert_hidden_layers 4 --no_pretrain --no_char"
_OPTIONS: Mapping[str, str] = {
    "tokenizer": "--lang ar --use_mwt --max_seqlen 150 --hidden_dim 96 --emb_dim 48 --steps 4000 --eval_steps 400"
    " --max_steps_before_stop 2400 --report_steps 100 --anneal_after 2000 --cpu",
    "mwt": "--lang ar --num_epoch 8 --cpu",
    "lemma": "--num_epoch 5 --hidden_dim 150 --cpu",
    "pos": f"--lang ar {_ENCODER} --optim adam --lr 0.002 --batch_size 24 --batch_maximum_tokens 1200"
    " --hidden_dim 200 --transformed_dim 125 --num_layers 1 --deep_biaff_hidden_dim 200"
    " --composite_deep_biaff_hidden_dim 60 --dropout 0.4 --word_dropout 0.2 --eval_interval 100"
    " --max_steps_before_stop 800 --max_steps 1700 --log_step 50",
    "depparse": f"--lang ar {_ENCODER} --no_xpos --optim adam --lr 0.002 --second_optim_start_step 100000"
    " --batch_size 1200 --hidden_dim 256 --transformed_dim 160 --num_layers 2 --dropout 0.4 --word_dropout 0.2"
    " --tag_emb_dim 40 --word_emb_dim 50 --deep_biaff_hidden_dim 120 --deep_biaff_output_dim 120 --eval_interval 100"
    " --max_steps_before_stop 700 --max_steps 520 --log_step 20 --checkpoint_interval 100",
    "ner": f"{_ENCODER} --optim adam --lr 0.001 --bert_learning_rate 0.5 --min_lr 0.0001 --patience 1 --lr_decay 0.4"
    " --batch_size 16 --max_batch_words 800 --dropout 0.4 --word_dropout 0.05 --hidden_dim 200 --eval_interval 150"
    " --max_steps_no_improve 1000 --max_steps 650 --log_step 25",
}
SECOND_NER = "--lr 0.0003 --eval_interval 80 --max_steps 450 --finetune"


def train(kind: str, files: Mapping[str, Path], out: Path, *, encoder: Path, stage: str = "") -> str:
    """Runs a trainer on `files`; returns what it logged.

    Args:
        kind: tokenizer, mwt, lemma, pos, depparse or ner.
        files: Stanza's options that name files, without dashes.
        out: where the model, `KIND.pt`, and the log go.
        stage: options that differ in this stage of a training in several.

    Raises:
        subprocess.CalledProcessError: the trainer failed; its log is in `out`.
    """
    out.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "training.stanza_run", kind, str(UPPER.get(kind, 0)), "--mode", "train"]
    command += ["--shorthand", "ar_news", "--save_dir", str(out), "--save_name", f"{kind}.pt"]
    command += [*_OPTIONS[kind].split(), *stage.split()]
    if kind in ("pos", "depparse", "ner"):
        command += ["--bert_model", str(encoder), *_lora(kind)]
    for option, path in files.items():
        command += [f"--{option}", str(path)]
    log = out / f"{kind}.log"
    with log.open("w", encoding="utf-8") as stream:
        subprocess.run(command, check=True, stdout=stream, stderr=subprocess.STDOUT, env=_environment())
    return log.read_text(encoding="utf-8")


def continue_from(first: Path, model: Path) -> None:
    """Puts the model of a first stage where Stanza's trainer, with --finetune, looks for what to go on from."""
    model.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(first, model)


def _lora(kind: str) -> list[str]:
    if kind not in UPPER:
        return []
    layers = range(_LAYERS - UPPER[kind], _LAYERS)
    targets = ",".join(f"encoder.layer.{layer}.{part}" for layer in layers for part in _TUNED)
    options = f"--use_peft --lora_rank {RANK} --lora_alpha {2 * RANK} --lora_dropout 0.05 --lora_target_modules"
    return [*options.split(), targets]


def _environment() -> dict[str, str]:
    root = str(Path(__file__).resolve().parents[1])
    paths = [root, *filter(None, [os.environ.get("PYTHONPATH")])]
    return {**os.environ, "OMP_NUM_THREADS": "1", "PYTHONHASHSEED": "0", "PYTHONPATH": os.pathsep.join(paths)}
