"""The linguistic data: triggers, cues, titles, roles, known actors; what loads it and what finds it in sentences."""
