"""Pictures for tests, shown by a published tutorial as editors would."""

import io

from django.core.files.base import ContentFile
from PIL import Image
from wagtail.models import Page

from media.models import ContentImage
from tests.content import tutorial

DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10"><path d="M0 0h20v10H0z"/></svg>'


def image(title: str = "Un salon ouvert", width: int = 40, **fields: object) -> ContentImage:
    output = io.BytesIO()
    Image.new("RGB", (width, 30), "white").save(output, "PNG")
    return ContentImage.objects.create(title=title, file=ContentFile(output.getvalue(), name="image.png"), **fields)


def drawing(title: str = "Trois portes", **fields: object) -> ContentImage:
    return ContentImage.objects.create(title=title, file=ContentFile(DRAWING, name="dessin.svg"), **fields)


def shown(picture: ContentImage, alternative: str = "Une salle et des chaises.", **fields: object) -> Page:
    """The page that shows it."""
    return tutorial(result_image=picture, result_alternative=alternative, **fields)
