"""The embedded dataset: the system of record."""
