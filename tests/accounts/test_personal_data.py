import json

import pytest
from allauth.account.models import EmailAddress

from accounts.models import User

pytestmark = pytest.mark.django_db


def test_everything_is_exported_to_read_and_for_a_program(signed_in, contributor):
    client = signed_in(contributor)

    page = client.get("/compte/mes-donnees/").content.decode()
    data = json.loads(client.get("/compte/mes-donnees.json").content)

    assert "camille@example.org" in page
    assert "Camille Roux" in page
    assert any("camille@example.org" in row.values() for table in data["data"] for row in table["rows"])


def test_nobody_exports_without_an_account(visitor):
    assert visitor.get("/compte/mes-donnees.json").status_code == 302


def test_deletion_asks_for_the_address_and_is_immediate(signed_in, learner):
    client = signed_in(learner)
    client.post("/compte/verifier/?next=/compte/supprimer/", {"password": "mot de passe de Lina"})

    client.post("/compte/supprimer/", {"email": "autre@example.org"})
    assert User.objects.filter(pk=learner.pk).exists()
    answer = client.post("/compte/supprimer/", {"email": "Lina@example.org"})

    assert answer.url == "/compte/supprime/"
    assert not User.objects.filter(pk=learner.pk).exists()
    assert not EmailAddress.objects.filter(email=learner.email).exists()
    assert client.get("/compte/").status_code == 302


def test_deletion_asks_who_it_is_once_more(signed_in, learner):
    answer = signed_in(learner).post("/compte/supprimer/", {"email": learner.email})

    assert answer.url.startswith("/compte/verifier/")
    assert User.objects.filter(pk=learner.pk).exists()


def test_the_export_holds_what_one_did_and_sent(signed_in, editor):
    from django.core.files.base import ContentFile
    from wagtail.log_actions import log
    from wagtail.models import Comment, Page

    from media.models import ContentDocument

    page = Page.objects.first()
    Comment.objects.create(page=page, user=editor, text="À relire.", contentpath="title")
    ContentDocument.objects.create(title="Ma fiche", file=ContentFile(b"x", "fiche.txt"), uploaded_by_user=editor)
    log(page, "wagtail.edit", user=editor)

    data = signed_in(editor).get("/compte/mes-donnees.json").content.decode()

    for words in ("À relire.", "Ma fiche", "wagtail.edit", "Sessions ouvertes"):
        assert words in data
