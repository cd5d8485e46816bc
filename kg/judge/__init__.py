"""What analysts decided and judged: an append-only log beside the store, mirrored as graphs of its own.

Kept apart from what was read: nothing here edits a claim.  A log entry names what it is about by article, quotation and
name, so that it outlives a re-read, another model and a rebuilt store.
"""
