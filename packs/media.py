"""The images and files of a pack: `media/…` and who made them, `media/media.yaml`."""

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files import File
from django.core.files.base import ContentFile
from django.core.files.storage import Storage
from django.utils.translation import gettext as _

from media import uploads
from media.models import ATTRIBUTION_FIELDS, ContentDocument, ContentImage

from . import fields, files
from .files import as_text
from .places import Place, References
from .problems import Problem
from .rehearsing import SiteChangedError

LIST = "media/media.yaml"
IMAGE_ENDINGS = {f".{ending}" for endings in uploads.IMAGE_EXTENSIONS.values() for ending in endings}
# The name that an image keeps: what comes as HEIC is a JPEG from then on.
CONVERTED = {".heic": ".jpg", ".heif": ".jpg"}
KEYS = ("title", *ATTRIBUTION_FIELDS)


@dataclass(frozen=True)
class FileToStore:
    """A file that waits for the rows that name it to be written."""

    storage: Storage
    name: str
    content: bytes

    def store(self) -> None:
        """Raises `SiteChangedError` when the name was taken meanwhile."""
        stored = self.storage.save(self.name, ContentFile(self.content))
        if stored != self.name:
            self.storage.delete(stored)
            raise SiteChangedError

    def take_back(self) -> None:
        self.storage.delete(self.name)


def set_aside(instance: Any, taken: Collection[str]) -> FileToStore:
    """Gives an image or a document the name that its file will have, without storing it."""
    file = instance.file
    content = file.file
    content.seek(0)
    kept = content.read()
    if isinstance(instance, ContentImage):
        instance.width, instance.height = file.width or 0, file.height or 0
        instance._set_image_file_metadata()
    else:
        instance._set_document_file_metadata()
    storage, longest = file.storage, file.field.max_length
    name = storage.get_available_name(file.field.generate_filename(instance, file.name), max_length=longest)
    while name in taken:
        path = PurePosixPath(name)
        name = storage.get_available_name(
            storage.get_alternative_name(str(path.with_suffix("")), path.suffix), max_length=longest
        )
    # Django would store the file now, with its row: in the public media, where a trial must leave nothing.
    file.name, file._committed = name, True
    return FileToStore(storage, name, kept)


def model_for(name: str) -> type[ContentImage] | type[ContentDocument]:
    return ContentImage if PurePosixPath(name).suffix.lower() in IMAGE_ENDINGS else ContentDocument


def keys_of(model: type) -> tuple[str, ...]:
    return (*KEYS, "long_description") if model is ContentImage else KEYS


def find(name: str) -> ContentImage | ContentDocument | None:
    """The image or document that stands for a file of the pack's `media` folder."""
    return model_for(name).objects.filter(pack_name=kept_name(name)).first()


def kept_name(name: str) -> str:
    path = PurePosixPath(name)
    return str(path.with_suffix(CONVERTED.get(path.suffix.lower(), path.suffix)))


def load(folder: Path, place: Place, manifest: dict[str, Any]) -> list[tuple[str, Any, str, bool]]:
    """
    Reads the list of media and makes, or finds, what each line says, unsaved.

    Returns (path, instance, digest of the incoming content, whether the file itself is new).
    """
    loaded = []
    listed = set()
    present = {name: path for name, path in files.names_in(folder / "media").items() if name != "media.yaml"}
    for index, entry in enumerate(place.items(place.file.data or [])):
        here = place.at(index)
        data = here.mapping(entry, ("file", *keys_of(ContentImage)), ("file", "title"))
        name = str(data.get("file", ""))
        if not name:
            continue
        if kept_name(name) in listed:
            here.problem(_("This file stands twice in the list."))
            continue
        listed |= {name, kept_name(name)}
        path = present.get(name)
        if not files.is_inside(name) or (path and not path.resolve().is_relative_to(folder.resolve())):
            here.at("file").problem(_("This path leads outside of the pack."))
        elif path is None or not path.is_file():
            here.at("file").problem(_("The file “%(name)s” is not in the folder media.") % {"name": name})
        elif found := _one(path, name, data, here, manifest):
            loaded.append(found)
    for name in present:
        if name not in listed:
            place.problems.append(
                Problem(f"media/{name}", 0, _("This file is not in media/media.yaml: say who made it and its licence."))
            )
    return loaded


