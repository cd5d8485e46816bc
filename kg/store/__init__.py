"""The embedded dataset: a folder with Oxigraph's files, the store's settings and a log of runs.

`dataset` opens it and answers SPARQL, `articles` puts articles in and takes them out, `claims` reads claims and
canonical nodes back, `runs` keeps the log.
"""
