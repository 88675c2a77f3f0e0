"""What a pack may hold that is not as it should be: each thing is said by file and line, and nothing stays."""

import io
import unicodedata
import zipfile
from pathlib import Path

import pytest
from PIL import Image

from media.models import ContentDocument, ContentImage
from packs.exporting import export_pack
from packs.importing import import_pack

from .conftest import FILES
from .test_importing import problems_of, zipped


def picture(kind="PNG", **options) -> bytes:
    output = io.BytesIO()
    Image.new("RGB", (60, 40), "white").save(output, kind, **options)
    return output.getvalue()


def with_media(pack: Path, **named: bytes) -> Path:
    """The pack with these files in `media/`, all of them listed."""
    listed = "".join(f"- file: {name}\n  title: Un fichier\n" for name in named)
    (pack / "media").mkdir(exist_ok=True)
    (pack / "media/media.yaml").write_text(listed, encoding="utf-8")
    for name, content in named.items():
        (pack / "media" / name).parent.mkdir(parents=True, exist_ok=True)
        (pack / "media" / name).write_bytes(content)
    return pack


def files_in(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("photo.tiff", picture("TIFF")),
        ("photo.png", picture("JPEG")),
        ("photo.jpg", picture("JPEG")[:200]),
        ("photo.gif", b""),
        ("schema.svg", b'<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'),
        ("photo.heic", b"ce n'est pas une photo"),
        ("film.webm", b"\x1aE\xdf\xa3"),
        ("texte.pdf", b""),
        ("texte.odt", b"pas un zip"),
    ],
)
def test_a_file_that_is_refused_is_named_with_its_line_and_leaves_nothing(pack, media_folder, name, content):
    with_media(pack, **{"bonne.png": picture(), name: content})

    found = problems_of(pack)

    assert [line.split(" : ")[0] for line in found] == ["media/media.yaml:3"]
    assert files_in(media_folder) == []


def test_a_trial_and_a_refused_import_leave_no_picture(pack, media_folder):
    with_media(pack, **{"photo.png": picture()})

    import_pack(pack, dry_run=True)
    assert files_in(media_folder) == []

    (pack / "pages/aide.md").write_text("---\ntitle: Aide\ninconnu: oui\n---\n", encoding="utf-8")
    problems_of(pack)
    assert files_in(media_folder) == []


def test_a_photo_of_a_telephone_comes_as_a_jpeg_and_leaves_as_one(pack, tmp_path):
    with_media(pack, **{"photo.heic": picture("HEIF")})

    import_pack(pack)

    assert ContentImage.objects.get().pack_name == "photo.jpg"
    assert import_pack(pack).created == []
    export_pack(tmp_path / "export")
    assert import_pack(tmp_path / "export").conflicts == []
    assert (tmp_path / "export/media/photo.jpg").exists()


@pytest.mark.parametrize(
    ("path", "text", "place"),
    [
        ("pages/aide.md", "---\nUne boîte à idées\n---\nTexte.\n", "pages/aide.md:2"),
        ("pages/aide.md", "---\n- une liste\n---\nTexte.\n", "pages/aide.md:2"),
        ("pages/aide.md", "---\ntitle:\u00a0Aide\n---\nTexte.\n", "pages/aide.md:2"),
        ("quizzes/les-bases.yaml", "Un quiz\n", "quizzes/les-bases.yaml:1"),
        ("quizzes/les-bases.yaml", "- un\n- deux\n", "quizzes/les-bases.yaml:1"),
        ("pack.yaml", "Un paquet\n", "pack.yaml:1"),
        ("media/media.yaml", "Une image\n", "media/media.yaml:1"),
        ("vocabulary/needs.yaml", "slug: un\n", "vocabulary/needs.yaml:1"),
    ],
)
def test_settings_that_are_none_are_said_by_line(altered, path, text, place):
    assert any(line.startswith(f"{place} : ") for line in problems_of(altered({path: text})))


@pytest.mark.parametrize("value", ["9" * 6000, "2026-02-30", "1e99999", "0x" + "f" * 6000])
def test_what_yaml_would_take_for_a_number_or_a_day_is_a_text_in_a_quiz(altered, value):
    quiz = FILES["quizzes/les-bases.yaml"].replace("Un serveur est un ordinateur.", value)

    assert import_pack(altered({"quizzes/les-bases.yaml": quiz})).conflicts == []


