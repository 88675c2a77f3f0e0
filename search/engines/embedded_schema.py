"""Analysis and fields of the tantivy index."""

from functools import cache
from hashlib import sha256
from importlib.metadata import version

import tantivy
from tantivy import Filter, TextAnalyzerBuilder, Tokenizer

from search.data import stop_words
from search.engines.base import FACETS
from search.engines.weights import ACCENTED_STOP_WORDS, FIELDS

VERSION = 3
"""Raised when documents are written otherwise, so that indexes made before are rebuilt."""
STEMMED = tuple(FIELDS)
EXACT = ("names", "words")
WHOLE = ("pairs", "grams")


def schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    for name in STEMMED:
        builder.add_text_field(name, stored=name == "body", tokenizer_name="french")
    for name in EXACT:
        builder.add_text_field(name, tokenizer_name="exact", index_option="freq")
    for name in WHOLE:
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="freq")
    for name in ("key", "sort_title", *FACETS):
        builder.add_text_field(name, fast=True, tokenizer_name="raw", index_option="basic")
    builder.add_unsigned_field("checked", fast=True)
    builder.add_text_field("card", stored=True, tokenizer_name="raw", index_option="basic")
    return builder.build()


def analyzers() -> dict[str, tantivy.TextAnalyzer]:
    """Folding comes before the stemmer, so that a word typed without accents meets the accented one."""

    def start(tokenizer: Tokenizer) -> TextAnalyzerBuilder:
        whole = TextAnalyzerBuilder(tokenizer).filter(Filter.remove_long(60)).filter(Filter.lowercase())
        return whole.filter(Filter.custom_stopword(ACCENTED_STOP_WORDS))

    words = start(Tokenizer.simple()).filter(Filter.ascii_fold())
    stemmed = start(Tokenizer.simple()).filter(Filter.ascii_fold()).filter(Filter.custom_stopword(sorted(stop_words())))
    return {
        "french": stemmed.filter(Filter.stemmer("french")).build(),
        "exact": words.build(),
    }


@cache
def fingerprint() -> str:
    """Changes with whatever changes the index: an index of another fingerprint is not read."""
    parts = [version("tantivy"), str(VERSION), *STEMMED, *EXACT, *FACETS, *sorted(stop_words())]
    return sha256(" ".join(parts).encode()).hexdigest()[:12]
