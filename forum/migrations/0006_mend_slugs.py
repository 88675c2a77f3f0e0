import re

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.utils.text import slugify

SLUG = re.compile(r"[-a-zA-Z0-9_]+")


def mend_slugs(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Sections drawn from a page's address with accents had none that a route took: they get one."""
    sections = apps.get_model("forum", "Section").objects
    taken = set(sections.values_list("slug", flat=True))
    for section in sections.order_by("pk"):
        if SLUG.fullmatch(section.slug):
            continue
        base = slug = slugify(section.slug.replace("œ", "oe").replace("æ", "ae")) or f"section-{section.pk}"
        number = 1
        while slug in taken:
            number += 1
            slug = f"{base}-{number}"
        taken.add(slug)
        sections.filter(pk=section.pk).update(slug=slug)


class Migration(migrations.Migration):
    dependencies = [("forum", "0005_names_taken_away")]

    operations = [migrations.RunPython(mend_slugs, migrations.RunPython.noop)]
