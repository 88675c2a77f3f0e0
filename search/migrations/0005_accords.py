from django.db import migrations

from search.loading import load_new_words


class Migration(migrations.Migration):
    dependencies = [("search", "0004_let_those_who_publish_keep_the_words")]

    operations = [
        migrations.RunPython(lambda apps, schema_editor: load_new_words(apps), migrations.RunPython.noop),
    ]
