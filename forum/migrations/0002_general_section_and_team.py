"""A first general section, and a group that moderates, and looks after the sections and the listed words."""

from django.db import migrations


def permission(apps, model, codename, name):
    # Permissions are otherwise created after all the migrations, too late for this one.
    content_type, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="forum", model=model
    )
    one, _ = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=content_type, codename=codename, defaults={"name": name}
    )
    return one


def create(apps, schema_editor):
    apps.get_model("forum", "Section").objects.get_or_create(
        slug="questions-generales",
        defaults={"title": "Questions générales", "description": "Tout ce qui ne tient pas à une page du site."},
    )
    group, _ = apps.get_model("auth", "Group").objects.get_or_create(name="Modération du forum")
    group.permissions.add(permission(apps, "topic", "moderate_forum", "Can moderate the forum"))
    for model in ("section", "listedword"):
        for act in ("add", "change", "delete", "view"):
            group.permissions.add(permission(apps, model, f"{act}_{model}", f"Can {act} {model}"))
    Permission = apps.get_model("auth", "Permission")
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
