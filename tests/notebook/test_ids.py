"""Any id that a content may carry, in documents of both versions: read whole, joined in any order, nothing refused."""

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from notebook import merge, parse, validate
from notebook.nodes import canonical, id_key

WORDS = [
    "note", "titre", "url", "version", "efface", "etat", "taches", "reponses", "format", "illisible", "rang",
    "__proto__", "constructor", "toString", "hasOwnProperty", "-", "0",
]  # fmt: skip
IDS = st.sampled_from(WORDS) | st.from_regex(r"[A-Za-z0-9-]{1,36}", fullmatch=True)
STAMPS = st.integers(1, 5)
TEXTS = st.sampled_from(["Jeanne", "l’été 😀", '"\\'])


def pairs(values):
    return st.tuples(values, STAMPS).map(list)


def by_id(values):
    return st.dictionaries(IDS, values, min_size=1, max_size=3)


TICKS = by_id(pairs(st.booleans()))
STEP = st.fixed_dictionaries(
    {"rang": st.just(1)}, optional={"taches": TICKS, "note": pairs(TEXTS), "etat": pairs(st.just("fait"))}
)
QUESTION = st.fixed_dictionaries({"version": st.just(1), "revoir": pairs(st.just("2026-01-01"))})
OWN_TASK = st.fixed_dictionaries({"texte": pairs(TEXTS), "fait": pairs(st.booleans())})
OWN_STEP = st.fixed_dictionaries({"nom": pairs(TEXTS)}, optional={"taches": by_id(OWN_TASK), "note": pairs(TEXTS)})
ID_PLACES = {"scenarios", "lecons", "quiz", "parcours", "etapes", "taches", "contexte", "questions"}
CONTENTS = st.fixed_dictionaries(
    {},
    optional={
        "scenarios": by_id(
            st.fixed_dictionaries({"titre": TEXTS}, optional={"etapes": by_id(STEP), "contexte": by_id(pairs(TEXTS))})
        ),
        "lecons": by_id(st.fixed_dictionaries({"etat": pairs(st.just("lu"))})),
        "quiz": by_id(by_id(QUESTION)),
        "parcours": by_id(st.fixed_dictionaries({"nom": pairs(TEXTS)}, optional={"etapes": by_id(OWN_STEP)})),
    },
)


def of_version_1(contents):
    return {"format": "carnet", "version": 1, **contents}


def of_version_2(contents):
    quizzes = contents.get("quiz", {})
    marked = {**_marked(contents), "quiz": {id_key(code): _ids_marked(quiz) for code, quiz in quizzes.items()}}
    return {"format": "carnet", "version": 2, **marked}


def _marked(node):
    if not isinstance(node, dict):
        return node
    return {
        key: _ids_marked(child) if key in ID_PLACES and isinstance(child, dict) else _marked(child)
        for key, child in node.items()
    }


def _ids_marked(node):
    return {id_key(key): _marked(child) for key, child in node.items()}


def leaves(node):
    """Every pair of a document, with the stamp it was given."""
    if isinstance(node, list):
        return [canonical(node[:2])]
    return [leaf for child in node.values() for leaf in leaves(child)] if isinstance(node, dict) else []


@settings(max_examples=200)
@given(CONTENTS)
def test_a_notebook_of_version_1_is_read_whole_whatever_its_ids(contents):
    document = parse(json.dumps(of_version_1(contents)))

    assert document == validate(of_version_2(contents))
    assert "illisible" not in document
    assert sorted(leaves(document)) == sorted(leaves(contents))


@settings(max_examples=150)
@given(st.lists(st.tuples(CONTENTS, st.booleans()), min_size=3, max_size=3))
def test_notebooks_of_both_versions_join_in_any_order(parts):
    one, two, three = (validate(of_version_1(part) if is_old else of_version_2(part)) for part, is_old in parts)
    joined = merge(merge(one, two), three)

    assert joined == merge(one, merge(two, three)) == merge(three, merge(two, one))
    assert joined == merge(joined, two) == validate(joined)
    assert "illisible" not in joined


@given(CONTENTS, CONTENTS, st.lists(IDS, max_size=3), st.sampled_from(["theme", "etapes", "é", "a b", "efface"]))
def test_what_is_not_understood_stays_beside_what_is(contents, others, path, key):
    document = of_version_2(contents)
    node = document.setdefault("scenarios", {})
    for name in path:
        node = node.setdefault(id_key(name), {})
    node[key] = ["étrange", 1, 2]

    read = validate(document)
    joined = merge(merge(read, validate(of_version_1(others))), read)

    for notebook in (read, joined, validate(joined)):
        assert "\\u00e9trange" in "".join(text for text, _ in notebook["illisible"].values())
    assert {**read, "illisible": {}} == {**validate(of_version_2(contents)), "illisible": {}}
