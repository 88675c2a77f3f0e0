"""What the mappings of quizzes are made of, and the question that one says (docs/pack-format-quizzes.md)."""

import uuid
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from quizzes.blocks import FALSE, TRUE
from quizzes.content import Choice, QuestionContent
from quizzes.enums import TYPED, Kind

Data = dict[str, Any]

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
# The key of another question, said whole, that is asked in the stead of this one on another try.
TWIN = "twin"
ATTRIBUTION = ("licence", "source_title", "source_url", "changes")
QUIZ_KEYS = {"title", "uid", "code", "level", "purpose", "authors", *ATTRIBUTION, "questions"}
QUESTION_KEYS = {*TEXTS, "id", "uid", "kind", "fixed_order", "tags", "glossary", "answer", "if_true", "if_false"}
QUESTION_KEYS |= {"authors", *ATTRIBUTION}
BOOLEANS = {"answer", "right", "fixed_order"}


def typed(data: Any, key: str = "") -> Any:
    """
    A mapping whose scalars are all texts, as packs read them, with true and false where a quiz means them.

    In pairs, `right` is a text: the other half.
    """
    if isinstance(data, dict):
        return {name: typed(value, "" if key == "pairs" and name == "right" else name) for name, value in data.items()}
    if isinstance(data, list):
        return [typed(item, key) for item in data]
    if key in BOOLEANS and isinstance(data, str) and data.lower() in {"true", "false"}:
        return data.lower() == "true"
    return data


def content_in(data: Mapping[str, Any], quiz_uid: uuid.UUID) -> QuestionContent:
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
    if is_uuid(choice.id):
        return str(uuid.UUID(choice.id))
    return str(uuid.uuid5(question_uid, choice.id or f"{choice.text}\n{choice.match}"))


def is_uuid(value: Any) -> bool:
    try:
        uuid.UUID(str(value))
    except ValueError:
        return False
    return True
