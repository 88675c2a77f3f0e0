"""
What may come in as an image or a document, from a form or from a pack alike.

Cleaning is idempotent and gives the same bytes for the same file, so that a pack imported twice changes nothing.
"""

import io
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import PurePosixPath
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.utils.translation import gettext as _
from PIL import Image, ImageFile, ImageOps, ImageSequence
from pillow_heif import register_heif_opener

from media.svg import clean_svg, looks_like_svg

register_heif_opener()

IMAGE_BYTES = 8 * 1024 * 1024
DOCUMENT_BYTES = 40 * 1024 * 1024
IMAGE_PIXELS = 40_000_000
IMAGE_EXTENSIONS = {
    "JPEG": ("jpg", "jpeg"),
    "MPO": ("jpg", "jpeg"),
    "PNG": ("png",),
    "WEBP": ("webp",),
    "AVIF": ("avif",),
    "GIF": ("gif",),
    "HEIF": ("heic", "heif"),
    "SVG": ("svg",),
}
OFFICE = {"odt", "ods", "odp", "docx", "xlsx", "pptx", "epub", "zip"}
TEXTS = {"txt", "md", "csv", "vtt", "srt", "ics"}
SOUNDS = {"mp3": (b"ID3", b"\xff\xfb", b"\xff\xf3", b"\xff\xf2"), "ogg": (b"OggS",), "opus": (b"OggS",)}
DOCUMENT_EXTENSIONS = sorted({"pdf", *OFFICE, *TEXTS, *SOUNDS})
# Depths that no format of the web can hold: a scanner's 16 bits of grey.
_DEEP_MODES = {"I;16", "I;16B", "I;16L", "I"}
_ANIMATED = {"GIF", "PNG", "WEBP", "AVIF"}
_QUALITIES = {"JPEG": {"quality": 90}, "WEBP": {"quality": 90}, "AVIF": {"quality": 80}}
# What a camera writes beside the picture: where, when, with what, by whom.
_METADATA = (
    "exif",
    "xmp",
    "XML:com.adobe.xmp",
    "photoshop",
    "comment",
    "Raw profile type exif",
    "Raw profile type iptc",
)


def clean_image(file: "File[bytes]") -> "File[bytes]":
    """
    The image turned upright, without positions nor other metadata; HEIC becomes JPEG, which every browser shows.

    Raises `ValidationError` with one sentence when it is too heavy, has too many pixels, is not what its name says,
    or holds something active.
    """
    name, extension = _name_of(file)
    content = _content_of(file, IMAGE_BYTES, _("This image weighs more than 8 MB."))
    if looks_like_svg(content):
        _expect(extension, "SVG")
        return _renamed(file, name, content, clean_svg(content))
    return _renamed(file, *_clean_raster(name, extension, content))


def _clean_raster(name: str, extension: str, content: bytes) -> tuple[str, bytes, bytes]:
    try:
        with _whole_files_only(), Image.open(io.BytesIO(content)) as image:
            kind = image.format or ""
            _expect(extension, kind)
            if image.width * image.height * max(1, getattr(image, "n_frames", 1)) > IMAGE_PIXELS:
                raise ValidationError(_("This image has more than 40 million pixels."))
            image.load()
            if kind == "HEIF":
                return f"{PurePosixPath(name).stem}.jpg", content, _saved(image.convert("RGB"), "JPEG")
            if kind in _ANIMATED and getattr(image, "is_animated", False):
                return name, content, _saved_moving(image, kind) if _has_metadata(image) else content
            is_changed = _has_metadata(image) or image.mode in _DEEP_MODES
            return name, content, _saved(image, kind) if is_changed else content
    except ValidationError:
        raise
    except Image.DecompressionBombError as error:
        raise ValidationError(_("This image has more than 40 million pixels.")) from error
    except Exception as error:
        # Decoders raise almost anything on a damaged file: none of it may become an error 500.
        raise ValidationError(_("This image cannot be read.")) from error


_one_at_a_time = threading.RLock()


@contextmanager
def _whole_files_only() -> Iterator[None]:
    """
    A file that was cut short is refused, whatever else this process did.

    Pillow keeps that choice for the whole process, and other libraries (WeasyPrint, when it is imported) make it too:
    the same photo would be refused by a fresh worker and accepted by one that has made a PDF.
    """
    with _one_at_a_time:
        before = ImageFile.LOAD_TRUNCATED_IMAGES
        ImageFile.LOAD_TRUNCATED_IMAGES = False
        try:
            yield
        finally:
            ImageFile.LOAD_TRUNCATED_IMAGES = before


