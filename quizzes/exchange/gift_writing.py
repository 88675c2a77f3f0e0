"""Questions as a GIFT file. It cannot say everything: `losses` names what it leaves out."""

import html
from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from quizzes.content import Choice, QuestionContent
from quizzes.enums import Kind
from quizzes.exchange.texts import with_literal_asterisks
from quizzes.exchange.twin_tags import tags_of
from quizzes.grading import ANYTHING, read_number

# Moodle's own list (format/gift/format.php): what it does not unescape would stay in the text.
_ESCAPES = str.maketrans({char: f"\\{char}" for char in "\\~=#{}:"} | {"\n": "\\n"})

# Moodle's shares stop at a tenth.
MAX_RIGHT = 10
_ITEM_ESCAPES = str.maketrans({char: f"\\{char}" for char in "\\~#{}"} | {"\n": "\\n", "\r": ""})


def write(questions: Iterable[QuestionContent]) -> Iterator[str]:
    """The file, question by question, in UTF-8 text. Texts are marked as Markdown."""
    for question in questions:
        yield "".join([_comment(question), _title(question), _rich(question.stem), _answers(question), "\n\n"])


def losses(question: QuestionContent) -> list[str]:
    """What a question says and GIFT cannot, in full sentences."""
    left_out = []
    if question.lesson_url or question.glossary:
        left_out.append(_("The passage of the lesson and the words of the glossary are not exported."))
    if question.kind == Kind.RECALL and question.principle.strip():
        left_out.append(_("The principle is not exported: a free answer has one comment, the model answer."))
    if len(question.right_ids) > MAX_RIGHT and question.kind == Kind.SEVERAL:
        left_out.append(_("Moodle knows no share for more than 10 right answers: it may refuse the question."))
    if question.kind == Kind.SHORT and any("->" in choice.text for choice in question.choices):
        left_out.append(_("An answer with an arrow (->) is not the same in Moodle."))
    if question.fixed_order:
        left_out.append(_("The order of the choices is not exported."))
    if question.kind in {Kind.ORDERING, Kind.MATCHING} and any(choice.explanation for choice in question.choices):
        left_out.append(_("The explanations of the lines are not exported."))
    return left_out


def _comment(question: QuestionContent) -> str:
    identity = f" [id:{question.uid}]" if question.uid else ""
    tags = "".join(f" [tag:{' '.join(tag.split()).replace(']', ')')}]" for tag in tags_of(question))
    return f"//{identity}{tags}\n" if identity or tags else ""


def _title(question: QuestionContent) -> str:
    return f"::{_escape(' '.join(question.name.split()))}::" if question.name.strip() else ""


def _escape(text: str) -> str:
    return text.strip().replace("\r", "").translate(_ESCAPES)


def _rich(text: str) -> str:
    return f"[markdown]{_escape(text)}"


def _feedback(text: str, sign: str = "#") -> str:
    return f"{sign}{_rich(text)}" if text.strip() else ""


def _answers(question: QuestionContent) -> str:
    if question.kind == Kind.RECALL:
        points = "".join(f"\n- {' '.join(choice.text.split())}" for choice in question.choices)
        return f"{{{_feedback(f'{question.model_answer.strip()}{points}', '####')}}}"
    general = _feedback(question.principle, "####")
    if question.kind == Kind.TRUE_FALSE:
        return f"{{{_true_false(question)}{general}}}"
    lines = "\n".join(_lines(question))
    return f"{{{'#' if question.kind == Kind.NUMERIC else ''}{lines}\n{general}}}"


def _lines(question: QuestionContent) -> Iterator[str]:
    if question.kind == Kind.ORDERING:
        yield f">{len(question.choices)} ALL VERTICAL ABSOLUTE_POSITION SHOW none"
    else:
        yield ""
    several = len(question.right_ids) or 1
    for choice in question.choices:
        yield _line(question.kind, choice, 100 / several)


def _line(kind: Kind, choice: Choice, share: float) -> str:
    if kind == Kind.ORDERING:
        # A line that begins with // would be a comment. Moodle unescapes nothing there, nor reads a format.
        return _rich(choice.text) if choice.text.startswith("//") else choice.text.strip().translate(_ITEM_ESCAPES)
    if kind == Kind.MATCHING:
        return f"={_rich(choice.text.replace('->', '-&gt;')) if choice.text else ''} -> {_escape(choice.match)}"
    feedback = _feedback(choice.explanation)
    if kind == Kind.SEVERAL:
        weight = f"{share:.5f}".rstrip("0").rstrip(".") if choice.right else "-100"
        return f"~%{weight}%{_rich(choice.text)}{feedback}"
    if kind == Kind.SINGLE:
        return f"{'=' if choice.right else '~'}{_rich(choice.text)}{feedback}"
    weight = "" if choice.right else "%0%"
    return f"={weight}{_number(choice) if kind == Kind.NUMERIC else _typed(choice.text)}{feedback}"


def _typed(text: str) -> str:
    text = with_literal_asterisks(text)
    # An arrow would make pairs of the answers.
    return f"[html]{_escape(html.escape(text, quote=False))}" if "->" in text else f"[plain]{_escape(text)}"


def _number(choice: Choice) -> str:
    number, tolerance = read_number(choice.text), read_number(choice.tolerance or "0")
    if number is None or choice.text.strip() == ANYTHING:
        return ANYTHING
    return f"{number:f}" if not tolerance else f"{number:f}:{tolerance:f}"


def _true_false(question: QuestionContent) -> str:
    right = next((choice for choice in question.choices if choice.right), None)
    wrong = next((choice for choice in question.choices if not choice.right), None)
    if right is None or wrong is None:
        return "FALSE"
    first = _feedback(wrong.explanation) or ("#" if right.explanation.strip() else "")
    return f"{right.id.upper()}{first}{_feedback(right.explanation)}"
