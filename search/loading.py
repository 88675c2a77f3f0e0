"""The first words of the search, given once; editors then change them as they like."""

from django.apps.registry import Apps

from search.data import read
from text.french import fold


def load_first_words(apps: Apps) -> None:
    """Writes the synonyms and ambiguous words of `search/data/` with the models of a migration."""
    synonyms = apps.get_model("search", "SynonymGroup")
    synonyms.objects.bulk_create(synonyms(expressions="\n".join(map(str, group))) for group in read("synonyms"))
    for one in read("ambiguous"):
        word = apps.get_model("search", "AmbiguousWord").objects.create(words="\n".join(one["words"]))
        for order, meaning in enumerate(one["meanings"]):
            apps.get_model("search", "WordMeaning").objects.create(word=word, sort_order=order, **meaning)


PUT_RIGHT = {("mot de passe", "mdp", "passe"): ("mot de passe", "mdp")}
"""First words that were wrong, and what they are now: « passe » is also « passer »."""


def load_new_words(apps: Apps) -> None:
    """
    Adds to a site of before the words that it has not, and puts right those that were wrong and that nobody changed.

    An expression that editors wrote somewhere stays where they wrote it.
    """
    synonyms = apps.get_model("search", "SynonymGroup")
    known = {group.pk: tuple(group.expressions.splitlines()) for group in synonyms.objects.all()}
    for pk, group in known.items():
        if group in PUT_RIGHT:
            synonyms.objects.filter(pk=pk).update(expressions="\n".join(PUT_RIGHT[group]))
    groups = {frozenset(map(fold, group)) for group in known.values()}
    for group in read("synonyms"):
        folded = {fold(str(one)) for one in group}
        if not any(len(folded & other) > 1 for other in groups):
            synonyms.objects.create(expressions="\n".join(map(str, group)))
    _load_new_ambiguities(apps)


def _load_new_ambiguities(apps: Apps) -> None:
    words = apps.get_model("search", "AmbiguousWord")
    known = {fold(line) for word in words.objects.all() for line in word.words.splitlines()}
    for one in read("ambiguous"):
        if known.isdisjoint(map(fold, one["words"])):
            word = words.objects.create(words="\n".join(one["words"]))
            for order, meaning in enumerate(one["meanings"]):
                apps.get_model("search", "WordMeaning").objects.create(word=word, sort_order=order, **meaning)
