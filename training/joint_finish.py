"""After the joint training: the encoder as it ships, heads trained a little more over it, and Stanza's checkpoints.

The upper layers are rounded to the 8 bits in which they ship first, so that the heads learn what users' encoder gives;
as it no longer changes, each sentence is encoded once and the rest is cheap.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import torch
from stanza.models.pos.tag_columns import tag_columns_from_args, tag_columns_to_config

from kg.annotate.unpack import encoder_weights, write_encoder
from training.joint import Run
from training.joint_data import SEED
from training.joint_score import measure, name_scores, tag_loss, tree_loss
from training.mixture import NEWS_COLUMN
from training.quantize import tuned_weights

REFINED, NAMES_REFINED = 350, 400  # steps
_EMA = 0.99


def finish(run: Run, work: Path, *, refined: int = REFINED) -> dict[str, float]:
    """Writes encoder-tuned-packed/, encoder-tuned/ and heads/{pos,depparse,ner}.pt; scores on the development parts."""
    packed, folder = work / "encoder-tuned-packed", work / "encoder-tuned"
    tuned_weights(work / "encoder-packed", run.model.encoder.state_dict(), packed)
    weights = encoder_weights(packed / "weights.q4")
    write_encoder(packed, weights, folder)
    run.model.encoder.load_state_dict(weights, strict=False)
    refine(run, ("pos", "depparse"), words_loss, refined, 6e-4)
    refine(run, ("ner",), names_loss, NAMES_REFINED, 8e-4)
    scores = measure(run.model, run.data, work)
    (work / "heads").mkdir(exist_ok=True)
    for kind in ("pos", "depparse", "ner"):
        torch.save(_checkpoint(run, kind), work / "heads" / f"{kind}.pt")
    return scores


def refine(run: Run, kinds: tuple[str, ...], loss: Callable[[Run], Any], steps: int, rate: float) -> None:
    """More steps for some of the heads; the encoder and the other heads stay as they are.

    Args:
        run: the joint training, at its end.
        kinds: which heads: pos, depparse, ner.
        loss: what to make smaller: the loss on a new batch.
        steps: how many.
        rate: the learning rate at the beginning; it falls to nothing.
    """
    torch.manual_seed(SEED)
    run.data.chance.setstate(random.Random(SEED).getstate())
    for parameter in run.model.encoder.parameters():
        parameter.requires_grad = False
    moving = [p for kind in kinds for p in run.model.heads[kind].parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW(moving, lr=rate, betas=(0.9, 0.98), weight_decay=0.01, fused=True)
    average = [p.detach().clone() for p in moving]
    for step in range(steps):
        run.model.train()
        optimizer.param_groups[0]["lr"] = rate * (steps - step) / steps
        optimizer.zero_grad(set_to_none=True)
        found = loss(run)
        found.backward()
        torch.nn.utils.clip_grad_norm_(moving, 1.0)
        optimizer.step()
        for mean, parameter in zip(average, moving, strict=True):
            mean.lerp_(parameter.detach(), 1 - min(_EMA, (1 + step) / (10 + step)))
        if step % 50 == 0:
            sys.stderr.write(f"{' and '.join(kinds)}, step {step}: {float(found.detach()):.3f}\n")
    with torch.no_grad():
        for mean, parameter in zip(average, moving, strict=True):
            parameter.copy_(mean)


def words_loss(run: Run) -> Any:
    """The tagger's and the parser's loss on the next treebank sentences."""
    tags, trees = run.data.tree_batch()
    return 0.5 * tag_loss(run.model, tags) + 0.6 * tree_loss(run.model, trees)


def names_loss(run: Run) -> Any:
    """The name tagger's loss on the next sentences."""
    return 0.08 * name_scores(run.model, run.data.name_batch(swapped=0.1))[0]


def _checkpoint(run: Run, kind: str) -> dict[str, Any]:
    """What Stanza's own trainer would save for this part."""
    head = run.model.heads[kind]
    config = {**head.args, "bert_finetune": False, "use_peft": False}
    out = {"model": head.state_dict(), "vocab": head.vocab.state_dict(), "config": config}
    if kind == "pos":
        config["tag_columns"] = tag_columns_to_config(tag_columns_from_args(head.args))
    if kind == "ner":
        config["predict_tagset"] = NEWS_COLUMN
    if kind == "depparse":
        config["transition_subtree_combination"] = "NONE"
        out |= {"global_step": run.step, "last_best_step": run.step, "dev_score_history": [], "model_type": "graph"}
    return out
