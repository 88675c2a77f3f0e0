"""A question as plain values, whatever stores it: what grading, versions, exchange and packs work on."""

from dataclasses import dataclass

from quizzes.enums import Kind

MAX_CHOICES = 20


@dataclass(frozen=True)
class Choice:
    """
    One thing that may be answered.

    What it means follows the kind of question: a proposition; an item, in its right place; a pair (`text` goes
    with `match`); a foreseen answer, right or not (`*` stands for every other one); a number within `tolerance`;
    a point of the model answer. `text`, `match` and `explanation` are Markdown, except foreseen answers.
    """

    id: str
    text: str
    right: bool = False
    explanation: str = ""
    match: str = ""
    tolerance: str = ""


@dataclass(frozen=True)
class QuestionContent:
    """
    All that a question says. `model_answer` is for free recall; `lesson_url` leads to a heading of a lesson.

    `twin` is the `uid` of the question asked in its stead on another try (or its name, as a file says it).
    """

    kind: Kind
    stem: str
    choices: tuple[Choice, ...] = ()
    principle: str = ""
    name: str = ""
    uid: str = ""
    model_answer: str = ""
    lesson_url: str = ""
    lesson_label: str = ""
    tags: tuple[str, ...] = ()
    glossary: tuple[str, ...] = ()
    fixed_order: bool = False
    twin: str = ""

    def choice(self, choice_id: str) -> Choice | None:
        return next((choice for choice in self.choices if choice.id == choice_id), None)

    @property
    def right_ids(self) -> frozenset[str]:
        return frozenset(choice.id for choice in self.choices if choice.right)

    def key_material(self) -> dict[str, object]:
        """What makes a version: the stem, the choices and the key. Explanations may improve within a version."""
        return {
            "kind": str(self.kind),
            "stem": self.stem,
            "choices": [
                {
                    "id": choice.id,
                    "text": choice.text,
                    "right": choice.right,
                    "match": choice.match,
                    "tolerance": choice.tolerance,
                }
                for choice in self.choices
            ],
        }
