"""What counts more, for both engines. Chosen on one half of PIAF (`benchmarks/search_relevance.py`), within `ux.md` 5.2."""

FIELDS = {"action": 10.0, "synonyms": 8.0, "title": 6.0, "replaces": 6.0, "term": 5.0, "lead": 3.0, "body": 1.0}
"""Fields searched by stems, with their weight (`ux.md` 5.2)."""
EXACT = 0.5
"""Weight of the unstemmed word anywhere, beside its stem."""
JOINED = 4.0
"""Weight of two words written as one."""
TIE = 0.6
"""What the other fields add to the best one."""
PAIRS = 0.5
"""Weight of two words that follow each other in the body, beside the words themselves."""
GRAMS = 0.15
"""Weight of four letters that follow each other in a word of a question."""
NAME = 1.4
"""What a name or a number in a question counts beside its other words."""
PREFIX_NAMES, PREFIX_WORDS = 3.0, 0.5
"""Weight of a word's beginning in names (title, synonyms, products) and anywhere."""
FACET = 6.0
"""Weight of a term that is a value of a facet."""
