"""The first words of the search, given once; editors then change them as they like."""

from django.apps.registry import Apps

from search.data import read


def load_first_words(apps: Apps) -> None:
    """Writes the synonyms and ambiguous words of `search/data/` with the models of a migration."""
    synonyms = apps.get_model("search", "SynonymGroup")
    synonyms.objects.bulk_create(synonyms(expressions="\n".join(map(str, group))) for group in read("synonyms"))
    for one in read("ambiguous"):
        word = apps.get_model("search", "AmbiguousWord").objects.create(words="\n".join(one["words"]))
        for order, meaning in enumerate(one["meanings"]):
            apps.get_model("search", "WordMeaning").objects.create(word=word, sort_order=order, **meaning)
