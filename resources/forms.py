from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm


def check_result_picture(tutorial: Any) -> None:
    """The picture of the result says what one will have: it is never mere decoration. For the form and for packs."""
    if tutorial.result_image_id and not tutorial.result_alternative.strip():
        raise ValidationError({"result_alternative": _("Say in one sentence what the picture shows.")})


class TutorialForm(WagtailAdminPageForm):
    def _post_clean(self) -> None:
        super()._post_clean()
        try:
            check_result_picture(self.instance)
        except ValidationError as error:
            self.add_error(None, error)
