from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm


class TutorialForm(WagtailAdminPageForm):
    def clean(self):
        """The picture of the result says what one will have: it is never mere decoration."""
        cleaned = super().clean()
        if cleaned.get("result_image") and not cleaned.get("result_alternative"):
            self.add_error("result_alternative", ValidationError(_("Say in one sentence what the picture shows.")))
        return cleaned
