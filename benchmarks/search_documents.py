"""As many documents as wanted, made from the library of the tests; and what is asked about them."""

import random
from collections.abc import Iterator
from dataclasses import replace
from itertools import accumulate

from search.document import Document
from tests.search.library import LIBRARY

QUERIES = [
    *("visio", "choisir une date", "remplacer doodle", "decidé a plusieur", "convaincre mon CA", "courriel", "zoom"),
    *("comment écrire un compte rendu ensemble", "réunion en ligne", "reunoin", "framad", "partager des fichiers"),
]
FILTERS = {"niveau": ("debutant", "ca-va")}
SYLLABLES = "ba che di fo gu la me ni po ru sa te vi zo man ter lon per sion tique ment eau".split()  # noqa: SIM905


def synthetic(count: int, seed: int = 1) -> Iterator[Document]:
    """Documents of 150 to 450 words: sentences of the library, and words as unequal in frequency as those of a language."""
    chance = random.Random(seed)  # noqa: S311
    words = ["".join(chance.choices(SYLLABLES, k=chance.randint(1, 4))) for _ in range(30_000)]
    ranks = list(accumulate(1 / (rank + 5) for rank in range(len(words))))
    for number in range(count):
        model = LIBRARY[number % len(LIBRARY)]
        text = chance.choices(words, cum_weights=ranks, k=chance.randint(120, 400))
        title = f"{model.title} {' '.join(text[:3])}" if number >= len(LIBRARY) else model.title
        facets = {
            "besoin": (f"besoin-{number % 12}",),
            "niveau": (("debutant", "ca-va", "a-l-aise")[number % 3],),
            "outil": (f"outil-{number % 60}",),
            "duree": ("10-30-min",),
        }
        body = " ".join([*text[:60], model.lead, *text[60:], model.body])
        key = model.key if number < len(LIBRARY) else f"made:{number}"
        yield replace(model, key=key, title=title, body=body, facets={**facets, **model.facets})
