"""Reads the demonstration pack as plain files, as a person who writes it sees it; no database, no import command."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import yaml

PACK = Path(__file__).resolve().parents[2] / "demo"
KINDS = {
    "leçons": "modules",
    "scénarios": "scenarios",
    "actions": "actions",
    "outils": "sheets/tools",
    "modes d’emploi": "sheets/tutorials",
    "argumentaires": "sheets/arguments",
    "conseils": "sheets/advice",
}
"""The contents by the name that readers know, and their folders."""

_REFERENCE = re.compile(
    r"(?<![\w.])((?:sheets/(?:tools|tutorials|arguments|advice)|actions|scenarios|glossary|products|readings|speakers"
    r"|testimonials|pages|media|quizzes)/[a-z0-9-]+(?:\.[a-z]+)?)"
)
_BLOCK = re.compile(r"^::: *(\w+)\n((?:\w+: .*\n)*)", re.MULTILINE)
# Values that are not French to be read aloud: addresses, choices of a list, names of people and of works.
_NOT_PROSE = frozenset(
    {"account", "authors", "author", "checked_with", "code", "duration", "file", "hosts", "id", "image", "joiner"}
    | {"kind", "languages", "level", "licence", "other_forms", "other_names", "phone", "publisher", "slug", "state"}
    | {"software_licence", "source_date", "source_title", "source_url", "tags", "tool", "uid", "url", "website"}
)


@dataclass(frozen=True)
class Item:
    """One Markdown file: its reference (path without ending), its front matter, its text."""

    reference: str
    front: dict
    text: str
    source: str = field(repr=False)

    def listed(self, key: str) -> list:
        return self.front.get(key) or []

    def references(self) -> set[str]:
        """What it refers to, in the front matter, in links and in blocks."""
        return set(_REFERENCE.findall(self.source))

    def blocks(self, name: str) -> list[dict[str, str]]:
        """The settings of the blocks of this name in its text."""
        return [
            dict(line.split(": ", 1) for line in settings.splitlines())
            for block, settings in _BLOCK.findall(self.text)
            if block == name
        ]

    def words(self) -> int:
        return sum(any(character.isalnum() for character in word) for word in plain(self.text).split())

    def paragraphs(self) -> Iterator[str]:
        """Its French, one paragraph or one line of front matter at a time, without marks of Markdown."""
        for value in _prose(self.front):
            yield from _split(value)
        yield from _split(self.text)


def read(path: Path) -> Item:
    source = path.read_text(encoding="utf-8")
    _, front, text = f"\n{source}\n".split("\n---\n", 2)
    reference = path.relative_to(PACK).with_suffix("").as_posix()
    return Item(reference, yaml.safe_load(front) or {}, text.strip("\n"), source)


def items(folder: str) -> list[Item]:
    """The Markdown files under a folder of the pack, in order."""
    return [read(path) for path in sorted((PACK / folder).rglob("*.md"))]


def lessons() -> list[Item]:
    return [item for item in items("modules") if item.reference.count("/") == 3 and "your_turn" in item.front]


def yaml_file(name: str) -> list[dict]:
    return yaml.safe_load((PACK / name).read_text(encoding="utf-8"))


def existing_references() -> set[str]:
    """All that may be referred to: Markdown and quizzes without their ending, media with it."""
    texts = {path.relative_to(PACK).with_suffix("").as_posix() for path in PACK.rglob("*.md")}
    quizzes = {path.relative_to(PACK).with_suffix("").as_posix() for path in PACK.glob("quizzes/*.yaml")}
    return texts | quizzes | {f"media/{path.name}" for path in (PACK / "media").iterdir()}


def plain(text: str) -> str:
    """The text without fences and settings of blocks, without marks of Markdown, links reduced to their words."""
    text = re.sub(r"^::: *\w*\n(?:(?!alternative|caption|prompt|term)\w+: .*\n)*", "", text, flags=re.MULTILINE)
    text = re.sub(r"^(?:alternative|caption|prompt|term): ", "", text, flags=re.MULTILINE)
    text = re.sub(r"^:::$", "", text, flags=re.MULTILINE)
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text)
    return re.sub(r"`[^`]*`", "adresse", re.sub(r"[*_]{1,2}", "", text))


def _prose(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            if key not in _NOT_PROSE:
                yield from _prose(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _prose(inner)
    elif isinstance(value, str) and not _REFERENCE.fullmatch(value) and " " in value:
        yield value


def _split(text: str) -> Iterator[str]:
    """Paragraphs; an item of a list and a cell of a table count as one each."""
    for piece in re.split(r"\n\s*\n|\n(?=\s*(?:[-*>|]|\d+\.) ?)|(?<= )\| ", plain(text)):
        cleaned = re.sub(r"^\s*(?:[-*>|#]+|\d+\.)\s*", "", piece.replace("\n", " ")).strip(" |")
        if any(character.isalpha() for character in cleaned):
            yield cleaned
