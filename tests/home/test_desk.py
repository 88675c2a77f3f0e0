"""The first page of the admin: what one may begin and what waits; and an account that can do the whole job."""

import datetime

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils.translation import override
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page, Task, Workflow
from wagtail.permissions import policy_registry

from accounts.models import User
from home.demonstrating import DEMO_ADDRESS, create_demo_editor
from home.queries import beginnings, sheets_to_check_again
from home.tree import ensure_tree
from search.models import SearchCount
from tests.content import tool

pytestmark = pytest.mark.django_db

JOBS = [
    f"{app}.{act}_{model}"
    for app, models in {
        "core": ("glossaryterm", "product", "need", "theme", "audience"),
        "resources": ("testimonial", "speaker", "furtherreading"),
        "search": ("synonymgroup", "ambiguousword"),
        "quizzes": ("question", "quiz"),
    }.items()
    for model in models
    for act in ("add", "change", "delete")
]


@pytest.fixture
def demo() -> User:
    create_demo_editor()
    return User.objects.get(email=DEMO_ADDRESS)


def test_the_demonstration_account_does_the_job_of_an_editor_and_of_a_moderator(demo):
    assert [
        job for job in [*JOBS, "forum.moderate_forum", "resources.publish_testimonial"] if not demo.has_perm(job)
    ] == []
    assert not demo.is_superuser


@pytest.mark.parametrize("person", ["editor", "demo"])
@pytest.mark.parametrize("model", [get_image_model(), get_document_model()])
def test_who_writes_brings_in_pictures_and_documents(person, model, request):
    policy = policy_registry.get_by_type(model)

    user = request.getfixturevalue(person)

    assert [act for act in ("add", "change", "choose") if not policy.user_has_permission(user, act)] == []


def test_who_only_writes_may_write_the_words_and_not_delete_them(editor):
    assert editor.has_perms(["core.change_product", "core.add_glossaryterm", "resources.add_testimonial"])
    assert not editor.has_perm("core.delete_product")
    assert not editor.has_perm("resources.publish_testimonial")


def test_groups_workflow_and_root_are_named_in_french():
    assert {group.name for group in Group.objects.all()} == {"Rédaction", "Publication", "Modération du forum"}
    assert [one.name for one in (*Workflow.objects.all(), *Task.objects.all())] == ["Relecture avant publication"] * 2
    assert Page.objects.get(depth=1).title == "Tous les contenus"


def test_an_editor_begins_each_kind_of_content_from_the_first_page(editor, signed_in):
    ensure_tree()

    page = signed_in(editor).get("/admin/").content.decode()

    labels = [str(beginning.label) for beginning in beginnings(editor)]
    assert labels == ["Nouvelle fiche outil", "Nouveau mode d’emploi", "Nouvel argumentaire", "Nouveau conseil",
                      "Nouvelle action", "Nouveau scénario"]  # fmt: skip
    assert [beginning.url for beginning in beginnings(editor) if beginning.url not in page] == []


@pytest.mark.parametrize("rank", range(6))
def test_each_button_opens_an_empty_form(editor, signed_in, rank):
    ensure_tree()

    assert signed_in(editor).get(beginnings(editor)[rank].url).status_code == 200


def test_who_may_not_write_sees_no_button(contributor):
    ensure_tree()

    assert beginnings(contributor) == []


def test_a_sheet_that_nobody_checked_for_a_year_waits(editor, signed_in):
    old = tool("Framadate", checked_on=datetime.date.today() - datetime.timedelta(days=400))
    tool("Jitsi Meet", checked_on=datetime.date.today())

    assert [sheet.pk for sheet in sheets_to_check_again()] == [old.pk]
    assert reverse("wagtailadmin_pages:edit", args=[old.pk]) in signed_in(editor).get("/admin/").content.decode()


def test_what_was_searched_and_not_found_waits(editor, signed_in):
    SearchCount.objects.create(
        text="xyloglotte", month=datetime.date.today().replace(day=1), searches=3, without_result=3
    )

    assert "xyloglotte" in signed_in(editor).get("/admin/").content.decode()


@pytest.mark.parametrize(
    ("label", "rule"),
    [
        ("New tool sheet", "Le nom de l’outil, comme on le dit"),
        ("New tutorial", "le verbe d’abord"),
        ("New argument sheet", "La phrase que l’on entend dans le groupe"),
        ("New advice sheet", "le verbe d’abord"),
        ("New action", "Un verbe à l’infinitif"),
        ("New scenario", "le verbe d’abord"),
    ],
)
def test_the_help_of_a_title_says_its_rule(editor, signed_in, label, rule):
    ensure_tree()
    with override("en"):
        address = next(one.url for one in beginnings(editor) if str(one.label) == label)

    form = signed_in(editor).get(address).content.decode()

    title = form.split('id="id_title"')[0].rsplit("<section", 1)[-1] + form.split('id="id_title"')[1][:400]
    assert rule in title.replace("&#x27;", "’")
