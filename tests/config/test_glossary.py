"""docs/glossary.md joins the words of the screen and those of the code."""

import re

from django.conf import settings
from django.utils import translation
from wagtail.models import get_page_models
from wagtail.snippets.models import get_snippet_models

OURS = {app for app in settings.INSTALLED_APPS if (settings.BASE_DIR / app).is_dir()}


def test_the_glossary_says_what_the_screen_says_for_all_that_is_edited():
    glossary = (settings.BASE_DIR / "docs/glossary.md").read_text()
    written = {code: french for french, code in re.findall(r"^\| (.+?) \| `(\w+)` \|", glossary, re.MULTILINE)}
    models = [model for model in [*get_page_models(), *get_snippet_models()] if model._meta.app_label in OURS]

    with translation.override("fr"):
        shown = {model.__name__: str(model._meta.verbose_name) for model in models}

    assert written == shown
