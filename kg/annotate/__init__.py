"""Reads Arabic with Stanza: tokens, sentences, words, tags, lemmas, dependencies, names.  The only importer of stanza.

Lemmas are unvocalised, in the spelling of the treebank (hamza and final yeh as dictionaries write them): a verb's is
its perfect, third person, `التقى`; a noun's its singular without the article, `اجتماع`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.annotate.models import info
from kg.model import AnnotatedDocument, Document


def annotate(documents: Iterable[Document], *, model: str | None = None) -> Iterator[AnnotatedDocument]:
    """Annotates articles one by one: what comes out for one does not depend on the others.

    Raises:
        ModelError: no such model, or Stanza can't load it.
    """
    chosen = info(model)
    from kg.annotate.reader import Reader

    reader = Reader(chosen)
    for document in documents:
        yield reader.read(document)
