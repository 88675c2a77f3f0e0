"""
YAML for packs: every scalar is read as the text that was written, and every value knows its line.

Reading scalars raw keeps `non`, `2026` or `1.0` as people wrote them; the field decides what they mean.
Aliases are refused: they are how a small file becomes a huge one. A text is read event by event, and no further than
its first fault: what is nested too deep stops there, where a whole tree would take time out of proportion.
"""

import re
from dataclasses import dataclass, field
from typing import Any

import yaml
from django.utils.translation import gettext as _

from .yaml_advice import advice, silently_lost

Path = tuple[str | int, ...]

MAX_CHARACTERS = 500_000
MAX_DEPTH = 30
_NULL = {"", "~", "null", "Null", "NULL"}
# The loader in C when PyYAML was built with it: ten times quicker, and in proportion to the text.
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class YamlError(Exception):
    """`line` of the file, and one sentence that says what to do."""

    def __init__(self, line: int, message: str):
        self.line = line
        super().__init__(message)


def load(text: str, first_line: int = 1) -> tuple[Any, dict[Path, int]]:
    """
    The value of a YAML text (mappings, lists and raw strings; null is "") and the line of each path in it.

    Raises `YamlError` with the line for a text that is not YAML, a duplicate key, an anchor or an alias.
    """
    lines = text.split("\n")
    if len(text) > MAX_CHARACTERS:
        sentence = _("These settings are too long: %(count)d characters at most.") % {"count": MAX_CHARACTERS}
        raise YamlError(first_line, sentence)
    reader = _Reader(lines, first_line)
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            reader.read(event)
    except (yaml.YAMLError, ValueError) as error:
        mark = getattr(error, "context_mark", None) if _is_open_quote(error) else getattr(error, "problem_mark", None)
        at = min(mark.line if mark else 0, len(lines) - 1)
        raise YamlError(at + first_line, advice(lines, at)) from error
    return (reader.value if reader.is_read else {}), {(): first_line, **reader.lines}


def _is_open_quote(error: Exception) -> bool:
    return "quoted scalar" in str(getattr(error, "context", ""))


@dataclass
class _Open:
    """A mapping or a list that is being read; `key` is the key whose value comes next."""

    value: Any
    path: Path
    key: str | None = None
    key_line: int = 0


@dataclass
class _Reader:
    source: list[str]
    first_line: int
    lines: dict[Path, int] = field(default_factory=dict)
    stack: list[_Open] = field(default_factory=list)
    value: Any = None
    is_read: bool = False

    def read(self, event: yaml.Event) -> None:
        at = event.start_mark.line if event.start_mark else 0
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise YamlError(at + self.first_line, advice(self.source, at))
        if isinstance(event, yaml.DocumentStartEvent) and self.is_read:
            raise YamlError(at + self.first_line, advice(self.source, at))
        if isinstance(event, yaml.ScalarEvent):
            self._scalar(event, at)
        elif isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
            value: Any = {} if isinstance(event, yaml.MappingStartEvent) else []
            self.stack.append(_Open(value, self._place(value, at)))
            if len(self.stack) > MAX_DEPTH:
                raise YamlError(at + self.first_line, _("These settings are nested too deep."))
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            self.stack.pop()

    def _scalar(self, event: yaml.ScalarEvent, at: int) -> None:
        is_plain = event.implicit[0]
        above = self.stack[-1] if self.stack else None
        if above is not None and isinstance(above.value, dict) and above.key is None:
            if event.value in above.value:
                sentence = _("The key “%(key)s” stands twice.") % {"key": event.value}
                raise YamlError(at + self.first_line, sentence)
            above.key, above.key_line = event.value, at + self.first_line
            return
        if is_plain and (sentence := silently_lost(self.source, at, event.value)):
            raise YamlError(at + self.first_line, sentence)
        is_null = (is_plain and event.value in _NULL) or event.tag == "tag:yaml.org,2002:null"
        self._place("" if is_null else event.value, at)

    def _place(self, value: Any, at: int) -> Path:
        """Puts a value where it stands, and gives its path."""
        if not self.stack:
            self.value, self.is_read = value, True
            self.lines[()] = at + self.first_line
            return ()
        above = self.stack[-1]
        if isinstance(above.value, list):
            path: Path = (*above.path, len(above.value))
            above.value.append(value)
            self.lines[path] = at + self.first_line
            return path
        if above.key is None:
            raise YamlError(at + self.first_line, advice(self.source, at))  # a list or a mapping for a key
        path = (*above.path, above.key)
        above.value[above.key] = value
        self.lines[path], above.key = above.key_line, None
        return path


class _Dumper(yaml.SafeDumper):
    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)


def _represent_text(dumper: yaml.SafeDumper, text: str) -> yaml.Node:
    # a block scalar shows a long text as it reads; YAML cannot write trailing spaces that way
    style = "|" if "\n" in text and not re.search(r"[ \t]\n|\t", text) else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _represent_text)


def dump(value: Any) -> str:
    """The canonical YAML of a value: keys in the given order, one style for each shape, no line folding."""
    return yaml.dump(value, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=100_000)
