"""Where a value stands while it is read, and what it may refer to."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from .files import PackFile
from .problems import Problem
from .yaml_text import Path

Resolver = Callable[[str], models.Model | None]
# Neither goes over the beginning of another link: thousands that are never closed would be read to the end each time.
LINK_TO_REFERENCE = re.compile(r"\]\((?!https?:|mailto:|tel:|/|#)([a-z0-9][^()\]\s]{0,500})\)")
LINK_TO_ADDRESS = re.compile(r"\]\((/[^()\]\s]{1,2000})\)")


@dataclass(frozen=True)
class Place:
    """A path in the front matter of a file. Knows its line, collects problems, finds what references name."""

    file: PackFile
    problems: list[Problem]
    resolve: Resolver
    uid: Any = None
    path: Path = ()

    def at(self, key: str | int) -> "Place":
        return Place(self.file, self.problems, self.resolve, self.uid, (*self.path, key))

    def problem(self, message: str) -> None:
        self.problems.append(Problem(self.file.path, self.file.line_of(self.path), message))

    def scalar(self, data: Any) -> str:
        """The text of a scalar; anything else is a problem and reads as empty."""
        if isinstance(data, str):
            return data
        self.problem(_("A text is expected here, not a list."))
        return ""

    def items(self, data: Any) -> list[Any]:
        """The items of a list; a missing value is an empty list, anything else is a problem."""
        if data == "" or data is None:
            return []
        if isinstance(data, list):
            return data
        self.problem(_("A list is expected here."))
        return []

    def mapping(self, data: Any, allowed: Iterable[str], required: Iterable[str] = ()) -> dict[str, Any]:
        """A mapping whose keys are all known; each unknown or missing one is a problem on its line."""
        if not isinstance(data, dict):
            self.problem(_("Settings are expected here, one “key: value” a line."))
            return {}
        names = list(allowed)
        for key in data:
            if key not in names:
                self.at(key).problem(
                    _("Unknown key “%(key)s”. Known here: %(known)s.") % {"key": key, "known": ", ".join(names)}
                )
        for key in required:
            if not data.get(key):
                self.problem(_("The key “%(key)s” is missing.") % {"key": key})
        return {key: value for key, value in data.items() if key in names}

    def reference(self, data: Any, accepted: Sequence[type[models.Model]]) -> models.Model | None:
        """What a reference names, when it exists and is of an accepted kind; otherwise a problem."""
        name = self.scalar(data).strip()
        if not name:
            return None
        target = self.resolve(name)
        if target is None:
            self.problem(_("Nothing in the pack or on the site is called “%(name)s”.") % {"name": name})
            return None
        if accepted and not isinstance(target, tuple(accepted)):
            self.problem(
                _("“%(name)s” is not of the kind expected here: %(kinds)s.")
                % {"name": name, "kinds": ", ".join(str(model._meta.verbose_name) for model in accepted)}
            )
            return None
        return target

    def linked(self, text: str) -> str:
        """A Markdown text whose links to files of the pack lead to permanent addresses."""

        def replaced(match: re.Match[str]) -> str:
            target = self.resolve(match.group(1))
            address = permanent_address(target)
            if not address:
                self.problem(_("The link to “%(name)s” leads nowhere.") % {"name": match.group(1)})
            return f"]({address})" if address else match.group(0)

        return LINK_TO_REFERENCE.sub(replaced, text)


def permanent_address(target: models.Model | None) -> str:
    """The address of a content that never changes: by its code where it has one. "" when it has no page."""
    if code := getattr(target, "code", None):
        return f"/f/{code}"
    return target.get_absolute_url() if target is not None and hasattr(target, "get_absolute_url") else ""


@dataclass
class References:
    """The names of exported objects, and the media that were met on the way."""

    names: dict[tuple[str, Any], str] = field(default_factory=dict)
    addresses: dict[str, str] = field(default_factory=dict)

    def add(self, target: models.Model, name: str) -> None:
        self.names[self._key(target)] = name
        if address := permanent_address(target):
            self.addresses[address] = name

    def name(self, target: models.Model | None) -> str:
        """The reference to an object, "" for what is not exported."""
        return self.names.get(self._key(target), "") if target is not None else ""

    def named(self, text: str) -> str:
        """A Markdown text whose permanent addresses are references again."""
        return LINK_TO_ADDRESS.sub(lambda match: f"]({self.addresses.get(match.group(1), match.group(1))})", text)

    @staticmethod
    def _key(target: models.Model) -> tuple[str, Any]:
        root = target._meta.concrete_model or type(target)
        while root._meta.parents:
            root = next(iter(root._meta.parents))
        return root._meta.label_lower, target.pk
