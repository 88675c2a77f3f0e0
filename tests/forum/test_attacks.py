"""The corpora of attacks, through all that people write in the forum and through every door it comes out by."""

import time
from html.parser import HTMLParser

import pytest
from defusedxml import ElementTree
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import timezone

from accounts.models import User
from accounts.names import MAX_LENGTH as NAME_LENGTH
from accounts.names import validate_public_name
from forum.feeds import atom
from forum.fields import TitleField
from forum.forms import PostForm
from forum.models import Post, Report, Section, Topic
from forum.rendering import ATTRIBUTES, MAX_LENGTH, TAGS, absolute_links, quote, render_post
from tests.browser.test_attacks import is_safe, payloads, show  # noqa: F401 (fixtures)
from text.typography import normalise

SHARE = 4  # one title and one name in four: each costs the rendering of a template in five places
ATOM = "{http://www.w3.org/2005/Atom}"


class Shape(HTMLParser):
    """The elements of a page and the names of their attributes: what words must not change."""

    def __init__(self, html):
        super().__init__()
        self.elements = []
        self.links = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attributes):
        self.elements.append((tag, *(name for name, _value in attributes)))
        self.links += [value or "" for name, value in attributes if name == "href"]

    def handle_comment(self, data):
        self.elements.append(("comment",))


def shape(html):
    return Shape(html).elements


def unexpected_in(html):
    allowed = {tag: ATTRIBUTES.get(tag, set()) for tag in TAGS} | {
        "a": {"href", "rel"},
        "div": ATTRIBUTES["div"] | {"class"},
    }
    seen = Shape(html)
    found = [(tag, *names) for tag, *names in seen.elements if not set(names) <= allowed.get(tag, {"none of them"})]
    found += [(tag,) for tag, *_names in seen.elements if tag not in allowed]
    return found + [link for link in seen.links if not is_safe(link)]


def accepted(clean, values):
    """What a form lets through."""
    for value in values:
        try:
            cleaned = clean(value)
        except ValidationError:
            continue
        yield cleaned


def public_name(value):
    name = " ".join(value.split())[:NAME_LENGTH].strip()
    validate_public_name(name)
    return name


@pytest.fixture(scope="module")
def texts(payloads):  # noqa: F811
    return [text[:MAX_LENGTH] for text in payloads]


@pytest.fixture(scope="module")
def titles(texts):
    return list(accepted(TitleField().clean, [text[:140] for text in texts[::SHARE]]))


@pytest.fixture(scope="module")
def names(texts):
    return list(accepted(public_name, texts[::SHARE]))


@pytest.fixture(scope="module")
def messages(texts):
    """Each attack as a message, inside the places where Markdown takes an address, and quoted by somebody else."""
    sources = [form for text in texts for form in (text, f"[{text}]({text})", quote(text[:NAME_LENGTH], text))]
    return list(accepted(lambda source: render_post(normalise(source)), sources))


def post_of(title="Titre", name="Nom", html="<p>Bonjour.</p>"):
    section = Section(pk=1, slug="section", title="Section")
    topic = Topic(pk=1, section=section, title=title, slug="titre", state="repondu", last_post_at=timezone.now())
    author = User(pk=1, email="a@example.org", display_name=name)
    return Post(pk=1, topic=topic, author=author, html=html, source="Bonjour.", published_at=timezone.now())


def shown(post):
    return render_to_string("forum/_post.html", {"post": post, "topic": post.topic, "section": post.topic.section})


def test_the_forms_let_most_of_the_attacks_in(texts, titles, names, messages):
    assert len(titles) > 0.8 * len(texts) / SHARE
    assert len(names) > 0.8 * len(texts) / SHARE
    assert len(messages) > 2.8 * len(texts)


def test_the_inspector_sees_what_is_active():
    html = '<p onclick="a()"><a href="javascript:a()">x</a><img src="x"><!-- x -->'

    assert set(unexpected_in(html)) >= {("p", "onclick"), ("img",), ("comment",), "javascript:a()"}


def test_no_message_holds_anything_but_what_a_message_may_hold(messages):
    assert [found for html in messages for found in unexpected_in(html)] == []


def test_no_message_holds_more_once_its_links_are_whole(messages):
    whole = [absolute_links(html, "https://site.example/forum/message/1/") for html in messages]

    assert [found for html in whole for found in unexpected_in(html)] == []
    assert [shape(html) for html in whole] == [shape(html) for html in messages]


def test_titles_are_words_in_a_list_of_topics(titles):
    harmless = {"topics": [post_of().topic] * len(titles), "states": [], "number": 1, "show_section": True}
    attacked = harmless | {"topics": [post_of(title=title).topic for title in titles]}

    assert shape(render_to_string("forum/_topics.html", attacked)) == shape(
        render_to_string("forum/_topics.html", harmless)
    )


