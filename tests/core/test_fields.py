from django.apps import apps
from wagtail.fields import StreamField

from core.fields import BlocksField


def test_the_blocks_of_our_models_stay_out_of_the_migrations():
    ours = [model for model in apps.get_models() if not model.__module__.startswith(("wagtail.", "django."))]
    streams = [field for model in ours for field in model._meta.local_fields if isinstance(field, StreamField)]

    assert streams
    assert [str(field) for field in streams if not isinstance(field, BlocksField)] == []
