"""The kinds of public page that the gates walk, and what each may cost."""

KINDS = [
    "home", "modules", "module", "sequence", "lesson", "quiz", "quiz-answer", "quiz-order", "quiz-pairs", "quiz-end",
    "quiz-on-paper", "review",
    "scenarios", "scenario", "step", "step-for-a-group", "group",
    "end", "no-such-step", "roadmap", "workshops", "running-order", "projection", "actions", "action", "action-from-a-step", "sheets", "tools", "tool", "tutorial", "argument",
    "advice", "glossary", "term", "speakers", "speaker", "testimonials", "text",
    "search", "search-nothing", "search-which", "product", "own-paths", "path-editor", "images", "image",
    "report", "passages", "correction", "history", "version", "compared", "not-found",
]  # fmt: skip

STATUS = {"no-such-step": 404, "not-found": 404}
MOST_QUERIES = 12
# The words of the editors are read again after a change, as here where nothing is kept; see test_views.py for the others.
MOST_QUERIES_OF = {"search": 22, "search-nothing": 22, "search-which": 22}
MOST_REQUESTS = 15
# Own paths are made by scripts, of small modules that a browser keeps; their bytes are held like those of the others.
MOST_REQUESTS_OF = {"own-paths": 24, "path-editor": 24}
MOST_BYTES = 150_000
MOST_SCRIPT = 30_000
MOST_ELEMENTS = 350
LONG_LISTS = {"actions", "tools", "glossary", "speakers", "roadmap", "running-order", "search"}
MOST_ELEMENTS_OF_A_LONG_LIST = 800
ANSWERS_ARE_KEPT = {
    "quiz-answer",
    "quiz-order",
    "quiz-pairs",
    "step-for-a-group",
}  # in the notebook of the browser, as the page says
# the box that offers to send answers, which only a script sends; the paths, which are in the browser's notebook
WORDS_WOKEN_BY_SCRIPTS = {"quiz": 30, "own-paths": 40, "path-editor": 80}
