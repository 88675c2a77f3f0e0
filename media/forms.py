"""The forms of images and documents in the admin: what comes in is checked and cleaned before anything reads it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.forms import BaseImageForm

from media import uploads
from media.licences import Licence

CHOOSER_PREFIX = "image-chooser-upload"  # of Wagtail's form for a picture that is brought in while a page is written
ASKED_WHILE_WRITING = {"title", "file", "collection", "licence", "authors"}


class ImageForm(BaseImageForm):
    """All that is said of a picture; while a page is written only what it cannot do without, the rest being left to "Images"."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.prefix == CHOOSER_PREFIX:
            for name in self.fields.keys() - ASKED_WHILE_WRITING:
                del self.fields[name]
            self.fields["authors"].help_text = _(
                "As they want to be named, one a line. A source or a change is said afterwards, in “Images”."
            )
            self.fields["authors"].widget.attrs["rows"] = 2

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        return uploads.clean_image(file) if "file" in self.changed_data and file else file


class DocumentForm(BaseDocumentForm):
    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        return uploads.clean_document(file) if "file" in self.changed_data and file else file


class AttributionForm(forms.Form):
    """Whose the works of a file are that is about to come in, and under which licence; a subclass adds `file`."""

    licence = forms.ChoiceField(label=_("Licence"), choices=Licence.choices, initial=Licence.CC_BY_SA_4.value)
    authors = forms.CharField(
        label=_("Authors"),
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
        help_text=_("As they want to be named, one a line. Empty: without a name."),
    )
    field_order = ("file", "licence", "authors")
