from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition, Image

from media import uploads

from .attribution import Attribution

ATTRIBUTION_FIELDS = ("licence", "authors", "source_title", "source_url", "changes")


class ContentImage(Attribution, AbstractImage):
    """An image with what must be said of it wherever it is shown: title, author, source, licence, changes."""

    long_description = models.TextField(
        _("long description"), blank=True, help_text=_("For a schema or a chart: all that it shows, in words.")
    )

    if TYPE_CHECKING:
        file: Any  # of Wagtail's abstract model, which has no types

    pack_name = models.CharField(max_length=255, blank=True, editable=False)

    admin_form_fields = (*Image.admin_form_fields, "long_description", *ATTRIBUTION_FIELDS)

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")
        permissions = [("choose_image", "Can choose image")]

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.file and not self.file._committed:
            self.file = uploads.clean_image(self.file.file)
            self._set_image_file_metadata()
        super().save(*args, **kwargs)


class ContentRendition(AbstractRendition):
    image = models.ForeignKey(ContentImage, related_name="renditions", on_delete=models.CASCADE)

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)


class ContentDocument(Attribution, AbstractDocument):
    """A file to download, with its attribution."""

    if TYPE_CHECKING:
        file: Any  # of Wagtail's abstract model, which has no types

    pack_name = models.CharField(max_length=255, blank=True, editable=False)

    admin_form_fields = (*Document.admin_form_fields, *ATTRIBUTION_FIELDS)

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        permissions = [("choose_document", "Can choose document")]

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.file and not self.file._committed:
            self.file = uploads.clean_document(self.file.file)
            self._set_document_file_metadata()
        super().save(*args, **kwargs)
