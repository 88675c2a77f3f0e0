import io

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from PIL import Image
from wagtail.blocks import StreamValue
from wagtail.blocks.stream_block import StreamBlockValidationError

from core.blocks import BodyBlock
from media.models import ContentDocument, ContentImage
from text import markdown
from text.blocks import LineBlock, MarkdownBlock, MarkdownText


def saved_image(name="capture.png", title="Une capture"):
    output = io.BytesIO()
    Image.new("RGB", (1000, 500), "white").save(output, "PNG")
    image = ContentImage(title=title, authors="Ana Diop", file=ContentFile(output.getvalue(), name=name))
    image.save()
    return image


def body(*blocks):
    return BodyBlock().to_python(
        [{"type": kind, "value": value, "id": f"b{number}"} for number, (kind, value) in enumerate(blocks)]
    )


def shown(*blocks):
    return BodyBlock().render(body(*blocks))


def refusal(*blocks):
    with pytest.raises(StreamBlockValidationError) as refused:
        BodyBlock().clean(body(*blocks))
    return str(refused.value.as_json_data())


def video(**changes):
    return {
        "title": "Les communs",
        "instance": "framatube.org",
        "video_id": "9c9de5e8-0a1e",
        "duration": 170,
        "megabytes": 14,
        "poster": None,
        "captions": None,
        "transcript": "Bonjour à tout le monde.",
        **changes,
    }


def test_a_line_is_put_right_when_it_is_cleaned():
    assert LineBlock().clean("L'asso: oui") == "L’asso\u00a0: oui"


def test_markdown_is_kept_with_its_html():
    kept = MarkdownBlock().get_prep_value(MarkdownBlock().clean("Un **mot**"))

    assert kept == {
        "text": "Un **mot**",
        "html": "<p>Un <strong>mot</strong></p>",
        "version": markdown.RENDERER_VERSION,
    }


def test_showing_kept_markdown_renders_nothing(monkeypatch):
    kept = {"text": "Un", "html": "<p>Gardé</p>", "version": markdown.RENDERER_VERSION}
    monkeypatch.setattr(markdown, "render", lambda text: pytest.fail("rendered"))

    assert shown(("text", kept)).strip() == "<p>Gardé</p>"


def test_html_of_an_older_renderer_is_made_again():
    kept = {"text": "Un", "html": "<p>Vieux</p>", "version": markdown.RENDERER_VERSION - 1}

    assert MarkdownBlock().to_python(kept).html == "<p>Un</p>"


def test_a_bare_string_is_accepted():
    assert MarkdownBlock().to_python("*a*").html == "<p><em>a</em></p>"


def test_markdown_is_text_in_a_form_and_html_in_a_template():
    text = MarkdownText("a < b")

    assert str(text) == text.text == "a < b"
    assert text.__html__() == "<p>a &lt; b</p>"
    assert MarkdownBlock().value_for_form(text) == "a < b"


def test_an_empty_text_is_kept_as_nothing():
    assert MarkdownBlock(required=False).get_prep_value(MarkdownText("")) == ""


def test_markdown_that_would_take_too_long_is_refused():
    with pytest.raises(ValidationError):
        MarkdownBlock().clean("[" * 100)


@pytest.mark.parametrize(
    ("block", "words"),
    [
        (
            ("definition", {"term": "Fédération", "text": "Des *serveurs*."}),
            ["Définition", "Fédération", "<em>serveurs</em>"],
        ),
        (("example", {"text": "Les Jardins."}), ["Exemple", "<p>Les Jardins.</p>"]),
        (("remember", {"text": "Un point."}), ["À retenir", "<p>Un point.</p>"]),
        (
            ("quotation", {"text": "Mots.", "author": "A. B.", "source": "Livre", "url": "https://a.org"}),
            ['<blockquote cite="https://a.org">', "A. B., <cite>", 'href="https://a.org"'],
        ),
        (("your_turn", {"prompt": "Pourquoi ?", "answer": "Parce que."}), ["À votre tour", "<details>", "Parce que."]),
    ],
)
def test_a_teaching_block_says_what_it_is(block, words):
    html = shown(block)

    assert [word for word in words if word not in html] == []


def test_gestures_that_follow_one_another_are_one_numbered_list():
    gesture = ("gesture", {"text": "Ouvrir.", "image": None, "alternative": "", "expected": "Une page."})

    html = shown(gesture, gesture, ("text", "Entre"), gesture)

    assert html.count('<ol class="gestures">') == 2
    assert html.count('<li class="gesture">') == 3
    assert "Vous devez voir…" in html


