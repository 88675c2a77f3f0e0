"""Random notebook documents for Hypothesis: few keys and few stamps, so that most of them collide."""

from hypothesis import strategies as st

from notebook import validate

STAMPS = st.integers(0, 6)
TEXTS = st.sampled_from(["", "a", "b", "é", "\ue000", "\U0001f600", 'l’« "\\\n'])
TITLES = {"titre": st.sampled_from(["Un", "Deux"]), "url": st.sampled_from(["/agir/un/", "/agir/deux/"])}


def pairs(values):
    return st.tuples(values, STAMPS).map(list)


@st.composite
def notes(draw):
    dots = draw(st.lists(st.tuples(TEXTS, STAMPS, st.sampled_from(["p", "q"])), max_size=3))
    seen = draw(st.dictionaries(st.sampled_from(["p", "q", "r"]), STAMPS, max_size=3))
    for _, stamp, pen in dots:
        seen[pen] = max(stamp, seen.get(pen, 0))
    if not dots:
        return ["", 0, {"vus": seen}]
    text, stamp, pen = dots[0]
    return [text, stamp, {"plume": pen, "vus": seen, "autres": [list(dot) for dot in dots[1:]]}]


MARK = {"efface": pairs(st.just(""))}
STEP = st.fixed_dictionaries(
    {},
    optional={
        "etat": pairs(st.sampled_from(["fait", "en-cours"])),
        "taches": st.dictionaries(st.sampled_from([":t1", ":efface"]), pairs(st.booleans()), max_size=2),
        "note": notes() | pairs(TEXTS),
        "qui": pairs(TEXTS),
        **MARK,
    },
)
SCENARIO = st.fixed_dictionaries(
    {}, optional={**TITLES, "etapes": st.dictionaries(st.sampled_from([":e1", ":note"]), STEP, max_size=2), **MARK}
)
UNREAD = {
    "quand2": st.sampled_from([[1, 2, 3], {"é": 1}]),
    "illisible": st.dictionaries(
        st.just(":0"), pairs(st.sampled_from(["x", '{"format":"carnet","lecons":[1],"version":2}'])), max_size=1
    ),
}
UNKNOWN = {
    "pair2": pairs(st.lists(TEXTS, max_size=2)),
    "objet2": st.fixed_dictionaries({}, optional={"x": pairs(TEXTS)}),
}
DOCUMENTS = st.fixed_dictionaries(
    {"format": st.just("carnet"), "version": st.just(2)},
    optional={
        "scenarios": st.dictionaries(st.sampled_from([":K8WDE", ":7QK2M"]), SCENARIO, max_size=2),
        "reglages": st.fixed_dictionaries({}, optional={"theme": pairs(TEXTS)}),
        **UNKNOWN,
        **UNREAD,
        **MARK,
    },
).map(validate)
