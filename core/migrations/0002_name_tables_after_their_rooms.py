from django.db import migrations


class Migration(migrations.Migration):
    """First of three steps by which tables leave core for the rooms below and above it: they get their names."""

    dependencies = [("core", "0001_initial")]
    # The rooms take the tables over once these have their names.
    run_before = [("mail", "0001_initial"), ("notebook", "0001_initial"), ("media", "0001_initial")]

    operations = [
        migrations.AlterModelTable("OutgoingMail", "mail_outgoingmail"),
        migrations.AlterModelTable("SyncedNotebook", "notebook_syncednotebook"),
        migrations.AlterModelTable("ContentImage", "media_contentimage"),
        migrations.AlterModelTable("ContentRendition", "media_contentrendition"),
        migrations.AlterModelTable("ContentDocument", "media_contentdocument"),
        migrations.AlterModelTable("Pack", "packs_pack"),
        migrations.AlterModelTable("PackItem", "packs_packitem"),
    ]
