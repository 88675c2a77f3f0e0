"""The licences that works may carry here. Their values are public: they stand in packs, and do not change."""

from dataclasses import dataclass

from django.db import models


@dataclass(frozen=True)
class LicenceTerms:
    """What a licence asks for: its SPDX identifier, its public address, whether copies must keep the same licence."""

    spdx: str
    url: str
    attribution: bool = True
    share_alike: bool = False


class Licence(models.TextChoices):
    CC_BY_SA_4 = "cc-by-sa-4.0", "CC BY-SA 4.0"
    CC_BY_4 = "cc-by-4.0", "CC BY 4.0"
    CC0_1 = "cc0-1.0", "CC0 1.0"
    LAL_1_3 = "lal-1.3", "Licence Art Libre 1.3"
    LO_2 = "etalab-2.0", "Licence Ouverte 2.0"

    @property
    def terms(self) -> LicenceTerms:
        return _TERMS[self]


_TERMS = {
    Licence.CC_BY_SA_4: LicenceTerms(
        "CC-BY-SA-4.0", "https://creativecommons.org/licenses/by-sa/4.0/deed.fr", share_alike=True
    ),
    Licence.CC_BY_4: LicenceTerms("CC-BY-4.0", "https://creativecommons.org/licenses/by/4.0/deed.fr"),
    Licence.CC0_1: LicenceTerms(
        "CC0-1.0", "https://creativecommons.org/publicdomain/zero/1.0/deed.fr", attribution=False
    ),
    Licence.LAL_1_3: LicenceTerms("LAL-1.3", "https://artlibre.org/licence/lal/", share_alike=True),
    Licence.LO_2: LicenceTerms("etalab-2.0", "https://github.com/etalab/licence-ouverte/blob/master/LO.md"),
}
