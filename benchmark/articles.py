"""The benchmark's articles out of the corpus, checked by their hashes, and what the benchmark says of them.

    python -m benchmark.articles --corpora ../shared/corpora develop > build/develop.jsonl

prints the records of a half as `kg ingest` takes them.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from kg.model import Document
from kg.read.document import make_document
from kg.read.records import record_fields

Json = dict[str, Any]
OUTLETS = {
    "aawsat": "الشرق الأوسط",
    "okaz": "عكاظ",
    "alwatan": "الوطن",
    "alyaum": "اليوم",
    "aljazirah": "الجزيرة",
    "almadina": "المدينة",
    "alriyadh": "الرياض",
    "aleqtisadiya": "الاقتصادية",
    "alweeam": "الوئام",
    "sabq": "سبق",
    "3alyoum": "عين اليوم",
    "was": "وكالة الأنباء السعودية",
}
_HERE = Path(__file__).resolve().parent


def records(corpora: Path) -> dict[str, Json]:
    """The corpus' articles by id, as the corpus has them."""
    with gzip.open(corpora / "news" / "articles.jsonl.gz", "rt", encoding="utf-8") as lines:
        return {record["id"]: record for record in map(json.loads, lines)}


def facts(folder: Path) -> dict[str, Json]:
    """What a folder of the benchmark says, by document."""
    told = (json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("news-*.json")))
    return {f["document"]: f for f in told}


def for_ingest(record: Json) -> Json:
    """A record as `kg ingest` takes it: the outlet spelt out, the day of collection as day of publication."""
    return {
        "id": record["id"],
        "title": record["title"],
        "text": record["content"],
        "outlet": OUTLETS[record["source"]],
        "published": record["date_extracted"][:10],
        "url": record["url"],
        "author": record["author"],
    }


def documents(corpora: Path, ids: Sequence[str]) -> Iterator[Document]:
    """The articles of these ids as kg reads them."""
    known = records(corpora)
    for name in ids:
        yield make_document(record_fields(for_ingest(known[name]), name, name), name, lambda line: None)


def main() -> int:
    """Prints the records of a half, those of another text left out with a word on stderr."""
    parser = argparse.ArgumentParser(prog="python -m benchmark.articles", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("half", help="develop, test, or another folder of the benchmark")
    options = parser.parse_args()
    known = records(options.corpora)
    other = 0
    for name, told in facts(_HERE / options.half).items():
        record = known.get(name)
        if record is None or hashlib.sha256(record["content"].encode()).hexdigest() != told["sha256"]:
            sys.stderr.write(f"{name}: not in this corpus, or another text than the benchmark was made from\n")
            other += 1
            continue
        sys.stdout.write(json.dumps(for_ingest(record), ensure_ascii=False) + "\n")
    return int(other > 0)


if __name__ == "__main__":
    sys.exit(main())
