"""Importing a pack: everything is read and checked, then written in one transaction or not at all."""

import hashlib
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any, Literal

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Page

from core.enums import Licence
from core.models import Pack, PackItem

from . import files, media
from .contents import fill, identity, slugs_below, whole_data, written
from .files import PackFile
from .kinds import WORDS, Kind, kind_of, registered
from .places import Place, References
from .problems import PackError, Problem, Report

Decision = Literal["", "ours", "theirs"]
Progress = Callable[[int, int, str], None]
MANIFEST = "pack.yaml"
MANIFEST_KEYS = ("uid", "title", "licence", "authors", "language", "description")
IGNORED = {"readme", "license", "licence", "changelog"}


@dataclass
class Content:
    """One file on its way: its object here, what the object said before, and what the pack says now."""

    kind: Kind
    file: PackFile
    slugs: dict[str, str]
    place: Place
    instance: Any = None
    is_new: bool = False
    before: str = ""
    incoming: str = ""
    wanted_code: str = ""


@dataclass
class _Import:
    folder: Path
    decision: Decision
    progress: Progress
    problems: list[Problem] = field(default_factory=list)
    report: Report = field(default_factory=Report)
    known: dict[str, Any] = field(default_factory=dict)
    manifest: dict[str, Any] = field(default_factory=dict)
    references: References = field(default_factory=References)
    digests: dict[str, str] = field(default_factory=dict)
    pack: Pack = field(default_factory=Pack)


def import_pack(
    source: Path,
    *,
    dry_run: bool = False,
    decision: Decision = "",
    progress: Progress = lambda done, total, label: None,
) -> Report:
    """
    Imports the pack in a folder or a zip and says what was done, or with `dry_run` what would be.

    `decision` settles contents edited here and changed in the pack: "theirs" takes the pack's, "ours" keeps the site's;
    without one they are conflicts. Raises `PackError` with all that is wrong, and then nothing was changed; conflicts
    change nothing either.
    """
    with files.opened(source) as folder, transaction.atomic():
        run = _Import(folder, decision, progress)
        _run(run)
        if run.problems:
            raise PackError(run.problems)
        if dry_run or run.report.conflicts:
            transaction.set_rollback(True)
        return run.report


def _run(run: _Import) -> None:
    _read_manifest(run)
    found = _read_files(run)
    if run.problems:
        raise PackError(run.problems)
    run.digests = dict(PackItem.objects.filter(pack=run.pack).values_list("path", "digest"))
    _import_words(run, found)
    _name_what_is_here(run)
    _import_media(run)
    contents = _prepare(run, found)
    total = 2 * len(contents)
    for done, content in enumerate(contents):
        run.progress(done, total, content.file.path)
        _fill(run, content)
    if run.problems:
        return
    for done, content in enumerate(contents, start=len(contents)):
        run.progress(done, total, content.file.path)
        _settle(run, content)
    for content in contents:
        _order_below(run, content)
    run.progress(total, total, "")


def _read_manifest(run: _Import) -> None:
    if not (run.folder / MANIFEST).is_file():
        raise PackError([Problem(MANIFEST, 0, _("A pack has a file pack.yaml at its root."))])
    file = files.read(run.folder, MANIFEST, run.problems)
    if file is None:
        raise PackError(run.problems)
    place = Place(file, run.problems, run.known.get)
    run.manifest = place.mapping(file.data, MANIFEST_KEYS, ("uid", "title"))
    try:
        uid = uuid.UUID(str(run.manifest.get("uid", "")))
    except ValueError:
        place.at("uid").problem(_("The uid of a pack is a UUID, chosen once and for all."))
        raise PackError(run.problems) from None
    if run.manifest.get("licence", Licence.CC_BY_SA_4) not in Licence.values:
        place.at("licence").problem(_("This licence is not one of: %(known)s.") % {"known": ", ".join(Licence.values)})
    run.pack, _created = Pack.objects.update_or_create(
        uid=uid, defaults={"title": str(run.manifest.get("title", "")), "manifest": run.manifest}
    )


