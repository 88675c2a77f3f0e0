"""Every word of the lexicon leads to what it says, on this library, and takes nothing that another word says."""

from collections import defaultdict

import pytest

from search.searching import Request, answer
from search.understanding import understand
from search.vocabulary import keys_of
from search.words import form_of, key_of, split
from tests.demo.test_search import engine, products, words  # noqa: F401

SWEPT = "remplacer {}", "quitter {}", "alternative à {}", "{} libre"


def owners(words):  # noqa: F811
    """Each key, with the expressions that take it, by what they belong to."""
    found = defaultdict(set)
    for group in words.synonyms:
        for one in group:
            for key in keys_of(one):
                found[key].add((one, group))
    for product in words.products:
        for name in (product.name, *product.names):
            for key in keys_of(name, named=True):
                found[key].add((name, product.slug))
    for ambiguity in words.ambiguities:
        for one in ambiguity.words:
            for key in keys_of(one):
                found[key].add((one, ambiguity.words))
    for said in words.facet_words:
        for key in keys_of(said.expression):
            found[key].add((said.expression, said.facet))
    for one in words.intents:
        found[key_of(split(one))].add((one, "intent"))
    return found


def test_every_synonym_is_one_notion_that_finds_something(words, engine):  # noqa: F811
    wrong = []
    for group in words.synonyms:
        for one in group:
            found = answer(Request(one, counted=(), highlights=False), words, engine)
            known = {tuple(split(other)) for other in group if other != one}
            ways = {way.words for term in found.understanding.terms for way in term.alternatives}
            if not found.results.total or found.partial or found.corrected_text or not known <= ways:
                wrong.append(one)

    assert wrong == []


def test_every_name_of_a_product_means_it_and_asks_what_replaces_it(words, engine):  # noqa: F811
    wrong = []
    for product in words.products:
        for name in (product.name, *product.names):
            alone = understand(name, words).products
            asked = [answer(Request(text.format(name), page_size=1), words, engine).results.hits for text in SWEPT]
            if [one.slug for one in alone] != [product.slug] or any(hits[0].key != product.key for hits in asked):
                wrong.append(name)

    assert wrong == []


def test_no_expression_takes_the_key_of_another_word(words):  # noqa: F811
    wrong = {}
    for key, having in owners(words).items():
        spelled = {form_of("".join(split(one))) for one, _ in having}
        bearers = {owner for _, owner in having if isinstance(owner, str) and owner not in {"intent", "public", "type"}}
        if len(spelled) > 1 or len(bearers) > 1:
            wrong[key] = having

    assert wrong == {}


def test_every_ambiguous_word_asks_and_each_of_its_meanings_finds(words, engine):  # noqa: F811
    for ambiguity in words.ambiguities:
        assert all(understand(one, words).ambiguity for one in ambiguity.words)
        for meaning in ambiguity.meanings:
            found = answer(Request(meaning.query), words, engine)
            assert found.results.total, meaning.query
            assert not found.partial, meaning.query


def test_every_word_of_a_facet_and_every_intent_says_it(words):  # noqa: F811
    for said in words.facet_words:
        facets = {one for term in understand(said.expression, words).terms for one in term.facets}
        assert (said.facet, said.value) in facets, said.expression
    assert [one for one in words.intents if not understand(f"{one} doodle", words).intent] == []


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("tacher", "tâche"), ("employer", "employé"), ("téléphoner", "téléphone"), ("salarier", "salarié"),
        ("rencontrer", "rencontre"), ("passer", "mot de passe"), ("forme", "forms"), ("âgées", "AG"),
    ],
)  # fmt: skip
def test_a_verb_or_a_neighbour_is_not_the_word_of_the_lexicon(word, other, words):  # noqa: F811
    ways = {" ".join(way.words) for term in understand(word, words).terms for way in term.alternatives}

    assert ways == {" ".join(split(word))}, other


@pytest.mark.parametrize("word", ["tâches", "employés", "employées", "téléphones", "salariées", "rencontres"])
def test_a_noun_that_is_also_of_a_verb_keeps_its_plural_and_its_feminine(word, words):  # noqa: F811
    assert len(understand(word, words).terms[0].alternatives) > 1


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("qui a accès au drive", []),
        ("notre drive est plein", []),
        ("quitter le drive", ["google-drive"]),
        ("drive", ["google-drive"]),
        ("le facebook de l’asso", ["facebook"]),
        ("la notion de temps", []),
        ("quitter Google Agenda", ["google-agenda"]),
        ("quitter google mail", ["gmail"]),
    ],
)
def test_a_product_is_named_where_it_is_meant(text, named, words):  # noqa: F811
    assert [one.slug for one in understand(text, words).products] == named
