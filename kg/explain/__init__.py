"""Why a claim is as it is: which words, entry or model, and which chain of reasoning gave each part of it.

The stored text is read again, and the explanation is made from the steps of that reading
(:class:`kg.extract.article.Workings`).  Nothing is stored for it, and reading does not know of it.
"""
