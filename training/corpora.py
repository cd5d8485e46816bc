"""Where the corpora lie, and the texts that the encoder's vocabulary is chosen from."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

SPLITS = Path(__file__).parent / "splits"
MARKS = re.compile("[\u064b-\u0652\u0670\u0640]")  # vowel signs, dagger alif, tatweel


@dataclass(frozen=True)
class Corpora:
    """The folder with ud/, ner/ and news/ (see its README for sources and licences)."""

    root: Path

    @property
    def ud(self) -> Path:
        """Universal Dependencies."""
        return self.root / "ud"

    @property
    def ner(self) -> Path:
        """Sentences with names."""
        return self.root / "ner"

    @cached_property
    def news(self) -> list[dict[str, str]]:
        """The articles that the model may be made from (`splits/news.txt`), in the file's order."""
        allowed = set(split("news"))
        with gzip.open(self.root / "news" / "articles.jsonl.gz", "rt", encoding="utf-8") as lines:
            records = [json.loads(line) for line in lines]
        return [record for record in records if record["id"] in allowed]

    def texts(self) -> Iterator[str]:
        """Everything that the encoder should be able to spell, unvocalised, tokenized or not."""
        for record in self.news:
            yield from (record["title"] or "").split("\n")
            yield from record["content"].split("\n")
        for path in (self.ner / "anercorp-train.txt", self.ner / "newsfane.bio", *sorted(self.ner.glob("aqmar/*.txt"))):
            yield " ".join(_column(path, 0))
        for path in sorted(self.ud.glob("*.conllu")):
            yield " ".join(MARKS.sub("", form) for form in _column(path, 1, "\t"))
        for path in sorted(self.ud.glob("*.tsv")):
            yield " ".join(_column(path, 0))


def _column(path: Path, number: int, separator: str | None = None) -> Iterator[str]:
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        cells = line.split(separator)
        if line.strip() and len(cells) > number:
            yield cells[number]


def split(name: str) -> list[str]:
    """Ids of a committed split (`training/splits/NAME.txt`), in order."""
    return (SPLITS / f"{name}.txt").read_text(encoding="utf-8").split()


def write_split(name: str, ids: list[str]) -> None:
    """Writes a split; only a change of the split itself changes the file."""
    SPLITS.mkdir(exist_ok=True)
    (SPLITS / f"{name}.txt").write_text("\n".join(ids) + "\n", encoding="utf-8")
