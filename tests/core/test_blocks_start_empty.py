"""What an editor has not added is not there: an empty line would refuse to be saved."""

from collections.abc import Iterator

from django.apps import apps
from wagtail import blocks
from wagtail.fields import StreamField


def inside(block: blocks.Block) -> Iterator[blocks.Block]:
    yield block
    children = getattr(block, "child_blocks", {}).values()
    for child in [*children, *([block.child_block] if isinstance(block, blocks.ListBlock) else [])]:
        yield from inside(child)


def optional_lists() -> list[blocks.ListBlock]:
    fields = [field for model in apps.get_models() for field in model._meta.get_fields()]
    streams = [field.stream_block for field in fields if isinstance(field, StreamField)]
    lists = [block for stream in streams for block in inside(stream) if isinstance(block, blocks.ListBlock)]
    return [block for block in lists if not block.meta.min_num]


def test_a_list_that_may_be_empty_starts_empty():
    assert len(optional_lists()) >= 2
    assert {block.label: len(block.get_default()) for block in optional_lists()} == {
        block.label: 0 for block in optional_lists()
    }
