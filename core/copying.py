"""Copying a page in the admin."""

from typing import Any

from wagtail.admin.forms.pages import CopyForm as WagtailCopyForm

from core.addresses import check_slug


class CopyForm(WagtailCopyForm):
    """
    Wagtail's form without its « alias », and with our rule of addresses.

    An alias is the same content at two addresses: it would want the code and the identity of its original, which
    are one content's alone.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("alias", None)
        self.fields["new_slug"].validators.append(check_slug)
