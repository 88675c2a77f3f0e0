"""Model fields to and from the plain values of a pack."""

import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from wagtail.blocks import StreamValue
from wagtail.fields import StreamField

from text.fields import LinesField, MarkdownField

from . import blocks
from .places import Place, References

UNSET = object()


def load(field: "models.Field[Any, Any]", data: Any, place: Place, words: frozenset[type[models.Model]]) -> Any:
    """
    The Python value of a field, or `UNSET` when it could not be read.

    `words` are the models that are named by their bare slug (needs, themes, audiences).
    """
    value: Any
    match field:
        case ClusterTaggableManager():
            return [place.at(index).scalar(item) for index, item in enumerate(place.items(data))]
        case models.ManyToManyField():
            return _load_many(field, data, place, words)
        case models.ForeignKey():
            return place.reference(data, [field.related_model])
        case StreamField():
            raw = blocks.load_stream(field.stream_block, data, place)
            return StreamValue(field.stream_block, raw, is_lazy=True)
        case LinesField():
            return "\n".join(place.at(index).scalar(item) for index, item in enumerate(place.items(data)))
        case models.BooleanField():
            return blocks.boolean(data, place)
        case models.IntegerField():
            value = blocks.number(data, place)
        case models.DateField():
            value = blocks.date(data, place)
        case MarkdownField():
            value = place.linked(place.scalar(data).strip())
        case _:
            value = place.scalar(data).strip()
    return _cleaned(field, value, place)


def _cleaned(field: "models.Field[Any, Any]", value: Any, place: Place) -> Any:
    if field.choices and value not in {"", *dict(field.flatchoices)}:
        place.problem(
            _("“%(value)s” is not known here. Known: %(known)s.")
            % {"value": value, "known": ", ".join(str(key) for key, _label in field.flatchoices if key)}
        )
        return UNSET
    try:
        return field.clean(value, None)
    except ValidationError as error:
        place.problem(" ".join(error.messages))
        return UNSET


def _load_many(
    field: "models.ManyToManyField[Any, Any]", data: Any, place: Place, words: frozenset[type[models.Model]]
) -> list[models.Model]:
    model = field.related_model
    targets = []
    for index, item in enumerate(place.items(data)):
        here = place.at(index)
        target = _word(model, here.scalar(item), here) if model in words else here.reference(item, [model])
        if target is not None:
            targets.append(target)
    return targets


def _word(model: type[models.Model], slug: str, place: Place) -> models.Model | None:
    target = place.resolve(f"vocabulary/{model._meta.model_name}/{slug}")
    if target is None:
        place.problem(
            _("“%(slug)s” is not in the vocabulary (%(kind)s).")
            % {"slug": slug, "kind": model._meta.verbose_name_plural}
        )
    return target


def dump(
    field: "models.Field[Any, Any]", instance: models.Model, references: References, uid: Any, words: frozenset[type]
) -> Any:
    """The plain value of a field of an object, `None` when there is nothing to write."""
    value = getattr(instance, field.name)
    match field:
        case ClusterTaggableManager():
            return sorted(str(tag) for tag in value.all())
        case models.ManyToManyField():
            related = list(value.all())
            return (
                sorted(t.slug for t in related)
                if field.related_model in words
                else sorted(filter(None, map(references.name, related)))
            )
        case models.ForeignKey():
            return references.name(value)
        case StreamField():
            return blocks.dump_stream(field.stream_block, value, references, blocks.IdKeeper(uid, (field.name,)))
        case LinesField():
            return [line.strip() for line in value.splitlines() if line.strip()]
        case MarkdownField():
            return references.named(value)
        case models.BooleanField():
            return value or None
        case models.DateField() | models.IntegerField():
            return value
    return str(value or "")


def is_empty(value: Any) -> bool:
    return value is None or (not isinstance(value, bool | int | datetime.date) and not value)
