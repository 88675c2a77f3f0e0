"""The fields of the Elasticsearch index. Raise `VERSION` with any change: the index is then made anew."""

from typing import Any

from search.engines.base import FACETS
from search.engines.weights import FIELDS

VERSION = 5

SETTINGS: dict[str, Any] = {"number_of_shards": 1, "auto_expand_replicas": "0-1"}

# Words come analysed (`Document.texts`): they are cut at spaces, and nothing else is done to them.
_SPACED = {"type": "text", "analyzer": "whitespace"}
_FREQUENCIES = {**_SPACED, "index_options": "freqs"}
_FIELDS: dict[str, Any] = {
    **dict.fromkeys(FIELDS, _SPACED),
    **dict.fromkeys(("names", "pairs", "grams"), _FREQUENCIES),
    "words": {**_FREQUENCIES, "index_prefixes": {"min_chars": 3, "max_chars": 10}},
    **{facet: {"type": "keyword"} for facet in FACETS},
    "key": {"type": "keyword"},
    "sort_title": {"type": "keyword"},
    "checked": {"type": "integer"},
    **{name: {"type": "keyword", "index": False, "doc_values": False} for name in ("text", "places")},
    "card": {"type": "object", "enabled": False},
}
MAPPINGS: dict[str, Any] = {"dynamic": "strict", "properties": _FIELDS}
