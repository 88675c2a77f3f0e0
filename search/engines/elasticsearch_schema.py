"""Analysis and fields of the Elasticsearch index. Raise `VERSION` with any change: the index is then made anew."""

from typing import Any

from search.data import stop_words
from search.engines.base import FACETS
from search.engines.weights import ACCENTED_STOP_WORDS, FIELDS

VERSION = 3
ELIDED = ["l", "d", "n", "s", "j", "m", "c", "t", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu"]

# Folding comes before the stemmer, so that a word typed without accents meets the accented one.
SETTINGS: dict[str, Any] = {
    "number_of_shards": 1,
    "auto_expand_replicas": "0-1",
    "analysis": {
        "filter": {
            "elided": {"type": "elision", "articles_case": True, "articles": ELIDED},
            "accented_stops": {"type": "stop", "stopwords": ACCENTED_STOP_WORDS},
            "stops": {"type": "stop", "stopwords": sorted(stop_words())},
            "stems": {"type": "stemmer", "language": "light_french"},
        },
        "analyzer": {
            "stemmed": {
                "type": "custom",
                "tokenizer": "standard",
                "filter": ["lowercase", "elided", "accented_stops", "asciifolding", "stops", "stems"],
            },
            "exact": {
                "type": "custom",
                "tokenizer": "standard",
                "filter": ["lowercase", "elided", "accented_stops", "asciifolding"],
            },
        },
    },
}

_FREQUENCIES = {"type": "text", "analyzer": "exact", "index_options": "freqs"}
_FIELDS: dict[str, Any] = {
    **{name: {"type": "text", "analyzer": "stemmed"} for name in FIELDS},
    "names": _FREQUENCIES,
    "words": {**_FREQUENCIES, "index_prefixes": {"min_chars": 3, "max_chars": 10}},
    **{name: {"type": "text", "analyzer": "whitespace", "index_options": "freqs"} for name in ("pairs", "grams")},
    **{facet: {"type": "keyword"} for facet in FACETS},
    "key": {"type": "keyword"},
    "sort_title": {"type": "keyword"},
    "checked": {"type": "integer"},
    "card": {"type": "object", "enabled": False},
}
MAPPINGS: dict[str, Any] = {"dynamic": "strict", "properties": _FIELDS}
