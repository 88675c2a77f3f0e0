"""Quizzes as plain mappings, for packs: all that a quiz holds, and nothing of the site (docs/pack-format-quizzes.md)."""

import uuid
from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import transaction

from core.enums import Level
from media.licences import Licence
from quizzes.blocks import FALSE, TRUE
from quizzes.content import Choice, QuestionContent
from quizzes.enums import TYPED, Kind
from quizzes.exchange.storing import fill, full_content
from quizzes.exchange.yaml_checking import problems
from quizzes.exchange.yaml_shapes import ATTRIBUTION, SHAPES, TEXTS, TWIN, Data, content_in
from quizzes.models import Question, Quiz, QuizQuestion
from quizzes.queries import questions_in_order


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


def _question_to_data(question: Question, *, with_twin: bool = True) -> Data:
    content = full_content(question)
    # A twin is said without its own: two questions may be the twins of each other.
    twin = _question_to_data(question.twin, with_twin=False) if with_twin and question.twin else None
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
            TWIN: twin,
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


def _save_question(data: Data, quiz_uid: uuid.UUID, above: Data, *, is_twin: bool = False) -> Question:
    content = content_in(data, quiz_uid)
    question = Question.objects.filter(uid=content.uid).first() or Question(uid=uuid.UUID(content.uid))
    fill(question, content)
    _attribute(question, {"licence": above.get("licence"), "authors": above.get("authors"), **data})
    if not is_twin:
        question.twin = _save_question(data[TWIN], quiz_uid, above, is_twin=True) if TWIN in data else None
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
