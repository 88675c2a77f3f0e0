"""
What may come in as an image or a document, from a form or from a pack alike.

Cleaning is idempotent and gives the same bytes for the same file, so that a pack imported twice changes nothing.
"""

import io
import zipfile
from pathlib import PurePosixPath

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.utils.translation import gettext as _
from PIL import Image, ImageOps
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
        with Image.open(io.BytesIO(content)) as image:
            kind = image.format or ""
            _expect(extension, kind)
            if image.width * image.height * max(1, getattr(image, "n_frames", 1)) > IMAGE_PIXELS:
                raise ValidationError(_("This image has more than 40 million pixels."))
            image.load()
            if kind == "HEIF":
                return f"{PurePosixPath(name).stem}.jpg", content, _saved(image.convert("RGB"), "JPEG")
            return name, content, _saved(image, kind) if _has_metadata(image) else content
    except ValidationError:
        raise
    except Image.DecompressionBombError as error:
        raise ValidationError(_("This image has more than 40 million pixels.")) from error
    except Exception as error:
        # Decoders raise almost anything on a damaged file: none of it may become an error 500.
        raise ValidationError(_("This image cannot be read.")) from error


def _has_metadata(image: Image.Image) -> bool:
    return bool(image.getexif()) or image.format == "MPO" or any(image.info.get(key) for key in _METADATA)


def _saved(image: Image.Image, kind: str) -> bytes:
    profile = image.info.get("icc_profile")
    upright = ImageOps.exif_transpose(image)
    upright.info = {key: upright.info[key] for key in ("transparency",) if key in upright.info}
    output = io.BytesIO()
    options = {"JPEG": {"quality": 90}, "WEBP": {"quality": 90}, "AVIF": {"quality": 80}}
    kind = "JPEG" if kind == "MPO" else kind
    upright.save(output, kind, icc_profile=profile, exif=b"", **options.get(kind, {}))
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
