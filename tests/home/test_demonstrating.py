from io import StringIO

import pytest
from django.contrib.auth import authenticate
from django.core.management import call_command
from django.urls import reverse

from home.demonstrating import DEMO_ADDRESS, create_demo_editor

pytestmark = pytest.mark.django_db


def test_the_demonstration_editor_enters_the_admin_with_the_password_shown(client):
    password = create_demo_editor()

    client.post(reverse("account_login"), {"login": DEMO_ADDRESS, "password": password})

    assert client.get("/admin/").status_code == 200


def test_the_password_is_shown_once():
    first, second = StringIO(), StringIO()

    call_command("create_demo_editor", stdout=first)
    call_command("create_demo_editor", stdout=second)

    assert "mot de passe" in first.getvalue()
    assert "mot de passe" not in second.getvalue()


def test_a_new_password_replaces_the_first():
    lost = create_demo_editor()

    found = create_demo_editor(new_password=True)

    assert authenticate(email=DEMO_ADDRESS, password=lost) is None
    assert authenticate(email=DEMO_ADDRESS, password=found).email == DEMO_ADDRESS
