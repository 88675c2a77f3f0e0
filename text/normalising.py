"""The plain words of a content, put right as running text is: before they are saved, and before a pack compares them."""

from django.db import models

from text.typography import normalise

WORDS = ("title", "draft_title", "seo_title", "search_description", "summary", "headline", "lead")


def normalise_words(content: models.Model) -> None:
    """Gives titles and summaries their French spaces, quotes and apostrophes. A slug, and what would grow too long, stay."""
    for field in content._meta.concrete_fields:
        if field.name not in WORDS:
            continue
        words = getattr(content, field.attname)
        put_right = normalise(words or "").strip()
        if put_right and (field.max_length is None or len(put_right) <= field.max_length):
            setattr(content, field.attname, put_right)
