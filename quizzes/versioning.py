"""A change of what is asked begins a new version, so that old answers stay with the question they were given to."""

from typing import TYPE_CHECKING

from django.db import transaction

if TYPE_CHECKING:
    from quizzes.models import Question


@transaction.atomic
def record_version(question: "Question") -> None:
    """
    Gives a published question its version number.

    The same stem, choices and key keep the version; so does a typo, which corrects the version in place.
    """
    material = question.content().key_material()
    latest = question.versions.order_by("-number").first()
    if latest is not None and question.typo and latest.content != material:
        latest.content = material
        latest.save(update_fields=["content"])
    elif latest is None or latest.content != material:
        latest = question.versions.create(number=latest.number + 1 if latest else 1, content=material)
    if question.version != latest.number or question.typo:
        question.version, question.typo = latest.number, False
        type(question)._base_manager.filter(pk=question.pk).update(version=latest.number, typo=False)
