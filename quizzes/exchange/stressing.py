"""Signs of stress (`*`, `**`, `~~`) around a Markdown text, where CommonMark takes them for such."""

import re
from typing import NamedTuple


class Around(NamedTuple):
    """What stands before and after, one sign or none, and the signs of stress that are open around."""

    before: str = ""
    after: str = ""
    open: frozenset[str] = frozenset()


NOWHERE = Around()
_ESCAPED = re.compile(r"\\.")
_SIGNS = re.compile(r"\\.|.", re.DOTALL)
# The ends of code, of strokes, of links and of tags, which stay whole.
_NOT_MOVED = {"`", "~", "[", "<", ">"}


def stressed(sign: str, text: str, around: Around) -> str:
    """
    The blanks of a stressed text stand outside of its signs, or these would be shown. So do its outermost points where
    a letter is glued to them (`**mot**.suite`); where they may not be moved, the stress is lost rather than shown.
    """
    bare = text.strip()
    naked = _ESCAPED.sub("", bare)
    # Bold inside italics is `***x***`; the same sign twice would end where the inner one begins.
    if not bare or sign in (naked.replace("**", "") if sign == "*" else naked):
        return text
    before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    signs = _SIGNS.findall(bare)
    whole = {*_NOT_MOVED, *(")" if "](" in naked else ""), *("*" if sign == "~~" else "")}
    first = _points(signs, whole) if around.before.isalnum() and not before else 0
    last = _points(signs[::-1], whole) if around.after.isalnum() and not after else 0
    if first is None or last is None or first + last >= len(signs):
        return text
    end = len(signs) - last
    head, body, tail = ("".join(part) for part in (signs[:first], signs[first:end], signs[end:]))
    kept = body.strip()
    start = body.index(kept)
    return f"{before}{head}{body[:start]}{sign}{kept}{sign}{body[start + len(kept) :]}{tail}{after}"


def _points(signs: list[str], whole: set[str]) -> int | None:
    """How many signs stand before the first letter, or before the signs around it; none where one may not be moved."""
    for count, one in enumerate(signs):
        if one in whole:
            return None
        if one.isalnum() or one == "*":
            return count
    return len(signs)
