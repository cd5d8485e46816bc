"""What `kg eval` counts: events out of claims, names that match, values that fit."""
