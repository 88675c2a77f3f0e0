"""What machines read of a page: schema.org in JSON-LD, so that the licence and the authors travel too."""

from django.conf import settings

from core.models import ContentPage


def describe(page: ContentPage, url: str, kind: str) -> dict[str, object]:
    """
    The description of a page as a schema.org `kind` (`LearningResource`, `Course`, `HowTo`).

    `url` is absolute. Durations are ISO 8601. Facts that are not known are left out.
    """
    facts: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": kind,
        "name": page.title,
        "description": page.summary,
        "url": url,
        "inLanguage": settings.LANGUAGE_CODE,
        "isAccessibleForFree": True,
        "license": page.licence_terms.url,
        "author": [{"@type": "Person", "name": name} for name in page.author_names],
        "isBasedOn": _sources(page),
        "educationalLevel": str(page.get_level_display()),
        "dateModified": page.last_published_at.isoformat() if page.last_published_at else "",
    }
    if page.duration:
        facts["totalTime" if kind == "HowTo" else "timeRequired"] = f"PT{page.duration}M"
    if kind == "Course":
        facts["provider"] = {"@type": "Organization", "name": settings.WAGTAIL_SITE_NAME, "url": settings.SITE_URL}
    return {name: value for name, value in facts.items() if value not in ("", [], None)}


def _sources(page: ContentPage) -> list[dict[str, str]]:
    works = [
        {"name": value["title"], "url": value["url"], "author": value["authors"]}
        for value in (block.value for block in page.sources)
    ]
    if page.source_title or page.source_url:
        works.append({"name": page.source_title, "url": page.source_url, "author": ""})
    return [{"@type": "CreativeWork", **{name: value for name, value in work.items() if value}} for work in works]
