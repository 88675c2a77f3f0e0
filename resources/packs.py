"""What this app keeps in packs."""

from functools import partial

from packs.kinds import COMMON_FIELDS, Kind, register

from .enums import SheetKind
from .forms import check_result_picture
from .models import AdviceSheet, ArgumentSheet, FurtherReading, Speaker, Testimonial, ToolSheet, TutorialSheet
from .queries import sheet_index

register(
    Kind(Speaker, "speakers/{slug}.md", ("role", "website", "portrait"), text="biography", title="name"),
    Kind(
        FurtherReading,
        "readings/{slug}.md",
        ("url", "kind", "language", "duration", "author", "published", "why"),
    ),
    Kind(
        Testimonial,
        "testimonials/{slug}.md",
        ("organisation", "group_size", "given_on", "is_example", "consent"),
        text="quote",
        title="name",
    ),
    Kind(
        ToolSheet,
        "sheets/tools/{slug}.md",
        (
            "summary",
            *COMMON_FIELDS,
            "replaces",
            "website",
            "publisher",
            "software_licence",
            "languages",
            "state",
            "installation",
            "account",
            "phone",
            "group_min",
            "group_max",
            "hosted_as_service",
            "hosted_by_host",
            "hosted_on_own_server",
            "hosts",
            "pros",
            "cons",
            "losses",
            "data",
            "accessibility",
            "cost",
            "alternatives",
            "trials",
        ),
        parent=partial(sheet_index, SheetKind.TOOL),
    ),
    Kind(
        TutorialSheet,
        "sheets/tutorials/{slug}.md",
        (
            "summary",
            *COMMON_FIELDS,
            "tool",
            "result",
            "result_image",
            "result_alternative",
            "needed",
            "gestures",
            "troubles",
            "tested_by",
            "tested_on",
        ),
        parent=partial(sheet_index, SheetKind.TUTORIAL),
        check=check_result_picture,
    ),
    Kind(
        ArgumentSheet,
        "sheets/arguments/{slug}.md",
        (
            "summary",
            *COMMON_FIELDS,
            "for_whom",
            "sentence",
            "arguments",
            "objections",
            "losses",
            "cost",
            "proposal",
        ),
        parent=partial(sheet_index, SheetKind.ARGUMENT),
    ),
    Kind(
        AdviceSheet,
        "sheets/advice/{slug}.md",
        ("summary", *COMMON_FIELDS, "situation", "advices", "warning_signs", "example", "template_text"),
        parent=partial(sheet_index, SheetKind.ADVICE),
    ),
)
