"""The pictures of the library that running text names by a link to their file, as those that came with a question."""

import json
import re
from collections.abc import Iterator
from urllib.parse import unquote

from django.core.files.storage import default_storage
from django.db import models
from wagtail.fields import StreamField

from media.models import ContentImage

# Where an address ends in Markdown, and in the JSON of the blocks around it.
_NAME = r"([^\s()<>\"'\\?#]+)"


def pictures_linked_in(instance: models.Model) -> list[ContentImage]:
    """One query where a text names the address of a file, none elsewhere."""
    address = re.compile(re.escape(default_storage.url("")) + _NAME)
    names = {unquote(name) for text in _texts_of(instance) for name in address.findall(text)}
    return list(ContentImage.objects.filter(file__in=names)) if names else []


def _texts_of(instance: models.Model) -> Iterator[str]:
    for field in type(instance)._meta.concrete_fields:
        if isinstance(field, StreamField):
            value = getattr(instance, field.name)
            yield json.dumps(value.get_prep_value(), ensure_ascii=False, default=str)
        elif isinstance(field, models.TextField):
            yield str(getattr(instance, field.name) or "")
