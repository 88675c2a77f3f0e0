"""Exporting all that a site publishes as a pack."""

import shutil
import uuid
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from core.jobs import Progress
from media.licences import Licence
from media.models import ContentDocument, ContentImage
from packs.models import Pack

from . import files, media
from .contents import written
from .kinds import WORDS, Kind, registered
from .places import References
from .problems import PackError, Problem
from .run import MANIFEST, MANIFEST_KEYS


def export_pack(target: Path, *, progress: Progress = lambda done, total, label: None) -> int:
    """
    Writes what the site publishes into an empty folder and returns the number of files.

    The same content gives the same bytes. Raises `PackError` when the folder is not empty.
    """
    if target.exists() and any(target.iterdir()):
        raise PackError([Problem(str(target), 0, _("This folder is not empty."))])
    contents = [found for kind in registered() for found in _with_paths(kind)]
    images = sorted(
        media.names_of([*ContentImage.objects.all(), *ContentDocument.objects.all()]), key=lambda one: one[1]
    )
    references = _references(contents, images)
    files.write(target, MANIFEST, _manifest())
    count = 1 + _export_words(target) + _export_media(target, images)
    for done, (kind, instance, path) in enumerate(contents):
        progress(done, len(contents), path)
        full = files.place_in(target, path)
        full.write_text(written(kind, instance, references), encoding="utf-8", newline="\n")
        count += 1
    progress(len(contents), len(contents), "")
    return count


def _with_paths(kind: Kind) -> Iterator[tuple[Kind, Any, str]]:
    instances = list(kind.objects())
    for instance, path in zip(instances, kind.paths_of(instances), strict=True):
        yield kind, instance, path


def _references(contents: Iterable[tuple[Kind, Any, str]], images: Iterable[tuple[Any, str]]) -> References:
    references = References()
    for _kind, instance, path in contents:
        references.add(instance, path.rsplit(".", 1)[0])
    for image, name in images:
        references.add(image, f"media/{name}")
    return references


def _manifest() -> dict[str, Any]:
    """The manifest of the pack that the site was made from, or one of its own."""
    packs = list(Pack.objects.order_by("imported_at")[:2])
    if len(packs) == 1:
        manifest = packs[0].manifest
        return {key: manifest[key] for key in MANIFEST_KEYS if manifest.get(key)}
    return {
        "uid": str(uuid.uuid5(uuid.NAMESPACE_URL, settings.SITE_URL)),
        "title": settings.WAGTAIL_SITE_NAME,
        "licence": str(Licence.CC_BY_SA_4),
        "language": settings.LANGUAGE_CODE,
    }


def _export_words(target: Path) -> int:
    count = 0
    for path, model in WORDS.items():
        if words := [{"slug": word.slug, "name": word.name} for word in model._default_manager.all()]:
            files.write(target, path, words)
            count += 1
    return count


def _export_media(target: Path, images: list[tuple[Any, str]]) -> int:
    for image, name in images:
        full = files.place_in(target, f"media/{name}")
        with image.file.storage.open(image.file.name, "rb") as stored, full.open("wb") as copy:
            shutil.copyfileobj(stored, copy)
    if images:
        files.write(target, media.LIST, [media.entry(image, name) for image, name in images])
    return len(images)
