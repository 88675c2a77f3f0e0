"""Words of the glossary become links at their first occurrence. Pure: HTML and terms in, HTML and used slugs out."""

import re
from collections.abc import Iterable, Set
from dataclasses import dataclass
from functools import cached_property

from text.french import fold

_PIECES = re.compile(r"<[^<>]*>|&[#\w]+;|[^<&]+|[<&]")
_TAG_NAME = re.compile(r"</?([a-z][a-z0-9]*)", re.IGNORECASE)
_WORD = re.compile(r"(?<!\w)[^\W_]++(?!_)")
_GAP = re.compile(r"[\s'’-]{1,3}")
# An accent at the end makes another word: "chiffré" is a word of the glossary, "chiffre" a number.
_STRESSED = re.compile(r"é(?:e|s|es)?$", re.IGNORECASE)
# Inside these a link would be nested, break the outline, or change what is quoted.
_NOT_INSIDE = frozenset({"a", "h1", "h2", "h3", "h4", "h5", "h6", "code", "pre", "kbd", "cite", "summary"})


@dataclass(frozen=True)
class Term:
    """A slug and the forms that lead to it. Plurals and feminines in -s, -x, -e, -es, -aux are understood."""

    slug: str
    forms: tuple[str, ...]

    @cached_property
    def patterns(self) -> list["Pattern"]:
        return [
            Pattern(self.slug, tuple(found), form.isupper()) for form in self.forms if (found := _WORD.findall(form))
        ]


@dataclass(frozen=True)
class Pattern:
    """The words of one form. An acronym is matched as it is written, or "CA" would be found in "ça"."""

    slug: str
    words: tuple[str, ...]
    exact: bool

    @cached_property
    def variants(self) -> list[frozenset[str]]:
        if self.exact:
            return [frozenset({word}) for word in self.words]
        return [_variants(fold(word)) for word in self.words]


def _variants(word: str) -> frozenset[str]:
    found = {word, f"{word}s", f"{word}x", f"{word}e", f"{word}es"}
    if word.endswith("al"):
        found.add(f"{word[:-2]}aux")
    return frozenset(found)


class TermFinder:
    """Terms ready to be looked for: by the first word of each form, the longest form first."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self.by_first: dict[str, list[Pattern]] = {}
        patterns = [pattern for term in terms for pattern in term.patterns]
        for pattern in sorted(patterns, key=lambda pattern: -len(pattern.words)):
            for word in pattern.variants[0]:
                self.by_first.setdefault(word, []).append(pattern)

    def link(self, html: str, already: Set[str] = frozenset()) -> tuple[str, set[str]]:
        """The HTML with a link at the first occurrence of each term not `already` linked, and the slugs now linked."""
        used: set[str] = set()
        depth = 0
        pieces: list[str] = []
        for piece in _PIECES.findall(html):
            if piece.startswith("<"):
                depth += _nesting(piece)
            elif depth == 0 and not piece.startswith("&"):
                piece = self._link_text(piece, already, used)
            pieces.append(piece)
        return "".join(pieces), used

    def _link_text(self, text: str, already: Set[str], used: set[str]) -> str:
        words = list(_WORD.finditer(text))
        pieces: list[str] = []
        shown = number = 0
        while number < len(words):
            pattern = self._pattern_at(words, number, text, already, used)
            if pattern is None:
                number += 1
                continue
            start, number = words[number].start(), number + len(pattern.words)
            end = words[number - 1].end()
            pieces += [text[shown:start], f'<a class="term" href="/glossaire/{pattern.slug}/">{text[start:end]}</a>']
            shown = end
            used.add(pattern.slug)
        return "".join([*pieces, text[shown:]])

    def _pattern_at(
        self, words: list[re.Match[str]], number: int, text: str, already: Set[str], used: set[str]
    ) -> Pattern | None:
        first = words[number][0]
        for pattern in (*self.by_first.get(first, ()), *self.by_first.get(fold(first), ())):
            if pattern.slug not in already and pattern.slug not in used and _fits(pattern, words, number, text):
                return pattern
        return None


def _nesting(tag: str) -> int:
    name = _TAG_NAME.match(tag)
    if not name or name[1].lower() not in _NOT_INSIDE:
        return 0
    return -1 if tag.startswith("</") else 1


def _fits(pattern: Pattern, words: list[re.Match[str]], number: int, text: str) -> bool:
    if number + len(pattern.words) > len(words):
        return False
    for offset, variants in enumerate(pattern.variants):
        word = words[number + offset]
        if offset and not _GAP.fullmatch(text, words[number + offset - 1].end(), word.start()):
            return False
        if (word[0] if pattern.exact else fold(word[0])) not in variants:
            return False
        if _STRESSED.search(pattern.words[offset]) and not _STRESSED.search(word[0]):
            return False
    return True
