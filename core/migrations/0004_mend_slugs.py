import re

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.utils.text import slugify

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def mended(slug: str, number: int) -> str:
    """What a slug of before becomes: without accents, in small letters, with single hyphens."""
    words = re.sub(r"[-_]+", "-", slugify(slug.replace("œ", "oe").replace("æ", "ae"))).strip("-")
    return words or f"contenu-{number}"


def mend_slugs(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """
    Addresses with accents, capitals or underscores, which no route took, become plain ones; the old ones lead on.

    Revisions are mended too: one of them published again would bring the old slug back.
    """
    pages = apps.get_model("wagtailcore", "Page").objects
    for page in pages.filter(depth__gt=1).order_by("depth").only("pk", "slug", "url_path", "path", "depth"):
        if not SLUG.fullmatch(page.slug):
            _mend_page(apps, pages.only("pk", "slug", "url_path", "path", "depth").get(pk=page.pk))
    _mend_revisions(apps)


def _mend_page(apps: Apps, page) -> None:
    pages = apps.get_model("wagtailcore", "Page").objects
    parent = pages.get(path=page.path[:-4])
    siblings = pages.filter(path__startswith=parent.path, depth=page.depth).exclude(pk=page.pk)
    taken = set(siblings.values_list("slug", flat=True))
    base = slug = mended(page.slug, page.pk)
    number = 1
    while slug in taken:
        number += 1
        slug = f"{base}-{number}"
    before, after = page.url_path, f"{parent.url_path}{slug}/"
    pages.filter(pk=page.pk).update(slug=slug, url_path=after)
    for below in pages.filter(path__startswith=page.path, depth__gt=page.depth).only("pk", "url_path"):
        pages.filter(pk=below.pk).update(url_path=after + below.url_path.removeprefix(before))
    former = apps.get_model("core", "FormerAddress").objects
    former.update_or_create(url_path=before, defaults={"page_id": page.pk})


def _mend_revisions(apps: Apps) -> None:
    content_types = apps.get_model("contenttypes", "ContentType").objects
    page_type = content_types.filter(app_label="wagtailcore", model="page").first()
    revisions = apps.get_model("wagtailcore", "Revision").objects
    slugs = dict(apps.get_model("wagtailcore", "Page").objects.values_list("pk", "slug"))
    for revision in revisions.filter(base_content_type=page_type).iterator(chunk_size=200) if page_type else ():
        slug = revision.content.get("slug") or ""
        if SLUG.fullmatch(slug):
            continue
        words, live = mended(slug, revision.pk), slugs.get(int(revision.object_id), "")
        # the slug that the page has now, where the revision had the one that it had
        revision.content["slug"] = live if live.startswith(words) else words
        revision.save(update_fields=["content"])


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0003_models_live_in_their_rooms"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [migrations.RunPython(mend_slugs, migrations.RunPython.noop)]
