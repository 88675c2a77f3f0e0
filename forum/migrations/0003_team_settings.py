"""The group that moderates also looks after the sections and the listed words."""

from django.db import migrations


def grant(apps, schema_editor):
    ContentType = apps.get_model("contenttypes", "ContentType")
    Permission = apps.get_model("auth", "Permission")
    group, _ = apps.get_model("auth", "Group").objects.get_or_create(name="Modération du forum")
    for model in ("section", "listedword"):
        content_type, _ = ContentType.objects.get_or_create(app_label="forum", model=model)
        for act in ("add", "change", "delete", "view"):
            permission, _ = Permission.objects.get_or_create(
                content_type=content_type, codename=f"{act}_{model}", defaults={"name": f"Can {act} {model}"}
            )
            group.permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [("forum", "0002_general_section_and_team")]

    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
