"""
Wagtail's own groups, workflow and root in French, where nobody has renamed them; and the rights that were missing.

Who writes pages also writes the words, the products, the testimonials, the people and the readings that they name; who
publishes them publishes and deletes these too.
"""

from django.apps import apps as installed
from django.contrib.auth.management import create_permissions
from django.db import migrations

GROUPS = {"Editors": "Rédaction", "Moderators": "Publication"}
APPROVAL = ("Moderators approval", "Relecture avant publication")
ROOT = ("Root", "Tous les contenus")
WORDS = {
    "core": ("need", "theme", "audience", "product", "glossaryterm"),
    "resources": ("speaker", "testimonial", "furtherreading"),
}
PUBLISHED = {"glossaryterm", "speaker", "testimonial"}


def rename(apps, schema_editor):
    for model, names in (("Workflow", APPROVAL), ("Task", APPROVAL)):
        apps.get_model("wagtailcore", model).objects.filter(name=names[0]).update(name=names[1])
    root = apps.get_model("wagtailcore", "Page").objects.filter(depth=1, title=ROOT[0])
    root.update(title=ROOT[1], draft_title=ROOT[1])
    Group = apps.get_model("auth", "Group")
    for before, after in GROUPS.items():
        if not Group.objects.filter(name=after).exists():
            Group.objects.filter(name=before).update(name=after)


def complete_rights(apps, schema_editor):
    for label in WORDS:
        # Permissions are otherwise created after all the migrations, too late for this one.
        create_permissions(installed.get_app_config(label), apps=apps, verbosity=0)
    for label, models in WORDS.items():
        _let(apps, "Rédaction", label, models, ("add", "change"))
        _let(apps, "Publication", label, models, ("add", "change", "delete"))
        _let(apps, "Publication", label, [model for model in models if model in PUBLISHED], ("publish",))


def _let(apps, name, label, models, acts):
    group = apps.get_model("auth", "Group").objects.filter(name=name).first()
    if group is None:
        return
    ContentType, Permission = apps.get_model("contenttypes", "ContentType"), apps.get_model("auth", "Permission")
    for model in models:
        content_type, _ = ContentType.objects.get_or_create(app_label=label, model=model)
        for act in acts:
            permission, _ = Permission.objects.get_or_create(
                content_type=content_type, codename=f"{act}_{model}", defaults={"name": f"Can {act} {model}"}
            )
            group.permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0001_initial"),
        ("core", "0005_heartbeats_and_periodic_work"),
        ("resources", "0002_images_live_in_media"),
        ("quizzes", "0003_twin"),
        ("forum", "0002_general_section_and_team"),
        ("wagtailcore", "0002_initial_data"),
        ("wagtailcore", "0047_add_workflow_models"),
        ("wagtailcore", "0048_add_default_workflows"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        migrations.RunPython(rename, migrations.RunPython.noop),
        migrations.RunPython(complete_rights, migrations.RunPython.noop),
    ]
