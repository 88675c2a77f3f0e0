import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """The tables stood in core before, and are there: only their models arrive."""

    initial = True

    dependencies = [("core", "0002_name_tables_after_their_rooms")]
    run_before = [("core", "0003_models_live_in_their_rooms")]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name="Pack",
                    fields=[
                        ("uid", models.UUIDField(primary_key=True, serialize=False)),
                        ("title", models.CharField(max_length=255, verbose_name="title")),
                        ("manifest", models.JSONField(default=dict)),
                        ("imported_at", models.DateTimeField(auto_now=True, verbose_name="imported on")),
                    ],
                    options={
                        "verbose_name": "pack",
                        "verbose_name_plural": "packs",
                    },
                ),
                migrations.CreateModel(
                    name="PackItem",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("path", models.CharField(max_length=500)),
                        ("digest", models.CharField(max_length=64)),
                        (
                            "pack",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="items", to="packs.pack"
                            ),
                        ),
                    ],
                    options={
                        "constraints": [models.UniqueConstraint(fields=("pack", "path"), name="one_item_per_path")],
                    },
                ),
            ]
        )
    ]
