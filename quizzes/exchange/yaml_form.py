"""Quizzes as plain mappings, for packs: all that a quiz holds, and nothing of the site (docs/pack-format-quizzes.md)."""

import uuid
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from core.enums import Level, Licence
from quizzes.blocks import FALSE, TRUE
from quizzes.checking import missing
from quizzes.content import MAX_CHOICES, Choice, QuestionContent
from quizzes.enums import TYPED, Kind
from quizzes.exchange.reading import MAX_TEXT
from quizzes.exchange.storing import fill, full_content
from quizzes.models import Question, Quiz, QuizQuestion
from quizzes.queries import questions_in_order

Data = dict[str, Any]
Problem = tuple[tuple[str | int, ...], str]

# For each kind, the key of its choices, and what the keys of a choice are called.
SHAPES: dict[Kind, tuple[str, dict[str, str]]] = {
    Kind.SINGLE: ("choices", {"text": "text", "right": "right", "explanation": "explanation"}),
    Kind.SEVERAL: ("choices", {"text": "text", "right": "right", "explanation": "explanation"}),
    Kind.ORDERING: ("items", {"text": "text", "explanation": "explanation"}),
    Kind.MATCHING: ("pairs", {"left": "text", "right": "match", "explanation": "explanation"}),
    Kind.SHORT: ("accepted", {"text": "text", "right": "right", "explanation": "explanation"}),
    Kind.NUMERIC: (
        "numbers",
        {"number": "text", "tolerance": "tolerance", "right": "right", "explanation": "explanation"},
    ),
    Kind.RECALL: ("points", {"text": "text"}),
}
TEXTS = ("name", "stem", "principle", "model_answer", "lesson_url", "lesson_label")
ATTRIBUTION = ("licence", "source_title", "source_url", "changes")
QUIZ_KEYS = {"title", "uid", "code", "level", "purpose", "authors", *ATTRIBUTION, "questions"}
QUESTION_KEYS = {*TEXTS, "id", "uid", "kind", "fixed_order", "tags", "glossary", "answer", "if_true", "if_false"}
QUESTION_KEYS |= {"authors", *ATTRIBUTION}


def quiz_to_data(quiz: Quiz) -> Data:
    """A quiz with its questions. Empty values are left out; the same quiz always gives the same mapping, in order."""
    head = {
        "title": quiz.title,
        "uid": str(quiz.uid),
        "code": quiz.code,
        "level": str(quiz.level),
        "purpose": quiz.purpose,
    }
    questions = [_question_to_data(question) for question in questions_in_order(quiz)]
    return _without_empty({**head, **_attribution_of(quiz), "questions": questions})


def _question_to_data(question: Question) -> Data:
    content = full_content(question)
    texts = {name: getattr(content, name) for name in TEXTS}
    return _without_empty(
        {
            "uid": content.uid,
            "kind": str(content.kind),
            **texts,
            **_choices_to_data(content),
            "fixed_order": content.fixed_order,
            "tags": list(content.tags),
            "glossary": list(content.glossary),
            **_attribution_of(question),
        }
    )


def _choices_to_data(content: QuestionContent) -> Data:
    if content.kind == Kind.TRUE_FALSE:
        said = {choice.id: choice.explanation for choice in content.choices}
        answer = TRUE in content.right_ids if content.right_ids else None
        return {"answer": answer, "if_true": said.get(TRUE, ""), "if_false": said.get(FALSE, "")}
    key, names = SHAPES[content.kind]
    choices = [_choice_to_data(choice, names, content.kind in TYPED) for choice in content.choices]
    return {key: choices}


def _choice_to_data(choice: Choice, names: Mapping[str, str], typed: bool) -> Data:
    data = _without_empty({"id": choice.id, **{name: getattr(choice, field) for name, field in names.items()}})
    if typed:
        # What is accepted is right unless it says otherwise: the reverse of what is picked.
        data.pop("right", None)
        return data if choice.right else data | {"right": False}
    return data


def _attribution_of(thing: Quiz | Question) -> Data:
    values = {name: getattr(thing, name) for name in ATTRIBUTION}
    return {"licence": str(values.pop("licence")), "authors": thing.author_names, **values}


def _without_empty(data: Data) -> Data:
    # False is the answer to a true-or-false; elsewhere it is what leaving the key out means.
    return {key: value for key, value in data.items() if value not in ("", None, []) and (value or key == "answer")}


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


def _attribution_problems(data: Mapping[str, Any], path: tuple[str | int, ...]) -> Iterator[Problem]:
    if data.get("licence", Licence.CC_BY_SA_4) not in Licence.values:
        yield (*path, "licence"), _("It is one of: %(values)s.") % {"values": ", ".join(Licence.values)}
    for name in ("source_title", "source_url", "changes", "purpose"):
        if name in data and not isinstance(data[name], str):
            yield (*path, name), _("A text is expected.")
    for name in ("authors", "tags", "glossary"):
        if not _is_list_of_texts(data.get(name, [])):
            yield (*path, name), _("A list of texts is expected.")
    if "uid" in data and not _is_uuid(data["uid"]):
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


