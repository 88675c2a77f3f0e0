"""Each table with a key to an account says what becomes of its rows, and they do become that."""

import pytest
from django.apps import apps
from django.db import models

from accounts.models import User
from accounts.personal_data import Fate, delete_account, registered

pytestmark = pytest.mark.django_db

# Wagtail's and Django's own tables: the field, and what the database does with its rows.
PLUMBING = {
    ("accounts.user_groups", "user"): Fate.DELETED,
    ("accounts.user_user_permissions", "user"): Fate.DELETED,
    ("wagtailcore.comment", "user"): Fate.DELETED,
    ("wagtailcore.commentreply", "user"): Fate.DELETED,
    ("wagtailcore.comment", "resolved_by"): Fate.KEPT_WITHOUT_NAME,
    ("wagtailcore.pagesubscription", "user"): Fate.DELETED,
    ("wagtailcore.page", "owner"): Fate.KEPT_WITHOUT_NAME,
    ("wagtailcore.page", "locked_by"): Fate.KEPT_WITHOUT_NAME,
    ("wagtailcore.revision", "user"): Fate.KEPT_WITHOUT_NAME,
    ("wagtailcore.workflowstate", "requested_by"): Fate.KEPT_WITHOUT_NAME,
    ("wagtailcore.taskstate", "finished_by"): Fate.KEPT_WITHOUT_NAME,
    ("wagtailcore.uploadedfile", "uploaded_by_user"): Fate.KEPT_WITHOUT_NAME,
    ("media.contentimage", "uploaded_by_user"): Fate.KEPT_WITHOUT_NAME,
    ("media.contentdocument", "uploaded_by_user"): Fate.KEPT_WITHOUT_NAME,
    ("wagtailimages.image", "uploaded_by_user"): Fate.KEPT_WITHOUT_NAME,
    ("wagtaildocs.document", "uploaded_by_user"): Fate.KEPT_WITHOUT_NAME,
    ("wagtailcore.pagelogentry", "user"): Fate.KEPT_WITHOUT_NAME,
    ("wagtailcore.modellogentry", "user"): Fate.KEPT_WITHOUT_NAME,
    ("wagtailadmin.editingsession", "user"): Fate.DELETED,
    ("wagtailadmin.formstate", "user"): Fate.DELETED,
    ("wagtailcore.apitoken", "user"): Fate.DELETED,
}


def keys_to_accounts():
    return {
        (model._meta.label_lower, field.name): field
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.get_fields(include_parents=False)
        if isinstance(field, models.ForeignKey) and field.related_model is User
    }


def declared():
    ours = {key: table.fate for key, table in registered().items()}
    return PLUMBING | ours


def test_every_table_with_a_key_to_an_account_is_declared():
    assert set(keys_to_accounts()) - set(declared()) == set()


def test_nothing_is_declared_that_is_not_there():
    there = set(keys_to_accounts()) | {("accounts.user", "id"), ("forum.postversion", "post")}

    assert set(declared()) - there == set()


@pytest.mark.parametrize("key", sorted(keys_to_accounts()), ids="-".join)
def test_the_database_does_what_is_declared(key):
    on_delete = keys_to_accounts()[key].remote_field.on_delete

    expected = {
        Fate.DELETED: {models.CASCADE},
        Fate.KEPT_WITHOUT_NAME: {models.SET_NULL, models.DO_NOTHING},
    }
    assert on_delete in expected[declared()[key]]


def test_the_log_of_the_admin_forgets_the_address(administrator, learner):
    from wagtail.log_actions import log
    from wagtail.models import ModelLogEntry

    log(learner, "wagtail.edit", user=administrator)

    delete_account(learner)

    assert not ModelLogEntry.objects.filter(label__contains="lina@example.org").exists()
