"""Precision and recall of linking on hand-labelled pairs of mentions, by kind of difficulty, beside shared names alone.

usage: python benchmark/identity/measure.py --corpora ../shared/corpora [--split develop|test] [--errors]

What is measured is linking alone.  Each article becomes one with its labelled mentions, as if extraction had found
them: name, title, the outlet, and the states that its text names.  Then the store is linked as always, and each pair of
mentions of one group, in two articles, counts.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import defaultdict
from datetime import date
from hashlib import sha256
from itertools import combinations
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import click

from kg.arabic.fold import name_key
from kg.lexicon.actors import Known, actor_lexicon, phrase
from kg.link.identity import mend
from kg.model import Actor, Anchor, Document, Extraction, Membership
from kg.rdf.iris import Minter
from kg.rdf.mapping import to_graph
from kg.store.articles import put
from kg.store.claims import canonical
from kg.store.dataset import opened

HERE = Path(__file__).parent
OUTLETS = {
    "aawsat": "media.aawsat", "okaz": "media.okaz", "alwatan": "media.alwatan", "alyaum": "media.alyaum",
    "aljazirah": "media.aljazirah", "almadina": "media.almadina", "alriyadh": "media.alriyadh",
    "aleqtisadiya": "media.aleqt", "alweeam": "media.alweeam", "sabq": "media.sabq", "3alyoum": "media.3alyoum",
    "was": "media.spa",
}  # fmt: skip
Json = dict[str, Any]


def mentions(split: str | None) -> list[Json]:
    """The labelled mentions, each with a number of its own."""
    rows = [json.loads(line) for line in (HERE / "mentions.jsonl").read_text(encoding="utf-8").splitlines()]
    return [{**row, "n": n} for n, row in enumerate(rows) if split in (None, row["split"])]


def records(corpora: Path, wanted: set[str]) -> dict[str, Json]:
    """The articles of the corpus with these ids."""
    with gzip.open(corpora / "news" / "articles.jsonl.gz", "rt", encoding="utf-8") as lines:
        return {row["id"]: row for line in lines if (row := json.loads(line))["id"] in wanted}


def article(record: Json, found: list[Json]) -> tuple[Extraction, dict[int, Anchor]]:
    """An article with its labelled mentions, the outlet and the states that it names, and each mention's anchor."""
    text = record["content"]
    if sha256(text.encode()).hexdigest()[:16] != found[0]["sha256"]:
        raise SystemExit(f"{record['id']}: not the text that was labelled")
    day = date.fromisoformat(record["date_extracted"][:10])
    doc = Document(f"id:x/{record['id']}", record["id"], text, sha256(text.encode()).hexdigest(), published=day)
    known = actor_lexicon().known[OUTLETS[record["source"]]]
    outlet = _known(known)
    anchors = {m["n"]: Anchor("actor", f"mention {m['entity']}") for m in found}
    people = {anchors[m["n"]]: _mention(doc, m, anchors[m["n"]]) for m in found}
    told = (outlet, *map(_known, _states(text)), *people.values())
    return Extraction(doc, told, (), (), (), "benchmark", outlet.anchor), anchors


def _known(known: Known) -> Actor:
    return Actor(Anchor("actor", known.name), known.type, known.name, known=known.id)


def _mention(doc: Document, row: Json, anchor: Anchor) -> Actor:
    title = doc.text[slice(*row["title"])] if row["title"] else None
    roles = (Membership(title),) if title else ()
    span = doc.span("text", *row["name"])
    return Actor(anchor, row["type"], span.text, memberships=roles, evidence=(span,))


def _states(text: str) -> list[Known]:
    """The states that a text names by a name of one word."""
    words = set(phrase(text)) | {w[1:] for w in phrase(text) if w[:1] in "ولبف"}
    aliases = actor_lexicon().aliases
    found = {a.known.id: a.known for w in words if (a := aliases.get((w,))) and a.kind == "name"}
    return [known for known in found.values() if known.type == "State"]


def link(records_: dict[str, Json], found: list[Json]) -> dict[int, str]:
    """The canonical node of each mention."""
    by_article = defaultdict(list)
    for row in found:
        by_article[row["article"]].append(row)
    out: dict[int, str] = {}
    with TemporaryDirectory() as folder, opened(Path(folder), write=True) as data:
        nodes: dict[int, str] = {}
        for name, rows in sorted(by_article.items()):
            told, anchors = article(records_[name], rows)
            put(data, told.doc, lambda version, earlier, told=told: to_graph(told, version=version, earlier=earlier))
            nodes |= {n: str(Minter(told.doc).node(anchor)) for n, anchor in anchors.items()}
        mend(data)
        out = {n: canonical(data, node) for n, node in nodes.items()}
    return out


def difficulty(one: Json, other: Json) -> str:
    """What makes a pair hard: names in common or not, against being one or not."""
    same = one["entity"] == other["entity"]
    names = [name_key(m["text"]) for m in (one, other)]
    common = names[0] == names[1]
    if one["type"] != "Person":
        return f"bodies: {'one name' if common else 'other names'}, {'the same' if same else 'not the same'}"
    parts = [set(n.split()) for n in names]
    kind = "one name" if common else "a part in common" if parts[0] & parts[1] else "no name in common"
    kunya = any(n.split()[0] in ("ابو", "ام") for n in names)
    return f"{'kunyas' if kunya else 'people'}: {kind}, {'the same' if same else 'not the same'}"


def scores(rows: list[tuple[bool, bool]]) -> str:
    """Precision and recall of (is the same, is taken for the same)."""
    right = sum(is_ and taken for is_, taken in rows)
    taken, same = sum(t for _, t in rows), sum(i for i, _ in rows)
    precision = f"{right / taken:.3f}" if taken else "  -  "
    recall = f"{right / same:.3f}" if same else "  -  "
    return f"P {precision} R {recall}"


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--split", choices=["develop", "test"])
    parser.add_argument("--errors", action="store_true")
    args = parser.parse_args()
    found = mentions(args.split)
    told = records(args.corpora, {m["article"] for m in found})
    found = [{**m, "text": told[m["article"]]["content"][slice(*m["name"])]} for m in found]
    canonicals = link(told, found)
    table: dict[str, list[tuple[bool, bool, bool]]] = defaultdict(list)
    for one, other in combinations(found, 2):
        if one["group"] == other["group"] and one["article"] != other["article"]:
            same = one["entity"] == other["entity"]
            taken = canonicals[one["n"]] == canonicals[other["n"]]
            shared = name_key(one["text"]) == name_key(other["text"])
            table[difficulty(one, other)].append((same, taken, shared))
            if args.errors and same != taken:
                told_apart = f"{one['article']} {one['text']} | {other['article']} {other['text']}"
                click.echo(f"{'MISSED' if same else 'WRONG'} {told_apart}")
    everything = [row for rows in table.values() for row in rows]
    for kind, pairs in [*sorted(table.items()), ("all", everything)]:
        ours, names = scores([r[:2] for r in pairs]), scores([(r[0], r[2]) for r in pairs])
        click.echo(f"{kind:45} {len(pairs):4} pairs   linking {ours}   shared names {names}")


if __name__ == "__main__":
    main()