def _read_files(run: _Import) -> list[PackFile]:
    found = []
    for path in sorted(run.folder.rglob("*")):
        name = path.relative_to(run.folder).as_posix()
        hidden = any(part.startswith(".") for part in PurePosixPath(name).parts)
        aside = "/" not in name and path.stem.lower() in IGNORED
        if path.is_dir() or hidden or aside or name == MANIFEST:
            continue
        if name.startswith("media/") and name != media.LIST:
            continue
        if name not in WORDS and name != media.LIST and kind_of(PackFile(name, {})) is None:
            run.problems.append(Problem(name, 0, _("A pack holds no file of this name in this place.")))
        elif file := files.read(run.folder, name, run.problems):
            found.append(file)
    return found


def _import_words(run: _Import, found: list[PackFile]) -> None:
    """The vocabulary first: everything else names it. A word whose name was changed here keeps it."""
    for model in WORDS.values():
        for word in model._default_manager.all():
            run.known[f"vocabulary/{model._meta.model_name}/{word.slug}"] = word
    for file in found:
        model = WORDS.get(file.path)
        if model is None:
            continue
        place = Place(file, run.problems, run.known.get)
        for order, entry in enumerate(place.items(file.data)):
            data = place.at(order).mapping(entry, ("slug", "name"), ("slug", "name"))
            if not data.get("slug") or not data.get("name"):
                continue
            word, created = model._default_manager.get_or_create(
                slug=data["slug"], defaults={"name": data["name"], "order": order}
            )
            if created:
                run.report.created.append(f"{file.path}#{word.slug}")
            run.known[f"vocabulary/{model._meta.model_name}/{word.slug}"] = word


def _name_what_is_here(run: _Import) -> None:
    """Contents of the site can be referred to, and are named, by the path that an export would give them."""
    for kind in registered():
        for instance in kind.model._default_manager.all():
            name = PackFile(kind.path_of(instance), {}).reference
            run.known[name] = instance
            run.references.add(instance, name)
    for model in (media.ContentImage, media.ContentDocument):
        for instance in model.objects.all():
            run.known[f"media/{media.name_of(instance)}"] = instance
            run.references.add(instance, f"media/{media.name_of(instance)}")


def _import_media(run: _Import) -> None:
    file = (
        files.read(run.folder, media.LIST, run.problems)
        if (run.folder / media.LIST).is_file()
        else PackFile(media.LIST, {})
    )
    if file is None:
        return
    place = Place(file, run.problems, run.known.get)
    for path, instance, incoming, file_is_new in media.load(run.folder, place, run.manifest):
        stored = media.find(media.name_of(instance))
        before = media.written(stored, _stored_bytes(stored)) if stored else ""
        if _decide(run, path, before, incoming):
            instance.save()
            _forget_renditions(instance, file_is_new)
        else:
            instance = stored
        run.known[path] = instance
        run.references.add(instance, path)


def _stored_bytes(instance: Any) -> bytes:
    try:
        with instance.file.storage.open(instance.file.name, "rb") as stored:
            return bytes(stored.read())
    except OSError:
        return b""


def _forget_renditions(instance: Any, file_is_new: bool) -> None:
    if file_is_new and hasattr(instance, "renditions"):
        instance.renditions.all().delete()


def _prepare(run: _Import, found: list[PackFile]) -> list[Content]:
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


def _find_or_start(run: _Import, content: Content) -> None:
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


def _start_whole(run: _Import, content: Content) -> None:
    data = whole_data(content.kind, content.place, run.manifest)
    if data is None or content.kind.whole is None:
        return
    content.instance = content.kind.whole.load(data)
    run.known[content.file.reference] = content.instance
    run.references.add(content.instance, content.file.reference)


