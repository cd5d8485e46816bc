"""The hand-made graph behind a running endpoint, in a process of its own, as users have it."""

from __future__ import annotations

import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError

import pytest

from tests.ports import free_port
from tests.worldstore import build


@contextmanager
def serving(store: Path, *options: str) -> Iterator[str]:
    """The address of `kg serve` on the store."""
    port = free_port()
    command = [sys.executable, "-m", "kg", "--store", str(store), "serve", "--port", str(port), *options]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    try:
        assert process.stderr is not None
        assert "SPARQL: " in process.stderr.readline()
        wait_for(f"http://127.0.0.1:{port}/", process)
        yield f"http://127.0.0.1:{port}/sparql"
    finally:
        process.terminate()
        process.communicate(timeout=30)


def wait_for(address: str, process: subprocess.Popen[str]) -> None:
    """Until it answers, or the process ends."""
    while process.poll() is None:
        try:
            urllib.request.urlopen(address, timeout=10).read()
            return
        except URLError:
            continue
    raise AssertionError(f"kg serve ended with {process.returncode}")


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The store's folder."""
    return build(tmp_path_factory.mktemp("serve") / "store")


@pytest.fixture(scope="session")
def endpoint(store: Path) -> Iterator[str]:
    """The endpoint's address."""
    with serving(store) as address:
        yield address


@pytest.fixture(scope="session")
def narrow(store: Path) -> Iterator[str]:
    """An endpoint with a short time, a small result and little memory."""
    with serving(store, "--timeout", "1", "--max-size", "1", "--max-memory", "200") as address:
        yield address
