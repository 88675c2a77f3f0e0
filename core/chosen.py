"""What the choosers of a StreamField chose, without loading it: one query can then fetch all of it at once."""

from collections.abc import Iterable

from wagtail.blocks import StreamValue


def chosen_keys(stream: StreamValue | None) -> list[int]:
    """The primary keys held by the top-level choosers of a stream, in their order, without those left empty."""
    return [block["value"] for block in stream.raw_data if block["value"]] if stream else []


def unique(keys: Iterable[int]) -> list[int]:
    """The keys in their order, each once."""
    return list(dict.fromkeys(keys))
