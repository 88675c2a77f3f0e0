from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.db import transaction
from django.db.models.signals import post_delete, post_save, pre_delete, pre_save
from django.urls import reverse
from django.utils import timezone
from PIL import Image
from wagtail.models import Collection

from core.guarding import InUseError
from core.references import places_using
from home.models import HomePage, TextPage
from home.tree import ensure_tree
from media.models import ContentDocument, ContentImage
from resources.models import Speaker, Testimonial
from tests.content import action, scenario, step, tool


@pytest.fixture
def image(db, media_folder) -> ContentImage:
    output = BytesIO()
    Image.new("RGB", (40, 30), "white").save(output, "PNG")
    return ContentImage.objects.create(title="Réunion", file=ImageFile(output, "reunion.png"))


@pytest.fixture
def document(db, media_folder) -> ContentDocument:
    return ContentDocument.objects.create(title="Modèle", file=ContentFile(b"Un texte.", "modele.txt"))


@pytest.fixture
def showing(image, document) -> TextPage:
    """A published page that shows both."""
    ensure_tree()
    page = HomePage.objects.get().add_child(instance=TextPage(title="Aide", slug="aide", summary="S."))
    page.body = [
        ("image", {"image": image, "alternative": "Une table.", "decorative": False, "caption": ""}),
        ("download", {"document": document, "label": ""}),
    ]
    page.save_revision().publish()
    return TextPage.objects.get(pk=page.pk)


@pytest.mark.parametrize("kind", ["image", "document"])
def test_a_file_in_use_is_not_deleted_by_its_own_page(administrator, signed_in, showing, request, kind):
    file = request.getfixturevalue(kind)
    name = {"image": "wagtailimages:delete", "document": "wagtaildocs:delete"}[kind]

    response = signed_in(administrator).post(reverse(name, args=[file.pk]))

    assert response.status_code == 409
    assert showing.title in response.content.decode()
    assert type(file).objects.filter(pk=file.pk).exists()


def test_files_in_use_are_not_deleted_together(administrator, signed_in, showing, image):
    url = reverse("wagtail_bulk_action", args=["media", "contentimage", "delete"])

    response = signed_in(administrator).post(f"{url}?id={image.pk}")

    assert response.status_code == 409
    assert ContentImage.objects.filter(pk=image.pk).exists()


def test_a_collection_does_not_take_a_file_in_use_with_it(showing, image):
    collection = Collection.get_first_root_node().add_child(name="Photos")
    ContentImage.objects.filter(pk=image.pk).update(collection=collection)

    with pytest.raises(InUseError), transaction.atomic():
        Collection.objects.get(pk=collection.pk).delete()

    assert ContentImage.objects.filter(pk=image.pk).exists()


def test_a_file_that_nothing_shows_is_deleted(administrator, signed_in, image):
    signed_in(administrator).post(reverse("wagtailimages:delete", args=[image.pk]))

    assert not ContentImage.objects.filter(pk=image.pk).exists()


def test_a_page_bears_files_that_are_gone(showing, image, document, visitor):
    ContentImage.objects.filter(pk=image.pk)._raw_delete("default")
    ContentDocument.objects.filter(pk=document.pk)._raw_delete("default")

    response = visitor.get(showing.url)

    assert response.status_code == 200
    assert "download>" not in response.content.decode()


def test_the_portrait_of_a_speaker_is_in_use(image):
    speaker = Speaker.objects.create(name="Anne", slug="anne", portrait=image)

    assert places_using([image]) == [speaker]


def test_a_testimonial_in_use_is_not_unpublished(administrator, signed_in):
    said = Testimonial.objects.create(slug="anne", quote="Bien.", name="Anne", given_on="2026-01-01", is_example=True)
    told = [{"type": "item", "id": "t1", "value": said.pk}]
    scenario(steps=[step("Choisir la date", testimonials=told), step("Se réunir")])

    response = signed_in(administrator).post(
        reverse(Testimonial.snippet_viewset.get_url_name("unpublish"), args=[said.pk])
    )

    said.refresh_from_db()
    assert response.status_code == 409
    assert said.live


def test_scheduling_and_unscheduling_forget_nothing_of_the_draft(db):
    framadate = tool("Framadate")
    dates = action("Choisir une date")
    dates.go_live_at = timezone.now() + timedelta(days=1)
    scheduled = dates.save_revision()
    scheduled.publish()
    dates.sheets = [("sheet", framadate)]
    dates.save_revision()

    scheduled.approved_go_live_at = None
    scheduled.save(update_fields=["approved_go_live_at"])
    scheduled.save()

    assert [place.pk for place in places_using([framadate])] == [dates.pk]


@pytest.mark.parametrize("signal", [pre_save, post_save, pre_delete, post_delete])
def test_no_handler_of_ours_listens_to_every_table(signal):
    everybody = [receiver for receiver in signal.receivers if receiver[0][1] == id(None)]

    assert [
        r for r in everybody if getattr(r[1](), "__module__", "").split(".")[0] in {"core", "search", "media"}
    ] == []
