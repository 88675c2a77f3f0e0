"""
YAML for packs: every scalar is read as the text that was written, and every value knows its line.

Reading scalars raw keeps `non`, `2026` or `1.0` as people wrote them; the field decides what they mean.
Aliases are refused: they are how a small file becomes a huge one.
"""

import re
from typing import Any

import yaml

Path = tuple[str | int, ...]


class YamlError(Exception):
    def __init__(self, line: int, message: str):
        self.line = line
        super().__init__(message)


def load(text: str, first_line: int = 1) -> tuple[Any, dict[Path, int]]:
    """
    The value of a YAML text (mappings, lists and raw strings; null is "") and the line of each path in it.

    Raises `YamlError` with the line for a text that is not YAML, a duplicate key, an anchor or an alias.
    """
    lines: dict[Path, int] = {}
    try:
        events = list(yaml.parse(text, Loader=yaml.SafeLoader))
        for event in events:
            if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
                raise YamlError((event.start_mark.line if event.start_mark else 0) + first_line, "anchor")
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        raise YamlError((mark.line if mark else 0) + first_line, getattr(error, "problem", "") or str(error)) from error
    if node is None:
        return {}, {(): first_line}
    return _value(node, (), lines, first_line), lines


def _value(node: yaml.Node, path: Path, lines: dict[Path, int], first_line: int) -> Any:
    lines[path] = node.start_mark.line + first_line
    if isinstance(node, yaml.MappingNode):
        result: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = str(key_node.value)
            line = key_node.start_mark.line + first_line
            if key in result:
                raise YamlError(line, f"duplicate key “{key}”")
            result[key] = _value(value_node, (*path, key), lines, first_line)
            lines[(*path, key)] = line
        return result
    if isinstance(node, yaml.SequenceNode):
        return [_value(item, (*path, index), lines, first_line) for index, item in enumerate(node.value)]
    if node.tag == "tag:yaml.org,2002:null":
        return ""
    return str(node.value)


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
