"""What to do about a line that is not YAML: the remedy rather than the grammar."""

import re

from django.utils.translation import gettext as _

# What YAML takes for itself at the beginning of a value.
_SIGNS = "'\"*&@`%!|>[]{},#?"
_KEY = re.compile(r"(\s*(?:- +)*)([^\s:#'\"][^:\n]{0,60}:)?([ \t]*)(.*)", re.DOTALL)
_UNBREAKABLE_AFTER_KEY = re.compile(r"([\w-]{1,60}):[\u00a0\u202f]")
_COMMENT_FOR_VALUE = re.compile(r"(\s*(?:- +)?(?:[\w-]{1,60}: +)?)(#[^\s#].*)")


def advice(lines: list[str], at: int) -> str:
    """One sentence for the line that a parser stumbled on, with an example made from it."""
    line = lines[at] if 0 <= at < len(lines) else ""
    if re.match(r" *\t", line):
        return _("This line is set off by a tab: write spaces instead.")
    found = _KEY.fullmatch(line.rstrip())
    before, key, value = (found[1].lstrip(), found[2] or "", found[4]) if found else ("", "", line.strip())
    example = {"example": f"{before}{key} {_quoted(value)}".replace("  ", " ").strip()}
    if value[:1] and value[0] in _SIGNS:
        return _("A value that begins with “%(sign)s” is written between straight quotes, like this: %(example)s") % {
            "sign": value[0],
            **example,
        }
    if ": " in value or value.endswith(":") or " #" in value:
        sign = " #" if " #" in value and ": " not in value else ":"
        return _("A value that holds “%(sign)s” is written between straight quotes, like this: %(example)s") % {
            "sign": sign,
            **example,
        }
    return _(
        "This line is not understood. Each line is “key: value”; a list has one “- item” a line; "
        "what belongs to a line stands below it, two spaces further."
    )


def silently_lost(lines: list[str], at: int, value: str) -> str:
    """A sentence for a plain value that YAML reads without a word and people did not mean; "" for any other."""
    line = lines[at] if 0 <= at < len(lines) else ""
    if value == "":
        if (found := _COMMENT_FOR_VALUE.fullmatch(line.rstrip())) and found[1].strip():
            return _(
                "A value that begins with “%(sign)s” is written between straight quotes, like this: %(example)s"
            ) % {"sign": "#", "example": f"{found[1].lstrip()}{_quoted(found[2])}"}
    elif found := _UNBREAKABLE_AFTER_KEY.match(value):
        return _("After “%(key)s:” stands an unbreakable space: write an ordinary one.") % {"key": found[1]}
    elif re.match(r"\s+#[^\s#]", line[line.find(value) + len(value) :] if value in line else ""):
        return advice(lines, at)
    return ""


def _quoted(value: str) -> str:
    inner = value.strip().strip("'\"").replace("\\", "\\\\").replace('"', '\\"')
    return f'"{inner[:80]}…"' if len(inner) > 80 else f'"{inner}"'
