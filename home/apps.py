from typing import Any

from django.apps import AppConfig
from django.core.management import call_command
from django.db import connections
from django.db.migrations.executor import MigrationExecutor
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = _("Home")

    def ready(self) -> None:
        from . import packs  # noqa: F401 (registers what this app keeps in packs)

        post_migrate.connect(_ensure_tree, sender=self)


def _ensure_tree(using: str, **kwargs: Any) -> None:
    """After a complete migration, and after a flush: the tests that empty the database find the tree again."""
    if "plan" in kwargs:
        if _is_incomplete(using):
            return
        # the pages below are cached as they are made; `migrate` is then all that a host runs
        call_command("createcachetable", database=using)
    from .tree import ensure_tree

    ensure_tree()


def _is_incomplete(using: str) -> bool:
    executor = MigrationExecutor(connections[using])
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
