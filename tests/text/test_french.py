import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from text.french import (
    VERBS,
    cut_elision,
    fold,
    known_verbs,
    starts_with_infinitive,
    stem,
    words,
)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Été à Noël", "ete a noel"),
        ("Sœur, cœur, Œuvre, ex æquo", "soeur, coeur, oeuvre, ex aequo"),
        ("L’ÉCOLE", "l'ecole"),
        ("ﬁche", "fiche"),
        ("déjà", "deja"),
    ],
)
def test_folding_drops_case_accents_and_ligatures(text, folded):
    assert fold(text) == folded


@given(st.text())
def test_folding_twice_changes_nothing_for_letters_and_never_raises(text):
    assert fold(fold(text)) == fold(fold(fold(text)))


@pytest.mark.parametrize(
    ("word", "cut"),
    [
        ("l'asso", "asso"),
        ("qu'elle", "elle"),
        ("jusqu'ici", "ici"),
        ("aujourd'hui", "aujourd'hui"),
        ("d'l'asso", "asso"),
        ("s'", "s'"),
        ("quelqu'un", "quelqu'un"),
    ],
)
def test_elisions_are_cut(word, cut):
    assert cut_elision(word) == cut


def test_the_words_of_a_text_are_folded_and_cut():
    assert words("L’asso s’organise : visio-conférence, #réunion !") == [
        "asso",
        "organise",
        "visio",
        "conference",
        "reunion",
    ]


@pytest.mark.parametrize(
    "forms",
    [
        ("décider", "decidé", "décidée", "decidees"),
        ("association", "associations"),
        ("réunion", "réunions", "reunion"),
        ("plusieurs", "plusieur"),
        ("bénévole", "bénévoles", "benevole"),
        ("élue", "élu", "élus"),
        ("adhérent", "adhérente", "adherentes"),
        ("ministère", "ministere", "ministères"),
    ],
)
def test_the_forms_of_a_word_share_a_stem(forms):
    assert len({stem(form) for form in forms}) == 1


@pytest.mark.parametrize("pair", [("outil", "ouïe"), ("chat", "chaton"), ("compte", "comité"), ("cours", "course")])
def test_different_words_keep_different_stems(pair):
    assert stem(pair[0]) != stem(pair[1])


@pytest.mark.parametrize(
    "title",
    [
        "Choisir une date à plusieurs",
        "Se réunir",
        "#se réunir en visioconférence",
        "S’organiser",
        "S'en sortir sans boite mail",
        "S’y retrouver dans ses fichiers",
        "Ne pas oublier les absents",
        "Ne plus se perdre",
        "N’oublier personne",
        "Ecrire à plusieurs",
        "ÉCRIRE À PLUSIEURS",
        "Élire un bureau",
        "Se souvenir d’un mot de passe",
        "Cocréer une charte",
        "Co-construire un projet",
        "Télécharger un fichier",
        "Avoir une adresse à soi",
        "« Dire » non",
        "Prévoir un plan B",
    ],
)
def test_these_titles_start_with_an_infinitive(title):
    assert starts_with_infinitive(title)


@pytest.mark.parametrize(
    "title",
    [
        "Cahier des charges",
        "Dîner de quartier",
        "Déjeuner partagé",
        "Devoir de mémoire",
        "Souvenir de vacances",
        "Pouvoir d’agir",
        "Atelier d’écriture",
        "Savoir-faire local",
        "Premier pas",
        "Papier à en-tête",
        "Une réunion",
        "Le dîner",
        "Se",
        "Ne pas",
        "Réunir’",
        "",
        "#",
        "42 idées",
    ],
)
def test_these_titles_do_not_start_with_an_infinitive(title):
    assert not starts_with_infinitive(title)


def test_the_list_of_verbs_is_sorted_without_duplicates_and_large():
    listed = VERBS.read_text(encoding="utf-8").split()

    assert listed == sorted(set(listed))
    assert len(known_verbs()) >= 1500


@given(st.text(max_size=300))
def test_no_text_breaks_the_analysis(text):
    assert isinstance(words(text), list)
    assert starts_with_infinitive(text) in {True, False}
    assert all(isinstance(stem(word), str) for word in words(text))


def test_a_long_text_is_analysed_in_linear_time():
    text = "M. A. B. « Réunir. » ... ?! " * 4000
    started = time.perf_counter()

    words(text)

    assert time.perf_counter() - started < 2
