"""Days as commands, queries and the analysts' log write them: `2015-06-01` and no other way."""

from __future__ import annotations

import re
from datetime import date

_FORM = re.compile(r"\d{4}-\d\d-\d\d")


def stated_day(text: str) -> date:
    """The day that a text is.

    Raises:
        ValueError: another form, or no such day.
    """
    if not _FORM.fullmatch(text):  # `fromisoformat` reads other forms of ISO 8601 too, such as weeks
        raise ValueError("not of the form YYYY-MM-DD")
    return date.fromisoformat(text)
