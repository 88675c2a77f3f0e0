"""The first part of an import: the manifest, the files, the vocabulary, the media."""

import uuid
from typing import Any

from django.utils.translation import gettext as _

from media.licences import Licence
from packs.models import Pack

from . import files, media
from .files import PackFile
from .kinds import WORDS, kind_of, registered
from .places import Place
from .problems import PackError, Problem
from .run import MANIFEST, MANIFEST_KEYS, Import
from .settling import decide

IGNORED = {"readme", "license", "licence", "changelog"}


def read_manifest(run: Import) -> None:
    if not (run.folder / MANIFEST).is_file():
        raise PackError([Problem(MANIFEST, 0, _("A pack has a file pack.yaml at its root."))])
    file = files.read(run.folder / MANIFEST, MANIFEST, run.problems)
    if file is None:
        raise PackError(run.problems)
    place = Place(file, run.problems, run.known.get)
    run.manifest = place.mapping(file.data, MANIFEST_KEYS, ("uid", "title"))
    try:
        uid = uuid.UUID(str(run.manifest.get("uid", "")))
    except ValueError:
        place.at("uid").problem(_("The uid of a pack is a UUID, chosen once and for all."))
        raise PackError(run.problems) from None
    if run.manifest.get("licence", Licence.CC_BY_SA_4) not in Licence.values:
        place.at("licence").problem(_("This licence is not one of: %(known)s.") % {"known": ", ".join(Licence.values)})
    run.pack, _created = Pack.objects.update_or_create(
        uid=uid, defaults={"title": str(run.manifest.get("title", "")), "manifest": run.manifest}
    )


def read_files(run: Import) -> list[PackFile]:
    found = []
    for name, path in files.names_in(run.folder).items():
        aside = "/" not in name and path.stem.lower() in IGNORED
        if aside or name == MANIFEST or (name.startswith("media/") and name != media.LIST):
            continue
        if name not in WORDS and name != media.LIST and kind_of(PackFile(name, {})) is None:
            run.problems.append(Problem(name, 0, _("A pack holds no file of this name in this place.")))
        elif file := files.read(path, name, run.problems):
            found.append(file)
    return found


def import_words(run: Import, found: list[PackFile]) -> None:
    """The vocabulary first: everything else names it. A word whose name was changed here keeps it."""
    for model in WORDS.values():
        for word in model._default_manager.all():
            run.known[f"vocabulary/{model._meta.model_name}/{word.slug}"] = word
    for file in found:
        if file.path not in WORDS:
            continue
        model = WORDS[file.path]
        place = Place(file, run.problems, run.known.get)
        for order, entry in enumerate(place.items(file.data)):
            data = place.at(order).mapping(entry, ("slug", "name"), ("slug", "name"))
            if not data.get("slug") or not data.get("name"):
                continue
            word, created = model._default_manager.get_or_create(
                slug=data["slug"], defaults={"name": data["name"], "order": order}
            )
            if created:
                run.report.created.append(f"{file.path}#{word.slug}")
            run.known[f"vocabulary/{model._meta.model_name}/{word.slug}"] = word


def name_what_is_here(run: Import) -> None:
    """Contents of the site can be referred to, and are named, by the path that an export would give them."""
    for kind in registered():
        instances = list(kind.model._default_manager.all())
        for instance, path in zip(instances, kind.paths_of(instances), strict=True):
            name = PackFile(path, {}).reference
            run.known[name] = instance
            run.references.add(instance, name)
    for instance, name in media.names_of([*media.ContentImage.objects.all(), *media.ContentDocument.objects.all()]):
        run.known[f"media/{name}"] = instance
        run.references.add(instance, f"media/{name}")


def import_media(run: Import) -> None:
    listed = run.folder / media.LIST
    file = files.read(listed, media.LIST, run.problems) if listed.is_file() else PackFile(media.LIST, {})
    if file is None:
        return
    place = Place(file, run.problems, run.known.get)
    before = len(run.problems)
    loaded = media.load(run.folder, place, run.manifest)
    if len(run.problems) > before:
        return
    for path, instance, incoming, file_is_new in loaded:
        stored = media.find(media.name_of(instance))
        said = media.written(stored, _stored_bytes(stored)) if stored else ""
        if decide(run, path, said, incoming):
            if file_is_new:
                run.to_store.append(media.set_aside(instance, {one.name for one in run.to_store}))
            instance.save()
            _forget_renditions(instance, file_is_new)
        else:
            instance = stored
        run.known[path] = instance
        run.references.add(instance, f"media/{media.name_of(instance)}")


def _stored_bytes(instance: Any) -> bytes:
    try:
        with instance.file.storage.open(instance.file.name, "rb") as stored:
            return bytes(stored.read())
    except OSError:
        return b""


def _forget_renditions(instance: Any, file_is_new: bool) -> None:
    if file_is_new and hasattr(instance, "renditions"):
        instance.renditions.all().delete()
