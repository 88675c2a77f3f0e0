"""The third part of an import: reading each file into its object, and deciding what is written."""

import hashlib

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Page

from packs.models import PackItem

from .contents import fill, slugs_below, whole_data, written
from .kinds import Whole
from .run import Content, Import


def read_content(run: Import, content: Content) -> None:
    """Sets what the file says on the object, in memory, and keeps how it reads before and after."""
    if not content.is_new:
        content.before = written(content.kind, content.instance, run.references)
    if content.kind.whole:
        _read_whole(run, content, content.kind.whole)
        return
    fill(content.kind, content.instance, content.place, run.manifest)
    below = content.file.data.get(content.kind.below) if content.kind.below else None
    content.incoming = written(
        content.kind, content.instance, run.references, below if isinstance(below, list) else None
    )
    if _is_untouched(content) and content.before != content.incoming:
        content.before = ""


def _is_untouched(content: Content) -> bool:
    """A page that the site made by itself, as its home page: nobody has written in it yet."""
    return content.kind.is_page and content.instance.latest_revision_id is None


def _read_whole(run: Import, content: Content, whole: Whole) -> None:
    """Loads the content, for only so one knows how it will read; it is put back unless it is to be written."""
    if content.is_new:
        # Loaded already, when it was started.
        content.incoming = written(content.kind, content.instance, run.references)
        decide(run, content.file.path, content.before, content.incoming)
        return
    data = whole_data(content.kind, content.place, run.manifest)
    if data is None:
        return
    point = transaction.savepoint()
    content.incoming = written(content.kind, whole.load(data), run.references)
    if decide(run, content.file.path, content.before, content.incoming):
        transaction.savepoint_commit(point)
    else:
        transaction.savepoint_rollback(point)


def settle(run: Import, content: Content) -> None:
    if content.kind.whole is None and decide(run, content.file.path, content.before, content.incoming):
        _store(content)


def decide(run: Import, path: str, before: str, incoming: str) -> bool:
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


def _record(run: Import, path: str, digest: str) -> None:
    if run.digests.get(path) != digest:
        PackItem.objects.update_or_create(pack=run.pack, path=path, defaults={"digest": digest})


def _store(content: Content) -> None:
    instance = content.instance
    if content.kind.is_page:
        # Pages were put under this one since it was read: an old count of children would hide them.
        instance.refresh_from_db(fields=["path", "depth", "numchild"])
        instance.save_revision(clean=False).publish(skip_permission_checks=True)
    else:
        instance.save()
        if hasattr(instance, "live") and hasattr(instance, "save_revision"):
            instance.save_revision(clean=False).publish()


def order_below(run: Import, content: Content) -> None:
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
