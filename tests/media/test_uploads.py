import io
import struct
import zipfile
import zlib

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.urls import reverse
from PIL import Image, ImageFile, ImageSequence

from media.models import ContentDocument, ContentImage
from media.svg import drawn_inline
from media.uploads import DOCUMENT_BYTES, IMAGE_BYTES, clean_document, clean_image

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 10 10">{}</svg>'
GPS_LATITUDE = 2


def picture(kind="PNG", size=(40, 20), name="", **options):
    output = io.BytesIO()
    Image.new("RGB", size, "white").save(output, kind, **options)
    return ContentFile(output.getvalue(), name=name or f"image.{kind.lower()}")


def positioned(kind):
    """A picture taken sideways, with the place where it was taken."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif.get_ifd(0x8825)[GPS_LATITUDE] = (48.0, 51.0, 24.0)
    return picture(kind, exif=exif.tobytes())


def schema(inside, name="schema.svg"):
    return ContentFile(SVG.format(inside).encode(), name=name)


def opened(file):
    file.seek(0)
    return Image.open(io.BytesIO(file.read()))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_positions_are_removed_and_the_picture_turned_upright(kind):
    cleaned = clean_image(positioned(kind))

    assert dict(opened(cleaned).getexif()) == {}
    assert opened(cleaned).size == (20, 40)


def test_a_heic_photo_becomes_a_jpeg_without_its_position():
    cleaned = clean_image(ContentFile(positioned_heif(), name="photo.heic"))

    assert cleaned.name == "photo.jpg"
    assert opened(cleaned).format == "JPEG"
    assert dict(opened(cleaned).getexif()) == {}


def positioned_heif():
    exif = Image.Exif()
    exif.get_ifd(0x8825)[GPS_LATITUDE] = (48.0, 51.0, 24.0)
    output = io.BytesIO()
    Image.new("RGB", (64, 64)).save(output, "HEIF", exif=exif.tobytes())
    return output.getvalue()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_cleaning_twice_gives_the_same_bytes(kind):
    once = clean_image(positioned(kind))
    before = once.read()

    assert clean_image(once).read() == before


def test_a_picture_without_metadata_keeps_its_bytes():
    file = picture("JPEG")

    assert clean_image(file) is file


@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        (ContentFile(b"x" * (IMAGE_BYTES + 1), name="a.png"), "pèse plus de 8"),
        (picture("PNG", name="a.jpg"), "n’est pas ce que dit son nom"),
        (ContentFile(b"%PDF-1.4", name="a.png"), "ne peut pas être lue"),
        (ContentFile(b"", name="a.png"), "vide"),
        (picture("BMP", name="a.bmp"), "que montrent les navigateurs"),
        (ContentFile(b"\x89PNG\r\n\x1a\n" + b"x" * 60, name="a.png"), "ne peut pas être lue"),
        (schema("<script>alert(1)</script>"), "script"),
        (schema('<rect onload="alert(1)"/>'), "script"),
        (schema("<foreignObject/>"), "foreignObject"),
        (schema('<animate attributeName="href" values="javascript:alert(1)"/>'), "animate"),
        (schema('<a href="javascript:alert(1)"><text>x</text></a>'), "«\u00a0a\u00a0»"),
        (schema('<image href="https://example.org/a.png"/>'), "autre fichier ou site"),
        (schema('<use xlink:href="https://example.org/a.svg#b"/>'), "autre fichier ou site"),
        (schema('<image href="data:image/svg+xml;base64,PHN2Zz4="/>'), "autre fichier ou site"),
        (schema("<style>@import 'https://example.org/a.css';</style>"), "autre fichier ou site"),
        (schema('<rect fill="url(https://example.org/a)"/>'), "autre fichier ou site"),
        (schema('<rect style="fill:u\\72l(x)"/>'), "autre fichier ou site"),
        (schema('<rect fill="\\75rl(https://example.org/a)"/>'), "autre fichier ou site"),
        (schema('<rect mask="u/**/rl(https://example.org/a)"/>'), "autre fichier ou site"),
        (schema("<rect mask=\"image-set('https://example.org/a' 1x)\"/>"), "autre fichier ou site"),
        (schema('<use HREF="https://example.org/a.svg#b"/>'), "autre fichier ou site"),
        (schema('<rect STYLE="fill:u\\72l(x)"/>'), "autre fichier ou site"),
        (schema("<style>rect{}<g/>@import 'https://example.org/a.css';</style>"), "autre fichier ou site"),
        (
            ContentFile(
                b'<?xml version="1.0"?><?xml-stylesheet href="https://example.org/a.css"?>'
                b'<svg xmlns="http://www.w3.org/2000/svg"/>',
                name="a.svg",
            ),
            "autre fichier ou site",
        ),
        (schema("<g>" * 200 + "</g>" * 200), "en sécurité"),
        (schema("", name="schema.png"), "n’est pas ce que dit son nom"),
        (ContentFile(b"<svg", name="a.svg"), "en sécurité"),
        (
            ContentFile(
                b'<!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg">&a;</svg>', name="a.svg"
            ),
            "en sécurité",
        ),
    ],
)
def test_a_bad_image_is_refused_with_a_sentence(file, sentence):
    with pytest.raises(ValidationError) as refusal:
        clean_image(file)

    assert sentence in refusal.value.messages[0]


def test_what_stays_inside_a_schema_is_kept_in_every_spelling():
    file = schema(
        """<g id="a"/><rect fill="url( '#a' )" aria-label="Image(s)"/><style>rect { fill: url("#a") }</style>"""
    )

    assert clean_image(file) is file


def cut_short():
    whole = picture("JPEG", size=(400, 400)).read()
    return ContentFile(whole[: len(whole) // 2], name="photo.jpg")


def test_a_photo_that_was_cut_short_is_refused_whatever_the_process_did_before(monkeypatch):
    """WeasyPrint 69 sets `LOAD_TRUNCATED_IMAGES` of Pillow for the whole process when it is imported."""
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)

    with pytest.raises(ValidationError):
        clean_image(cut_short())

    assert ImageFile.LOAD_TRUNCATED_IMAGES is True


def test_a_scan_in_16_bits_of_grey_keeps_its_greys():
    output = io.BytesIO()
    scan = Image.new("I;16", (2, 1))
    scan.putpixel((0, 0), 64 * 256)
    scan.putpixel((1, 0), 192 * 256)
    scan.save(output, "PNG")

    cleaned = opened(clean_image(ContentFile(output.getvalue(), name="scan.png")))

    assert cleaned.mode == "L"
    assert [cleaned.getpixel((0, 0)), cleaned.getpixel((1, 0))] == [64, 192]


def moving(kind, **metadata):
    first, *others = (Image.new("RGB", (20, 10), colour) for colour in ("red", "green", "blue"))
    output = io.BytesIO()
    first.save(output, kind, save_all=True, append_images=others, duration=[100, 200, 300], loop=0, **metadata)
    return ContentFile(output.getvalue(), name=f"images.{kind.lower()}")


def exif_of_a_camera():
    exif = Image.Exif()
    exif[0x010F] = "Un appareil"
    return exif.tobytes()


@pytest.mark.parametrize(
    ("kind", "metadata"),
    [("GIF", {"comment": b"Lieu"}), ("PNG", {"exif": exif_of_a_camera()}), ("WEBP", {"exif": exif_of_a_camera()})],
)
def test_images_that_move_keep_their_frames_and_lose_what_was_written_beside(kind, metadata):
    cleaned = opened(clean_image(moving(kind, **metadata)))

    frames = [
        (frame.convert("RGB").getpixel((5, 5)), frame.info["duration"]) for frame in ImageSequence.Iterator(cleaned)
    ]
    assert [round(duration) for _pixel, duration in frames] == [100, 200, 300]
    assert [max(range(3), key=pixel.__getitem__) for pixel, _duration in frames] == [0, 1, 2]
    assert dict(cleaned.getexif()) == {}
    assert not cleaned.info.get("comment")


def test_a_pixel_bomb_is_refused_before_it_is_unpacked():
    header = struct.pack(">IIBBBBB", 50_000, 50_000, 8, 2, 0, 0, 0)
    chunk = b"IHDR" + header
    png = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + chunk + struct.pack(">I", zlib.crc32(chunk))

    with pytest.raises(ValidationError) as refusal:
        clean_image(ContentFile(png + b"\x00\x00\x00\x00IDAT", name="bombe.png"))

    assert "40\u00a0millions" in refusal.value.messages[0]


@pytest.mark.parametrize("name", ["../a.png", "a/../../b.png", "..\\a.png", "/etc/a.png"])
def test_a_name_that_leads_elsewhere_is_refused(name):
    file = picture("PNG")
    file.name = name

    with pytest.raises(ValidationError) as refusal:
        clean_image(file)

    assert "dossier" in refusal.value.messages[0]


def test_a_clean_schema_keeps_its_bytes():
    file = schema('<title>Un schéma</title><text fill="currentColor">Mot</text><use href="#a"/><g id="a"/>')

    assert clean_image(file) is file


def test_what_a_drawing_program_adds_is_dropped():
    file = schema('<metadata/><g xmlns:ink="http://inkscape.org" ink:label="x"><ink:view/><path d="M0 0"/></g>')

    cleaned = clean_image(file).read().decode()

    assert "metadata" not in cleaned
    assert "inkscape" not in cleaned
    assert "<path" in cleaned


def test_a_schema_is_drawn_in_the_page_with_its_own_ids_and_its_words():
    content = SVG.format('<defs><g id="a"/></defs><use xlink:href="#a"/><rect fill="url(#a)"/>').encode()

    drawn = drawn_inline(content, "s7-", "Deux serveurs")

    assert 'id="s7-a"' in drawn
    assert 'href="#s7-a"' in drawn
    assert "url(#s7-a)" in drawn
    assert 'aria-label="Deux serveurs"' in drawn
    assert "xmlns" not in drawn


def test_an_inline_drawing_is_named_by_the_alternative_of_the_page_and_its_references_follow_its_ids():
    inner = (
        '<title id="t">Titre</title><desc id="d">Deux</desc><g aria-describedby="d t"><rect width="1" height="1"/></g>'
    )
    content = SVG.format(inner).replace("<svg ", '<svg aria-labelledby="t d" ', 1).encode()

    drawn = drawn_inline(content, "s7-", "Deux serveurs")

    assert "aria-labelledby" not in drawn
    assert 'aria-label="Deux serveurs"' in drawn
    assert 'aria-describedby="s7-d s7-t"' in drawn


def test_a_schema_with_styles_of_its_own_stays_apart():
    assert drawn_inline(SVG.format("<style>rect{fill:red}</style>").encode(), "s7-", "x") == ""


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", b"%PDF-1.7 ..."),
        ("a.vtt", "WEBVTT\n\n00:00.000 --> 00:01.000\nÉté".encode()),
        ("a.csv", "é;à".encode("cp1252")),
    ],
)
def test_a_good_document_is_kept_as_it_is(name, content):
    file = ContentFile(content, name=name)

    assert clean_document(file) is file


def test_an_office_document_is_a_zip():
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")

    assert clean_document(ContentFile(output.getvalue(), name="a.odt"))


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.exe", b"MZ", "ne sont pas acceptés"),
        ("a.html", b"<html>", "ne sont pas acceptés"),
        ("a.svg", b"<svg>", "ne sont pas acceptés"),
        ("a.pdf", b"<html>", "n’est pas ce que dit son nom"),
        ("a.odt", b"pas un zip", "n’est pas ce que dit son nom"),
        ("a.txt", b"<script>alert(1)</script>", "n’est pas ce que dit son nom"),
        ("a.md", b"\x00\x01", "n’est pas ce que dit son nom"),
        ("a.pdf", b"", "vide"),
        ("../a.pdf", b"%PDF-1.7", "dossier"),
    ],
)
def test_a_bad_document_is_refused_with_a_sentence(name, content, sentence):
    file = ContentFile(content)
    file.name = name

    with pytest.raises(ValidationError) as refusal:
        clean_document(file)

    assert sentence in refusal.value.messages[0]


def test_a_document_of_more_than_40_megabytes_is_refused():
    file = ContentFile(b"%PDF-1.7", name="a.pdf")
    file.size = DOCUMENT_BYTES + 1

    with pytest.raises(ValidationError):
        clean_document(file)


def test_saving_an_image_cleans_it_also_without_a_form(db):
    image = ContentImage(title="Photo", file=positioned("JPEG"))
    image.save()

    assert (image.width, image.height) == (20, 40)
    assert dict(Image.open(image.file.path).getexif()) == {}


def test_saving_a_bad_file_without_a_form_raises(db):
    with pytest.raises(ValidationError):
        ContentImage(title="x", file=schema("<script/>")).save()

    with pytest.raises(ValidationError):
        ContentDocument(title="x", file=ContentFile(b"MZ", name="a.exe")).save()


def test_the_form_refuses_a_schema_with_a_script_in_plain_words(administrator, signed_in):
    response = signed_in(administrator).post(
        reverse("wagtailimages:add"),
        {
            "title": "x",
            "file": schema("<script>alert(1)</script>"),
            "collection": 1,
            "licence": "cc-by-4.0",
            "tags": "",
        },
    )

    assert "Cette image SVG" in response.content.decode()
    assert not ContentImage.objects.exists()
