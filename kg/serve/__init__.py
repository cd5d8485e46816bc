"""`kg serve`: the SPARQL 1.1 Protocol for the store, read only, with a page to ask from.

`protocol` reads what a client wants and how it is told, `worker` runs one query in a process that can be ended,
`app` is the only module that knows werkzeug and waitress.
"""
