import io

import pytest
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from PIL import Image

from home.models import TextPage
from media.models import ContentImage, ContentRendition
from media.renditions import images_of, make_renditions
from media.templatetags.media_tags import image_credit, picture
from media.uploads import clean_image


@pytest.fixture(autouse=True)
def no_remembered_rendition():
    """Wagtail remembers renditions by the key of their image, and each test begins again at 1."""
    cache.clear()


def saved_image(size=(1600, 800), mode="RGB"):
    output = io.BytesIO()
    Image.new(mode, size, "white").save(output, "PNG")
    image = ContentImage(title="Une capture", file=ContentFile(output.getvalue(), name="capture.png"))
    image.save()
    return image


def page_with(*images):
    value = {"alternative": "Un écran", "decorative": False, "caption": ""}
    return TextPage(
        title="À propos",
        slug="a-propos",
        body=[{"type": "image", "id": str(image.pk), "value": {**value, "image": image.pk}} for image in images],
    )


def test_the_images_of_the_blocks_of_a_page_are_found(db):
    first, second = saved_image(), saved_image()

    assert list(images_of(page_with(first, second))) == [first, second]


def test_publishing_makes_three_formats_in_two_widths_and_a_small_one_for_lists(db):
    image = saved_image()

    make_renditions(page_with(image))

    assert image.renditions.count() == 7
    assert {rendition.width for rendition in image.renditions.all()} == {240, 400, 800}


ACCEPTED = [
    ("PNG", ("1", "L", "LA", "P", "RGB", "RGBA", "I;16")),
    ("JPEG", ("L", "RGB", "CMYK")),
    ("WEBP", ("L", "RGB", "RGBA")),
    ("AVIF", ("L", "RGB", "RGBA")),
    ("GIF", ("1", "L", "P")),
    ("HEIF", ("L", "RGB", "RGBA")),
]


@pytest.mark.parametrize(("kind", "mode"), [(kind, mode) for kind, modes in ACCEPTED for mode in modes])
def test_every_kind_of_picture_that_is_accepted_is_made_in_every_size(db, kind, mode):
    output = io.BytesIO()
    Image.new(mode, (900, 30)).save(output, kind)
    name = f"image.{'heic' if kind == 'HEIF' else kind.lower()}"
    image = ContentImage(title="Une image", file=clean_image(ContentFile(output.getvalue(), name=name)))
    image.save()

    assert make_renditions(page_with(image)) == 1
    assert image.renditions.count() == 7


def test_a_picture_that_cannot_be_made_smaller_does_not_stop_the_others(db, caplog):
    bad, good = saved_image(), saved_image()
    with bad.file.storage.open(bad.file.name, "wb") as stored:
        stored.write(b"ce n'est plus une image")

    assert make_renditions(page_with(bad, good)) == 1

    assert good.renditions.count() == 7
    assert f"image {bad.pk}" in caplog.text


def test_a_picture_offers_what_exists_with_its_size(db):
    image = saved_image()
    make_renditions(page_with(image))

    html = picture(image, "Un écran")

    assert html.index("image/avif") < html.index("image/webp") < html.index("<img")
    assert html.count("400w") == html.count("800w") == 2
    assert 'width="800" height="400"' in html
    assert 'loading="lazy"' in html


def test_a_visit_makes_no_image(db):
    image = saved_image()

    html = picture(image, "Un écran")

    assert image.file.url in html
    assert 'width="1600" height="800"' in html
    assert not ContentRendition.objects.exists()


@pytest.mark.parametrize("size", [(300, 200), (600, 300)])
def test_a_small_image_is_not_enlarged(db, size):
    image = saved_image(size)
    make_renditions(page_with(image))

    assert f'width="{size[0]}" height="{size[1]}"' in picture(image, "x")
    assert "800w" not in picture(image, "x")


def test_a_schema_is_drawn_in_the_page(db):
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><text fill="currentColor">Mot</text></svg>'
    image = ContentImage(title="Schéma", file=ContentFile(svg, name="schema.svg"))
    image.save()

    assert make_renditions(page_with(image)) == 1
    assert picture(image, "Un mot").startswith("<svg")
    assert ">Mot</text>" in picture(image, "Un mot")
    assert picture(image, "Un mot").count('aria-label="Un mot"') == 1


def test_ten_figures_cost_no_more_queries_than_one(db, django_assert_num_queries):
    images = [saved_image() for _ in range(10)]
    few, many = page_with(images[0]), page_with(*images)
    with CaptureQueriesContext(connection) as for_few:
        few.body.stream_block.render(few.body)

    with django_assert_num_queries(len(for_few)):
        many.body.stream_block.render(many.body)


def test_an_alternative_text_is_escaped(db):
    assert "<script>" not in picture(saved_image(), '"><script>')


def test_a_credit_says_title_authors_source_licence_and_changes(db):
    image = saved_image()
    image.authors = "Ana Diop\nLéo Petit"
    image.source_title, image.source_url = "Carnet", "https://example.org/carnet"
    image.changes = "recadrée."

    credit = image_credit(image)

    assert "«\u00a0Une capture\u00a0»" in credit
    assert "Ana Diop, Léo Petit" in credit
    assert '<a href="https://example.org/carnet" rel="noopener">Carnet</a>' in credit
    assert "creativecommons.org/licenses/by-sa/4.0" in credit
    assert "recadrée." in credit
