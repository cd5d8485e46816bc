"""`python -m training --corpora FOLDER`: makes the Arabic model again and prints its figures; `offsets` checks offsets.

The commands that the model card names:

    python -m training --corpora ../shared/corpora              all steps (hours); goes on where it was cut off
    python -m training --corpora ../shared/corpora evaluate     figures of the model that is packed now
    python -m training --corpora ../shared/corpora offsets      text[start:end] of every token of every article
    python -m training --corpora ../shared/corpora names-news   names in the labelled articles of benchmark/names
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from training import names_news
from training.corpora import Corpora
from training.offsets import check
from training.steps import STEPS, Work, run

_PACKED = Path(__file__).resolve().parents[1] / "kg" / "annotate" / "resources" / "news"


def main() -> int:
    """Runs the steps (all by default) and prints the table of figures; 1 if offsets are wrong."""
    parser = argparse.ArgumentParser(prog="python -m training", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--corpora", type=Path, required=True, help="the folder with ud/, ner/ and news/")
    parser.add_argument("--out", type=Path, default=Path("build/training"), help="the folder to work in")
    parser.add_argument("--packed", type=Path, default=_PACKED, help="where the packed model goes")
    parser.add_argument("steps", nargs="*", help=f"{', '.join(STEPS)} (default: all), offsets or names-news")
    parser.add_argument("--model", help="the model that names-news measures (default: the one that ships)")
    options = parser.parse_args()
    if unknown := set(options.steps) - set(STEPS) - {"offsets", "names-news"}:
        parser.error(f"no such step: {', '.join(sorted(unknown))}")
    corpora = Corpora(options.corpora.resolve())
    if "offsets" in options.steps:
        return check(corpora)
    if "names-news" in options.steps:
        sys.stdout.write(names_news.table(names_news.measure(corpora, model=options.model)))
        return 0
    work = Work(corpora, options.out.resolve(), options.packed.resolve())
    run(work, options.steps or list(STEPS), again=bool(options.steps))
    figures = work.path("figures.md")
    sys.stdout.write(figures.read_text(encoding="utf-8") if figures.is_file() else "")
    return 0


if __name__ == "__main__":
    sys.exit(main())
