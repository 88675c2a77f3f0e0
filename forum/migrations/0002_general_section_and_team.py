"""A first general section, and a group that moderates."""

from django.db import migrations


def create(apps, schema_editor):
    apps.get_model("forum", "Section").objects.get_or_create(
        slug="questions-generales",
        defaults={"title": "Questions générales", "description": "Tout ce qui ne tient pas à une page du site."},
    )
    content_type, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="forum", model="topic"
    )
    Permission = apps.get_model("auth", "Permission")
    moderate, _ = Permission.objects.get_or_create(
        content_type=content_type, codename="moderate_forum", defaults={"name": "Can moderate the forum"}
    )
    group, _ = apps.get_model("auth", "Group").objects.get_or_create(name="Modération du forum")
    group.permissions.add(moderate)
    enter = Permission.objects.filter(content_type__app_label="wagtailadmin", codename="access_admin").first()
    if enter is not None:
        group.permissions.add(enter)


class Migration(migrations.Migration):
    dependencies = [
        ("forum", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
    ]

    operations = [migrations.RunPython(create, migrations.RunPython.noop)]