def test_names_and_reasons_are_words_around_a_message(names):
    hidden = post_of()
    hidden.status = "hidden"
    visible_shape, hidden_shape = shape(shown(post_of())), shape(shown(hidden))

    for name in names:
        assert shape(shown(post_of(name=name))) == visible_shape
        hidden.hidden_reason = name
        assert shape(shown(hidden)) == hidden_shape


def test_a_text_given_back_stays_in_its_box(texts):
    harmless = shape(render_to_string("accounts/_typed.html", {"text": "Bonjour."}))

    assert all(shape(render_to_string("accounts/_typed.html", {"text": text})) == harmless for text in texts if text)


def test_a_form_shows_what_was_typed_as_words(texts):
    def page(text):
        form = PostForm({"text": text, "key": "x", "opened": text, "website": text}, user=User(display_name="Nadia"))
        return [one for one in shape(render_to_string("accounts/_fields.html", {"form": form})) if "id" not in one]

    harmless = page("Bonjour.")

    assert [text for text in texts[::20] if text.strip() and page(text) != harmless] == []


@pytest.mark.parametrize("template", ["forum/mail/post.html", "forum/mail/digest.html"])
def test_titles_and_names_are_words_in_a_mail(titles, names, template):
    def mail(**words):
        post = post_of(**words)
        context = {"post": post, "topic": post.topic, "posts": [post], "url": "https://a.example/", "stop": "x"}
        return shape(render_to_string(template, context))

    harmless = mail()

    assert [title for title in titles if mail(title=title) != harmless] == []
    assert [name for name in names if mail(name=name) != harmless] == []


def test_every_title_makes_a_subject(titles):
    for title in titles:
        message = EmailMessage(f"Parcours : {title}", "Texte", "a@example.org", ["b@example.org"]).message()

        assert set(message.keys()) == {"Content-Type", "MIME-Version", "Content-Transfer-Encoding", "Subject", "From", "To", "Date", "Message-ID"}  # fmt: skip


def test_a_feed_of_attacks_is_a_feed_of_words(titles, names, messages):
    size = min(len(titles), len(names), 5_000)
    posts = [post_of(*words) for words in zip(titles[:size], names[:size], messages[:size], strict=True)]

    root = ElementTree.fromstring(atom("Forum", "/forum/flux.atom", posts).content)

    entries = root.findall(f"{ATOM}entry")
    assert [entry.findtext(f"{ATOM}title") for entry in entries] == [post.topic.title for post in posts]
    assert [entry.findtext(f"{ATOM}author/{ATOM}name") for entry in entries] == [post.author.display_name for post in posts]  # fmt: skip
    assert [found for entry in entries for found in unexpected_in(entry.findtext(f"{ATOM}summary"))] == []


@pytest.mark.django_db
def test_reports_are_words_for_the_team(texts, topic, moderator, signed_in):
    post = topic.posts.get()
    client, path = signed_in(moderator), f"/admin/forum/message/{post.pk}/"
    Report.objects.bulk_create(Report(post=post, reason="other", details="Bonjour.") for _ in texts[::SHARE])
    harmless = shape(client.get(path).content.decode())
    Report.objects.all().delete()
    Report.objects.bulk_create(Report(post=post, reason="other", details=text.replace("\x00", "")) for text in texts[::SHARE])  # fmt: skip

    assert shape(client.get(path).content.decode()) == harmless


@pytest.mark.parametrize(
    "unit", ["[", "![", "](", "*", "_", "`", "> ", "- ", "<", "\\", "|", "[a](", "**a", "(((", "\n"]
)
def test_the_worst_message_is_answered_quickly(unit):
    """What is too costly is refused, the rest is quick."""
    text = (unit * MAX_LENGTH)[:MAX_LENGTH]
    started = time.process_time()

    list(accepted(render_post, [normalise(text), quote("Nom", text)]))

    assert time.process_time() - started < 1


@pytest.mark.browser
def test_chromium_executes_none_of_the_attacks(show, messages, names):  # noqa: F811
    pieces = [shown(post_of(html=html)) for html in messages[::SHARE]] + [shown(post_of(name=name)) for name in names]

    page = show("\n".join(pieces))
    page.evaluate(
        """() => {
          for (const element of document.querySelectorAll("article *")) {
            for (const kind of ["mouseover", "focus", "pointerdown"]) element.dispatchEvent(new Event(kind));
          }
        }"""
    )
    page.wait_for_timeout(500)

    assert page.evaluate("window.executed") == []
    assert page.locator("main > article").count() == len(pieces)
    assert (
        page.evaluate("document.querySelectorAll('script, iframe, img, svg, form, object, embed, style').length") == 0
    )
