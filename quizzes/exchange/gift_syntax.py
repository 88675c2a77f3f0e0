"""
Reading GIFT into plain mappings, as the grammar GIFT-grammar-PEG.js does (its cases are our oracle).

https://docs.moodle.org/en/GIFT_format. A question is a run of lines without a blank one.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from quizzes.exchange.reading import MAX_QUESTION, question_too_long

Node = dict[str, Any]

# While a question is cut, its escaped characters are held by noncharacters, which no text may contain.
_HELD = {char: chr(0xFDD0 + place) for place, char in enumerate("\\:~=#[]{}n%>-")}
_HOLD = re.compile(r"\\([\\:~=#\[\]{}n])")
_RELEASE = {ord(mark): "\n" if char == "n" else char for char, mark in _HELD.items()}
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+\Z")
_BLANK = " \t\n\r\0\x0b\x0c"
_NONCHARACTERS = re.compile("[\ufdd0-\ufdef]")
_FORMAT = re.compile(r"\s*\[(html|markdown|plain|moodle)\]")
_WEIGHT = re.compile(r"\s*%(-?(?:100|\d{1,2})(?:\.\d*)?)%")
# Small letters are a typed answer, for Moodle and for the grammar.
_TRUE_FALSE = re.compile(r"(TRUE|FALSE|T|F)\s*(?=#|$)")
_CONTROL = re.compile(r"[\x00-\x1F\x7F]")
_NUMBER = r"[+-]?(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d{1,2})?"
_RANGE = re.compile(rf"({_NUMBER})(?:\s*(:|\.\.)\s*({_NUMBER}))?\s*")
_ORDERING = re.compile(r">[^\n]*\n")


@dataclass(frozen=True)
class Block:
    """The lines of one question, without its comments; `line` is that of its first one."""

    line: int
    text: str
    id: str | None = None
    tags: tuple[str, ...] | None = None


class GiftError(ValueError):
    """A question that GIFT does not allow; the message says why."""


def parse(text: str) -> Iterator[tuple[int, Node | GiftError]]:
    """Each question, category or error, with its line. Never raises."""
    for block in _closed_blocks(_blocks(text)):
        try:
            yield block.line, _question(block)
        except GiftError as error:
            yield block.line, error


def _blocks(text: str) -> Iterator[Block]:
    lines: list[str] = []
    size, start, identity, tags = 0, 1, None, None
    for number, line in enumerate(_lines(text), start=1):
        # As Moodle trims: a no-break space is a character.
        bare = line.strip(_BLANK)
        if bare.startswith("//"):
            identity = next((found.strip() for found in _marked(bare, "[id:")), identity)
            tags = (*(tags or ()), *_marked(bare, "[tag:")) or None
        elif bare.startswith("$CATEGORY:") and not lines:
            yield Block(number, bare)
            identity, tags = None, None
        elif bare:
            start, size = (start, size + len(line)) if lines else (number, len(line))
            # One line more than allowed is enough to refuse the question.
            lines += [line] if size - len(line) <= MAX_QUESTION else []
        elif lines:
            yield Block(start, "\n".join(lines), identity, tags)
            lines, identity, tags = [], None, None


def _marked(comment: str, mark: str) -> Iterator[str]:
    """What stands between a mark and the next bracket. One pass: a comment may be as long as the file."""
    for piece in comment.split("]")[:-1]:
        found = piece.partition(mark)[2]
        if found and not _CONTROL.search(found):
            yield found


def _lines(text: str) -> Iterator[str]:
    """The lines one by one (all at once, short ones would take fifty times their size), then an empty one."""
    for match in _LINE.finditer(text):
        yield _NONCHARACTERS.sub("", match[0].rstrip("\r\n"))
    yield ""


def _closed_blocks(blocks: Iterator[Block]) -> Iterator[Block]:
    """Joins a question whose braces hold a blank line: Moodle refuses it, people write it all the same."""
    pending: Block | None = None
    for block in blocks:
        if pending and _first_brace(block.text) == "}":
            yield Block(pending.line, f"{pending.text}\n{block.text}", pending.id, pending.tags)
            pending = None
            continue
        if pending:
            yield pending
        pending = block if _is_open(block.text) else None
        if not pending:
            yield block
    if pending:
        yield pending


def _first_brace(text: str) -> str:
    found = re.search(r"[{}]", _HOLD.sub("", text))
    return found[0] if found else ""


def _is_open(text: str) -> bool:
    if len(text) > MAX_QUESTION:
        return False
    bare = _HOLD.sub("", text)
    return bare.count("{") == bare.count("}") + 1


def _hold(text: str) -> str:
    return _HOLD.sub(lambda match: _HELD[match[1]], text)


def _release(text: str) -> str:
    return text.translate(_RELEASE)


def _question(block: Block) -> Node:
    if len(block.text) > MAX_QUESTION:
        raise GiftError(question_too_long())
    if block.text.startswith("$CATEGORY:"):
        return {"type": "Category", "title": block.text.removeprefix("$CATEGORY:").strip()}
    title, rest = _title(_hold(block.text.strip()))
    before, body, after = _braces(rest)
    head: Node = {"id": block.id, "tags": list(block.tags) if block.tags else None, "title": title}
    stem = _rich(before, "moodle") if before.strip() else None
    if body is None:
        if stem is None or not stem["text"]:
            raise GiftError(_("A question without a text."))
        return {**head, "type": "Description", "stem": stem, "hasEmbeddedAnswers": False}
    default = stem["format"] if stem else "moodle"
    end = _rich(after, default) if after.strip() else None
    embedded = end is not None and bool(end["text"])
    if end is not None and embedded:
        text = f"{stem['text'] + ' ' if stem else ''}_____ {end['text']}"
        stem = {"format": default if stem else end["format"], "text": text}
    stem = stem or {"format": "moodle", "text": ""}
    answers = _answers(body.strip(), str(stem["format"]))
    return {**head, "stem": stem, "hasEmbeddedAnswers": embedded, **answers}


def _title(text: str) -> tuple[str | None, str]:
    if not text.startswith("::"):
        return None, text
    title, mark, rest = text[2:].partition("::")
    # Without its second mark Moodle takes it for the beginning of the text.
    return (_release(title), rest) if mark else (None, text[2:])


def _braces(text: str) -> tuple[str, str | None, str]:
    opening, closing = text.find("{"), text.rfind("}")
    if opening < 0 and closing < 0:
        return text, None, ""
    if opening < 0 or closing < opening:
        raise GiftError(_("A brace is missing: “{” opens the answers, “}” closes them."))
    body = text[opening + 1 : closing]
    if "{" in body or "}" in body:
        raise GiftError(_("There is a brace too many: write \\{ or \\} in a text."))
    return text[:opening], body, text[closing + 1 :]


def _rich(text: str, default: str) -> Node:
    """A text and its format. New lines count in HTML and Markdown only."""
    match = _FORMAT.match(text)
    kind = match[1] if match else default
    bare = text[match.end() :] if match else text
    if kind in {"html", "markdown"}:
        return {"format": kind, "text": _release(bare).strip()}
    return {"format": kind, "text": _release(_plain(bare))}


def _plain(text: str) -> str:
    return re.sub(r"\s\s+", " ", text.replace("\n", " ")).strip()


def _answers(body: str, default: str) -> Node:
    answers, mark, general = body.partition("####")
    feedback = {"globalFeedback": _rich(general, default) if mark and general.strip() else None}
    answers = answers.strip()
    true_false = _TRUE_FALSE.match(answers)
    if not answers:
        return {"type": "Essay", **feedback}
    if answers.startswith("#"):
        return {"type": "Numerical", **feedback, "choices": _numbers(answers[1:].strip(), default)}
    if _ORDERING.match(answers):
        items = [_rich(line, default) for line in answers.split("\n")[1:] if line.strip()]
        return {"type": "Ordering", **feedback, "items": items}
    if true_false:
        return {"type": "TF", **feedback, **_true_false(true_false[1], answers[true_false.end() :], default)}
    if answers[0] not in "=~":
        return {"type": "Short", **feedback, "choices": [_choice("=", answers, default)]}
    parts = [(part[0], part[1:]) for part in re.findall(r"[=~][^=~]*", answers)]
    if all(mark == "=" and "->" in text for mark, text in parts):
        return {"type": "Matching", **feedback, "matchPairs": [_pair(text, default) for _mark, text in parts]}
    # An answer without a text is none, for Moodle as well.
    choices = [choice for mark, text in parts if (choice := _choice(mark, text, default))["text"]["text"]]
    if not choices:
        raise GiftError(_("An answer without a text."))
    kind = "Short" if all(choice["isCorrect"] for choice in choices) else "MC"
    return {"type": kind, **feedback, "choices": choices}


def _true_false(word: str, rest: str, default: str) -> Node:
    # The grammar calls the first comment “true”, the second “false”, whatever the key: gift.py gives them their meaning.
    comments = rest.split("#")[1:]
    if len(comments) > 2:
        raise GiftError(_("Two comments at most follow true or false."))
    first, second = [_comment(comment, default) for comment in [*comments, "", ""][:2]]
    return {"isTrue": word.upper().startswith("T"), "trueFeedback": first, "falseFeedback": second}


def _comment(text: str, default: str) -> Node | None:
    return _rich(text, default) if text.strip() else None


def _choice(mark: str, text: str, default: str) -> Node:
    weight, rest = _weight(text)
    answer, has_comment, comment = rest.partition("#")
    return {
        "isCorrect": mark == "=",
        "weight": weight,
        "text": _rich(answer, default),
        "feedback": _comment(comment, default) if has_comment else None,
    }


def _weight(text: str) -> tuple[float | None, str]:
    match = _WEIGHT.match(text)
    return (float(match[1]), text[match.end() :]) if match else (None, text)


def _pair(text: str, default: str) -> Node:
    left, _arrow, right = text.partition("->")
    return {"subquestion": _rich(left, default), "subanswer": _release(_plain(right))}


def _numbers(text: str, default: str) -> Node | list[Node]:
    if text[:1] not in {"=", "~"}:
        number, rest = _number(text)
        if rest.strip() and rest.lstrip()[0] not in "~#":
            raise GiftError(_("“%(text)s” is not a number.") % {"text": _release(text)[:40]})
        if not rest.strip():
            return number
        # Moodle once wrote {#3:2~#Wrong}: the first number has no sign.
        text = f"={text}"
    return [_numeric_choice(part[0], part[1:], default) for part in re.findall(r"[=~][^=~]*", text)]


def _numeric_choice(mark: str, text: str, default: str) -> Node:
    weight, rest = _weight(text)
    answer, has_comment, comment = rest.partition("#")
    bare = answer.strip()
    if bare in {"", "*"}:
        value: Node = {"format": default, "text": "*"}
    else:
        value, left = _number(bare)
        if left.strip():
            raise GiftError(_("“%(text)s” is not a number.") % {"text": _release(bare)[:40]})
    feedback = _comment(comment, default) if has_comment else None
    return {"isCorrect": mark == "=", "weight": weight, "text": value, "feedback": feedback}


def _number(text: str) -> tuple[Node, str]:
    match = _RANGE.match(text.strip())
    if not match:
        raise GiftError(_("“%(text)s” is not a number.") % {"text": _release(text)[:40]})
    first, sign, second = match[1], match[2], match[3]
    rest = text.strip()[match.end() :]
    if sign == ":":
        return {"type": "range", "number": _value(first), "range": _value(second)}, rest
    if sign == "..":
        return {"type": "high-low", "numberHigh": _value(second), "numberLow": _value(first)}, rest
    return {"type": "simple", "number": _value(first)}, rest


def _value(text: str) -> int | float:
    number = float(text)
    return int(number) if number.is_integer() else number
