"""
What is on the site when versions begin: the first version of each page that everybody may see.

What Wagtail remembers of older publications stays out: nothing says who could read them then.
"""

from django.db import migrations


def number(apps, schema_editor):
    Version = apps.get_model("contributions", "Version")
    Page = apps.get_model("wagtailcore", "Page")
    restrictions = apps.get_model("wagtailcore", "PageViewRestriction").objects
    closed = tuple(restrictions.values_list("page__path", flat=True))
    live = Page.objects.filter(live=True, live_revision__isnull=False, last_published_at__isnull=False)
    for page in live.select_related("live_revision").iterator(chunk_size=100):
        if not page.path.startswith(closed):
            Version.objects.create(
                page_id=page.pk,
                number=1,
                revision=page.live_revision,
                published_at=page.last_published_at,
                author_id=page.live_revision.user_id,
                licence=(page.live_revision.content.get("licence") or "")[:20],
            )


class Migration(migrations.Migration):
    dependencies = [
        ("contributions", "0003_versions"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [migrations.RunPython(number, migrations.RunPython.noop)]
