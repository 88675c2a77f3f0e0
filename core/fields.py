"""Model fields that core offers to every app."""

from typing import Any

from wagtail.fields import StreamField


class BlocksField(StreamField):
    """
    A StreamField whose migrations say nothing of its blocks: they are code, the column is JSON.

    Adding a block then needs no migration in each app that holds a body, and a data migration reads the raw JSON,
    where a StreamField of yesterday's blocks would silently drop what it does not know.
    """

    def __init__(self, block_types: Any = (), **kwargs: Any) -> None:
        # empty only in the copies that migrations make of the models
        super().__init__(block_types, **kwargs)

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, _, _, kwargs = super().deconstruct()
        del kwargs["block_lookup"]
        return name, "django.db.models.JSONField", [], kwargs
