"""
The text of a file to and from a StreamField of several block types.

Running text stands as it is; any other block is fenced by colons: its settings, an empty line, its own text.
"""

import re
from typing import Any

from django.utils.translation import gettext as _
from wagtail import blocks

from text.blocks import MarkdownBlock

from . import yaml_text
from .blocks import IdKeeper, derived_id, dump, load
from .files import PackFile
from .places import Place, References

OPENING = re.compile(r"^(:{3,})[ \t]*([a-z_]+)[ \t]*$")
TEXT = "text"


def text_child(block: blocks.Block) -> str | None:
    """Which part of a block is written as its text: its first part in Markdown."""
    if isinstance(block, blocks.StructBlock):
        return next((name for name, child in block.child_blocks.items() if isinstance(child, MarkdownBlock)), None)
    return None


def load_body(block: blocks.StreamBlock, text: str, place: Place) -> list[dict[str, Any]]:
    """The JSON of a StreamField from the text of a file; problems carry the line in the file."""
    result: list[dict[str, Any]] = []
    for name, content, line in _parts(text, place.file.text_line, place):
        child = block.child_blocks.get(name)
        if child is None:
            _problem(
                place,
                line,
                _("Unknown block “%(name)s”. Known here: %(known)s.")
                % {"name": name, "known": ", ".join(block.child_blocks)},
            )
            continue
        value = _load_block(child, content, line, place)
        result.append({"type": name, "id": derived_id(f"{place.uid}/body/{len(result)}"), "value": value})
    return result


def _parts(text: str, first_line: int, place: Place) -> list[tuple[str, str, int]]:
    """The blocks of a text as (name, content, line of the content)."""
    parts: list[tuple[str, str, int]] = []
    lines = text.split("\n")
    start, index = 0, 0

    def flush(end: int) -> None:
        running = "\n".join(lines[start:end])
        if running.strip():
            lead = len(running) - len(running.lstrip("\n"))
            parts.append((TEXT, running.strip("\n"), first_line + start + lead))

    while index < len(lines):
        opening = OPENING.match(lines[index])
        if not opening:
            index += 1
            continue
        flush(index)
        fence, name = opening.groups()
        try:
            end = lines.index(fence, index + 1)
        except ValueError:
            _problem(
                place,
                first_line + index,
                _("This block is never closed: it ends with a line “%(fence)s”.") % {"fence": fence},
            )
            return parts
        parts.append((name, "\n".join(lines[index + 1 : end]), first_line + index + 1))
        start = index = end + 1
    flush(len(lines))
    return parts


def _load_block(block: blocks.Block, content: str, line: int, place: Place) -> Any:
    if not isinstance(block, blocks.StructBlock):
        return load(block, content.strip(), _inside(place, {}, {}, line))
    text_name = text_child(block)
    settings, _separator, text = content.partition("\n\n") if text_name else (content, "", "")
    if content.startswith("\n"):
        settings, text = "", content
    try:
        data, lines = yaml_text.load(settings, first_line=line)
    except yaml_text.YamlError as error:
        _problem(place, error.line, str(error))
        return block.get_prep_value(block.get_default())
    if text_name and isinstance(data, dict) and text.strip():
        data = {**data, text_name: text.strip()}
    return load(block, data, _inside(place, data, lines, line))


def _inside(place: Place, data: Any, lines: dict[yaml_text.Path, int], line: int) -> Place:
    file = PackFile(place.file.path, data, lines={**lines, (): line})
    return Place(file, place.problems, place.resolve, place.uid)


def _problem(place: Place, line: int, message: str) -> None:
    _inside(place, {}, {}, line).problem(message)


def dump_body(value: Any, references: References, uid: Any) -> str:
    """The text of a file from the value of a StreamField."""
    parts: list[str] = []
    previous = ""
    for child in value or []:
        part = _dump_block(child, references, uid)
        if child.block_type == TEXT and (previous == TEXT or OPENING.search(part)):
            part = _fenced(TEXT, part)
        if part.strip():
            parts.append(part)
            previous = child.block_type
    return "\n\n".join(parts)


def _dump_block(child: Any, references: References, uid: Any) -> str:
    data = dump(child.block, child.value, references, IdKeeper(uid))
    if child.block_type == TEXT:
        return str(data)
    if not isinstance(data, dict):
        return _fenced(child.block_type, f"\n{data}" if data else "")
    text = data.pop(text_child(child.block), "") if text_child(child.block) else ""
    settings = yaml_text.dump(data).rstrip("\n") if data else ""
    return _fenced(child.block_type, f"{settings}\n\n{text}".rstrip("\n") if text else settings)


def _fenced(name: str, content: str) -> str:
    longest = max((len(match) for match in re.findall(r"^:{3,}", content, re.MULTILINE)), default=2)
    fence = ":" * max(3, longest + 1)
    return f"{fence} {name}\n{content}\n{fence}" if content else f"{fence} {name}\n{fence}"
