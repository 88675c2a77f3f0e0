from django.apps import apps as installed
from django.contrib.auth.management import create_permissions
from django.db import migrations

MODELS = ("question", "quiz")
# Wagtail's own groups: the first writes, the second publishes too.
ACTIONS = {"Editors": ("add", "change"), "Moderators": ("add", "change", "delete", "publish")}


def let_editors_write(apps, schema_editor):
    # Permissions are otherwise created after all the migrations, too late for this one.
    create_permissions(installed.get_app_config("quizzes"), apps=apps, verbosity=0)
    permissions = apps.get_model("auth", "Permission").objects.filter(content_type__app_label="quizzes")
    for name, actions in ACTIONS.items():
        group = apps.get_model("auth", "Group").objects.filter(name=name).first()
        if group:
            codenames = [f"{action}_{model}" for action in actions for model in MODELS]
            group.permissions.add(*permissions.filter(codename__in=codenames))


class Migration(migrations.Migration):
    dependencies = [
        ("quizzes", "0003_count_first_answers"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("wagtailcore", "0002_initial_data"),
    ]

    operations = [migrations.RunPython(let_editors_write, migrations.RunPython.noop)]
