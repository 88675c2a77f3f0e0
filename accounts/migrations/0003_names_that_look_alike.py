"""The keys of public names, by the characters they look like; names that collide now keep living side by side."""

from django.db import migrations

from accounts.names import name_key


def write_keys_again(apps, schema_editor):
    User = apps.get_model("accounts", "User")
    named = User.objects.exclude(display_name="").order_by("pk")
    named.update(name_key=None)
    taken = set()
    for pk, name in list(named.values_list("pk", "display_name")):
        key = name_key(name)
        unique = f"{key[:160]}#{pk}" if key in taken else key
        taken.add(key)
        User.objects.filter(pk=pk).update(name_key=unique or None)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_sessions_and_second_factor")]

    operations = [migrations.RunPython(write_keys_again, migrations.RunPython.noop)]
