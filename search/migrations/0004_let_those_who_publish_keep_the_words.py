from django.apps import apps as installed
from django.contrib.auth.management import create_permissions
from django.db import migrations

# Wagtail's own group that publishes, under its first name or the one that it is given (home's migration).
NAMES = ("Moderators", "Publication")


def let_them_keep_the_words(apps, schema_editor):
    # Permissions are otherwise created after all the migrations, too late for this one.
    create_permissions(installed.get_app_config("search"), apps=apps, verbosity=0)
    permissions = apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label="search", content_type__model__in=("synonymgroup", "ambiguousword")
    )
    for group in apps.get_model("auth", "Group").objects.filter(name__in=NAMES):
        group.permissions.add(*permissions)


class Migration(migrations.Migration):
    dependencies = [
        ("search", "0003_families_and_abbreviations"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("wagtailcore", "0002_initial_data"),
    ]

    operations = [migrations.RunPython(let_them_keep_the_words, migrations.RunPython.noop)]
