"""What public pages read about modules, sequences and lessons. All of it is published."""

from django.db.models import Q, QuerySet
from wagtail.models import Page

from core.openness import open_pages
from courses.models import LessonPage, ModuleIndexPage, ModulePage, SequencePage

STEP = LessonPage.steplen


def modules(index: ModuleIndexPage) -> list[ModulePage]:
    """The modules in their order, each with `sequence_count`, `lesson_count` and `minutes` of its lessons."""
    found = list(open_pages(ModulePage.objects.child_of(index), index).defer_streamfields().order_by("path"))
    by_path = {module.path: module for module in found}
    for module in found:
        module.sequence_count = module.lesson_count = module.minutes = 0
    for path in open_pages(SequencePage.objects.descendant_of(index), index).values_list("path", flat=True):
        if path[:-STEP] in by_path:
            by_path[path[:-STEP]].sequence_count += 1
    for path, minutes in open_pages(LessonPage.objects.descendant_of(index), index).values_list("path", "duration"):
        module = by_path.get(path[: -2 * STEP])
        if module:
            module.lesson_count += 1
            module.minutes += minutes or 0
    return found


def sequences(module: ModulePage) -> list[SequencePage]:
    """The sequences of a module in their order, each with its `lessons` and their `minutes` in all."""
    found = list(
        open_pages(SequencePage.objects.child_of(module), module)
        .defer_streamfields()
        .select_related("quiz")
        .order_by("path")
    )
    by_path = {sequence.path: sequence for sequence in found}
    for sequence in found:
        sequence.lessons = []
    lessons_below = open_pages(LessonPage.objects.descendant_of(module), module).defer_streamfields().order_by("path")
    for lesson in lessons_below:
        if lesson.path[:-STEP] in by_path:
            by_path[lesson.path[:-STEP]].lessons.append(lesson)
    for sequence in found:
        sequence.minutes = sum(lesson.duration or 0 for lesson in sequence.lessons)
    return found


def lessons(sequence: SequencePage) -> list[LessonPage]:
    return list(open_pages(LessonPage.objects.child_of(sequence), sequence).defer_streamfields().order_by("path"))


def lessons_beside(lesson: LessonPage) -> list[LessonPage]:
    """The published lessons of the same sequence, this one among them."""
    return list(open_pages(LessonPage.objects.sibling_of(lesson), lesson).defer_streamfields().order_by("path"))


def sequence_of(lesson: LessonPage) -> SequencePage | None:
    """The sequence that a lesson closes; nothing while it is withdrawn, its lessons staying on the site."""
    found = open_pages(SequencePage.objects.parent_of(lesson), lesson).defer_streamfields().select_related("quiz")
    return found.first()


def outline() -> list[tuple[ModulePage, list[SequencePage]]]:
    """All the modules with their sequences, each with its `lessons`, in order. Three queries."""
    modules = list(open_pages(ModulePage.objects.all()).defer_streamfields().order_by("path"))
    below: dict[str, list[SequencePage]] = {module.path: [] for module in modules}
    by_path = {}
    sequences = open_pages(SequencePage.objects.all()).defer_streamfields().select_related("quiz").order_by("path")
    for sequence in sequences:
        if sequence.path[:-STEP] in below:
            below[sequence.path[:-STEP]].append(sequence)
            by_path[sequence.path] = sequence
            sequence.lessons = []
    for lesson in open_pages(LessonPage.objects.all()).defer_streamfields().order_by("path"):
        if lesson.path[:-STEP] in by_path:
            by_path[lesson.path[:-STEP]].lessons.append(lesson)
    return [(module, below[module.path]) for module in modules]


def published_modules() -> QuerySet[ModulePage]:
    return open_pages(ModulePage.objects.all()).order_by("path")


def page_after(sequence: SequencePage) -> Page:
    """Where to go on after a sequence: the next published one, else what stands above it. One query."""
    next_ones = open_pages(SequencePage.objects.sibling_of(sequence).filter(path__gt=sequence.path), sequence)
    above = open_pages(Page.objects.ancestor_of(sequence), sequence)
    return Page.objects.filter(Q(pk__in=above.values("pk")) | Q(pk__in=next_ones.values("pk"))).order_by(
        "-depth", "path"
    )[0]


def whole_sequences(module: ModulePage) -> list[SequencePage]:
    """The sequences of a module with all that their `lessons` hold."""
    found = list(open_pages(SequencePage.objects.child_of(module), module).order_by("path"))
    by_path = {sequence.path: sequence for sequence in found}
    for sequence in found:
        sequence.lessons = []
    for lesson in open_pages(LessonPage.objects.descendant_of(module), module).order_by("path"):
        if lesson.path[:-STEP] in by_path:
            by_path[lesson.path[:-STEP]].lessons.append(lesson)
    return found


def state_of(module: ModulePage) -> str:
    """Changes when a page of a module is published again, withdrawn, hidden or moved. One query."""
    pages = open_pages(Page.objects.descendant_of(module, inclusive=True), module).order_by("path")
    return " ".join(f"{key} {published}" for key, published in pages.values_list("pk", "last_published_at"))
