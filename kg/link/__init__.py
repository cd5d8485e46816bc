"""Identity across articles: which local nodes are one, their canonical nodes, and what is derived from claims.

The only stage that looks across articles; it writes only `graph/identity`.
"""
