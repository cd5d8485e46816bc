"""The options with which Stanza's trainers make the parts of the pipeline that have no encoder.

One thread a training: on two cores two trainings side by side are faster than one with two threads.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

KINDS = ("tokenizer", "mwt", "lemma")

_OPTIONS: Mapping[str, str] = {
    "tokenizer": "--lang ar --use_mwt --max_seqlen 150 --hidden_dim 96 --emb_dim 48 --steps 4000 --eval_steps 400"
    " --max_steps_before_stop 2400 --report_steps 100 --anneal_after 2000 --cpu",
    "mwt": "--lang ar --num_epoch 8 --cpu",
    "lemma": "--num_epoch 5 --hidden_dim 150 --cpu",
}


def train(kind: str, files: Mapping[str, Path], out: Path) -> str:
    """Runs a trainer on `files`; returns what it logged.

    Args:
        kind: tokenizer, mwt or lemma.
        files: Stanza's options that name files, without dashes.
        out: where the model, `KIND.pt`, and the log go.

    Raises:
        subprocess.CalledProcessError: the trainer failed; its log is in `out`.
    """
    out.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "training.stanza_run", kind, "--mode", "train"]
    command += ["--shorthand", "ar_news", "--save_dir", str(out), "--save_name", f"{kind}.pt"]
    command += _OPTIONS[kind].split()
    for option, path in files.items():
        command += [f"--{option}", str(path)]
    log = out / f"{kind}.log"
    with log.open("w", encoding="utf-8") as stream:
        subprocess.run(command, check=True, stdout=stream, stderr=subprocess.STDOUT, env=_environment())
    return log.read_text(encoding="utf-8")


def _environment() -> dict[str, str]:
    root = str(Path(__file__).resolve().parents[1])
    paths = [root, *filter(None, [os.environ.get("PYTHONPATH")])]
    return {**os.environ, "OMP_NUM_THREADS": "1", "PYTHONHASHSEED": "0", "PYTHONPATH": os.pathsep.join(paths)}
