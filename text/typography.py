"""
French typography, put right once when a text is saved. Markdown syntax, code, addresses and times stay as they are.

The unbreakable space is U+00A0 everywhere: U+202F is missing from both fonts of the site.
"""

import re
import unicodedata
from collections.abc import Iterator

from text.markdown_code import code_places

NBSP = "\u00a0"

# Characters that no text of ours needs: they break XML, PostgreSQL (NUL) and Python-Markdown (STX, ETX).
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufdd0-\ufdef\ufffe\uffff]|[\ud800-\udfff]")
# What stands for code, for syntax and for what begins a line, while the words are put right.
_CODE, _HOLE, _BEGINNING = "\x01", "\x00", "\x02"

_PROTECTED = re.compile(
    r"""
      \A---\n(?:(?!---$).*\n)*?---$                # YAML front matter
    | (?P<marks>^[ ]*(?:(?:[-+*>]|[0-9]{1,9}[.)]|\#{1,6})[ \t]+)+(?=[:;?!»]))  # the marks of a line that begins oddly
    | ^[ ]{0,3}\[[^\]\n]+\]:[ ]*\S.*$              # a link reference
    | \]\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)      # the address (and title) of a link
    | <[^<>\n]*>                                   # an autolink, a tag
    | \b(?:https?|ftp|mailto|tel):[^\s<>"»]*       # a bare address
    | \{:[^{}\n]*\}                                # attributes
    | &(?:[a-zA-Z][a-zA-Z0-9]{1,31}|\#[0-9]{1,7}|\#[xX][0-9a-fA-F]{1,6});    # an entity
    | (?<![\w:]):[\w+-]+:(?![\w:])                 # an emoji shortcode
    | ^:::.*$(?:\n[a-z_]+:.*$)*                    # a block of a pack and its settings
    """,
    re.MULTILINE | re.VERBOSE,
)
_WORD_DOT = re.compile(r"(?<=[^\W\d_])•(?=[^\W\d_])")
_APOSTROPHE = re.compile(
    r"(?<=[^\W\d_])'(?=[^\W\d_])|(?<![\w'’])((?:jusqu|lorsqu|puisqu|quoiqu|qu|[cdjlmnst]))'(?=[«*_\[#\d])",
    re.IGNORECASE,
)
_QUOTED = re.compile(r'(?<![\w"=])"(?=[^\s"])([^"\n]*)(?<=[^\s"])"(?![\w"])')
_SPACES_BEFORE = re.compile(
    r"(?<=[^\s|])[ \u00a0]+(?=»|(?:[:;]|[?!]{1,8})(?=[\s)\]}*_~|»’”…,.\x00\x01]|$))", re.MULTILINE
)
_NO_SPACE_BEFORE = re.compile(
    r"(?<=[\w)\]»”’*%€\x00\x01])(?<![\s*_]\*)(?=(?:[:;]|[?!]{1,8})(?=[\s)»*_|”]|$))|(?<=[^\s«|])(?=»)", re.MULTILINE
)
_AFTER_OPENING = re.compile(r"(?<=«)(?:[ \u00a0]+(?=[^\s»])|(?=[^\s»]))")


def normalise(text: str) -> str:
    """
    The text with French spaces, quotes and apostrophes, one kind of middle dot, line feeds only, in NFC.

    Doing it twice changes nothing more. Takes plain text and Markdown alike.
    """
    text = unicodedata.normalize("NFC", CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n")))
    text = text.replace("\u202f", NBSP)
    code = code_places(text)
    ends = [0, *(end for _, end in code)]
    starts = [*(start for start, _ in code), len(text)]
    prose = _prose(_CODE.join(text[end:start] for end, start in zip(ends, starts, strict=True)))
    return "".join(_between(prose.split(_CODE), [text[start:end] for start, end in code]))


def _between(words: list[str], code: list[str]) -> Iterator[str]:
    yield words[0]
    for piece, following in zip(code, words[1:], strict=True):
        yield piece
        yield following


def _prose(text: str) -> str:
    kept: list[str] = []

    def keep(match: re.Match[str]) -> str:
        kept.append(match[0])
        return _BEGINNING if match["marks"] else _HOLE

    text = _french(_PROTECTED.sub(keep, text))
    pieces = iter(kept)
    return re.sub(f"[{_HOLE}{_BEGINNING}]", lambda _: next(pieces), text)


def _french(text: str) -> str:
    text = text.replace("⋅", "·").replace("‧", "·")
    text = _WORD_DOT.sub("·", text)
    text = _QUOTED.sub(f"«{NBSP}\\1{NBSP}»", text)
    text = _APOSTROPHE.sub(r"\1’", text)
    text = _AFTER_OPENING.sub(NBSP, text)
    text = _SPACES_BEFORE.sub(NBSP, text)
    return _NO_SPACE_BEFORE.sub(NBSP, text)
