"""Makes `kg/link/data/names.tsv`: how many names begin and end with a part, counted over the corpora's names of people.

`python -m training.name_statistics --corpora ../shared/corpora` writes it; its first line has the version, which goes
up whenever the counts are made anew.  Counts only, no names: a part is kept from two names on.
"""

from __future__ import annotations

import argparse
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import kg.link
from kg.lexicon.actors import actor_lexicon
from kg.link.names import person_name
from kg.link.spelling import bare
from training.corpora import Corpora

VERSION = 1
TABLE = Path(kg.link.__file__).parent / "data" / "names.tsv"
_SON = r"(?:بن|ابن|آل)"


def names(corpora: Corpora) -> Iterator[str]:
    """Names of people: as the annotated corpora have them, and given names with a family name that has the article."""
    for path in (corpora.ner / "anercorp-train.txt", *sorted(corpora.ner.glob("aqmar/*.txt"))):
        yield from _annotated(path)
    given = "|".join(sorted(map(re.escape, actor_lexicon().given), key=len, reverse=True))
    nisba = re.compile(rf"(?<!\w)((?:{given})(?: {_SON} \w+| \w+){{0,3}}? ال\w{{3,}}ي)(?!\w)")
    for record in corpora.news:
        yield from nisba.findall(record["content"])


def _annotated(path: Path) -> Iterator[str]:
    words: list[str] = []
    for line in [*path.read_text(encoding="utf-8", errors="replace").splitlines(), "x O"]:
        cells = line.split()
        tag = cells[-1] if len(cells) > 1 else "O"
        if words and not tag.startswith("I-PER"):
            yield " ".join(words)
            words = []
        if tag.endswith("-PER") or tag.endswith("-PERS"):
            words.append(cells[0])


def table(found: Iterator[str]) -> Iterator[str]:
    """The lines: a part, the different names that begin with it, the different first parts before it at the end."""
    first, last = defaultdict(set), defaultdict(set)
    everything = set()
    for text in found:
        name = person_name(text)
        if 2 <= len(name.parts) <= 5:
            everything.add(name.parts)
            first[name.parts[0]].add(name.parts)
            last[bare(name.parts[-1])].add(name.parts[0])
    yield f"# version {VERSION}, names {len(everything)}: part, names that begin with it, first parts that it ends"
    for part in sorted({*first, *last}):
        counts = len(first[part]), len(last[part])
        if sum(counts) > 1:
            yield f"{part}\t{counts[0]}\t{counts[1]}"


def main() -> None:
    """Writes the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True)
    corpora = Corpora(parser.parse_args().corpora)
    TABLE.write_text("\n".join(table(names(corpora))) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
