import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q


def write_down_what_is_to_tell(apps, schema_editor):
    """What the next digests were going to tell, by the dates that they kept until now."""
    subscription_model, post_model = apps.get_model("forum", "Subscription"), apps.get_model("forum", "Post")
    telling_model = apps.get_model("forum", "Telling")
    for subscription in subscription_model.objects.filter(rhythm="daily").iterator():
        about = Q(topic=subscription.topic_id) if subscription.topic_id else Q(topic__section=subscription.section_id)
        posts = post_model.objects.filter(about, published_at__gt=subscription.digested_until).exclude(
            author=subscription.user_id
        )
        telling_model.objects.bulk_create(
            [telling_model(user_id=subscription.user_id, post_id=pk) for pk in posts.values_list("pk", flat=True)],
            ignore_conflicts=True,
            batch_size=500,
        )


class Migration(migrations.Migration):
    dependencies = [
        ("forum", "0006_mend_slugs"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Telling",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("decided_at", models.DateTimeField(auto_now_add=True)),
                ("told_at", models.DateTimeField(null=True)),
                (
                    "post",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="forum.post"),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={"verbose_name": "message for a digest", "verbose_name_plural": "messages for digests"},
        ),
        migrations.AddIndex(
            model_name="telling",
            index=models.Index(condition=Q(told_at=None), fields=["decided_at"], name="tellings_to_do"),
        ),
        migrations.AddConstraint(
            model_name="telling",
            constraint=models.UniqueConstraint(fields=["user", "post"], name="one_telling_of_a_post"),
        ),
        migrations.RunPython(write_down_what_is_to_tell, migrations.RunPython.noop),
        migrations.RemoveField(model_name="subscription", name="digested_until"),
    ]
