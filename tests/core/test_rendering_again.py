"""What is kept as HTML follows the renderer, wherever it is kept."""

import uuid
from dataclasses import replace

import pytest
from django.apps import apps
from django.core.management import call_command
from django.utils.safestring import mark_safe

from forum import posting
from forum.models import Post, PostVersion, Section
from quizzes.exchange.storing import build
from quizzes.models import Question
from resources.models import Speaker
from tests.content import advice
from tests.quizzes.conftest import SINGLE
from text import markdown
from text.rendering_again import registered, renew

# Columns that hold rendered HTML, by their names.
KEPT = ("html", "rendered")


@pytest.fixture
def other_renderer(monkeypatch):
    """A renderer that gives other HTML for the same text, as one does after an update."""
    sanitise = markdown.sanitise
    monkeypatch.setattr(markdown, "sanitise", lambda html: mark_safe(sanitise(html).replace("<p>", "<p><em></em>")))


def test_a_page_a_snippet_a_question_and_a_message_are_rendered_again(contributor, other_renderer, monkeypatch):
    page = advice(example="Un *son*.")
    speaker = Speaker.objects.create(name="Zoé", slug="zoe", biography="Une *vie*.")
    question = build(replace(SINGLE, stem="Une *question* ?"))
    question.save()
    section, _ = Section.objects.get_or_create(slug="questions-generales", defaults={"title": "Questions"})
    post = posting.open_topic(contributor, section, "Un sujet", posting.Draft("Un *message*.", uuid.uuid4()))
    kept = (page.example_html, speaker.biography_html, question.rendered, post.html)
    monkeypatch.undo()

    call_command("render_again")

    for row in (page, speaker, question, post):
        row.refresh_from_db()
    now = (page.example_html, speaker.biography_html, question.rendered, post.html)
    assert [before == after for before, after in zip(kept, now, strict=True)] == [False, False, False, False]
    assert "<em></em>" in kept[0] + kept[1] + str(kept[2]) + kept[3]
    assert "<em></em>" not in now[0] + now[1] + str(now[2]) + now[3]


def test_what_is_up_to_date_is_not_written_again(db, django_assert_num_queries):
    Speaker.objects.create(name="Zoé", slug="zoe", biography="Une *vie*.")
    store = next(store for store in registered() if store.rows().model is Speaker)

    assert renew(store.rows(), store.maker()) == 0


def test_every_model_that_keeps_html_says_how_it_is_made():
    keeping = {
        model
        for model in apps.get_models()
        for field in model._meta.local_fields
        if field.name.endswith(KEPT)
        and model.__module__.partition(".")[0] in {app.name for app in apps.get_app_configs()}
    }

    # A mail is sent once, as it was; Wagtail's embeds are not ours.
    assert {model.__name__ for model in keeping - {store.rows().model for store in registered()}} == {
        "Embed",
        "OutgoingMail",
    }
    assert {Post, PostVersion, Question, Speaker} <= keeping
