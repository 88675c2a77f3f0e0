from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from django.test import override_settings

from .contents import Commons, Worst
from .measuring import Measures, measure
from .rendering import Site, render_site
from .validating import validate


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


@pytest.fixture(scope="session")
def measured(few, worst, browser, node_modules) -> Callable[[str, str], Measures]:
    """`measured("few", "lesson")`: each page is visited once, whatever number of gates look at it."""
    sites = {"few": few, "worst": worst}

    @cache
    def visit(site: str, kind: str) -> Measures:
        return measure(browser, node_modules, sites[site], kind, walks=site == "few")

    return visit


@pytest.fixture(scope="session")
def validated(few, worst, node_modules, tmp_path_factory) -> dict[str, list[str]]:
    """What the Nu HTML checker says of each page, in one run."""
    sites = {"few": few, "worst": worst}
    pages = {f"{name}-{kind}": page.html for name, site in sites.items() for kind, page in site.pages.items()}
    return validate(pages, node_modules, tmp_path_factory.mktemp("validated"))
