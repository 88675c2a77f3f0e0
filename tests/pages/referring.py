"""A site whose pages name each other in every way there is, and each of these targets taken away in turn."""

import sys
import traceback
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.core.cache import caches
from django.core.files.base import ContentFile
from django.core.signals import got_request_exception
from django.db import models, transaction
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from core.models import GlossaryTerm
from core.models.content import Tag
from courses.models import LessonPage
from forum import posting
from forum.models import Section
from forum.settling import settle
from media.models import ContentDocument
from packs.exporting import export_pack
from quizzes.models import Question
from resources.models import FurtherReading
from search.documents import all_documents

from .contents import Commons


class Referring(Commons):
    def __init__(self, author: models.Model) -> None:
        super().__init__()
        self.author = author
        first, second = self.scenario_pages
        first.better_scenario = first.next_scenario = second
        first.owner = author
        self.tag = Tag.objects.create(name="essai", slug="essai")
        first.tags.add(self.tag)
        first.save_revision(user=author).publish()
        self.general = Section.objects.create(slug="questions", title="Questions")
        about = Section.objects.create(slug="lecon", title="Leçon", page=self.lessons[0].page_ptr, is_general=False)
        self.topics = [self.topic(section) for section in (self.general, about)]

    def scenarios(self, items: int) -> None:
        super().scenarios(2)

    def lesson(self, rank: int, words: int = 60) -> LessonPage:
        self.document = ContentDocument.objects.create(title="Sous-titres", file=ContentFile(b"WEBVTT", "mots.vtt"))
        lesson = super().lesson(rank, words)
        links = ["/fiches/outil/framadate-0/", "/glossaire/pad-0/", "/outils/remplacer/doodle/"]
        lesson.video = [("video", self.video())]
        lesson.body.append(("text", "\n\n".join(f"Voir [ici]({link})." for link in links)))
        lesson.body.append(("download", {"document": self.document, "label": ""}))
        lesson.body.append(("gesture", {"text": "Ouvrez.", "image": self.image, "alternative": "La page"}))
        return lesson

    def video(self) -> dict[str, object]:
        address = {"title": "Le film", "instance": "framatube.org", "video_id": "abcdefgh"}
        files = {"poster": self.image, "captions": self.document}
        return {**address, **files, "duration": 90, "megabytes": 9, "transcript": "Bonjour."}

    def topic(self, section: Section) -> models.Model:
        post = posting.open_topic(self.author, section, "Un sujet", posting.Draft("Un message utile.", uuid.uuid4()))
        type(post).objects.filter(pk=post.pk).update(status="published", published_at=post.created_at)
        settle(post.topic)
        return post.topic

    def targets(self) -> dict[str, list[models.Model]]:
        """What goes away together: what several pages show, then pages of which others are left to name them."""
        files = [self.image, self.document]
        words = [self.product, self.need, self.tag, GlossaryTerm.objects.get(), FurtherReading.objects.get()]
        people = [self.author, self.speaker, self.testimonial]
        quiz = self.sequences[0].quiz
        return {
            "files, words and people": [*files, *words, *people, Question.objects.order_by("pk").first()],
            "quiz and scenario": [quiz, self.scenario_pages[1]],
            "sheets": [*self.tools, *self.tutorials, *self.arguments, *self.advices],
            "action and lesson": [*self.action_pages, *self.lessons],
        }

    def addresses(self) -> list[str]:
        topics = [topic.get_absolute_url() for topic in self.topics]
        files = ["/agir/organiser-0/feuille-de-route.pdf", "/apprendre/reprendre-0.pdf", "/animer/organiser-0/kit.pdf"]
        lists = [
            "/forum/",
            "/forum/lecon/",
            "/forum/flux.atom",
            "/sitemap.xml",
            "/chercher/flux.atom",
            "/parcours/fiches.json",
        ]
        return [*self.paths.values(), "/apprendre/reprendre-0/imprimer/", *files, *lists, *topics]


@dataclass
class Walk:
    """What a visitor and an administrator see of the site once something is gone."""

    site: Referring
    administrator: Client
    exports: Path
    raised: list[str] = field(default_factory=list)

    def faults_without(self, name: str) -> list[str]:
        with transaction.atomic():
            for target in self.site.targets()[name]:
                target.delete()
            for cache in caches.all():
                cache.clear()
            faults = [*self._faults_of_pages(), *self._faults_of_editors(), *self._faults_of_others(name)]
            transaction.set_rollback(True)
        return [f"{name} gone: {fault}" for fault in faults]

    def _faults_of_pages(self) -> Iterator[str]:
        for address in self.site.addresses():
            status, why = self._ask(Client(raise_request_exception=False), address)
            if status >= 500:
                yield f"{address}: {status} {why}"

    def _faults_of_editors(self) -> Iterator[str]:
        for pk in Page.objects.filter(depth__gt=1).values_list("pk", flat=True):
            address = reverse("wagtailadmin_pages:edit", args=[pk])
            status, why = self._ask(self.administrator, address)
            if status != 200:
                yield f"{address}: {status} {why}"

    def _faults_of_others(self, name: str) -> list[str]:
        """What reads all the contents at once: the index of the search, an export."""
        work: dict[str, Callable[[], Any]] = {
            "search": lambda: list(all_documents()),
            "export": lambda: export_pack(self.exports / name.replace(" ", "-")),
        }
        found = []
        for what, do in work.items():
            try:
                do()
            except Exception as error:
                found.append(f"{what}: {_where(error)}")
        return found

    def _ask(self, client: Client, address: str) -> tuple[int, str]:
        self.raised.clear()
        response = client.get(address)
        return response.status_code, " ".join(self.raised)

    def note(self, sender: Any, **kwargs: Any) -> None:
        error = sys.exc_info()[1]
        self.raised.append(_where(error) if error else "?")


def _where(error: BaseException) -> str:
    own = [frame for frame in traceback.extract_tb(error.__traceback__) if ".venv" not in frame.filename]
    return f"{type(error).__name__}: {str(error)[:90]} at {own[-1].filename.rpartition('/')[2]}:{own[-1].lineno}"


@contextmanager
def walking(walk: Walk) -> Iterator[Walk]:
    got_request_exception.connect(walk.note)
    yield walk
    got_request_exception.disconnect(walk.note)