def test_what_macs_and_windows_leave_in_folders_is_passed_over(pack):
    with_media(pack, **{"photo.png": picture()})
    for name in (".DS_Store", "media/.DS_Store", "media/Thumbs.db", "pages/desktop.ini", "media/._photo.png"):
        (pack / name).write_bytes(b"\x00\x01")

    assert "media/photo.png" in import_pack(pack).created


def test_what_a_mac_adds_to_an_archive_is_passed_over_and_its_accents_are_ours(db, tmp_path):
    texts = {path: text.encode() for path, text in FILES.items()}
    named = unicodedata.normalize("NFD", "media/réunion.png")
    listed = "- file: réunion.png\n  title: Une réunion\n".encode()
    target = zipped(
        {**texts, named: picture(), "media/media.yaml": listed, "__MACOSX/media/._reunion.png": b"x"},
        tmp_path / "pack.zip",
    )

    assert unicodedata.normalize("NFC", "media/réunion.png") in import_pack(target).created


@pytest.mark.parametrize("name", ["../ailleurs.txt", "../../code/README.md", "/etc/hostname", "a/../b.txt", "a\\b.txt"])
def test_a_file_called_outside_of_the_media_is_refused(pack, name):
    (pack.parent / "ailleurs.txt").write_text("à côté", encoding="utf-8")
    (pack / "media").mkdir()
    (pack / "media/media.yaml").write_text(f"- file: {name}\n  title: Un fichier\n", encoding="utf-8")

    assert any(line.startswith("media/media.yaml:1") for line in problems_of(pack))
    assert not ContentDocument.objects.exists()


def test_a_name_kept_from_an_old_import_does_not_lead_out_of_an_export(pack, tmp_path):
    with_media(pack, **{"note.txt": b"Une note."})
    import_pack(pack)
    ContentDocument.objects.update(pack_name="../../voisin/note.txt")

    export_pack(tmp_path / "exports/site")

    assert files_in(tmp_path / "exports/site/media") == ["media.yaml", "note.txt"]
    assert not (tmp_path / "voisin").exists()


def test_two_files_of_the_same_name_are_both_exported(pack, tmp_path):
    with_media(pack, **{"photo.png": picture()})
    import_pack(pack)
    ContentImage.objects.create(title="Une autre", file=ContentImage.objects.get().file, width=60, height=40)

    export_pack(tmp_path / "export")

    assert len(files_in(tmp_path / "export/media")) == 3


def test_many_small_files_of_zeros_count_as_a_whole(db, tmp_path):
    target = tmp_path / "pack.zip"
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("pack.yaml", FILES["pack.yaml"])
        for number in range(60):
            archive.writestr(f"pages/page-{number}.md", bytes(900_000))

    assert ["pack.zip" in line for line in problems_of(target)] == [True]


def test_a_damaged_archive_is_refused(db, tmp_path):
    target = zipped({path: text.encode() * 50 for path, text in FILES.items()}, tmp_path / "pack.zip")
    content = bytearray(target.read_bytes())
    content[60:90] = b"\xff" * 30
    target.write_bytes(content)

    assert len(problems_of(target)) == 1


def test_a_capture_without_words_is_refused_with_the_sentence_of_the_form(pack):
    with_media(pack, **{"ecran.png": picture()})
    tutorial = pack / "sheets/tutorials/sondage.md"
    gesture = "title: Ouvrir la page\n"
    text = tutorial.read_text(encoding="utf-8").replace(gesture, f"{gesture}    image: media/ecran.png\n")
    tutorial.write_text(text, encoding="utf-8")

    found = problems_of(pack)

    assert [line.split(" : ")[0] for line in found] == ["sheets/tutorials/sondage.md:7"]
    assert "texte de remplacement" in found[0]


def test_a_picture_of_the_result_without_words_is_refused_with_the_sentence_of_the_form(pack, media_folder):
    with_media(pack, **{"resultat.png": picture()})
    tutorial = pack / "sheets/tutorials/sondage.md"
    text = tutorial.read_text(encoding="utf-8").replace("result: ", "result_image: media/resultat.png\nresult: ", 1)
    tutorial.write_text(text, encoding="utf-8")

    found = problems_of(pack)

    assert len(found) == 1
    assert found[0].startswith("sheets/tutorials/sondage.md:")
    assert "Dites en une phrase ce que montre la capture." in found[0]
    assert files_in(media_folder) == []
