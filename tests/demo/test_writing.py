"""The French of the library: short sentences, plain words, right signs."""

import re

import pytest

from tests.demo.reading import PACK, items
from tests.demo.sentences import count_words, split_sentences
from text.french import fold, starts_with_infinitive

LONG = 30
BUDGET = 0.02
# Words of the trade that the texts use: each must be a word of the glossary, which is linked where it first stands.
JARGON = [
    "adresse IP",
    "AGPL",
    "algorithme",
    "chiffrement",
    "cloud",
    "communs",
    "cookie",
    "décentralisation",
    "DNS",
    "données personnelles",
    "fédération",
    "format ouvert",
    "GAFAM",
    "hameçonnage",
    "hébergeur",
    "HTTPS",
    "instance",
    "interopérabilité",
    "licence",
    "logiciel libre",
    "métadonnées",
    "mise à jour",
    "modération",
    "navigateur",
    "nom de domaine",
    "pad",
    "publicité ciblée",
    "réquisition",
    "RGPD",
    "sauvegarde",
    "serveur",
    "système d’exploitation",
    "traceur",
    "visioconférence",
]
# Acronyms that need no word of the glossary: file formats, brands, institutions named in full beside them.
KNOWN_ACRONYMS = frozenset(
    [
        "ADEME",
        "ARN",
        "BY",
        "CC",
        "CERN",
        "CNIL",
        "DSA",
        "FALC",
        "LCEN",
        "LINC",
        "MOOC",
        "ODT",
        "ONU",
        "PDF",
        "PHP",
        "PIN",
        "RGAA",
        "SA",
        "SMS",
        "SRT",
        "SVG",
        "VTT",
        "ZIP",
        "AI",
    ]
)
_BANNED = re.compile(r"(?i)\b(cliquez ici|cliquer ici|plateforme de)\b|[!·⋅‧\u202f]")
_WRONG_SIGN = re.compile(r"\w'\w| [:;?»](?=\s|$)|« (?=\S)|«(?=\w)|(?<=\w)»", re.MULTILINE)


def _paragraphs() -> list[tuple[str, str]]:
    return [(item.reference, paragraph) for item in items("") for paragraph in item.paragraphs()]


def test_few_sentences_are_longer_than_thirty_words():
    sentences = [(where, sentence) for where, text in _paragraphs() for sentence in split_sentences(text)]
    long = [(where, sentence) for where, sentence in sentences if count_words(sentence) > LONG]

    assert len(sentences) > 5_000
    assert len(long) <= BUDGET * len(sentences), long


def test_sentences_have_about_twelve_words():
    counts = [count_words(sentence) for _, text in _paragraphs() for sentence in split_sentences(text)]

    assert sum(counts) / len(counts) <= 12


def test_words_of_the_trade_are_explained_in_the_glossary():
    forms = {fold(form) for term in items("glossary") for form in (term.front["title"], *term.listed("other_forms"))}

    assert not [word for word in JARGON if fold(word) not in forms]


def test_acronyms_are_known_or_explained():
    forms = {form for term in items("glossary") for form in (term.front["title"], *term.listed("other_forms"))}
    found = {(where, word) for where, text in _paragraphs() for word in re.findall(r"\b[A-ZÇ]{2,}\d?\b", text)}

    assert not sorted((where, word) for where, word in found if word not in forms | KNOWN_ACRONYMS)


def test_no_definition_is_longer_than_two_sentences():
    assert not [term.reference for term in items("glossary") if len(split_sentences(term.text.strip())) > 2]


def test_banned_words_and_signs_are_absent():
    assert not [(where, text) for where, text in _paragraphs() if _BANNED.search(text)]


@pytest.mark.parametrize("path", sorted(PACK.rglob("*.md")), ids=lambda path: path.stem)
def test_apostrophes_and_spaces_are_those_of_french_print(path):
    lines = path.read_text(encoding="utf-8").splitlines()

    assert not [line for line in lines if _WRONG_SIGN.search(line) and "http" not in line and "`" not in line]


def test_titles_of_actions_steps_and_tasks_begin_with_a_verb():
    scenarios = items("scenarios")
    titles = [action.front["title"] for action in items("actions")]
    steps = [step["title"] for scenario in scenarios for step in scenario.front["steps"]]
    tasks = [task["text"] for scenario in scenarios for step in scenario.front["steps"] for task in step["tasks"]]

    assert not [title for title in (*titles, *steps, *tasks) if not starts_with_infinitive(title)]
    assert max(map(count_words, tasks)) <= 12


def test_advice_of_a_step_has_eighty_words_at_most():
    advice = [step["advice"] for scenario in items("scenarios") for step in scenario.front["steps"]]

    assert max(map(count_words, advice)) <= 80


def test_every_content_has_a_summary_of_one_line():
    described = [item for folder in ("actions", "sheets", "scenarios", "modules", "pages") for item in items(folder)]

    assert not [item.reference for item in described if not 20 <= len(item.front.get("summary", "")) <= 300]
