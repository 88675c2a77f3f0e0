from pathlib import Path

import pytest
from django.test import override_settings

from .contents import Commons, Worst
from .rendering import Site, render_site


@pytest.fixture(scope="session")
def media_of_pages(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("pages")


@pytest.fixture(scope="session")
def few(django_db_setup, django_db_blocker, media_of_pages) -> Site:
    """One page of every kind, on a site with one content of each."""
    with override_settings(MEDIA_ROOT=media_of_pages / "few"), django_db_blocker.unblock():
        return render_site(Commons, follow=True)


@pytest.fixture(scope="session")
def worst(django_db_setup, django_db_blocker, media_of_pages) -> Site:
    """The largest page of every kind that the models allow."""
    with override_settings(MEDIA_ROOT=media_of_pages / "worst"), django_db_blocker.unblock():
        return render_site(Worst)
