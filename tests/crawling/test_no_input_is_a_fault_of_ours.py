"""
Whatever is written in an address, a form, a body or a header: an answer below 500, and a page in French.

The addresses are those of `config.urls`, the fields those that pages show, the parameters those that views read: a new
one is attacked from the day it is there.
"""

import logging
import time

import pytest
from wagtail.admin.admin_url_finder import AdminURLFinder

from . import editing
from .asking import Asker, watched
from .bodies import samples
from .crawler import Crawler, simple_paths
from .every_form import EveryForm

pytestmark = pytest.mark.django_db


@pytest.fixture
def asker(clients, monkeypatch):
    asker = Asker(clients)
    logging.disable(logging.CRITICAL)  # thousands of refusals
    with watched(asker, monkeypatch):
        yield asker
    logging.disable(logging.NOTSET)


def explored(asker, site, role: str) -> Crawler:
    crawler = Crawler(asker, role)
    crawler.explore([*site.paths.values(), *simple_paths()])
    return crawler


def told(asker: Asker, *crawlers: Crawler) -> None:
    values = sum(crawler.pairs for crawler in crawlers)
    places = sum(len(crawler.places) for crawler in crawlers)
    spent = time.process_time() - asker.started
    print(f"{places} places, {values} values in their fields, {asker.sent} requests, {spent:.0f} s of processor")


def test_of_a_visitor(asker, site):
    visitor = explored(asker, site, "visitor")

    visitor.attack()
    visitor.attack_methods("HEAD", "PUT", "BREW")
    visitor.attack_headers("/")
    visitor.attack_headers("/compte/connexion/")

    told(asker, visitor)
    assert list(asker.faults.values()) == []


def test_of_a_learner(asker, site):
    learner = explored(asker, site, "learner")

    learner.attack(unlike="visitor")

    told(asker, learner)
    assert list(asker.faults.values()) == []


def test_of_an_administrator(asker, site):
    administrator = explored(asker, site, "administrator")

    administrator.attack(unlike="learner")

    told(asker, administrator)
    assert list(asker.faults.values()) == []


def test_in_an_editors_form(asker, site, administrator):
    crawler = Crawler(asker, "administrator")

    editing.attack(crawler, editing.screen_of_a_sheet(administrator))

    told(asker, crawler)
    print(f"{crawler.saved} times it was saved, and read")
    assert list(asker.faults.values()) == []
    assert crawler.saved > 20


def test_in_every_form_of_the_editors(asker, site, administrator):
    crawler = Crawler(asker, "administrator")

    EveryForm(crawler, AdminURLFinder(administrator)).attack()

    told(asker, crawler)
    print(f"{crawler.saved} times it was saved, and read")
    assert list(asker.faults.values()) == []


def test_in_the_addresses_themselves(asker, site):
    visitor = Crawler(asker, "visitor")

    visitor.attack_paths()
    visitor.role = "administrator"
    visitor.attack_paths()

    told(asker, visitor)
    assert list(asker.faults.values()) == []


def test_in_a_body_of_json(asker, site):
    learner = explored(asker, site, "learner")
    learner.attack_methods("PUT", "POST")
    known = samples()

    for path, (method, bodies) in known.items():
        learner.attack_bodies(path, method, bodies)

    told(asker, learner)
    assert list(asker.faults.values()) == []
    assert asker.bodies == set(known)
