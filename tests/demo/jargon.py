"""Words that a newcomer may not know: each page links them to the glossary, or explains them itself."""

import re
from collections.abc import Iterator

from tests.demo.reading import Item, items
from tests.demo.sentences import split_sentences
from text.glossary_links import Term, TermFinder

# Words of the trade and of English that the glossary does not hold: a page that uses one says what it means.
UNEXPLAINED = [
    "API", "back-office", "backup", "brainstorming", "bug", "CalDAV", "CardDAV", "checklist", "CSV", "design",
    "dashboard", "drive", "fork", "framework", "freemium", "hashtag", "hosting", "kanban", "LDAP", "login", "mailing",
    "newsletter", "onboarding", "open core", "P2P", "PHP", "plugin", "post", "PostgreSQL", "process", "QR code",
    "README", "release", "SaaS", "SGBD", "SMTP", "SQL", "SRT", "SSO", "streaming", "SVG", "template", "thread",
    "upload", "URL", "VPN", "VTT", "webinaire", "WebRTC", "widget", "workflow", "workshop",
]  # fmt: skip
# Acronyms of every day, or of institutions that everybody writes so.
PLAIN_ACRONYMS = frozenset({"CNIL", "ONU", "PDF", "SMS", "AI", "ODT", "BY", "CC", "SA"})
_ACRONYM = re.compile(r"\b[A-ZÇ]{2,}\d?\b")
# « LCEN, une loi de 2004 », « le DNS (l’annuaire) », « … s’appelle le PIN », « une norme ouverte : CalDAV ».
_EXPLAINS_AFTER = r"[ »*]*(?:\(|, (?:une?|le|la|l’|les|des|qui|c’est)\b| (?:est|sont|veut dire|s’appelle|permet)\b| :)"
_EXPLAINS_BEFORE = r"(?:appel\w+|nomm\w+|dite?s?|\(|\d{4},) ?(?:le |la |l’|les |un |une )?[« *]*"


def finder() -> TermFinder:
    return TermFinder(
        Term(item.reference.removeprefix("glossary/"), (item.front["title"], *item.listed("other_forms")))
        for item in items("glossary")
    )


def unknown_words(item: Item, linked: set[str], terms: TermFinder) -> Iterator[tuple[str, list[str]]]:
    """The sentences of an item that hold words neither linked from its page nor explained in it, with these words."""
    whole = " ".join(item.paragraphs())
    for paragraph in item.paragraphs():
        for sentence in split_sentences(paragraph):
            found = _words_of_the_glossary(sentence, terms) - linked
            found |= {word for word in _strangers(sentence, terms) if not explains(whole, word)}
            if found:
                yield sentence, sorted(found)


def _words_of_the_glossary(sentence: str, terms: TermFinder) -> set[str]:
    return terms.link(sentence.replace("<", " ").replace("&", " "))[1]


def _strangers(sentence: str, terms: TermFinder) -> set[str]:
    words = {word for word in UNEXPLAINED if re.search(rf"\b{re.escape(word)}s?\b", sentence)}
    acronyms = set(_ACRONYM.findall(sentence)) - PLAIN_ACRONYMS
    return {word for word in words | acronyms if not _words_of_the_glossary(word, terms)}


def explains(text: str, word: str) -> bool:
    word = re.escape(word)
    return bool(re.search(rf"{word}{_EXPLAINS_AFTER}|{_EXPLAINS_BEFORE}{word}|{word} [^.]{{3,60}}\)", text))
