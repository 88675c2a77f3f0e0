import pytest
from wagtail.models import PageViewRestriction

from paths.queries import MOST_CODES
from tests.content import action, advice, scenario, step, tool

pytestmark = pytest.mark.django_db
SHEETS = "/parcours/fiches.json"


def sheets(client, *contents):
    return client.get(SHEETS, {"codes": ".".join(content.code for content in contents)}).json()["sheets"]


def keep_for_some(page):
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.PASSWORD, password="porte")


def test_a_sheet_says_what_a_path_shows_of_it(visitor):
    framadate = tool("Framadate", authors="Framasoft\nZoé", summary="Trouver une date.")

    assert sheets(visitor, framadate)[framadate.code] == {
        "kind": "outil",
        "title": "Framadate",
        "url": framadate.url,
        "lead": "Trouver une date.",
        "authors": ["Framasoft", "Zoé"],
        "licence": "cc-by-sa-4.0",
        "licence_name": "CC BY-SA 4.0",
        "version": int(framadate.last_published_at.timestamp()),
    }


def test_a_scenario_says_its_steps_its_tasks_and_the_codes_of_its_actions(visitor):
    dating = action("Choisir une date")
    tasks = [
        {"type": "item", "id": "t1", "value": {"text": "Proposer", "joiner": "or"}},
        {"type": "item", "id": "t2", "value": {"text": "Téléphoner", "joiner": "or"}},
    ]
    page = scenario(steps=[step("Choisir la date", [dating, dating], id="e1", tasks=tasks), step("Se réunir", id="e2")])

    first, second = sheets(visitor, page)[page.code]["steps"]

    assert first == {
        "id": "e1",
        "title": "Choisir la date",
        "result": "La date est connue.",
        "tasks": [{"id": "t1", "text": "Proposer", "or": False}, {"id": "t2", "text": "Téléphoner", "or": True}],
        "actions": [dating.code],
    }
    assert second["actions"] == []


def test_what_is_private_unpublished_or_unknown_is_not_there(visitor):
    kept, withdrawn, shown = tool("Réservé"), tool("Retiré"), tool("Ouvert")
    keep_for_some(kept)
    withdrawn.unpublish()

    answer = visitor.get(SHEETS, {"codes": f"{kept.code}.{withdrawn.code}.{shown.code}.ZZZZZ.<b>.OO"}).json()

    assert list(answer["sheets"]) == [shown.code]


def test_a_private_action_is_not_named_by_an_open_scenario(visitor):
    kept = action("Réserver une salle")
    page = scenario(steps=[step("Choisir", [kept]), step("Se réunir")])
    keep_for_some(kept)

    assert sheets(visitor, page)[page.code]["steps"][0]["actions"] == []


def test_only_what_paths_may_hold_is_given(visitor, django_user_model):
    listing = tool().get_parent().specific

    assert visitor.get(SHEETS, {"codes": getattr(listing, "code", "") or "ZZZZZ"}).json() == {"sheets": {}}


@pytest.mark.parametrize("codes", ["", ".", "....", "\x00", "é", "JM5TT" * 500])
def test_codes_that_are_none_give_nothing(visitor, codes):
    answer = visitor.get(SHEETS, {"codes": codes})

    assert (answer.status_code, answer.json()) == (200, {"sheets": {}})


def test_a_hundred_codes_are_answered_and_one_more_is_refused(visitor):
    codes = [f"{number:05d}" for number in range(MOST_CODES + 1)]

    assert visitor.get(SHEETS, {"codes": ".".join(codes[:-1])}).status_code == 200
    assert visitor.get(SHEETS, {"codes": ".".join(codes)}).status_code == 400


def test_small_letters_and_repeated_codes_are_read(visitor):
    framadate = tool()

    assert list(visitor.get(SHEETS, {"codes": f"{framadate.code.lower()}.{framadate.code}"}).json()["sheets"]) == [
        framadate.code
    ]


def test_many_sheets_cost_as_many_queries_as_few(visitor, django_assert_num_queries):
    dating = action("Choisir une date")
    few = [scenario(steps=[step("Un", [dating]), step("Deux")]), tool(), advice()]
    many = [*few, *(scenario(steps=[step("Un", [dating]), step("Deux", [dating])]) for _ in range(4)), tool(), tool()]
    sheets(visitor, *few)

    with django_assert_num_queries(5):  # the codes, three kinds, the actions of the scenarios
        sheets(visitor, *few)
    with django_assert_num_queries(5):
        sheets(visitor, *many)


def test_an_answer_is_kept_by_caches_until_it_changes(visitor):
    framadate = tool()
    first = visitor.get(SHEETS, {"codes": framadate.code})

    again = visitor.get(SHEETS, {"codes": framadate.code}, headers={"If-None-Match": first["ETag"]})
    framadate.title = "Framadate 2"
    framadate.save_revision().publish()
    changed = visitor.get(SHEETS, {"codes": framadate.code}, headers={"If-None-Match": first["ETag"]})

    assert "public" in first["Cache-Control"]
    assert (again.status_code, changed.status_code) == (304, 200)
    assert first.cookies == {}


@pytest.mark.parametrize("path", ["/parcours/", "/parcours/nouveau/", SHEETS])
def test_the_pages_are_the_same_bytes_for_everybody(visitor, signed_in, learner, path):
    for_nobody, for_lina = visitor.get(path), signed_in(learner).get(path)

    assert for_nobody.content == for_lina.content
    assert for_nobody.cookies == {}
    assert "Cookie" not in for_nobody.headers.get("Vary", "")


def test_the_editor_offers_the_open_scenarios_only(visitor):
    shown, kept = scenario("Réunir"), scenario("Réservé")
    keep_for_some(kept)

    page = visitor.get("/parcours/nouveau/").content.decode()

    assert f'<option value="{shown.code}">Réunir</option>' in page
    assert "Réservé" not in page


def test_without_a_script_the_pages_lead_elsewhere(visitor):
    scenario()
    page = visitor.get("/parcours/").content.decode()
    offered = page[page.index("data-without-script") : page.index('data-part="page"')]

    assert "activez JavaScript" in offered
    assert 'href="/agir/"' in offered
    assert 'href="/chercher/"' in offered


def test_a_scenario_that_is_a_workshop_says_where(visitor):
    activity = {"minutes": 45, "aim": "Essayer", "say": "Bonjour.", "group_does": "Le groupe essaie."}
    run = scenario("Atelier", slug="atelier", running_order=[{"type": "activity", "value": activity}])
    plain = scenario("Sans atelier", slug="sans-atelier")

    said = sheets(visitor, run, plain)

    assert said[run.code]["workshop"] == "/animer/atelier/conducteur/"
    assert said[run.code]["projection"] == "/animer/atelier/projection/"
    assert [said[plain.code][way] for way in ("workshop", "projection")] == ["", ""]
