"""
Kept HTML, made again when the renderer or the glossary changed.

Every place that keeps some registers its rows and how it is made. One row at a time, locked and read afresh: what an
editor saves meanwhile is what is rendered, and nobody waits longer than one text takes.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

Rows = Callable[[], QuerySet[Any]]
Make = Callable[[Any], Mapping[str, Any]]


@dataclass(frozen=True)
class Store:
    """The rows of a model that keep HTML; `maker` gives, once for them all, what makes the columns of one by name."""

    rows: Rows
    maker: Callable[[], Make]


_stores: list[Store] = []


def register(rows: Rows, maker: Callable[[], Make]) -> None:
    _stores.append(Store(rows, maker))


def registered() -> list[Store]:
    return list(_stores)


def render_again() -> int:
    """Brings all that is kept up to the renderer of today; the number of rows that were out of date."""
    return sum(renew(store.rows(), store.maker()) for store in _stores)


def renew(rows: QuerySet[Any], make: Make) -> int:
    """Makes the columns of these rows again, and writes those that differ. Nothing else of a row is written."""
    return sum(_renew(rows, make, pk) for pk in list(rows.order_by("pk").values_list("pk", flat=True)))


def _renew(rows: QuerySet[Any], make: Make, pk: object) -> bool:
    with transaction.atomic():
        row = rows.select_for_update().filter(pk=pk).first()
        if row is None:  # gone, or no longer on the site
            return False
        columns = {field.name: field for field in row._meta.concrete_fields}
        before = {name: columns[name].get_prep_value(columns[name].value_from_object(row)) for name in columns}
        made = {name: columns[name].get_prep_value(value) for name, value in make(row).items()}
        changed = {name: value for name, value in made.items() if value != before[name]}
        if changed:
            rows.model._base_manager.filter(pk=pk).update(**changed)
        return bool(changed)
