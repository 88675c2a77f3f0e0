"""The second part of an import: finding or making the object of each file, so that any may refer to any other."""

from typing import Any

from django.utils.translation import gettext as _
from wagtail.models import Page

from .contents import fill, identity, whole_data
from .files import PackFile
from .kinds import kind_of, registered
from .places import Place
from .run import Content, Import


def prepare(run: Import, found: list[PackFile]) -> list[Content]:
    """Finds or makes the object of each file, so that any file may refer to any other."""
    contents = []
    order = {kind.pattern: position for position, kind in enumerate(registered())}
    for file in found:
        match = kind_of(file)
        if match is None:
            continue
        kind, slugs = match
        uid = identity(file, run.pack.uid, Place(file, run.problems, run.known.get)) if kind.has_uid else slugs["slug"]
        contents.append(Content(kind, file, slugs, Place(file, run.problems, run.known.get, uid)))
    contents.sort(key=lambda content: (order[content.kind.pattern], content.file.path))
    seen: dict[Any, str] = {}
    for content in contents:
        if content.place.uid in seen and content.kind.has_uid:
            content.place.at("uid").problem(
                _("This uid is already that of %(other)s.") % {"other": seen[content.place.uid]}
            )
        seen[content.place.uid] = content.file.path
        _find_or_start(run, content)
    return [content for content in contents if content.instance is not None]


def _find_or_start(run: Import, content: Content) -> None:
    kind, file = content.kind, content.file
    content.instance = kind.find(content.place.uid, content.slugs["slug"])
    content.wanted_code = str(file.data.get("code", "")) if isinstance(file.data, dict) else ""
    if content.instance is None:
        content.is_new = True
        if kind.whole:
            _start_whole(run, content)
            return
        content.instance = kind.model(slug=content.slugs["slug"])
        if kind.has_uid:
            content.instance.uid = content.place.uid
            content.instance.code = content.wanted_code or None
        if not (_start_page(run, content) if kind.is_page else _start_row(run, content)):
            content.instance = None
            return
        if content.wanted_code and content.instance.code != content.wanted_code:
            run.report.new_codes.append(f"{file.path} : {content.wanted_code} → {content.instance.code}")
    run.known[file.reference] = content.instance
    run.references.add(content.instance, file.reference)


def _start_whole(run: Import, content: Content) -> None:
    data = whole_data(content.kind, content.place, run.manifest)
    if data is None or content.kind.whole is None:
        return
    content.instance = content.kind.whole.load(data)
    run.known[content.file.reference] = content.instance
    run.references.add(content.instance, content.file.reference)


def _start_row(run: Import, content: Content) -> bool:
    """Saves new content that is not a page, without what refers to others."""
    before = len(run.problems)
    fill(content.kind, content.instance, content.place, run.manifest, relations=False)
    if len(run.problems) == before:
        content.instance.save()
    return len(run.problems) == before


def _start_page(run: Import, content: Content) -> bool:
    """Puts a new page in the tree as a draft, under the page that its path names."""
    parent = _parent(run, content)
    if parent is None:
        content.place.problem(_("There is no page to put this content under."))
        return False
    taken = parent.get_children().filter(slug=content.slugs["slug"]).first()
    if taken is not None:
        content.place.problem(_("Another content already has this address here: “%(title)s”.") % {"title": taken.title})
        return False
    content.instance.title = str(content.file.data.get("title") or content.slugs["slug"])[:255]
    content.instance.live = False
    parent.add_child(instance=content.instance)
    return True


def _parent(run: Import, content: Content) -> Page | None:
    if content.kind.parent is not None:
        return content.kind.parent()
    above = run.known.get(content.kind.above.format(**content.slugs))
    return Page.objects.get(pk=above.pk) if above is not None else None
