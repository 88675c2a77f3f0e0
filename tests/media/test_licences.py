"""What each licence asks for is law: the whole table, once more."""

import pytest

from media.attribution import Attribution
from media.licences import Licence, LicenceTerms

CREATIVE_COMMONS = "https://creativecommons.org"
TERMS = {
    "cc-by-sa-4.0": LicenceTerms("CC-BY-SA-4.0", f"{CREATIVE_COMMONS}/licenses/by-sa/4.0/deed.fr", True, True),
    "cc-by-4.0": LicenceTerms("CC-BY-4.0", f"{CREATIVE_COMMONS}/licenses/by/4.0/deed.fr", True, False),
    "cc0-1.0": LicenceTerms("CC0-1.0", f"{CREATIVE_COMMONS}/publicdomain/zero/1.0/deed.fr", False, False),
    "lal-1.3": LicenceTerms("LAL-1.3", "https://artlibre.org/licence/lal/", True, True),
    "etalab-2.0": LicenceTerms(
        "etalab-2.0", "https://github.com/etalab/licence-ouverte/blob/master/LO.md", True, False
    ),
}


@pytest.mark.parametrize("licence", Licence)
def test_the_terms_of_a_licence(licence):
    assert licence.terms == TERMS[licence]


def test_no_licence_is_forgotten():
    assert set(Licence.values) == set(TERMS)


def test_a_work_is_shared_alike_unless_somebody_says_otherwise():
    assert Attribution._meta.get_field("licence").default == Licence.CC_BY_SA_4
