"""One hash over several files that ship with kg."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from importlib.resources.abc import Traversable


def hash_of(files: Iterable[Traversable]) -> str:
    """SHA-256 over names and bytes of files, in the order given, its first 16 hexadecimal digits."""
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()[:16]
