from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

ROOMS = {
    "mail": ["outgoingmail"],
    "notebook": ["syncednotebook"],
    "media": ["contentimage", "contentrendition", "contentdocument"],
    "packs": ["pack", "packitem"],
}
# Where the functions of tasks that may be waiting went.
TASKS = {
    "core.outbox.": "mail.outbox.",
    "core.packs.": "packs.",
    "core.renditions.": "media.renditions.",
}


def take_along(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """
    Content types keep their rows, so that permissions, tags, the log and the index of references keep theirs.

    A task that waits while the site is updated is found under its new name.
    """
    content_types = apps.get_model("contenttypes", "ContentType").objects
    for room, models in ROOMS.items():
        content_types.filter(app_label="core", model__in=models).update(app_label=room)
    tasks = apps.get_model("django_tasks_database", "DBTaskResult").objects
    for old, new in TASKS.items():
        for task in tasks.filter(task_path__startswith=old).exclude(status="SUCCESSFUL").only("task_path"):
            task.task_path = new + task.task_path.removeprefix(old)
            task.save(update_fields=["task_path"])


class Migration(migrations.Migration):
    """Last of three steps: core forgets the models that its rooms hold now."""

    dependencies = [
        ("core", "0002_name_tables_after_their_rooms"),
        ("mail", "0001_initial"),
        ("media", "0001_initial"),
        ("notebook", "0001_initial"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("django_tasks_database", "0021_conditional_partial_index_ordering"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.DeleteModel("OutgoingMail"),
                migrations.DeleteModel("SyncedNotebook"),
                migrations.DeleteModel("ContentRendition"),
                migrations.DeleteModel("ContentImage"),
                migrations.DeleteModel("ContentDocument"),
                migrations.DeleteModel("PackItem"),
                migrations.DeleteModel("Pack"),
            ]
        ),
        migrations.RunPython(take_along, migrations.RunPython.noop),
    ]
