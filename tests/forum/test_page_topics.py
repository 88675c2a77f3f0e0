import pytest
from django.template import Context, Template
from wagtail.models import Page

from forum import addressing, posting

pytestmark = pytest.mark.django_db


@pytest.fixture
def page():
    page = Page.objects.filter(depth=2).first()
    page.is_open = True  # as routing says of what it serves
    return page


def render(page):
    return Template("{% load forum_tags %}{% page_topics page %}").render(Context({"page": page}))


def test_a_page_shows_its_last_three_questions_and_the_way_to_ask(page, nadia, draft, django_assert_num_queries):
    section = addressing.section_of(page)
    for number in range(5):
        posting.open_topic(nadia, section, f"Question {number} sur la page", draft())

    with django_assert_num_queries(1):
        html = render(page)

    assert html.count("Question ") == 3
    assert "Question 4 sur la page" in html
    assert f"/forum/nouveau/?page={page.pk}" in html
    assert section.get_absolute_url() in html


def test_a_page_without_questions_offers_to_ask(page, django_assert_num_queries):
    with django_assert_num_queries(1):
        html = render(page)

    assert f"/forum/nouveau/?page={page.pk}" in html
