"""
Those who write and those who publish bring in pictures and documents.

Wagtail gives these rights to its own groups by their English names; on a new site the groups had their French names
before that, so that nobody but an administrator could add a picture to a page.
"""

from django.db import migrations

GROUPS = ["Editors", "Moderators", "Rédaction", "Publication"]
FILES = {"wagtailimages": "image", "wagtaildocs": "document"}
ACTS = ("add", "change")


def let(apps, schema_editor):
    groups = apps.get_model("auth", "Group").objects.filter(name__in=GROUPS)
    root = apps.get_model("wagtailcore", "Collection").objects.get(depth=1)
    rights = apps.get_model("wagtailcore", "GroupCollectionPermission").objects
    for label, model in FILES.items():
        for act in ACTS:
            permission = _permission(apps, label, model, act)
            for group in groups:
                rights.get_or_create(group=group, collection=root, permission=permission)


def _permission(apps, label, model, act):
    # Permissions are otherwise created after all the migrations, too late for this one.
    content_type, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(app_label=label, model=model)
    permission, _ = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=content_type, codename=f"{act}_{model}", defaults={"name": f"Can {act} {model}"}
    )
    return permission


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0002_french_groups_that_do_the_whole_job"),
        ("wagtailimages", "0023_add_choose_permissions"),
        ("wagtaildocs", "0011_add_choose_permissions"),
    ]

    operations = [migrations.RunPython(let, migrations.RunPython.noop)]
