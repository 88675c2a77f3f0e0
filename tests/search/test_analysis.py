"""One analysis for what is indexed and what is asked: the same words meet, on both engines, with the same marks."""

from dataclasses import replace

import pytest

from search.extracts import extract, keep
from search.searching import Request, answer
from search.words import analyse, normal, split, stem
from tests.search.library import LIBRARY

WRITTEN = [
    ("Aujourd’hui, framadate.org pèse 29,5 Go.", "aujourd'hui", "Aujourd"),
    ("Aujourd’hui, framadate.org pèse 29,5 Go.", "framadate.org", "framadate"),
    ("Aujourd’hui, framadate.org pèse 29,5 Go.", "29,5", "29"),
    ("Les bénévole·s et les adhérent·es.", "bénévoles", "bénévole·s"),
    ("Les bénévole·s et les adhérent·es.", "adhérents", "adhérent·es"),
    ("Une salarié.e.s, des membre(s), un directeur-rice.", "salariés", "salarié.e.s"),
    ("Une salarié.e.s, des membre(s), un directeur-rice.", "membres", "membre(s)"),
    ("Des salariés.", "salarié·e·s", "salariés"),
    ("Des salariés.", "salarié(e)s", "salariés"),
    ("Les administrateurs.", "administrateur·rice·s", "administrateurs"),
    ("Prendre un rendez-vous.", "rendezvous", ""),
    ("Le wi-fi du local.", "wifi", ""),
    ("Le wifi du local.", "wi-fi", ""),
    ("La clef du coffre.", "clés", "clef"),
    ("La trésorière.", "trésorier", "trésorière"),
    ("Une formatrice.", "formateurs", "formatrice"),
    ("Une hébergeuse.", "hébergeur", "hébergeuse"),
    ("Ils finissent, cela durera.", "finir", "finissent"),
    ("Ils finissent, cela durera.", "durent", "durera"),
    ("Envoyez mon_fichier à jean@asso.fr.", "mon_fichier", "fichier"),
    ("La R.G.P.D. s’applique.", "rgpd", "R.G.P.D."),
    ("Une presqu’île.", "presqu'ile", "presqu"),
]
PLURALS = ["essais", "photos", "vidéos", "numéros", "lieux", "reçus", "envois", "menus", "micros", "vélos", "emplois"]


@pytest.fixture(scope="module")
def written(empty_engine):
    """Each engine in turn, with one document a text, whose only words they are."""
    texts = dict.fromkeys(text for text, _, _ in WRITTEN)
    texts |= {f"Un {word.removesuffix('s').removesuffix('x')}.": None for word in PLURALS}
    empty_engine.rebuild([replace(LIBRARY[1], key=text, title="x", lead="", body=text, replaces=()) for text in texts])
    return empty_engine


@pytest.mark.parametrize(("text", "asked", "marked"), WRITTEN)
def test_what_is_written_one_way_is_found_another_way_and_marked(text, asked, marked, words, written):
    hits = {hit.key: hit for hit in answer(Request(asked), words, written).results.hits}

    assert text in hits
    assert not marked or marked in [piece.text for piece in hits[text].extract if piece.marked]


@pytest.mark.parametrize("plural", PLURALS)
def test_a_plural_finds_its_singular(plural, words, written):
    found = answer(Request(plural), words, written)

    assert f"Un {plural.removesuffix('s').removesuffix('x')}." in {hit.key for hit in found.results.hits}
    assert not found.corrected_text


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("français", "France"),
        ("forme", "forms"),
        ("châtiment", "chat"),
        ("mêler", "mél"),
        ("âgées", "ag"),
        ("google", "googl"),
        ("lit", "lire"),
    ],
)
def test_words_that_only_look_alike_keep_different_stems(one, other):
    assert stem(one) != stem(other)


def test_ca_the_pronoun_is_no_word_and_ca_the_acronym_is_one():
    assert split("ça, Ça, CA, ca") == ["ca", "ca"]


def test_fifty_inclusive_endings_are_one_word():
    assert split("salarié" + "·e" * 50) == ["salarie"]
    assert split("salarié" + "·e" * 50 + "x")[0] == "salarie"


def test_an_extract_holds_the_most_of_what_is_asked_and_marks_whole_words():
    text = normal("Rien ici. " * 60 + "La réunion a lieu. " + "Rien. " * 60 + "Une réunion, des dates et un vote.")
    pieces = extract(keep(text, analyse(text)), [("reunion",), (stem("date"),), (stem("vote"),)])

    assert [piece.text for piece in pieces if piece.marked] == ["réunion", "dates", "vote"]
    assert len("".join(piece.text for piece in pieces)) <= 160


def test_an_extract_is_a_piece_of_the_text(words, engine):
    bodies = {one.key: normal(one.body) for one in LIBRARY}

    for hit in answer(Request("une réunion en visio pour choisir une date ?"), words, engine).results.hits:
        assert "".join(piece.text for piece in hit.extract) in bodies[hit.key]
