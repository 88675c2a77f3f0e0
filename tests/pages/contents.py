"""Contents for the gates on public pages: one page of every kind, and the largest that the models allow."""

import datetime
import io
from dataclasses import replace

from django.core.files.images import ImageFile
from PIL import Image
from wagtail.models import Page

from actions.models import ActionIndexPage, ActionPage
from core.models import GlossaryTerm, Need, Product
from courses.models import LessonPage, ModuleIndexPage, ModulePage, SequencePage
from home.models import HomePage, TextPage
from home.tree import ensure_tree
from media.models import ContentImage
from quizzes.exchange.storing import build
from quizzes.models import Quiz, QuizQuestion
from resources.enums import Account, Phone
from resources.models import (
    AdviceSheet,
    ArgumentSheet,
    FurtherReading,
    SheetIndexPage,
    Speaker,
    Testimonial,
    ToolSheet,
    TutorialSheet,
)
from scenarios.models import ScenarioIndexPage, ScenarioPage
from tests.quizzes.conftest import EVERY_KIND

DAY = datetime.date(2026, 3, 3)
SENTENCE = "Votre groupe choisit ensemble un outil que tout le monde peut ouvrir. "
LONG_WORD = "anticonstitutionnellement-et-extraordinairement"
SUMMARY = "Trouver le jour qui convient au plus grand nombre, sans échanger quarante messages."
SHARED = {"summary": SUMMARY, "authors": "Locaux Motiv’\nFramasoft", "duration": 10, "checked_on": DAY}


def publish(parent: Page, page: Page) -> Page:
    parent.add_child(instance=page)
    page.save_revision().publish()
    return page