def _has_metadata(image: Image.Image) -> bool:
    return bool(image.getexif()) or image.format == "MPO" or any(image.info.get(key) for key in _METADATA)


def _saved(image: Image.Image, kind: str) -> bytes:
    profile = image.info.get("icc_profile")
    upright = ImageOps.exif_transpose(_shallow(image))
    upright.info = {key: upright.info[key] for key in ("transparency",) if key in upright.info}
    output = io.BytesIO()
    kind = "JPEG" if kind == "MPO" else kind
    upright.save(output, kind, icc_profile=profile, exif=b"", **_QUALITIES.get(kind, {}))
    return output.getvalue()


def _shallow(image: Image.Image) -> Image.Image:
    """The image in 8 bits: Pillow's own conversion would turn every grey above 255 into white."""
    if image.mode not in _DEEP_MODES:
        return image
    shallow = image.point(lambda value: value * (1 / 256)).convert("L")
    shallow.info = {key: value for key, value in image.info.items() if key != "transparency"}
    return shallow


def _saved_moving(image: Image.Image, kind: str) -> bytes:
    """All the frames, each for as long as before, without what was written beside them."""
    frames: list[Image.Image] = []
    durations: list[int] = []
    for frame in ImageSequence.Iterator(image):
        frame.load()  # only then does a WebP know how long it is shown
        durations.append(round(frame.info.get("duration", 0)))
        upright = ImageOps.exif_transpose(frame.copy())
        upright.info = {key: upright.info[key] for key in ("transparency",) if key in upright.info}
        frames.append(upright)
    options: dict[str, Any] = {"duration": durations, **_QUALITIES.get(kind, {})}
    if "loop" in image.info:
        options["loop"] = image.info["loop"]
    if kind == "GIF":
        # Each frame is whole: the one before it is taken away, so that transparent pixels do not show it.
        options["disposal"] = 2
    else:
        options |= {"exif": b"", "icc_profile": image.info.get("icc_profile")}
    output = io.BytesIO()
    frames[0].save(output, kind, save_all=True, append_images=frames[1:], **options)
    return output.getvalue()


def clean_document(file: "File[bytes]") -> "File[bytes]":
    """
    The document, unchanged. Raises `ValidationError` when it is too heavy or is not what its name says.
    """
    _name, extension = _name_of(file)
    content = _content_of(file, DOCUMENT_BYTES, _("This file weighs more than 40 MB."))
    if extension not in DOCUMENT_EXTENSIONS:
        raise ValidationError(_("Files of this kind are not accepted: .%(extension)s") % {"extension": extension})
    if not _is_what_it_says(extension, content):
        raise ValidationError(_("This file is not what its name says: .%(extension)s") % {"extension": extension})
    return file


def _is_what_it_says(extension: str, content: bytes) -> bool:
    if extension == "pdf":
        return b"%PDF-" in content[:1024]
    if extension in OFFICE:
        return zipfile.is_zipfile(io.BytesIO(content))
    if extension in SOUNDS:
        return content.startswith(SOUNDS[extension])
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    return "\x00" not in text and not text.lstrip().lower().startswith(
        ("<!doctype", "<html", "<script", "<svg", "<?xml")
    )


def _name_of(file: "File[bytes]") -> tuple[str, str]:
    path = PurePosixPath((file.name or "").replace("\\", "/"))
    if ".." in path.parts or path.is_absolute() or "\x00" in str(path):
        raise ValidationError(_("The name of this file leads outside of its folder."))
    return path.name, path.suffix.lower().removeprefix(".")


def _content_of(file: "File[bytes]", limit: int, sentence: str) -> bytes:
    if file.size > limit:
        raise ValidationError(sentence)
    file.seek(0)
    content: bytes = file.read(limit + 1)
    file.seek(0)
    if len(content) > limit:
        raise ValidationError(sentence)
    if not content:
        raise ValidationError(_("This file is empty."))
    return content


def _expect(extension: str, kind: str) -> None:
    if kind not in IMAGE_EXTENSIONS:
        raise ValidationError(_("This is not an image that browsers show."))
    if extension not in IMAGE_EXTENSIONS[kind]:
        raise ValidationError(_("This file is not what its name says: .%(extension)s") % {"extension": extension})


def _renamed(file: "File[bytes]", name: str, before: bytes, after: bytes) -> "File[bytes]":
    return file if after == before and PurePosixPath(file.name or "").name == name else ContentFile(after, name=name)
