from django.apps import apps as installed
from django.contrib.auth.management import create_permissions
from django.db import migrations

MODELS = ("question", "quiz")
# Wagtail's own groups: the first writes, the second publishes too.
ACTIONS = {"Editors": ("add", "change"), "Moderators": ("add", "change", "delete", "publish")}


def let_editors_write(apps, schema_editor):
    # Permissions are otherwise created after all the migrations, too late for this one.
    create_permissions(installed.get_app_config("quizzes"), apps=apps, verbosity=0)
    for content_type in apps.get_model("contenttypes", "ContentType").objects.filter(
        app_label="quizzes", model__in=MODELS
    ):
        apps.get_model("auth", "Permission").objects.get_or_create(
            content_type=content_type,
            codename=f"publish_{content_type.model}",
            defaults={"name": f"Can publish {content_type.model}"},
        )
    permissions = apps.get_model("auth", "Permission").objects.filter(content_type__app_label="quizzes")
    for name, actions in ACTIONS.items():
        group = apps.get_model("auth", "Group").objects.filter(name=name).first()
        if group:
            codenames = [f"{action}_{model}" for action in actions for model in MODELS]
            group.permissions.add(*permissions.filter(codename__in=codenames))


class Migration(migrations.Migration):
    dependencies = [
        ("quizzes", "0001_initial"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("wagtailcore", "0002_initial_data"),
    ]

    operations = [migrations.RunPython(let_editors_write, migrations.RunPython.noop)]
