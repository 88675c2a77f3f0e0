"""What is wrong with the mapping of a quiz, before anything is written."""

import uuid
from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from core.addresses import is_link
from core.enums import Level
from media.licences import Licence
from quizzes.checking import missing
from quizzes.content import MAX_CHOICES
from quizzes.enums import Kind
from quizzes.exchange.reading import MAX_TEXT
from quizzes.exchange.yaml_shapes import QUESTION_KEYS, QUIZ_KEYS, SHAPES, TEXTS, TWIN, content_in, is_uuid

Path = tuple[str | int, ...]
Problem = tuple[Path, str]


def problems(data: Any) -> list[Problem]:
    """What is wrong with a mapping, each with the path of keys and places (from 0) that leads to it."""
    if not isinstance(data, Mapping):
        return [((), _("A quiz is a list of keys and values."))]
    return [*_quiz_problems(data), *_questions_problems(data.get("questions"))]


def _quiz_problems(data: Mapping[str, Any]) -> Iterator[Problem]:
    yield from _unknown_keys(data, QUIZ_KEYS, ())
    if not _is_text(data.get("title")):
        yield ("title",), _("The title is missing.")
    if data.get("level", Level.BEGINNER) not in Level.values:
        yield ("level",), _("It is one of: %(values)s.") % {"values": ", ".join(Level.values)}
    yield from _attribution_problems(data, ())


def _attribution_problems(data: Mapping[str, Any], path: Path) -> Iterator[Problem]:
    if data.get("licence", Licence.CC_BY_SA_4) not in Licence.values:
        yield (*path, "licence"), _("It is one of: %(values)s.") % {"values": ", ".join(Licence.values)}
    for name in ("source_title", "source_url", "changes", "purpose"):
        if name in data and not isinstance(data[name], str):
            yield (*path, name), _("A text is expected.")
    source = data.get("source_url")
    if isinstance(source, str) and source and not is_link(source):
        yield (*path, "source_url"), _("An address begins with https://.")
    for name in ("authors", "tags", "glossary"):
        if not _is_list_of_texts(data.get(name, [])):
            yield (*path, name), _("A list of texts is expected.")
    if "uid" in data and not is_uuid(data["uid"]):
        yield (*path, "uid"), _("This is not a UUID.")


def _questions_problems(questions: Any) -> Iterator[Problem]:
    if not isinstance(questions, list) or not questions:
        yield ("questions",), _("Write at least one question.")
        return
    for place, question in enumerate(questions):
        path = ("questions", place)
        if not isinstance(question, Mapping):
            yield path, _("A question is a list of keys and values.")
            continue
        yield from _question_problems(question, path)
        if TWIN in question:
            yield from _twin_problems(question[TWIN], (*path, TWIN))


def _twin_problems(twin: Any, path: Path) -> Iterator[Problem]:
    if not isinstance(twin, Mapping):
        yield path, _("A question is a list of keys and values.")
    elif TWIN in twin:
        yield (*path, TWIN), _("A twin has no twin of its own here.")
    else:
        yield from _question_problems(twin, path)


def _question_problems(question: Mapping[str, Any], path: Path) -> Iterator[Problem]:
    kind = question.get("kind")
    if kind not in Kind.values:
        yield (*path, "kind"), _("It is one of: %(values)s.") % {"values": ", ".join(Kind.values)}
        return
    key, names = SHAPES.get(Kind(kind), ("", {}))
    shape = list(_attribution_problems(question, path)) + list(
        _unknown_keys(question, QUESTION_KEYS | {key, TWIN}, path)
    )
    shape += [
        ((*path, name), _("A text of %(count)d characters at most is expected.") % {"count": MAX_TEXT})
        for name in TEXTS
        if not isinstance(question.get(name, ""), str) or len(question.get(name, "")) > MAX_TEXT
    ]
    shape += list(_choices_problems(question.get(key, []), names, (*path, key)) if key else [])
    yield from shape
    if not shape:
        content = content_in(question, uuid.UUID(int=0))
        yield from ((path, sentence) for sentence in missing(content))


def _choices_problems(choices: Any, names: Mapping[str, str], path: Path) -> Iterator[Problem]:
    if not isinstance(choices, list) or len(choices) > MAX_CHOICES:
        yield path, _("A list of %(count)d at most is expected.") % {"count": MAX_CHOICES}
        return
    for place, choice in enumerate(choices):
        if isinstance(choice, str):
            continue
        if not isinstance(choice, Mapping):
            yield (*path, place), _("A text, or keys and values, are expected.")
            continue
        yield from _unknown_keys(choice, {*names, "id"}, (*path, place))
        for name, value in choice.items():
            wanted = bool if names.get(str(name)) == "right" else (str, int, float)
            if not isinstance(value, wanted) or (isinstance(value, str) and len(value) > MAX_TEXT):
                yield (*path, place, name), _("This value is not understood.")


def _unknown_keys(data: Mapping[str, Any], known: set[str], path: Path) -> Iterator[Problem]:
    for key in data:
        if key not in known:
            yield (*path, str(key)), _("The key “%(key)s” is unknown.") % {"key": key}


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _is_list_of_texts(value: Any) -> bool:
    return isinstance(value, list) and all(_is_text(item) for item in value)
