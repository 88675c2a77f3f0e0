"""The fields of the tantivy index."""

from functools import cache
from hashlib import sha256
from importlib.metadata import version

import tantivy

from search.data import stop_words
from search.engines.base import FACETS
from search.engines.weights import FIELDS

VERSION = 5
"""Raised when documents are written otherwise, so that indexes made before are rebuilt."""
STEMMED = tuple(FIELDS)
WHOLE = ("names", "words", "pairs", "grams")
KEPT = ("card", "text", "places")


def schema() -> tantivy.Schema:
    """Words come analysed (`Document.texts`): they are cut at spaces, and nothing else is done to them."""
    builder = tantivy.SchemaBuilder()
    for name in STEMMED:
        builder.add_text_field(name, stored=name == "body", tokenizer_name="whitespace")
    for name in WHOLE:
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="freq")
    for name in ("key", "sort_title", *FACETS):
        builder.add_text_field(name, fast=True, tokenizer_name="raw", index_option="basic")
    builder.add_unsigned_field("checked", fast=True)
    for name in KEPT:
        builder.add_bytes_field(name, stored=True, indexed=False)
    return builder.build()


@cache
def fingerprint() -> str:
    """Changes with whatever changes the index: an index of another fingerprint is not read."""
    parts = [version("tantivy"), str(VERSION), *STEMMED, *WHOLE, *KEPT, *FACETS, *sorted(stop_words())]
    return sha256(" ".join(parts).encode()).hexdigest()[:12]
