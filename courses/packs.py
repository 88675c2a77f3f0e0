"""What this app keeps in packs."""

from packs.kinds import COMMON_FIELDS, Kind, register

from .models import LessonPage, ModuleIndexPage, ModulePage, SequencePage

register(
    Kind(ModuleIndexPage, "modules.md", text="introduction", below="modules"),
    Kind(
        ModulePage,
        "modules/{slug}/module.md",
        ("summary", *COMMON_FIELDS, "objectives", "planned", "speakers"),
        text="introduction",
        below="sequences",
        parent=ModuleIndexPage.objects.first,
    ),
    Kind(
        SequencePage,
        "modules/{module}/{slug}/sequence.md",
        ("summary", *COMMON_FIELDS, "objectives", "quiz"),
        text="introduction",
        above="modules/{module}/module",
        below="lessons",
    ),
    Kind(
        LessonPage,
        "modules/{module}/{sequence}/{slug}.md",
        (
            "summary",
            *COMMON_FIELDS,
            "objectives",
            "video",
            "in_short",
            "your_turn",
            "your_turn_answer",
            "further_readings",
            "actions",
            "no_action_reason",
            "speakers",
        ),
        text="body",
        above="modules/{module}/{sequence}/sequence",
    ),
)
