"""Fixtures for all tests."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with gold facts and corpora beside the checkout; a user's clone has none."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("left out: needs ../shared (gold facts and corpora), which is not beside this checkout")
    return folder


@pytest.fixture(scope="session")
def seed_path(root: Path) -> Path:
    """The article of seeds/."""
    return next(iter(sorted((root / "seeds").glob("*.txt"))))
