"""The kinds of public page that the gates walk, and what each may cost."""

KINDS = [
    "home", "modules", "module", "sequence", "lesson", "scenarios", "scenario", "step", "step-for-a-group", "group",
    "end", "no-such-step", "roadmap", "workshops", "running-order", "projection", "actions", "action", "action-from-a-step", "sheets", "tools", "tool", "tutorial", "argument",
    "advice", "glossary", "term", "speakers", "speaker", "testimonials", "text", "not-found",
]  # fmt: skip

STATUS = {"no-such-step": 404, "not-found": 404}
MOST_QUERIES = 12
MOST_REQUESTS = 15
MOST_BYTES = 150_000
MOST_SCRIPT = 30_000
MOST_ELEMENTS = 350
LONG_LISTS = {"actions", "tools", "glossary", "speakers", "roadmap", "running-order"}
MOST_ELEMENTS_OF_A_LONG_LIST = 800
ANSWERS_ARE_KEPT = {"step-for-a-group"}  # in the notebook of the browser, as the page says
