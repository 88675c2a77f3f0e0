"""Those who may not open something get a page, never a ring of redirections; account pages are kept by no cache."""

import pytest
from django.contrib.auth.models import Group
from wagtail.models import Page, PageViewRestriction

from accounts import urls
from tests.content import advice

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", ["/admin/", "/admin/pages/", "/admin/login/?next=/admin/"])
def test_a_learner_at_the_admin_gets_a_page(learner, signed_in, path):
    answer = signed_in(learner).get(path, follow=True)

    assert answer.status_code == 403
    assert "Accès refusé" in answer.content.decode()


def test_a_learner_at_a_page_for_a_group_gets_a_page(learner, signed_in):
    page = advice()
    restriction = PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.GROUPS)
    restriction.groups.add(Group.objects.get(name="Rédaction"))

    answer = signed_in(learner).get(page.url, follow=True)

    assert answer.status_code == 403


def test_a_visitor_is_led_to_the_sign_in_and_back(visitor):
    page = advice()
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)

    assert visitor.get(page.url, follow=True).redirect_chain[-1][0] == f"/compte/connexion/?next={page.url}"


def test_a_password_given_with_a_foreign_return_leads_to_a_page_of_ours(visitor):
    page = Page.objects.get(pk=advice().pk)
    restriction = PageViewRestriction.objects.create(page=page, restriction_type="password", password="mot")

    answer = visitor.post(
        f"/_util/authenticate_with_password/{restriction.pk}/{page.pk}/",
        {"password": "mot", "return_url": "https://evil.example/"},
    )

    assert answer.url == "/compte/"


PLAIN = [
    f"/compte/{one.pattern}" for one in [*urls.ours, *urls.entrance, *urls.settings] if "<" not in str(one.pattern)
]


@pytest.mark.parametrize("path", PLAIN)
def test_no_page_of_an_account_is_kept_by_a_cache(administrator, signed_in, visitor, path):
    for client in (signed_in(administrator), visitor):
        assert "no-store" in client.get(path).get("Cache-Control", ""), path
