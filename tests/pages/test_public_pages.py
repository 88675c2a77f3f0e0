"""What holds on every public page, whatever its kind: same bytes for everybody, few queries, links that lead somewhere."""

import re

import pytest
from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page, get_page_models

from .contents import Commons
from .kinds import KINDS, MOST_QUERIES, MOST_QUERIES_OF, STATUS

pytestmark = pytest.mark.django_db
# When a form was shown, signed: it changes with the second, not with the person.
OPENED = re.compile(r'<input type="hidden" name="opened" value="[^"]+"')


def test_every_kind_of_page_has_its_gate(few):
    assert sorted(few.pages) == sorted(KINDS)


def test_every_page_model_is_among_the_kinds():
    commons = Commons()
    gated = set(
        ContentType.objects.get_for_models(*[model for model in get_page_models() if model is not Page]).values()
    )
    shown = set(ContentType.objects.filter(pk__in=Page.objects.filter(depth__gt=1).values("content_type")))

    assert commons.paths
    assert gated == shown


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_answers(few, kind):
    assert few.pages[kind].status == STATUS.get(kind, 200)


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_sets_no_cookie_and_varies_on_none(few, kind):
    headers = few.pages[kind].headers

    assert "Set-Cookie" not in headers
    assert "cookie" not in headers.get("Vary", "").lower()
    assert "csrfmiddlewaretoken" not in few.pages[kind].html


def test_a_page_is_the_same_for_an_editor(editor, signed_in, visitor):
    paths = Commons().paths
    colleague = signed_in(editor)

    def read(person, path):
        return OPENED.sub("", person.get(path).content.decode())

    differing = [kind for kind, path in paths.items() if read(visitor, path) != read(colleague, path)]

    assert differing == []


def test_no_link_leads_nowhere(few):
    assert few.dead_links == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_asks_the_database_as_often_for_many_as_for_few(few, worst, kind):
    assert len(worst.pages[kind].queries) == len(few.pages[kind].queries)
    assert len(worst.pages[kind].queries) <= MOST_QUERIES_OF.get(kind, MOST_QUERIES)


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_has_one_title_of_its_own_and_one_heading(few, kind):
    html = few.pages[kind].html
    titles = [re.search(r"<title>(.*?)</title>", page.html)[1] for page in few.pages.values()]

    assert titles.count(re.search(r"<title>(.*?)</title>", html)[1]) <= 2  # the same page for a group, or from a step
    assert len(re.findall(r"<h1[ >]", html)) == 1
    assert '<html lang="fr">' in html


@pytest.mark.parametrize("kind", ["tool", "tutorial", "argument", "advice", "action", "lesson", "module", "scenario"])
def test_attribution_travels_with_a_page(few, kind):
    html = few.pages[kind].html

    assert '<link rel="license" href="https://creativecommons.org/licenses/by-sa/4.0/deed.fr">' in html
    assert "application/ld+json" in html
    assert '"license": "https://creativecommons.org/licenses/by-sa/4.0/deed.fr"' in html
    assert "Locaux Motiv’" in html
    assert '<link rel="canonical" href="http://testserver/' in html
    assert "data-copy=" in html
