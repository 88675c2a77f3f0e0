"""Importing is not publishing, and no address of a question runs a script."""

from dataclasses import replace

import pytest
from django.contrib.auth.models import Permission
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from media.licences import Licence
from quizzes.exchange.storing import build
from quizzes.exchange.yaml_checking import problems
from quizzes.models import Question
from tests.quizzes.conftest import EVERY_KIND

pytestmark = pytest.mark.django_db
GIFT = "Combien font deux et deux ? {=quatre#Oui. ~cinq#Non : quatre.}"


def import_as(client):
    file = SimpleUploadedFile("questions.txt", GIFT.encode())
    return client.post(reverse("quiz_exchange"), {"file": file, "licence": Licence.CC_BY_SA_4.value, "authors": "Elsa"})


def test_an_editor_who_may_not_publish_imports_drafts(editor, signed_in):
    assert not editor.has_perm("quizzes.publish_question")

    answer = import_as(signed_in(editor))

    assert [question.live for question in Question.objects.all()] == [False]
    assert "pas le droit de publier" in signed_in(editor).get(answer.url).content.decode()


def test_an_editor_who_may_publish_publishes(editor, signed_in):
    editor.user_permissions.add(Permission.objects.get(codename="publish_question"))

    import_as(signed_in(editor))

    assert [question.live for question in Question.objects.all()] == [True]


def test_a_question_whose_address_is_a_script_is_neither_kept_nor_published():
    question = build(replace(EVERY_KIND[0], lesson_url="javascript:alert(1)"))

    assert not question.live
    with pytest.raises(ValidationError):
        question.clean()


def test_a_quiz_file_with_such_addresses_is_refused():
    said = {"kind": "single", "stem": "?", "lesson_url": "javascript:x", "source_url": "javascript:x"}
    found = problems({"title": "Essai", "source_url": "data:text/html,x", "questions": [said]})

    assert {path for path, _sentence in found} >= {("source_url",), ("questions", 0, "source_url")}
