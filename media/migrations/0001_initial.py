import django.db.models.deletion
import modelsearch.index
import taggit.managers
import wagtail.images.models
import wagtail.models.media
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """The tables stood in core before, and are there: only their models arrive."""

    initial = True

    dependencies = [
        ("taggit", "0006_rename_taggeditem_content_type_object_id_taggit_tagg_content_8fc721_idx"),
        ("wagtailcore", "0098_apitoken"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name="ContentDocument",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "licence",
                            models.CharField(
                                choices=[
                                    ("cc-by-sa-4.0", "CC BY-SA 4.0"),
                                    ("cc-by-4.0", "CC BY 4.0"),
                                    ("cc0-1.0", "CC0 1.0"),
                                    ("lal-1.3", "Licence Art Libre 1.3"),
                                    ("etalab-2.0", "Licence Ouverte 2.0"),
                                ],
                                default="cc-by-sa-4.0",
                                max_length=20,
                                verbose_name="licence",
                            ),
                        ),
                        (
                            "authors",
                            models.TextField(
                                blank=True,
                                help_text="As they want to be named, one a line. Empty: without a name.",
                                verbose_name="authors",
                            ),
                        ),
                        (
                            "source_title",
                            models.CharField(blank=True, max_length=255, verbose_name="title of the source"),
                        ),
                        (
                            "source_url",
                            models.URLField(blank=True, max_length=500, verbose_name="address of the source"),
                        ),
                        ("changes", models.TextField(blank=True, verbose_name="what was changed")),
                        ("title", models.CharField(max_length=255, verbose_name="title")),
                        ("file", models.FileField(upload_to="documents", verbose_name="file")),
                        ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created at")),
                        ("file_size", models.PositiveBigIntegerField(editable=False, null=True)),
                        ("file_hash", models.CharField(blank=True, editable=False, max_length=40)),
                        ("pack_name", models.CharField(blank=True, editable=False, max_length=255)),
                        (
                            "collection",
                            models.ForeignKey(
                                default=wagtail.models.media.get_root_collection_id,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="wagtailcore.collection",
                                verbose_name="collection",
                            ),
                        ),
                        (
                            "tags",
                            taggit.managers.TaggableManager(
                                blank=True,
                                help_text=None,
                                through="taggit.TaggedItem",
                                to="taggit.Tag",
                                verbose_name="tags",
                            ),
                        ),
                        (
                            "uploaded_by_user",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="uploaded by user",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "document",
                        "verbose_name_plural": "documents",
                        "permissions": [("choose_document", "Can choose document")],
                        "abstract": False,
                    },
                    bases=(modelsearch.index.Indexed, models.Model),
                ),
                migrations.CreateModel(
                    name="ContentImage",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("title", models.CharField(max_length=255, verbose_name="title")),
                        (
                            "file",
                            wagtail.images.models.WagtailImageField(
                                height_field="height",
                                upload_to=wagtail.images.models.get_upload_to,
                                verbose_name="file",
                                width_field="width",
                            ),
                        ),
                        (
                            "description",
                            models.CharField(blank=True, default="", max_length=255, verbose_name="description"),
                        ),
                        ("width", models.IntegerField(editable=False, verbose_name="width")),
                        ("height", models.IntegerField(editable=False, verbose_name="height")),
                        (
                            "created_at",
                            models.DateTimeField(auto_now_add=True, db_index=True, verbose_name="created at"),
                        ),
                        ("focal_point_x", models.PositiveIntegerField(blank=True, null=True)),
                        ("focal_point_y", models.PositiveIntegerField(blank=True, null=True)),
                        ("focal_point_width", models.PositiveIntegerField(blank=True, null=True)),
                        ("focal_point_height", models.PositiveIntegerField(blank=True, null=True)),
                        ("file_size", models.PositiveIntegerField(editable=False, null=True)),
                        ("file_hash", models.CharField(blank=True, db_index=True, editable=False, max_length=40)),
                        (
                            "licence",
                            models.CharField(
                                choices=[
                                    ("cc-by-sa-4.0", "CC BY-SA 4.0"),
                                    ("cc-by-4.0", "CC BY 4.0"),
                                    ("cc0-1.0", "CC0 1.0"),
                                    ("lal-1.3", "Licence Art Libre 1.3"),
                                    ("etalab-2.0", "Licence Ouverte 2.0"),
                                ],
                                default="cc-by-sa-4.0",
                                max_length=20,
                                verbose_name="licence",
                            ),
                        ),
                        (
                            "authors",
                            models.TextField(
                                blank=True,
                                help_text="As they want to be named, one a line. Empty: without a name.",
                                verbose_name="authors",
                            ),
                        ),
                        (
                            "source_title",
                            models.CharField(blank=True, max_length=255, verbose_name="title of the source"),
                        ),
                        (
                            "source_url",
                            models.URLField(blank=True, max_length=500, verbose_name="address of the source"),
                        ),
                        ("changes", models.TextField(blank=True, verbose_name="what was changed")),
                        (
                            "long_description",
                            models.TextField(
                                blank=True,
                                help_text="For a schema or a chart: all that it shows, in words.",
                                verbose_name="long description",
                            ),
                        ),
                        ("pack_name", models.CharField(blank=True, editable=False, max_length=255)),
                        (
                            "collection",
                            models.ForeignKey(
                                default=wagtail.models.media.get_root_collection_id,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="wagtailcore.collection",
                                verbose_name="collection",
                            ),
                        ),
                        (
                            "tags",
                            taggit.managers.TaggableManager(
                                blank=True,
                                help_text=None,
                                through="taggit.TaggedItem",
                                to="taggit.Tag",
                                verbose_name="tags",
                            ),
                        ),
                        (
                            "uploaded_by_user",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="uploaded by user",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "image",
                        "verbose_name_plural": "images",
                        "permissions": [("choose_image", "Can choose image")],
                        "abstract": False,
                    },
                    bases=(wagtail.images.models.ImageFileMixin, modelsearch.index.Indexed, models.Model),
                ),
                migrations.CreateModel(
                    name="ContentRendition",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("filter_spec", models.CharField(db_index=True, max_length=255)),
                        (
                            "file",
                            wagtail.images.models.WagtailImageField(
                                height_field="height",
                                storage=wagtail.images.models.get_rendition_storage,
                                upload_to=wagtail.images.models.get_rendition_upload_to,
                                width_field="width",
                            ),
                        ),
                        ("width", models.IntegerField(editable=False)),
                        ("height", models.IntegerField(editable=False)),
                        ("focal_point_key", models.CharField(blank=True, default="", editable=False, max_length=16)),
                        (
                            "image",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="renditions",
                                to="media.contentimage",
                            ),
                        ),
                    ],
                    options={
                        "unique_together": {("image", "filter_spec", "focal_point_key")},
                    },
                    bases=(wagtail.images.models.ImageFileMixin, models.Model),
                ),
            ]
        )
    ]
