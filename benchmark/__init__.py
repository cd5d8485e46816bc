"""The open benchmark: who met whom, what was agreed, according to whom, in Arabic news."""
