"""
Who names whom: kept in the same transaction as what is saved, drafts included.

`places_using` guards deletion and unpublishing; `pages_naming` gives pages the links back that they show.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import reduce
from operator import or_
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from wagtail.fields import StreamField
from wagtail.models import Page

from core.linked_files import pictures_linked_in
from core.models import ContentReference
from core.openness import open_pages

Key = tuple[int, int]


def targets_of(instance: models.Model) -> set[Key]:
    """What an object names: (content type, primary key) of pages, snippets and files, in fields, blocks and texts."""
    named = {key for field in _own_fields(type(instance)) for key in _targets_in(instance, field)}
    return named | {key_of(picture) for picture in pictures_linked_in(instance)}


def _own_fields(model: type[models.Model]) -> Iterator[Any]:
    """The fields that our models add; those that Wagtail keeps for itself name no content."""
    inherited = {field.name for field in Page._meta.get_fields()} if issubclass(model, Page) else set()
    for field in model._meta.get_fields():
        own = getattr(field, "concrete", False) and field.name not in inherited
        if own and not getattr(field.remote_field, "parent_link", False):
            yield field


def _targets_in(instance: models.Model, field: Any) -> Iterator[Key]:
    if isinstance(field, StreamField):
        for model, pk, _model_path, _content_path in field.extract_references(getattr(instance, field.name)):
            yield _type_id(model), int(pk)
    elif field.many_to_many and issubclass(field.related_model, models.Model):
        for target in getattr(instance, field.name).all():
            yield _type_id(type(target)), target.pk
    elif field.many_to_one and isinstance(pk := getattr(instance, field.attname), int):
        yield _type_id(field.related_model), pk


def _type_id(model: type[models.Model]) -> int:
    """Pages of every kind stand under one type, as choosers name them."""
    return ContentType.objects.get_for_model(Page if issubclass(model, Page) else model).pk


def key_of(instance: models.Model) -> Key:
    return _type_id(type(instance)), instance.pk


def record(instance: models.Model, *, is_draft: bool) -> None:
    """Replaces what is known of the references of an object, in its published form or in its latest draft."""
    source_type, source_id = key_of(instance)
    ContentReference.objects.filter(source_type=source_type, source_id=source_id, is_draft=is_draft).delete()
    ContentReference.objects.bulk_create(
        ContentReference(
            source_type_id=source_type,
            source_id=source_id,
            target_type_id=target_type,
            target_id=target_id,
            is_draft=is_draft,
        )
        for target_type, target_id in sorted(targets_of(instance))
    )


def forget(instance: models.Model, *, drafts: bool = True) -> None:
    source_type, source_id = key_of(instance)
    found = ContentReference.objects.filter(source_type=source_type, source_id=source_id)
    (found if drafts else found.filter(is_draft=False)).delete()


def places_using(instances: Iterable[models.Model]) -> list[models.Model]:
    """
    The contents that name any of these objects or a page below one of them, live or in a draft, in four queries.

    What goes away together does not count as a place.
    """
    gone = {key for keys in _with_pages_below(list(instances)) for key in keys}
    return _objects({source for source, _target in _naming(gone)} - gone)


def places_using_each(instances: Sequence[models.Model]) -> list[list[models.Model]]:
    """The places of each of these objects, as if it went alone; as many queries for a hundred as for one."""
    leaving = _with_pages_below(instances)
    naming = list(_naming({key for keys in leaving for key in keys}))
    objects = _objects({source for source, _target in naming})
    return [
        [place for place in objects if key_of(place) in {source for source, target in naming if target in gone} - gone]
        for gone in leaving
    ]


def _naming(keys: set[Key]) -> Iterator[tuple[Key, Key]]:
    """Who names any of these, and which."""
    wanted = Q()
    for type_id in {type_id for type_id, _pk in keys}:
        wanted |= Q(target_type=type_id, target_id__in=[pk for kind, pk in keys if kind == type_id])
    if keys:
        rows = ContentReference.objects.filter(wanted)
        for row in rows.values_list("source_type", "source_id", "target_type", "target_id"):
            yield row[:2], row[2:]


def _with_pages_below(instances: Sequence[models.Model]) -> list[set[Key]]:
    """Of each object, its own key and those of the pages below it."""
    paths = {one.path for one in instances if isinstance(one, Page) and one.numchild}
    below: list[tuple[int, str]] = []
    if paths:
        wanted = reduce(or_, (Q(path__startswith=path) for path in sorted(paths)))
        below = list(Page.objects.filter(wanted).values_list("pk", "path"))
    page_type = _type_id(Page)
    return [
        {
            key_of(one),
            *((page_type, pk) for pk, path in below if isinstance(one, Page) and path.startswith(one.path)),
        }
        for one in instances
    ]


def _objects(keys: Iterable[Key]) -> list[models.Model]:
    by_type: dict[int, list[int]] = {}
    for type_id, pk in keys:
        by_type.setdefault(type_id, []).append(pk)
    found: list[models.Model] = []
    for type_id, pks in sorted(by_type.items()):
        model = ContentType.objects.get_for_id(type_id).model_class()
        if model is not None:
            found += sorted(model._default_manager.filter(pk__in=pks), key=str)
    return found


def first_page_naming(target: models.Model) -> Page | None:
    """The first published page of the tree that names a content."""
    type_id, pk = key_of(target)
    sources = ContentReference.objects.filter(
        target_type=type_id, target_id=pk, source_type=_type_id(Page), is_draft=False
    )
    return open_pages(Page.objects.filter(pk__in=sources.values("source_id"))).order_by("path").first()


def pages_naming(target: models.Model, kinds: Sequence[type[Page]]) -> dict[type[Page], list[Page]]:
    """The published pages of some kinds that name a content, by kind and title: titles and addresses, in one query."""
    found: dict[type[Page], list[Page]] = {kind: [] for kind in kinds}
    if not kinds:
        return found
    by_type = {ContentType.objects.get_for_model(kind).pk: kind for kind in kinds}
    type_id, pk = key_of(target)
    sources = ContentReference.objects.filter(
        target_type=type_id, target_id=pk, source_type=_type_id(Page), is_draft=False
    )
    published = Page.objects.filter(pk__in=sources.values("source_id"), content_type__in=by_type)
    pages = open_pages(published, seen_from=target if isinstance(target, Page) else None)
    for page in pages.only("pk", "title", "url_path", "content_type").order_by("title"):
        found[by_type[page.content_type_id]].append(page)
    return found