def _start_row(run: _Import, content: Content) -> bool:
    """Saves new content that is not a page, without what refers to others."""
    before = len(run.problems)
    fill(content.kind, content.instance, content.place, run.manifest, relations=False)
    if len(run.problems) == before:
        content.instance.save()
    return len(run.problems) == before


def _start_page(run: _Import, content: Content) -> bool:
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


def _parent(run: _Import, content: Content) -> Page | None:
    if content.kind.parent is not None:
        return content.kind.parent()
    above = run.known.get(content.kind.above.format(**content.slugs))
    return Page.objects.get(pk=above.pk) if above is not None else None


def _fill(run: _Import, content: Content) -> None:
    """Sets what the file says on the object, in memory, and keeps how it reads before and after."""
    if not content.is_new:
        content.before = written(content.kind, content.instance, run.references)
    if content.kind.whole:
        content.incoming = _whole_incoming(run, content)
        return
    fill(content.kind, content.instance, content.place, run.manifest)
    below = content.file.data.get(content.kind.below) if content.kind.below else None
    content.incoming = written(
        content.kind, content.instance, run.references, below if isinstance(below, list) else None
    )


def _whole_incoming(run: _Import, content: Content) -> str:
    """How the content would read once loaded: it is loaded, read, and put back as it was."""
    data = whole_data(content.kind, content.place, run.manifest)
    if data is None or content.kind.whole is None:
        return ""
    point = transaction.savepoint()
    incoming = written(content.kind, content.kind.whole.load(data), run.references)
    transaction.savepoint_rollback(point)
    return incoming


def _settle(run: _Import, content: Content) -> None:
    if _decide(run, content.file.path, content.before, content.incoming):
        _store(run, content)


def _decide(run: _Import, path: str, before: str, incoming: str) -> bool:
    """Whether what the pack says is to be written, by what stood here and what the last import gave."""
    new, old = _digest(incoming), _digest(before) if before else ""
    recorded = run.digests.get(path, "")
    if new == old:
        run.report.unchanged.append(path)
        _record(run, path, new)
        return False
    if not before:
        run.report.created.append(path)
    elif old == recorded or run.decision == "theirs":
        run.report.updated.append(path)
    elif new == recorded or run.decision == "ours":
        run.report.kept.append(path)
        _record(run, path, new)
        return False
    else:
        run.report.conflicts.append(path)
        return False
    _record(run, path, new)
    return True


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _record(run: _Import, path: str, digest: str) -> None:
    if run.digests.get(path) != digest:
        PackItem.objects.update_or_create(pack=run.pack, path=path, defaults={"digest": digest})


def _store(run: _Import, content: Content) -> None:
    instance = content.instance
    if content.kind.whole:
        if data := whole_data(content.kind, content.place, run.manifest):
            content.kind.whole.load(data)
        return
    if content.kind.is_page:
        # Pages were put under this one since it was read: an old count of children would hide them.
        instance.refresh_from_db(fields=["path", "depth", "numchild"])
        instance.save_revision(clean=False).publish(skip_permission_checks=True)
    else:
        instance.save()
        if hasattr(instance, "live") and hasattr(instance, "save_revision"):
            instance.save_revision(clean=False).publish()


def _order_below(run: _Import, content: Content) -> None:
    """Puts the pages below in the order that the file lists; pages it does not list stay after."""
    if not content.kind.below or content.file.path in (*run.report.kept, *run.report.conflicts):
        return
    place = content.place.at(content.kind.below)
    wanted = [place.scalar(slug) for slug in place.items(content.file.data.get(content.kind.below, ""))]
    page = Page.objects.get(pk=content.instance.pk)
    children = {child.slug: child for child in page.get_children()}
    for slug in wanted:
        if slug not in children:
            place.problem(_("“%(slug)s” is not in the folder.") % {"slug": slug})
    if [slug for slug in slugs_below(page) if slug in wanted] == wanted:
        return
    for slug in wanted:
        if slug in children:
            Page.objects.get(pk=children[slug].pk).move(Page.objects.get(pk=page.pk), pos="last-child")
