"""What the pages of the search read."""

from collections.abc import Container, Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from actions.models import ActionPage
from core.models import Product
from core.openness import open_pages
from resources.models import ArgumentSheet, ToolSheet


@dataclass(frozen=True)
class ProductPage:
    """A product, the actions it serves for, the free tools instead, the arguments for the group."""

    product: Product
    actions: list[ActionPage]
    tools: list[ToolSheet]
    arguments: list[ArgumentSheet]


def products() -> QuerySet[Product]:
    found: QuerySet[Product] = Product.objects.all()
    return found


def products_named(slugs: Container[str]) -> list[Product]:
    """The products of some slugs, in alphabetical order; what is none is left out, and never reaches the database."""
    return [product for product in products().prefetch_related("needs").order_by("name") if product.slug in slugs]


def path_of(pages: Iterable[ProductPage]) -> str:
    """The codes of one action for each product, each once: the steps of a path that leaves them all."""
    return ".".join(dict.fromkeys(str(page.actions[0].code) for page in pages if page.actions))


def product_page(product: Product) -> ProductPage:
    """Five queries, however many there are."""
    needs = list(product.needs.all())
    named = list(open_pages(ActionPage.objects.all()).filter(replaces=product).order_by("title"))
    serving = open_pages(ActionPage.objects.all()).filter(needs__in=needs).order_by("title").distinct()
    arguments = open_pages(ArgumentSheet.objects.all()).filter(needs__in=needs).order_by("title").distinct()
    return ProductPage(
        product=product,
        actions=named or list(serving),
        tools=list(open_pages(ToolSheet.objects.all()).filter(replaces=product).order_by("title")),
        arguments=list(arguments[:6]),
    )