def text(words: int) -> str:
    """Running text of about that many words, in paragraphs of sixty."""
    paragraph = SENTENCE * 5
    return "\n\n".join([paragraph] * max(1, words // len(paragraph.split())))


def picture() -> ContentImage:
    file = io.BytesIO()
    Image.linear_gradient("L").resize((900, 600)).convert("RGB").save(file, "JPEG")
    file.seek(0)
    return ContentImage.objects.create(
        title="Un salon ouvert", file=ImageFile(file, name="salon.jpg"), long_description=SENTENCE
    )


class Commons:
    """The tree of a site with one content of every kind; `paths` gives the address of each kind of page."""

    def __init__(self, *, items: int = 1) -> None:
        self.home = ensure_tree()
        self.image = picture()
        self.product = Product.objects.create(name="Doodle", slug="doodle")
        self.need = Need.objects.create(name="choisir une date", slug="choisir-une-date")
        self.people(items)
        self.sheets(items)
        self.actions(items)
        self.scenarios(items)
        self.courses(items)
        self.pages()

    def people(self, items: int) -> None:
        for rank in range(items):
            Speaker.objects.create(
                name=f"Zoé Martin {rank}",
                slug=f"zoe-{rank}",
                role="Animatrice",
                biography=text(60),
                portrait=self.image,
            )
            Testimonial.objects.create(
                slug=f"essai-{rank}", quote=SENTENCE * 2, name="Karim", given_on=DAY, group_size=12, is_example=True
            )
            GlossaryTerm.objects.create(term=f"pad {rank}", slug=f"pad-{rank}", definition=SENTENCE, example=SENTENCE)
            FurtherReading.objects.create(
                title=f"Guide {rank}", slug=f"guide-{rank}", url="https://exemple.org/", why=SENTENCE, duration=5
            )
        self.speaker, self.testimonial = Speaker.objects.get(slug="zoe-0"), Testimonial.objects.get(slug="essai-0")
        first, *others = GlossaryTerm.objects.order_by("pk")
        first.see_also.set(others[:3])
        first.save()

    def sheets(self, items: int) -> None:
        indexes = {index.kind: index for index in SheetIndexPage.objects.all()}
        self.tools = [publish(indexes["outil"], self.tool(rank)) for rank in range(items)]
        self.tutorials = [publish(indexes["mode-d-emploi"], self.tutorial(rank)) for rank in range(items)]
        self.arguments = [publish(indexes["argumentaire"], self.argument(rank)) for rank in range(items)]
        self.advices = [publish(indexes["conseil"], self.advice(rank)) for rank in range(items)]

    def tool(self, rank: int) -> ToolSheet:
        tool = ToolSheet(
            **SHARED,
            title=f"Framadate {rank}",
            slug=f"framadate-{rank}",
            website="https://exemple.org/outil",
            account=Account.NONE,
            phone=Phone.BROWSER,
            group_min=2,
            group_max=100,
            hosted_as_service=True,
            hosts=[("host", {"name": "Framasoft", "url": "https://exemple.org/", "free": True, "chatons": True})],
            pros=[("line", "Personne n’a besoin de compte.")],
            cons=[("line", "Le tableau devient large.")],
            losses=text(40),
            data=text(40),
            accessibility=text(40),
            cost=text(40),
            trials=[("trial", {"tried_on": DAY, "tried_by": "Le Fil rouge", "group_size": 12, "result": SENTENCE})],
        )
        tool.replaces = [self.product]
        return tool

    def tutorial(self, rank: int) -> TutorialSheet:
        gesture = {
            "title": "Ouvrir la page",
            "text": text(40),
            "image": self.image,
            "alternative": "La page d’accueil, le bouton en haut",
            "marks": [{"across": 20, "down": 10, "text": "Le bouton."}, {"across": 80, "down": 90, "text": SENTENCE}],
            "expected": "votre image",
        }
        return TutorialSheet(
            **SHARED,
            title=f"Créer un sondage {rank}",
            slug=f"creer-{rank}",
            tool=self.tools[0],
            result="Un sondage ouvert à tout le groupe.",
            result_image=self.image,
            result_alternative="Le sondage avec quatre dates",
            needed=[("line", "Un navigateur")],
            gestures=[("gesture", gesture)] * 3,
            troubles=[("trouble", {"problem": "Le lien ne s’ouvre pas", "remedy": text(30)})],
            tested_by="Zoé",
            tested_on=DAY,
        )

    def argument(self, rank: int) -> ArgumentSheet:
        reason = {
            "title": "Moins cher",
            "text": text(60),
            "source_title": "Étude 2025",
            "source_url": "https://exemple.org/etude",
            "source_date": "2025",
        }
        return ArgumentSheet(
            **SHARED,
            title=f"Convaincre un bureau pressé {rank}",
            slug=f"convaincre-{rank}",
            for_whom=text(30),
            sentence=SENTENCE,
            arguments=[("argument", reason)] * 3,
            objections=[("objection", {"objection": "Zoom marche déjà", "answer": text(40)})] * 5,
            losses=text(40),
            cost=text(40),
            proposal=text(60),
        )

    def advice(self, rank: int) -> AdviceSheet:
        return AdviceSheet(
            **SHARED,
            title=f"Prévoir un plan B {rank}",
            slug=f"prevoir-{rank}",
            situation=text(40),
            advices=[("advice", {"title": "Tester la veille", "text": text(30)})] * 3,
            warning_signs=[("sign", "Personne ne répond")],
            example=text(40),
            template_text=text(40),
        )

    def all_sheets(self) -> list[Page]:
        return [*self.tools, *self.tutorials, *self.arguments, *self.advices]

    def actions(self, items: int) -> None:
        index = ActionIndexPage.objects.get()
        self.action_pages = [publish(index, self.action(rank)) for rank in range(items)]

    def action(self, rank: int) -> ActionPage:
        return ActionPage(
            **SHARED,
            title=f"Choisir une date à plusieurs {rank}",
            slug=f"choisir-{rank}",
            when=text(40),
            when_not=text(40),
            sheets=[("sheet", sheet) for sheet in self.all_sheets()[:40]],
            testimonials=[("testimonial", self.testimonial)],
        )

    def scenarios(self, items: int) -> None:
        index = ScenarioIndexPage.objects.get()
        self.scenario_pages = [publish(index, self.scenario(rank)) for rank in range(items)]

    def scenario(self, rank: int, *, steps: int = 3, tasks: int = 3, actions: int = 1) -> ScenarioPage:
        step = {
            "title": "Ouvrir le salon et le tester",
            "minutes": 20,
            "result": SENTENCE,
            "tasks": [{"text": "Tester le son avec une autre personne", "joiner": "and", "how": self.tutorials[0]}]
            * tasks,
            "actions": self.action_pages[:actions],
            "advice": text(60),
            "testimonials": [self.testimonial],
            "if_stuck": text(40),
        }
        return ScenarioPage(
            **SHARED,
            title=f"Organiser une réunion à distance {rank}",
            slug=f"organiser-{rank}",
            for_whom=text(40),
            not_for_you_if=text(40),
            needed=[("line", "Un ordinateur ou un téléphone")] * 3,
            steps=[("step", step)] * steps,
            running_order=[("activity", self.activity())] * 8,
            testimonials=[("testimonial", self.testimonial)],
        )

    def activity(self) -> dict[str, object]:
        return {
            "minutes": 15,
            "aim": "Ouvrir un salon et y entrer",
            "say": text(30),
            "group_does": SENTENCE,
            "material": "Un ordinateur ou un téléphone par table",
            "if_stuck": SENTENCE,
        }

    def courses(self, items: int) -> None:
        index = ModuleIndexPage.objects.get()
        self.modules = [publish(index, self.module(rank)) for rank in range(items)]
        quiz = self.quiz(items)
        self.sequences = [
            publish(
                self.modules[0], SequencePage(**SHARED, title=f"Séquence {rank}", slug=f"sequence-{rank}", quiz=quiz)
            )
            for rank in range(items)
        ]
        self.lessons = [publish(self.sequences[0], self.lesson(rank)) for rank in range(items)]
        self.lessons[-1].in_short = [("line", "Une adresse se lit de droite à gauche.")]
        self.lessons[-1].save_revision().publish()  # a second version, to compare with the first

    def module(self, rank: int) -> ModulePage:
        return ModulePage(
            **SHARED,
            title=f"Reprendre le contrôle {rank}",
            slug=f"reprendre-{rank}",
            objectives=[("line", "Expliquer ce qui se passe quand vous ouvrez un site")] * 4,
            introduction=text(60),
            speakers=[("speaker", self.speaker)],
        )

    def quiz(self, items: int) -> Quiz:
        """With few items five questions; with many, one of every kind."""
        quiz = Quiz.objects.create(title="Le paysage numérique")
        for place, content in enumerate(EVERY_KIND[: 5 if items == 1 else None]):
            question = build(replace(content, lesson_url="/apprendre/reprendre-0/"))
            question.save()
            quiz.places.add(QuizQuestion(question=question, sort_order=place))
        quiz.save()
        return quiz

    def lesson(self, rank: int, words: int = 600) -> LessonPage:
        return LessonPage(
            **SHARED,
            title=f"Comment marche le web {rank}",
            slug=f"comment-{rank}",
            objectives=[("line", "Lire une adresse")] * 3,
            body=[
                ("text", text(words)),
                ("image", {"image": self.image, "alternative": "Un salon, trois visages", "caption": "Le salon."}),
            ],
            in_short=[("line", SENTENCE)] * 3,
            your_turn="Citez deux raisons de changer d’outil.",
            your_turn_answer=SENTENCE,
            further_readings=[("reading", reading) for reading in FurtherReading.objects.all()[:5]],
            actions=[("action", action) for action in self.action_pages[:3]],
            speakers=[("speaker", self.speaker)],
        )

    def pages(self) -> None:
        about = TextPage(**SHARED, title="À propos", slug="a-propos", body=[("text", text(200))])
        publish(self.home, about)
        home = HomePage.objects.get()
        home.featured = [("sheet", sheet) for sheet in self.all_sheets()[:3]]
        home.testimonial = [("testimonial", self.testimonial)]
        home.how_it_works = [("text", text(40))]
        home.save_revision().publish()

    @property
    def paths(self) -> dict[str, str]:
        scenario, sequence = "/agir/organiser-0/", "/apprendre/reprendre-0/sequence-0/"
        return {
            "home": "/",
            "modules": "/apprendre/",
            "module": "/apprendre/reprendre-0/",
            "sequence": sequence,
            "lesson": f"{sequence}{self.lessons[-1].slug}/",
            "quiz": f"{sequence}verifier/",
            "quiz-answer": f"{sequence}verifier/?q=1&r=b&v=1",
            "quiz-order": f"{sequence}verifier/?q=4",
            "quiz-pairs": f"{sequence}verifier/?q=5&r1=a&r2=a&v=1",
            "quiz-end": f"{sequence}verifier/?q=fin&111111=b",
            "quiz-on-paper": f"{sequence}verifier/?vue=imprimer",
            "review": "/apprendre/revoir/",
            "scenarios": "/agir/",
            "scenario": scenario,
            "step": f"{scenario}etape-2/",
            "step-for-a-group": f"{scenario}etape-2/?groupe=30-plus&compte=non",
            "group": f"{scenario}votre-groupe/",
            "end": f"{scenario}fin/",
            "no-such-step": f"{scenario}etape-9/",
            "roadmap": f"{scenario}feuille-de-route/",
            "workshops": "/animer/",
            "running-order": "/animer/organiser-0/conducteur/",
            "projection": "/animer/organiser-0/projection/?ecran=1",
            "actions": "/actions/",
            "action": "/actions/choisir-0/",
            "action-from-a-step": f"/actions/choisir-0/?depuis={self.scenario_pages[0].code}-2",
            "sheets": "/fiches/",
            "tools": "/fiches/outil/",
            "tool": "/fiches/outil/framadate-0/",
            "tutorial": "/fiches/mode-d-emploi/creer-0/",
            "argument": "/fiches/argumentaire/convaincre-0/",
            "advice": "/fiches/conseil/prevoir-0/",
            "glossary": "/glossaire/",
            "term": "/glossaire/pad-0/",
            "speakers": "/intervenants/",
            "speaker": "/intervenants/zoe-0/",
            "testimonials": "/temoignages/",
            "text": "/a-propos/",
            "search": "/chercher/?q=framadate&niveau=debutant&niveau=ca-va",
            "search-nothing": "/chercher/?q=xqzt&type=outil",
            "search-which": "/chercher/?q=chat",
            "product": "/outils/remplacer/doodle/",
            "own-paths": "/parcours/",
            "path-editor": "/parcours/nouveau/",
            "images": "/images/?sorte=photo",
            "image": f"/images/{self.image.pk}/",
            "report": f"/signaler/{self.lessons[-1].code}/",
            "passages": f"/proposer/correction/?page={self.lessons[-1].code}",
            "correction": f"/proposer/correction/?page={self.lessons[-1].code}&passage=summary",
            "history": f"{sequence}{self.lessons[-1].slug}/historique/",
            "version": f"{sequence}{self.lessons[-1].slug}/historique/1/",
            "compared": f"{sequence}{self.lessons[-1].slug}/historique/?version=1&avec=2",
            "not-found": "/cette-page-n-existe-pas/",
        }


class Worst(Commons):
    """The largest pages: 40 sheets on an action, 8 steps of 5 tasks and 4 actions, a lesson of 2,500 words, long lists."""

    def __init__(self) -> None:
        super().__init__(items=6)

    def actions(self, items: int) -> None:
        index = ActionIndexPage.objects.get()
        extra = SheetIndexPage.objects.get(kind="outil")
        self.tools += [publish(extra, self.tool(rank)) for rank in range(100, 122)]
        super().actions(items)
        for rank in range(100, 210):
            index.add_child(instance=ActionPage(**SHARED, title=f"Écrire {LONG_WORD} {rank}", slug=f"ecrire-{rank}"))

    def scenario(self, rank: int, **sizes: int) -> ScenarioPage:
        return super().scenario(rank, steps=8, tasks=5, actions=4)

    def lesson(self, rank: int, words: int = 2500) -> LessonPage:
        lesson = super().lesson(rank, words)
        lesson.title = f"{LONG_WORD} {rank}"
        return lesson
