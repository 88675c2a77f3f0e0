import re
from collections.abc import Iterable

from django import template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.templatetags.presentation_tags import duration
from courses import queries
from courses.models import LessonPage, ModuleIndexPage, ModulePage, SequencePage
from resources.models import FurtherReading
from resources.queries import chosen_readings

register = template.Library()

_HEADING = re.compile(r"<(/?)h([2-6])\b")
_ANCHOR = re.compile(r'(<h[2-6] id="|<a href="#)(?=t-)')


@register.simple_tag
def modules_of(index: ModuleIndexPage) -> list[ModulePage]:
    return queries.modules(index)


@register.simple_tag
def sequences_of(module: ModulePage) -> list[SequencePage]:
    return queries.sequences(module)


@register.simple_tag
def lessons_of(sequence: SequencePage) -> list[LessonPage]:
    return queries.lessons(sequence)


@register.simple_tag
def neighbours(lesson: LessonPage) -> dict[str, object]:
    """
    The lessons before and after in the sequence, and the place of this one: `previous`, `next`, `rank`, `count`.

    After the last one, `sequence` is where one goes back, and `quiz_url` its self-assessment: "" where there is none.
    """
    beside = queries.lessons_beside(lesson)
    rank = next((place for place, other in enumerate(beside) if other.pk == lesson.pk), None)
    if rank is None:
        return {"previous": None, "next": None, "rank": 0, "count": len(beside), "sequence": None, "quiz_url": ""}
    sequence = queries.sequence_of(lesson) if rank + 1 == len(beside) else None
    return {
        "previous": beside[rank - 1] if rank else None,
        "next": beside[rank + 1] if rank + 1 < len(beside) else None,
        "rank": rank + 1,
        "count": len(beside),
        "sequence": sequence,
        "quiz_url": sequence.quiz_url if sequence else "",
    }


@register.simple_block_tag
def below(content: str, levels: int, code: str) -> SafeString:
    """
    Safe HTML with its headings `levels` lower, and its anchors told apart by `code`.

    So that the texts of several pages stand on one, each below the title of its page.
    """
    lower = _HEADING.sub(lambda found: f"<{found[1]}h{min(6, int(found[2]) + levels)}", content)
    return mark_safe(_ANCHOR.sub(rf"\g<1>{code}-", lower))


@register.simple_tag
def readings_chosen(keys: Iterable[int]) -> list[FurtherReading]:
    return chosen_readings(keys)


@register.simple_tag
def module_meta(module: ModulePage) -> str:
    """The one line of facts of a module's card; `planned` when there is no lesson yet."""
    if not module.lesson_count:
        return module.planned or _("In preparation")
    sequences = ngettext("%(n)s sequence", "%(n)s sequences", module.sequence_count) % {"n": module.sequence_count}
    lessons = ngettext("%(n)s lesson", "%(n)s lessons", module.lesson_count) % {"n": module.lesson_count}
    return " · ".join(fact for fact in (sequences, lessons, duration(module.minutes)) if fact)
