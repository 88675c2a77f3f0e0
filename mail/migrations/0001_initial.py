from django.db import migrations, models


class Migration(migrations.Migration):
    """The tables stood in core before, and are there: only their models arrive."""

    initial = True

    dependencies = []

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name="OutgoingMail",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("key", models.CharField(max_length=100, null=True, unique=True)),
                        ("recipient", models.EmailField(blank=True, db_index=True, max_length=320)),
                        ("sender", models.CharField(max_length=320)),
                        ("subject", models.CharField(max_length=500)),
                        ("text", models.TextField()),
                        ("html", models.TextField(blank=True)),
                        ("headers", models.JSONField(default=dict)),
                        ("queued_at", models.DateTimeField(auto_now_add=True)),
                        ("tries", models.PositiveSmallIntegerField(default=0)),
                        ("next_try_at", models.DateTimeField(null=True)),
                        ("sent_at", models.DateTimeField(null=True)),
                        ("given_up_at", models.DateTimeField(null=True)),
                        ("last_error", models.TextField(blank=True)),
                    ],
                    options={
                        "verbose_name": "outgoing mail",
                        "verbose_name_plural": "outgoing mails",
                        "indexes": [
                            models.Index(
                                condition=models.Q(("next_try_at__isnull", False)),
                                fields=["next_try_at"],
                                name="mail_to_send",
                            )
                        ],
                    },
                ),
            ]
        )
    ]
