"""Pages that keep the contract of docs/notebook-format.md and nothing more, served at the addresses of the real ones."""

from django.template import Context, Engine, engines

STEPS = ["Choisir la date", "Se retrouver à distance", "Garder une trace"]


def render(source: str, **context) -> str:
    engine: Engine = engines["django"].engine
    return engine.from_string(source).render(Context(context))


def serve(page, address: str, source: str, **context) -> None:
    html = render(source, **context)
    page.context.route(
        lambda url: url.split("?")[0].split("#")[0].endswith(address),
        lambda route: route.fulfill(body=html, content_type="text/html; charset=utf-8"),
    )


STEP = """<!doctype html><html lang="fr"><title>Étape</title><body>
<main data-scenario="K8WDE" data-scenario-title="Organiser une réunion" data-scenario-url="/agir/reunion/" data-scenario-steps="3">
<h1>{{ title }}</h1>
<ol>{% for step in steps %}<li><a href="/agir/reunion/etape-{{ forloop.counter }}/" data-step-link="e{{ forloop.counter }}">{{ step }}</a></li>{% endfor %}</ol>
<section data-step="e{{ rank }}" data-step-title="{{ title }}" data-step-rank="{{ rank }}">
  <p data-without-script>Pour cocher ici, activez JavaScript.</p>
  <label><input type="checkbox" data-task="t1" disabled> Choisir</label>
  <label><input type="checkbox" data-task="t2" data-or disabled> Ou demander</label>
  <label><input type="checkbox" data-task="t3" disabled> Envoyer</label>
  <p data-offer hidden>Tout est coché.</p>
  <label>Mes notes <textarea data-note maxlength="2000" disabled></textarea></label><p data-note-count hidden></p>
  <label>Qui <input data-who disabled></label><label>Pour quand <input type="date" data-when disabled></label>
  <button type="button" data-tool="JM5TT" hidden>Nous prenons cet outil</button>
  <p data-show="note" hidden></p>
  <button type="button" data-step-done hidden>Marquer l’étape comme faite</button>
  <button type="button" data-step-skip hidden>Pas pour nous</button>
  <p role="status" data-save-state></p>
</section>
<form data-chooser><select name="groupe"><option value="">Je ne sais pas</option><option value="6-12">6 à 12</option></select><button>Voir</button></form>
<p data-kept-context hidden><a href="?">Voir le choix pour votre groupe</a></p>
</main>{% include "components/_notebook_nudge.html" %}{% include "components/_notebook.html" with script="js/guide.js" %}</body></html>"""

START = """<!doctype html><html lang="fr"><title>Scénario</title><body>
<main data-scenario="K8WDE" data-scenario-title="Organiser une réunion" data-scenario-url="/agir/reunion/" data-scenario-steps="3">
<ol>{% for step in steps %}<li><a href="/agir/reunion/etape-{{ forloop.counter }}/" data-step-link="e{{ forloop.counter }}">{{ step }}</a></li>{% endfor %}</ol>
<a class="button" href="/agir/reunion/etape-1/" data-begin>Commencer</a>
<section data-removed hidden><h2>Tâches retirées</h2><ul></ul></section>
</main>{% include "components/_notebook.html" with script="js/guide.js" %}</body></html>"""

HOME = """<!doctype html><html lang="fr"><title>Accueil</title><body><main>
<section data-notebook="resume" hidden></section></main>
{% include "components/_notebook_resume.html" %}{% include "components/_notebook.html" with script="js/resume.js" %}</body></html>"""

LESSON = """<!doctype html><html lang="fr"><title>Leçon</title><body>
<main data-lesson="7QK2M" data-title="La neutralité du Net"><div class="page-head"><h1>La neutralité du Net</h1></div>
<h2 id="debut">Le début</h2><div style="height:2000px">Texte</div>
<h2 id="milieu">Le milieu</h2><div style="height:2000px">Texte</div>
<nav class="pager"><a href="/apprendre/reseaux/suite/">Suite</a></nav></main>
{% include "components/_notebook.html" with script="js/lesson.js" %}</body></html>"""

SEQUENCE = """<!doctype html><html lang="fr"><title>Séquence</title><body><main>
<ol><li data-lesson="7QK2M"><a href="/apprendre/reseaux/neutralite/">La neutralité du Net</a></li>
<li data-lesson="B4T9X"><a href="/apprendre/reseaux/suite/">La suite</a></li></ol>
<a data-lessons="7QK2M=/apprendre/reseaux/neutralite/ B4T9X=/apprendre/reseaux/suite/" href="/apprendre/reseaux/neutralite/">Commencer<span> la séquence</span></a>
</main>{% include "components/_notebook.html" with script="js/lesson.js" %}</body></html>"""


def serve_scenario(page) -> None:
    for rank, title in enumerate(STEPS, 1):
        serve(page, f"/agir/reunion/etape-{rank}/", STEP, steps=STEPS, title=title, rank=rank)
    serve(page, "/agir/reunion/", START, steps=STEPS)
    serve(page, "/accueil-d-essai/", HOME)


def serve_lessons(page) -> None:
    serve(page, "/apprendre/reseaux/neutralite/", LESSON)
    serve(page, "/apprendre/reseaux/", SEQUENCE)
    serve(page, "/accueil-d-essai/", HOME)


def stored(page):
    """The notebook that the browser keeps."""
    return page.evaluate("JSON.parse(localStorage.getItem('carnet'))")


def wait_until(page, condition: str) -> None:
    """Wait until a JavaScript condition holds. Playwright's own way needs `eval`, which our pages refuse."""
    page.evaluate(f"""async () => {{
        for (let tries = 0; tries < 400; tries += 1) {{
            if ({condition}) return;
            await new Promise((done) => setTimeout(done, 25));
        }}
        throw new Error("Waited in vain.");
    }}""")
