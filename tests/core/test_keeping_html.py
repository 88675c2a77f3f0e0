import pytest
from wagtail.models import Page

from core import queries
from core.keeping_html import keep_html_of_all_pages
from core.models import GlossaryTerm
from home.models import TextPage


@pytest.fixture
def term(db):
    return GlossaryTerm.objects.create(
        term="hébergeur", slug="hebergeur", other_forms="hébergeuse", definition="Il garde vos fichiers."
    )


def published(*texts, live=True):
    page = TextPage(
        title="À propos",
        summary="Qui nous sommes.",
        slug="a-propos",
        live=live,
        body=[{"type": "text", "id": str(number), "value": text} for number, text in enumerate(texts)],
    )
    return Page.get_first_root_node().add_child(instance=page)


def html_of(page):
    return [block.value.html for block in TextPage.objects.get(pk=page.pk).body]


def test_a_page_saved_live_links_the_first_occurrence_of_a_term(term):
    page = published("Un hébergeur.", "Des hébergeurs.")

    first, second = html_of(page)
    assert '<a class="term" href="/glossaire/hebergeur/">hébergeur</a>' in first
    assert second == "<p>Des hébergeurs.</p>"


def test_a_draft_is_not_linked(term):
    page = published("Un hébergeur.", live=False)

    assert html_of(page) == ["<p>Un hébergeur.</p>"]


def test_two_texts_of_a_page_never_share_a_heading_id(db):
    page = published("## Exemple", "## Exemple")

    assert html_of(page) == ['<h2 id="t-exemple">Exemple</h2>', '<h2 id="t-exemple-2">Exemple</h2>']


def test_the_source_of_a_text_is_left_as_it_was(term):
    page = published("Un hébergeur.")

    assert str(TextPage.objects.get(pk=page.pk).body[0].value) == "Un hébergeur."


def test_a_new_term_reaches_the_pages_that_stand_and_a_deleted_one_leaves_them(db):
    page = published("Un hébergeur.")
    term = GlossaryTerm.objects.create(term="hébergeur", slug="hebergeur", definition="Il garde vos fichiers.")
    keep_html_of_all_pages.func()
    linked = html_of(page)
    term.delete()
    keep_html_of_all_pages.func()

    assert 'href="/glossaire/hebergeur/"' in linked[0]
    assert html_of(page) == ["<p>Un hébergeur.</p>"]


def test_many_terms_of_one_transaction_ask_for_one_pass(db, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as asked:
        for number in range(5):
            GlossaryTerm.objects.create(term=f"mot {number}", slug=f"mot-{number}", definition="Un mot.")

    assert len([callback for callback in asked if callback.__module__ == "core.keeping_html"]) == 1


def test_what_is_published_while_the_glossary_is_linked_stays(term, monkeypatch):
    """The page is read again under a lock: an old text never comes back over a new one."""
    page = published("Un texte ancien, un hébergeur.")
    GlossaryTerm.objects.filter(pk=term.pk).update(live=False)

    def publish_meanwhile():
        fresh = TextPage.objects.get(pk=page.pk)
        fresh.body = [("text", "Un texte neuf, un hébergeur.")]
        fresh.save_revision().publish()

    monkeypatch.setattr(queries, "published_pages", after_listing(queries.published_pages, publish_meanwhile))
    keep_html_of_all_pages.func()

    assert html_of(page) == ["<p>Un texte neuf, un hébergeur.</p>"]


def after_listing(published_pages, act):
    """The pages as the job lists them; then somebody publishes, before the first is written."""

    def listed(of_model):
        pages = list(published_pages(of_model))
        act()
        return pages

    return listed
