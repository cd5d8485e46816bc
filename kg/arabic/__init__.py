"""Arabic as it is written: folding, numbers, dates and calendars, personal names; pure functions."""
