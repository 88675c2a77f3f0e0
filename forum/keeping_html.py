"""What messages and their former texts keep as HTML, for when the renderer changes."""

from typing import Any

from django.core.exceptions import ValidationError

from text.rendering_again import register

from .models import Post, PostVersion
from .rendering import render_post


def kept_of_post(post: Post) -> dict[str, Any]:
    html = _made(post)
    return {"html": html, "weight": len(html)}


def kept_of_version(version: PostVersion) -> dict[str, Any]:
    return {"html": _made(version)}


def _made(row: Post | PostVersion) -> str:
    try:
        return render_post(row.source)
    except ValidationError:  # a text of before a limit stays as it was shown
        return row.html


register(Post.objects.all, lambda: kept_of_post)
register(PostVersion.objects.all, lambda: kept_of_version)
