"""What was published before there were versions: numbered from Wagtail's log of publications, the oldest first."""

from django.db import migrations


def number(apps, schema_editor):
    Version = apps.get_model("contributions", "Version")
    PageLogEntry = apps.get_model("wagtailcore", "PageLogEntry")
    Page, Revision = apps.get_model("wagtailcore", "Page"), apps.get_model("wagtailcore", "Revision")
    pages = {
        page.pk: page for page in Page.objects.filter(live=True).only("pk", "live_revision_id", "last_published_at")
    }
    published = PageLogEntry.objects.filter(action="wagtail.publish", page__in=pages).order_by("timestamp", "pk")
    found = [(entry.page_id, entry.revision_id, entry.timestamp) for entry in published.iterator()]
    logged = {page for page, _revision, _when in found}
    found += [
        (page.pk, page.live_revision_id, page.last_published_at)
        for page in pages.values()
        if page.pk not in logged and page.live_revision_id and page.last_published_at
    ]
    numbers = {}
    for page, revision_key, when in found:
        numbers[page] = numbers.get(page, 0) + 1
        # The log keeps the keys of revisions that may be gone.
        revision = Revision.objects.filter(pk=revision_key).first() if revision_key else None
        Version.objects.create(
            page_id=page,
            number=numbers[page],
            revision=revision,
            published_at=when,
            author_id=revision.user_id if revision else None,
            licence=(revision.content.get("licence") or "")[:20] if revision else "",
        )


class Migration(migrations.Migration):
    dependencies = [
        ("contributions", "0003_versions"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [migrations.RunPython(number, migrations.RunPython.noop)]
