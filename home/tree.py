"""The pages that every site has: the root, the home page, and the lists that hold everything else."""

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.models import Locale, Page, Site

from actions.models import ActionIndexPage
from courses.models import ModuleIndexPage
from resources.enums import SheetKind
from resources.models import SheetIndexPage, SheetsPage
from scenarios.models import ScenarioIndexPage

from .models import HomePage


def ensure_tree() -> HomePage:
    """Makes the pages of the tree that are missing, and returns the home page. Calling it again changes nothing."""
    with override(settings.LANGUAGE_CODE):
        Locale.objects.get_or_create(language_code=settings.LANGUAGE_CODE)
        root = Page.get_first_root_node() or Page.add_root(instance=Page(title=_("All the contents"), slug="root"))
        home = HomePage.objects.first() or _add_home(root)
        _ensure_child(home, ModuleIndexPage, "apprendre", _("Learn"))
        _ensure_child(home, ScenarioIndexPage, "agir", _("Act"))
        actions = _("Each action is a verb: one thing to do together, and the sheets that help to do it.")
        _ensure_child(home, ActionIndexPage, "actions", _("Actions"), introduction=actions)
        kinds = _(
            "Four kinds of sheets: a tool to discover, gestures to follow, arguments to convince, advice to do well."
        )
        sheets = _ensure_child(home, SheetsPage, "fiches", _("Sheets"), introduction=kinds)
        for kind, title in _sheet_titles().items():
            if not SheetIndexPage.objects.filter(kind=kind).exists():
                sheets.add_child(instance=SheetIndexPage(title=title, slug=kind.value, kind=kind))
        return home


def _sheet_titles() -> dict[SheetKind, str]:
    return {
        SheetKind.TOOL: _("Tools"),
        SheetKind.TUTORIAL: _("Tutorials"),
        SheetKind.ARGUMENT: _("Arguments"),
        SheetKind.ADVICE: _("Pieces of advice"),
    }


def _add_home(root: Page) -> HomePage:
    Page.objects.filter(depth=2, slug="home", content_type__model="page").delete()
    home = root.add_child(
        instance=HomePage(
            title=settings.WAGTAIL_SITE_NAME,
            slug="accueil",
            headline=_("Take your digital life back in hand"),
            lead=_(
                "Short lessons to understand. Clear steps to act with your organisation. "
                "It is free, and you need no account."
            ),
        )
    )
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={"hostname": "localhost", "root_page": home, "site_name": settings.WAGTAIL_SITE_NAME},
    )
    return home


def _ensure_child(parent: Page, model: type[Page], slug: str, title: str, **fields: str) -> Page:
    return model.objects.first() or parent.add_child(instance=model(title=title, slug=slug, **fields))
