"""How much memory a local Neo4j may use: its heap, in proportion to the machine's, or as the user says."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path

from kg.errors import UsageError

VARIABLE = "KG_NEO4J_HEAP"
_LEAST, _MOST = 512, 8192  # MiB: under the first the server barely starts, over the second no named query gains
_SHARE = 4  # the part of the memory that a heap gets by itself; reading articles needs most of the rest
_SIZE = re.compile(r"([1-9]\d{0,5})([mg])b?", re.IGNORECASE)
_LIMITS = ("/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes")


def heap(asked: str | None = None) -> int:
    """The heap in MiB: as asked, else as the environment says (`KG_NEO4J_HEAP`), else a quarter of the memory.

    Raises:
        UsageError: what is asked is no size, or too little for the server to start.
    """
    text = asked or os.environ.get(VARIABLE)
    if not text:
        return min(max(memory() // _SHARE, _LEAST), _MOST)
    found = _SIZE.fullmatch(text.strip())
    size = int(found[1]) * (1024 if found[2] in "gG" else 1) if found else 0
    if size < _LEAST:
        raise UsageError(f"heap {text}: give a size of {_LEAST}m or more, such as 2g (--heap or {VARIABLE})")
    return size


def memory(limits: Iterable[str] = _LIMITS) -> int:
    """The machine's memory in MiB, or a container's where that is less; the least heap's share where nothing tells."""
    try:
        sizes = [os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")]
    except (AttributeError, OSError, ValueError):  # not a Unix
        sizes = [_LEAST * _SHARE << 20]
    for name in limits:
        try:
            sizes.append(int(Path(name).read_text(encoding="ascii")))
        except (OSError, ValueError):  # no such limit, or the word "max"
            continue
    return min(sizes) >> 20
