import pytest
from django.test import override_settings

from .rendering import Library, render_library


@pytest.fixture(scope="session")
def library(django_db_setup, django_db_blocker, tmp_path_factory) -> Library:
    """The pack on a site: imported once, every published page rendered, then forgotten."""
    with override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("library")), django_db_blocker.unblock():
        return render_library()
