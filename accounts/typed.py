from django.http import HttpRequest

FIELDS = ("title", "text", "details", "after", "reason")


def typed_text(request: HttpRequest) -> str:
    """What somebody wrote in a form that could not be taken: it is given back, never lost."""
    return "\n\n".join(text for name in FIELDS if (text := request.POST.get(name, "").strip()))
