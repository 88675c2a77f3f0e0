"""The forms of images and documents in the admin: what comes in is checked and cleaned before anything reads it."""

from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.forms import BaseImageForm

from media import uploads


class ImageForm(BaseImageForm):
    def clean_file(self):
        file = self.cleaned_data["file"]
        return uploads.clean_image(file) if "file" in self.changed_data and file else file


class DocumentForm(BaseDocumentForm):
    def clean_file(self):
        file = self.cleaned_data["file"]
        return uploads.clean_document(file) if "file" in self.changed_data and file else file
