"""What tests of exports share."""

from __future__ import annotations

import os
from typing import Any

import pytest


@pytest.fixture
def followthemoney() -> Any:
    """The library that FollowTheMoney's entities are made and checked by."""
    try:
        import followthemoney
    except ImportError:
        if os.environ.get("CI"):
            pytest.fail("CI has no followthemoney: .ci/run installs it")
        pytest.skip("left out: needs followthemoney (make EXTRAS=dev,neo4j-server,ftm setup)")
    return followthemoney
