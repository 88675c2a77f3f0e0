"""
The twin of a question in files: a tag says it, since no format has a word for it.

`jumelle:` is followed by the identifier of the other question, or by its name for who writes a file by hand.
"""

from dataclasses import replace

from quizzes.content import QuestionContent

_MARK = "jumelle:"


def tags_of(question: QuestionContent) -> list[str]:
    """The tags of a question as a file says them, its twin among them."""
    return [*question.tags, *([f"{_MARK}{question.twin}"] if question.twin else [])]


def read_twin(question: QuestionContent) -> QuestionContent:
    """A question whose tag of a twin is no tag any more."""
    twins = [tag for tag in question.tags if tag.casefold().startswith(_MARK)]
    if not twins:
        return question
    tags = tuple(tag for tag in question.tags if tag not in twins)
    return replace(question, tags=tags, twin=twins[0][len(_MARK) :].strip())
