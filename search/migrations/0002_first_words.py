from django.db import migrations

from search.loading import load_first_words


class Migration(migrations.Migration):
    dependencies = [("search", "0001_words_and_counts")]

    operations = [
        migrations.RunPython(lambda apps, schema_editor: load_first_words(apps), migrations.RunPython.noop),
    ]
