"""A site of before gets the words that came since, and keeps what its editors wrote."""

import pytest
from django.apps import apps

from search.loading import load_new_words
from search.models import AmbiguousWord, SynonymGroup, lines


@pytest.mark.django_db
def test_a_site_of_before_gets_the_new_words_once_and_keeps_its_own():
    SynonymGroup.objects.all().delete()
    AmbiguousWord.objects.all().delete()
    wrong = SynonymGroup.objects.create(expressions="mot de passe\nmdp\npasse")
    own = SynonymGroup.objects.create(expressions="compte rendu\ncr\nrelevé de décisions")
    AmbiguousWord.objects.create(words="google")

    load_new_words(apps)
    count = SynonymGroup.objects.count()
    load_new_words(apps)

    wrong.refresh_from_db()
    own.refresh_from_db()
    holding = [group for group in SynonymGroup.objects.all() if "compte rendu" in lines(group.expressions)]
    assert lines(wrong.expressions) == ["mot de passe", "mdp"]
    assert holding == [own]
    assert SynonymGroup.objects.filter(expressions__contains="procès-verbal").count() == 1
    assert SynonymGroup.objects.count() == count
    assert [word.words for word in AmbiguousWord.objects.filter(words__contains="google")] == ["google"]
