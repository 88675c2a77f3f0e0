from django.db import models
from django.utils.translation import gettext_lazy as _

from media.licences import Licence, LicenceTerms
from text.fields import LinesField


class Attribution(models.Model):
    """Who made a thing, from what, and what others may do with it (title, author, source, licence, changes: TASL)."""

    licence = models.CharField(_("licence"), max_length=20, choices=Licence.choices, default=Licence.CC_BY_SA_4)
    authors = LinesField(
        _("authors"), blank=True, help_text=_("As they want to be named, one a line. Empty: without a name.")
    )
    source_title = models.CharField(_("title of the source"), max_length=255, blank=True)
    source_url = models.URLField(_("address of the source"), max_length=500, blank=True)
    changes = models.TextField(_("what was changed"), blank=True)

    class Meta:
        abstract = True

    @property
    def author_names(self) -> list[str]:
        return [name.strip() for name in self.authors.splitlines() if name.strip()]

    @property
    def licence_terms(self) -> LicenceTerms:
        return Licence(self.licence).terms
