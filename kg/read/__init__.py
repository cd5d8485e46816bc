"""Articles from files, folders and streams: path or record -> Document; the raw text is never altered."""

from kg.read.document import Fields, document_key, normal_url
from kg.read.reader import LIMIT, read

__all__ = ["LIMIT", "Fields", "document_key", "normal_url", "read"]
