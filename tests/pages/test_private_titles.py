"""
One restricted page of each kind, then the whole site as a visitor sees it: no byte names one of them.

The title and the slug of each carry the word SECRET; a topic of the forum is about each; the others gather and name
them. The visitor follows every link from the home page, the lists and the map.
"""

import re
import uuid
from urllib.parse import urldefrag, urljoin

import pytest
from django.test import Client
from wagtail.models import Page, PageViewRestriction, get_page_models

from accounts.models import User
from core.models import ContentPage, FormerAddress
from forum import addressing, moderation, posting
from forum.posting import Draft
from quizzes.models import Quiz
from tests.pages.contents import Commons

SECRET = "introuvable"
KINDS = [model for model in get_page_models() if issubclass(model, ContentPage)]
DOORS = [
    "/",
    "/sitemap.xml",
    "/animer/",
    "/glossaire/",
    "/forum/",
    "/forum/flux.atom",
    "/outils/remplacer/doodle/",
    "/images/",
    "/images/flux.atom",
    f"/chercher/?q={SECRET}",
    "/chercher/?q=pad",
    f"/chercher/flux.atom?q={SECRET}",
    f"/chercher/suggestions/?q={SECRET[:6]}",
]
LINK = re.compile(r'(?:href|src|action)="([^"]*)"|<loc>http://testserver([^<]*)</loc>')
NAMED = re.compile(rf"Choisir {SECRET}|{SECRET}-\d")
MOST = 600


@pytest.fixture
def site(db, django_user_model):
    commons = Commons(items=2)
    author = django_user_model.objects.create_user("nadia@example.org", "x", display_name="Nadia")
    for model in KINDS:
        _make_known(model.objects.order_by("-pk").first(), author)
    return commons


def _make_known(page, author: User) -> None:
    """A page of its kind, asked about in the forum, and renamed."""
    draft = Draft(source="Bonjour à tout le monde.", key=uuid.uuid4())
    post = posting.open_topic(author, addressing.section_of(page), f"Une question sur {page.pk}", draft)
    moderation.approve(post, author)
    FormerAddress.objects.create(url_path=page.url_path, page=page)
    page.title, page.slug = f"Choisir {SECRET}", f"{SECRET}-{page.pk}"
    page.save_revision().publish()


def _close_all() -> list[Page]:
    pages = [model.objects.get(slug__startswith=SECRET) for model in KINDS]
    for page in pages:
        PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    return pages


def _what_a_visitor_reads() -> dict[str, str]:
    """The bytes of all that links lead to, on this site, from its doors."""
    client, read, asked = Client(), {}, [*DOORS]
    while asked and len(read) < MOST:
        address = asked.pop(0)
        if address in read:
            continue
        answer = client.get(address)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        read[address] = body.decode(errors="replace") + answer.get("Location", "")
        found = [one or other for one, other in LINK.findall(read[address])]
        asked += [path for path in (urldefrag(urljoin(address, link))[0] for link in found) if path.startswith("/")]
    return {address: text for address, text in read.items() if not address.startswith(("/static/", "/media/"))}


def test_no_byte_names_a_private_page(site):
    before = _what_a_visitor_reads()
    pages = _close_all()

    after = _what_a_visitor_reads()

    assert [page.url for page in pages if page.url not in before] == []
    assert {address for address, text in after.items() if NAMED.search(text)} == set()
    assert len(after) > 60


@pytest.mark.parametrize("kind", [PageViewRestriction.LOGIN, PageViewRestriction.PASSWORD])
def test_neither_a_code_nor_a_former_address_gives_the_new_one_away(site, visitor, kind):
    pages = _close_all()
    PageViewRestriction.objects.update(restriction_type=kind, password="mot")
    former = list(FormerAddress.objects.filter(page__in=pages).values_list("url_path", flat=True))

    asked = [f"/f/{page.code}" for page in pages] + ["/" + path.split("/", 2)[2] for path in former]
    answers = [visitor.get(path, follow=True) for path in asked]

    assert len(asked) == 2 * len(KINDS)
    assert [a.request["PATH_INFO"] for a in answers if NAMED.search(a.content.decode() + str(a.redirect_chain))] == []


def test_those_who_may_see_a_private_page_are_led_on(site, signed_in, learner):
    pages = _close_all()

    answers = [signed_in(learner).get(f"/f/{page.code}?groupe=6-12") for page in pages]

    assert [answer.url for answer in answers] == [f"{page.url}?groupe=6-12" for page in pages]


def test_a_menu_names_no_private_page_on_any_page(db, visitor):
    Commons()
    closed = Page.objects.get(url_path__endswith="/actions/", depth=3)
    PageViewRestriction.objects.create(page=closed, restriction_type=PageViewRestriction.LOGIN)

    pages = [visitor.get(path).content.decode() for path in ("/", "/agir/", "/glossaire/", "/forum/")]

    assert [page for page in pages if 'href="/actions/"' in page] == []


def test_the_code_of_a_content_without_a_page_is_gone_and_no_error(db, visitor):
    quiz = Quiz.objects.create(title="Le paysage numérique")

    assert visitor.get(f"/f/{quiz.code}").status_code == 410
