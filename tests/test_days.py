"""Days have one form."""

from __future__ import annotations

from datetime import date

import pytest

from kg.days import stated_day


def test_a_day() -> None:
    assert stated_day("2015-06-01") == date(2015, 6, 1)


@pytest.mark.parametrize("text", ["", "2015-6-1", "20150601", "2015-W23-1", "2015-02-30", "2015-06-01T00:00", "soon"])
def test_another_form_is_no_day(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        stated_day(text)
