"""Those who write and those who publish answer the readers. The groups have Wagtail's names or the French ones."""

from django.db import migrations

GROUPS = ["Editors", "Moderators", "Rédaction", "Publication"]


def let(apps, schema_editor):
    # Permissions are otherwise created after all the migrations, too late for this one.
    content_type, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="contributions", model="report"
    )
    permission, _ = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=content_type, codename="change_report", defaults={"name": "Can change reader’s report"}
    )
    for group in apps.get_model("auth", "Group").objects.filter(name__in=GROUPS):
        group.permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [
        ("contributions", "0001_reports_of_readers"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailcore", "0002_initial_data"),
    ]

    operations = [migrations.RunPython(let, migrations.RunPython.noop)]
