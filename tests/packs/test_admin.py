import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from core.cut_work import beat
from core.jobs import State, create
from core.models import GlossaryTerm, Product
from packs import jobs
from packs.importing import import_pack
from resources.models import ToolSheet


@pytest.fixture
def zipped(pack) -> SimpleUploadedFile:
    return zip_of(pack)


def zipped_with(pack, path: str, old: str, new: str) -> SimpleUploadedFile:
    (pack / path).write_text((pack / path).read_text("utf-8").replace(old, new), "utf-8")
    return zip_of(pack)


def zip_of(pack) -> SimpleUploadedFile:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for path in pack.rglob("*"):
            if path.is_file():
                archive.write(path, path.relative_to(pack))
    return SimpleUploadedFile("paquet.zip", content.getvalue(), "application/zip")


def send(client, upload, **choices):
    return client.post(reverse("packs"), {"pack": upload, **choices}, follow=True)


def test_a_trial_says_what_would_come_and_an_import_brings_it(administrator, signed_in, zipped):
    client = signed_in(administrator)

    trial = send(client, zipped, is_trial="on").content.decode()
    assert "C’était un essai" in trial
    assert "sheets/tools/framadate.md" in trial
    assert not ToolSheet.objects.exists()

    zipped.seek(0)
    done = send(client, zipped).content.decode()
    assert "Le paquet est arrivé." in done
    assert ToolSheet.objects.get().live


def test_what_was_edited_on_both_sides_is_decided_on_the_page(administrator, signed_in, pack):
    import_pack(pack)
    tool = ToolSheet.objects.get()
    tool.summary = "Corrigé ici."
    tool.save_revision().publish()
    changed = zipped_with(pack, "sheets/tools/framadate.md", "Trouver une date.", "Changé dans le paquet.")
    client = signed_in(administrator)

    page = send(client, changed)
    assert "décidez pour les contenus modifiés des deux côtés" in page.content.decode()
    assert ToolSheet.objects.get().summary == "Corrigé ici."

    client.post(page.request["PATH_INFO"] + "decider/", {"decision": "theirs"}, follow=True)
    assert ToolSheet.objects.get().summary == "Changé dans le paquet."


def test_only_what_was_shown_is_imported(administrator, signed_in, zipped):
    client = signed_in(administrator)
    trial = send(client, zipped, is_trial="on")
    product = Product.objects.create(name="Doodle", slug="doodle")

    page = client.post(trial.request["PATH_INFO"] + "decider/", follow=True)

    assert "Le site a changé depuis ce que vous avez vu" in page.content.decode()
    assert not ToolSheet.objects.exists()

    product.delete()
    client.post(trial.request["PATH_INFO"] + "decider/", follow=True)
    assert ToolSheet.objects.get().live


def test_what_is_wrong_is_listed(administrator, signed_in, db):
    upload = SimpleUploadedFile("paquet.zip", b"rien", "application/zip")

    page = send(signed_in(administrator), upload).content.decode()

    assert "Rien n’a changé" in page
    assert "n’est pas une archive zip" in page


def test_the_content_is_taken_away_as_a_zip(administrator, signed_in, pack):
    import_pack(pack)
    client = signed_in(administrator)

    page = client.post(reverse("pack_export"), follow=True)
    address = page.request["PATH_INFO"] + "telecharger/"
    archive = zipfile.ZipFile(io.BytesIO(b"".join(client.get(address).streaming_content)))

    assert "glossary/pad.md" in archive.namelist()
    assert GlossaryTerm.objects.filter(slug="pad").exists()


def test_progress_is_shown_until_the_work_is_over(administrator, signed_in, db):
    beat("alive", timezone.now())
    identifier = create(State(jobs.EXPORT, done=3, total=10, label="actions/x.md"))

    page = signed_in(administrator).get(reverse("pack_job", args=[identifier]))

    assert 'max="10" value="3"' in page.content.decode()
    assert page["Refresh"] == "1"


@pytest.mark.parametrize("name", ["packs", "pack_export"])
def test_who_may_not_import_enters_nowhere(editor, signed_in, name):
    assert signed_in(editor).post(reverse(name)).status_code in {302, 403}


def test_a_job_that_does_not_exist_is_not_found(administrator, signed_in):
    assert signed_in(administrator).get(reverse("pack_job", args=["0" * 32])).status_code == 404
