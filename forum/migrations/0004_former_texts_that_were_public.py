"""Former texts stay readable only where they were public: what was changed while a message waited never was."""

from datetime import timedelta

from django.db import migrations, models

AT_ONCE = timedelta(seconds=5)


def mark_what_was_public(apps, schema_editor):
    """
    A text was public when it was replaced after the first publication, and the message never waited again since.

    Whether one that waited again was changed meanwhile is not known: its former texts are for the team alone.
    """
    PostVersion = apps.get_model("forum", "PostVersion")
    versions = PostVersion.objects.select_related("post").order_by("post_id", "-written_at", "-pk")
    replaced_at, last_post = None, None
    for version in list(versions):
        post = version.post
        if post.pk != last_post:
            replaced_at, last_post = post.edited_at, post.pk
        is_later = post.published_at is not None and replaced_at is not None and replaced_at > post.published_at
        if is_later and not _waited_again(apps, post):
            PostVersion.objects.filter(pk=version.pk).update(was_public=True)
        replaced_at = version.written_at


def _waited_again(apps, post):
    if post.status == "waiting":
        return True
    log = apps.get_model("wagtailcore", "ModelLogEntry").objects.filter(
        content_type__app_label="forum", content_type__model="post", object_id=str(post.pk), action="forum.approve"
    )
    return log.filter(timestamp__gt=post.published_at + AT_ONCE).exists()


class Migration(migrations.Migration):
    dependencies = [
        ("forum", "0003_announcing_and_indexes"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [
        migrations.AddField("postversion", "was_public", models.BooleanField(default=False, editable=False)),
        migrations.RunPython(mark_what_was_public, migrations.RunPython.noop),
    ]
