"""kg: who is said to have met whom, what was agreed, and according to whom, out of Arabic news."""

__version__ = "0.1.0"
