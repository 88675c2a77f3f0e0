import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Images live in media: the same table, which the key leads to already."""

    dependencies = [
        ("media", "0001_initial"),
        ("resources", "0001_initial"),
    ]
    run_before = [("core", "0003_models_live_in_their_rooms")]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.AlterField(
                    model_name="speaker",
                    name="portrait",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="media.contentimage",
                        verbose_name="portrait",
                    ),
                ),
                migrations.AlterField(
                    model_name="tutorialsheet",
                    name="result_image",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="media.contentimage",
                        verbose_name="picture of the result",
                    ),
                ),
            ]
        )
    ]