def test_an_image_shows_its_caption_its_credit_and_its_long_description(db):
    image = saved_image()
    image.long_description = "Tout ce qu’elle montre."
    image.save()

    html = shown(("image", {"image": image.pk, "alternative": "Un écran", "decorative": False, "caption": "Ici."}))

    assert 'alt="Un écran"' in html
    assert 'width="1000" height="500"' in html
    assert "Ici." in html
    assert "Ana Diop" in html
    assert "CC BY-SA 4.0" in html
    assert "Tout ce qu’elle montre." in html


@pytest.mark.parametrize(("alternative", "decorative"), [("", False), ("Un écran", True)])
def test_an_image_has_either_an_alternative_text_or_is_decoration(db, alternative, decorative):
    value = {"image": saved_image().pk, "alternative": alternative, "decorative": decorative, "caption": ""}

    assert "texte de remplacement" in refusal(("image", value))


@pytest.mark.parametrize(("alternative", "decorative"), [("", False), ("Un écran", True)])
def test_a_capture_of_a_gesture_has_either_an_alternative_text_or_is_decoration(db, alternative, decorative):
    value = {"text": "Ouvrir.", "image": saved_image().pk, "alternative": alternative, "decorative": decorative}

    assert "texte de remplacement" in refusal(("gesture", value | {"expected": ""}))


def test_a_video_is_a_link_that_says_its_length_weight_and_host():
    html = shown(("video", video()))

    assert 'href="https://framatube.org/w/9c9de5e8-0a1e"' in html
    assert "Lire la vidéo (3\u00a0min, 14\u00a0Mo)" in html
    assert "Elle vient de framatube.org, un service PeerTube. Rien n’est chargé avant votre clic." in html
    assert (
        "https://framatube.org/videos/embed/9c9de5e8-0a1e?p2p=0&amp;warningTitle=0&amp;title=0&amp;subtitle=fr&amp;api=1"
        in html
    )
    assert "<iframe" not in html
    assert "Bonjour à tout le monde." in html


def test_a_video_of_a_host_that_is_no_longer_allowed_stays_a_link():
    html = shown(("video", video(instance="ailleurs.example")))

    assert 'href="https://ailleurs.example/w/9c9de5e8-0a1e"' in html
    assert "data-video" not in html


@pytest.mark.parametrize("change", [{"instance": "ailleurs.example"}, {"video_id": '"><script>'}, {"duration": 0}])
def test_a_video_from_elsewhere_or_without_facts_is_refused(change):
    assert refusal(("video", video(**change)))


def test_captions_are_webvtt(db):
    document = ContentDocument(title="x", file=ContentFile(b"%PDF-1.7", name="a.pdf"))
    document.save()

    assert "WebVTT" in refusal(("video", video(captions=document.pk)))


def test_a_download_says_its_kind_and_its_weight(db):
    document = ContentDocument(title="Charte", file=ContentFile(b"%PDF-1.7" + b"x" * 2040, name="charte.pdf"))
    document.save()

    html = shown(("download", {"document": document.pk, "label": ""}))

    assert "Charte (PDF, 2,0\u00a0Kio)" in html


def test_a_lazy_stream_of_bare_strings_is_written_back_with_its_html_once_read():
    stream = StreamValue(BodyBlock(), [{"type": "text", "value": "Un", "id": "1"}], is_lazy=True)

    assert [block.value for block in stream] == ["Un"]
    assert stream.get_prep_value()[0]["value"]["html"] == "<p>Un</p>"


MARKS = [{"across": 20, "down": 30, "text": "Le titre."}, {"across": 80, "down": 30, "text": "Le bouton."}]


def marked(**changes):
    words = {"text": "Ouvrir.", "alternative": "Une page.", "decorative": False, "expected": "", "marks": MARKS}
    return ("gesture", words | {"image": saved_image().pk} | changes)


def test_the_numbers_on_a_capture_are_those_of_its_text(db):
    html = shown(marked())

    assert '<circle cx="20%" cy="30%"/><text x="20%" y="30%" dy="0.36em">1</text>' in html
    assert '<text x="80%" y="30%" dy="0.36em">2</text>' in html
    assert '<ol class="marked__words"><li>Le titre.</li><li>Le bouton.</li></ol>' in html


def test_a_gesture_of_before_marks_shows_its_capture_alone(db):
    html = shown(
        ("gesture", {"text": "Ouvrir.", "image": saved_image().pk, "alternative": "Une page.", "expected": ""})
    )

    assert "<img" in html
    assert "<svg" not in html


@pytest.mark.parametrize("changes", [{"alternative": "", "decorative": True}, {"image": None}])
def test_marks_are_laid_on_a_picture_that_says_something(db, changes):
    assert "Des repères se posent sur une image" in refusal(marked(**changes))


@pytest.mark.parametrize("across", [0, 100, -5])
def test_a_mark_stands_inside_its_picture(db, across):
    assert "across" in refusal(marked(marks=[{"across": across, "down": 50, "text": "Dehors."}]))
