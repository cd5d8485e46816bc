"""Makes `kg/link/data/formulas.txt`: runs of words that news repeats from day to day without copying anybody.

Full styles of princes, names of offices, standing phrases: a run of `SHINGLE` words that the corpus has on `DAYS`
different days is a formula, as a story is copied within a day or three.  Only hashes are kept.
`python -m training.formulas --corpora ../shared/corpora` writes it; the version goes up with every new count.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import defaultdict
from pathlib import Path

import kg.link
from kg.link.fingerprints import shingles

VERSION = 1
DAYS = 4
TABLE = Path(kg.link.__file__).parent / "data" / "formulas.txt"


def main() -> None:
    """Writes the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True)
    path = parser.parse_args().corpora / "news" / "articles.jsonl.gz"
    days: dict[str, set[str]] = defaultdict(set)
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for record in map(json.loads, lines):
            for shingle in shingles(record["content"]):
                days[shingle].add(record["date_extracted"][:10])
    found = sorted(shingle for shingle, told in days.items() if len(told) >= DAYS)
    head = f"# version {VERSION}: hashes of runs of words that are formulas of the news"
    TABLE.write_text("\n".join([head, *found]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