def _question_problems(question: Mapping[str, Any], path: tuple[str | int, ...]) -> Iterator[Problem]:
    kind = question.get("kind")
    if kind not in Kind.values:
        yield (*path, "kind"), _("It is one of: %(values)s.") % {"values": ", ".join(Kind.values)}
        return
    key, names = SHAPES.get(Kind(kind), ("", {}))
    shape = list(_attribution_problems(question, path)) + list(_unknown_keys(question, QUESTION_KEYS | {key}, path))
    shape += [
        ((*path, name), _("A text of %(count)d characters at most is expected.") % {"count": MAX_TEXT})
        for name in TEXTS
        if not isinstance(question.get(name, ""), str) or len(question.get(name, "")) > MAX_TEXT
    ]
    shape += list(_choices_problems(question.get(key, []), names, (*path, key)) if key else [])
    yield from shape
    if not shape:
        content = _content(question, uuid.UUID(int=0))
        yield from ((path, sentence) for sentence in missing(content))


def _choices_problems(choices: Any, names: Mapping[str, str], path: tuple[str | int, ...]) -> Iterator[Problem]:
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


def _unknown_keys(data: Mapping[str, Any], known: set[str], path: tuple[str | int, ...]) -> Iterator[Problem]:
    for key in data:
        if key not in known:
            yield (*path, str(key)), _("The key “%(key)s” is unknown.") % {"key": key}


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _is_list_of_texts(value: Any) -> bool:
    return isinstance(value, list) and all(_is_text(item) for item in value)


def _is_uuid(value: Any) -> bool:
    try:
        uuid.UUID(str(value))
    except ValueError:
        return False
    return True


@transaction.atomic
def data_to_quiz(data: Data) -> Quiz:
    """
    Creates or changes the quiz of this `uid` and its questions, and publishes them. Returns the quiz.

    A question keeps its identity by its `uid`, else by its `id` or its stem within the quiz. A quiz without `uid`
    gets one from its title. Raises `ValidationError` with the sentences of `problems`; then nothing is changed.
    """
    if found := problems(data):
        raise ValidationError([f"{'.'.join(map(str, path))}: {sentence}" for path, sentence in found])
    uid = uuid.UUID(data["uid"]) if "uid" in data else uuid.uuid5(uuid.NAMESPACE_URL, data["title"])
    quiz = Quiz.objects.filter(uid=uid).first() or Quiz(uid=uid, code=data.get("code"))
    for name in ("title", "purpose"):
        setattr(quiz, name, data.get(name, ""))
    quiz.level = data.get("level", Level.BEGINNER.value)
    _attribute(quiz, data)
    questions = [_save_question(item, uid, data) for item in data["questions"]]
    quiz.places.set([QuizQuestion(question=question, sort_order=n) for n, question in enumerate(questions)])
    _publish(quiz)
    return quiz


def _save_question(data: Data, quiz_uid: uuid.UUID, above: Data) -> Question:
    content = _content(data, quiz_uid)
    question = Question.objects.filter(uid=content.uid).first() or Question(uid=uuid.UUID(content.uid))
    fill(question, content)
    _attribute(question, {"licence": above.get("licence"), "authors": above.get("authors"), **data})
    _publish(question)
    return question


def _publish(thing: Quiz | Question) -> None:
    if thing.pk is None:
        thing.save()
    thing.save_revision().publish()
    thing.refresh_from_db()


def _attribute(thing: Quiz | Question, data: Data) -> None:
    thing.licence = data.get("licence") or Licence.CC_BY_SA_4.value
    thing.authors = "\n".join(data.get("authors") or [])
    for name in ("source_title", "source_url", "changes"):
        setattr(thing, name, data.get(name, ""))


def _content(data: Mapping[str, Any], quiz_uid: uuid.UUID) -> QuestionContent:
    kind = Kind(data["kind"])
    texts = {name: data.get(name, "").strip() for name in TEXTS}
    uid = uuid.UUID(data["uid"]) if "uid" in data else uuid.uuid5(quiz_uid, str(data.get("id") or texts["stem"]))
    return QuestionContent(
        kind=kind,
        **texts,
        choices=_choices(kind, data, uid),
        uid=str(uid),
        tags=tuple(data.get("tags", ())),
        glossary=tuple(data.get("glossary", ())),
        fixed_order=bool(data.get("fixed_order", False)),
    )


def _choices(kind: Kind, data: Mapping[str, Any], uid: uuid.UUID) -> tuple[Choice, ...]:
    if kind == Kind.TRUE_FALSE:
        answer = data.get("answer")
        return (
            Choice(TRUE, "", answer is True, str(data.get("if_true", ""))),
            Choice(FALSE, "", answer is False, str(data.get("if_false", ""))),
        )
    key, names = SHAPES[kind]
    choices = [_choice(item, kind, names) for item in data.get(key, [])]
    return tuple(replace(choice, id=_choice_id(choice, uid)) for choice in choices)


def _choice(item: Any, kind: Kind, names: Mapping[str, str]) -> Choice:
    if not isinstance(item, Mapping):
        item = {next(iter(names)): item}
    # What is accepted is right, unless the file says that it is a mistake foreseen.
    right = bool(item.get("right", True)) if kind in TYPED else item.get("right") is True
    texts = {field: str(item[name]).strip() for name, field in names.items() if field != "right" and name in item}
    return Choice(id=str(item.get("id", "")), right=right, **{"text": "", **texts})


def _choice_id(choice: Choice, question_uid: uuid.UUID) -> str:
    if _is_uuid(choice.id):
        return str(uuid.UUID(choice.id))
    return str(uuid.uuid5(question_uid, choice.id or f"{choice.text}\n{choice.match}"))
