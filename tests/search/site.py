"""A few real pages for the tests of the search."""

import datetime

from django.utils.text import slugify

from actions.models import ActionIndexPage, ActionPage
from core.models import Need, Product
from home.tree import ensure_tree
from resources.enums import SheetKind
from resources.models import SheetIndexPage, Testimonial, ToolSheet


def make_action(title: str = "Choisir une date à plusieurs", **more) -> ActionPage:
    ensure_tree()
    page = ActionPage(
        title=title, slug=slugify(title), summary=more.pop("summary", "Trouver le jour qui convient."), **more
    )
    ActionIndexPage.objects.get().add_child(instance=page)
    return page


def make_tool(title: str = "Framadate", **more) -> ToolSheet:
    ensure_tree()
    page = ToolSheet(title=title, summary=more.pop("summary", "Chacun coche des dates."), **more)
    SheetIndexPage.objects.get(kind=SheetKind.TOOL).add_child(instance=page)
    return page


def make_product(name: str = "Doodle", **more) -> Product:
    need, _ = Need.objects.get_or_create(slug="choisir-une-date", defaults={"name": "Choisir une date"})
    product = Product.objects.create(name=name, slug=name.lower(), purpose="Proposer des dates.", **more)
    product.needs.add(need)
    return product


def make_testimonial(quote: str, name: str = "Karim") -> Testimonial:
    found = Testimonial.objects.create(
        name=name, slug=slugify(name), quote=quote, given_on=datetime.date(2026, 5, 4), is_example=True
    )
    publish(found)
    return found


def publish(page) -> None:
    page.save_revision().publish()
