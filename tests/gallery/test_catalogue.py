import pytest

from gallery.catalogue import Catalogue
from gallery.works import Work

WORKS = [
    Work(
        1,
        "Trois portes, dessin de Zoé",
        facets={"sorte": ("dessin",), "theme": ("reunions", "outils"), "auteur": ("Zoé",)},
    ),
    Work(2, "Les portes du salon", facets={"sorte": ("photo",), "theme": ("reunions",), "auteur": ("Karim", "Zoé")}),
    Work(3, "Un clavier", facets={"sorte": ("photo",), "theme": ("outils",), "auteur": ("Karim",)}),
    *(Work(number, "Écran", facets={"sorte": ("photo",)}) for number in range(4, 30)),
]


def found(text="", **chosen):
    return Catalogue(WORKS).find(text, chosen)


@pytest.mark.parametrize(
    ("text", "chosen", "pks"),
    [
        ("", {"sorte": ["dessin"]}, [1]),
        ("", {"theme": ["reunions"], "auteur": ["Karim"]}, [2]),
        ("", {"theme": ["reunions", "outils"], "sorte": ["photo"]}, [2, 3]),
        ("porte", {}, [1, 2]),
        ("PORTES zoe", {}, [1]),
        ("clav", {"auteur": ["Karim"]}, [3]),
        ("salon clavier", {}, []),
        ("", {"auteur": ["Personne"]}, []),
    ],
)
def test_all_the_criteria_hold_at_once_and_one_value_of_each_is_enough(text, chosen, pks):
    assert found(text, **chosen).pks == pks


def test_a_count_says_what_a_value_would_find_with_the_other_criteria():
    answer = found("portes", sorte=["dessin"])

    assert answer.counts["sorte"] == {"dessin": 1, "photo": 1}
    assert answer.counts["theme"] == {"reunions": 1, "outils": 1}
    assert answer.counts["auteur"] == {"Zoé": 1, "Karim": 0}


def test_a_page_takes_its_part_of_what_is_found():
    answer = Catalogue(WORKS).find("", {"sorte": ["photo"]}, 2, 5)

    assert (answer.pks, answer.total) == ([4, 5, 6], 28)


def test_a_site_without_a_picture_finds_none():
    assert Catalogue([]).find("porte", {"sorte": ["dessin"]}).total == 0