def _one(
    path: Path, name: str, data: dict[str, Any], place: Place, manifest: dict[str, Any]
) -> tuple[str, Any, str, bool] | None:
    model = model_for(name)
    file = _cleaned(model, path, name, place.at("file"))
    if file is None:
        return None
    content = file.read()
    kept = kept_name(name)
    instance = model.objects.filter(pack_name=kept).first() or model(pack_name=kept)
    for key in keys_of(model):
        field: Any = model._meta.get_field(key)
        if key in data:
            value = fields.load(field, data[key], place.at(key), frozenset())
        elif key == "licence" and manifest.get("licence"):
            value = manifest["licence"]
        else:
            value = field.get_default()
        if value is not fields.UNSET:
            setattr(instance, key, value)
    is_new = instance.pk is None or _file_digest(instance) != hashlib.sha1(content, usedforsecurity=False).hexdigest()
    if is_new:
        try:
            instance.file = ContentFile(content, name=file.name)
        except Exception:
            # Another library reads the size of an image as soon as it has its file.
            place.problem(_("This image cannot be read."))
            return None
    return f"media/{name}", instance, written(instance, content), is_new


def _cleaned(model: type, path: Path, name: str, place: Place) -> File[Any] | None:
    """What is kept of a file, after the same checks as for a file that comes by a form; `None` when it is refused."""
    clean = uploads.clean_image if model is ContentImage else uploads.clean_document
    try:
        with path.open("rb") as opened:
            file = clean(File(opened, name=PurePosixPath(name).name))
            file.seek(0)
            return ContentFile(file.read(), name=file.name)
    except ValidationError as error:
        place.problem(" ".join(error.messages))
    except OSError:
        place.problem(_("This file cannot be read."))
    return None


def _file_digest(instance: Any) -> str:
    try:
        with instance.file.storage.open(instance.file.name, "rb") as stored:
            return hashlib.sha1(stored.read(), usedforsecurity=False).hexdigest()
    except OSError:
        return ""


def entry(instance: Any, name: str = "") -> dict[str, Any]:
    """The line of an image or document in the list."""
    data: dict[str, Any] = {"file": name or name_of(instance)}
    for key in keys_of(type(instance)):
        value = fields.dump(instance._meta.get_field(key), instance, References(), None, frozenset())
        if not fields.is_empty(value):
            data[key] = value
    return data


def name_of(instance: Any) -> str:
    """The name of its file in a pack. One that leads outside of the folder, kept from an old import, is not taken."""
    kept = instance.pack_name
    return kept if kept and files.is_inside(kept) else PurePosixPath(instance.file.name).name


def names_of(instances: Iterable[Any]) -> list[tuple[Any, str]]:
    """Each image and document with a name of its own: a file that came by a form may be called as one of a pack."""
    in_order = sorted(instances, key=lambda instance: (not instance.pack_name, instance.pk))
    taken: set[str] = set()
    named = []
    for instance in in_order:
        name = name_of(instance)
        if name.casefold() in taken:
            path = PurePosixPath(name)
            name = str(path.with_name(f"{path.stem}-{instance._meta.model_name}-{instance.pk}{path.suffix}"))
        taken.add(name.casefold())
        named.append((instance, name))
    return named


def written(instance: Any, content: bytes) -> str:
    """Credits and content of a file as one text, to tell whether either changed."""
    return as_text(LIST, [entry(instance)]) + hashlib.sha256(content).hexdigest()
