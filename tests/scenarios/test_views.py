import pytest

from tests.content import action, scenario, step, tool, tutorial


@pytest.fixture
def guided(db):
    framadate = tool("Framadate", group_min=2, group_max=100, account="non", hosted_as_service=True, phone="navigateur")
    jitsi = tool("Jitsi Meet", group_min=2, group_max=12, account="non", hosted_as_service=True)
    dates = action("Choisir une date", sheets=[framadate, tutorial(tool=framadate)])
    meeting = action("Se réunir en visioconférence", sheets=[jitsi])
    return scenario("Organiser une réunion", steps=[step("Choisir la date", [dates]), step("Se réunir", [meeting])])


def test_a_step_recommends_a_tool_with_its_reason(guided, visitor):
    page = visitor.get(f"{guided.url}etape-1/?groupe=6-12").content.decode()

    assert "Framadate" in page
    assert "6 à 12 personnes, sans compte, rien à installer" in page


def test_the_answers_go_along_from_step_to_step(guided, visitor):
    page = visitor.get(f"{guided.url}etape-1/?groupe=6-12&aisance=debutant").content.decode()

    assert f"{guided.url}etape-2/?aisance=debutant&amp;groupe=6-12" in page


def test_nothing_fits_is_said_with_the_closest_tool(guided, visitor):
    page = visitor.get(f"{guided.url}etape-2/?groupe=30-plus").content.decode()

    assert "Jitsi Meet" in page
    assert "n’est pas prévu pour un groupe de cette taille" in page


@pytest.mark.parametrize("number", ["0", "3", "99"])
def test_a_step_out_of_range_is_not_found_with_links_to_the_others(guided, visitor, number):
    response = visitor.get(f"{guided.url}etape-{number}/")

    assert response.status_code == 404
    assert f"{guided.url}etape-1/" in response.content.decode()


@pytest.mark.parametrize("part", ["", "etape-1/", "votre-groupe/", "fin/", "feuille-de-route/"])
def test_every_page_of_a_scenario_is_the_same_bytes_for_everybody(guided, visitor, signed_in, editor, part):
    alone = visitor.get(f"{guided.url}{part}")
    known = signed_in(editor).get(f"{guided.url}{part}")

    assert alone.status_code == 200
    assert alone.content == known.content
    assert not alone.cookies
    assert "Cookie" not in alone.get("Vary", "")


def test_an_action_keeps_the_way_back_to_its_step(guided, visitor):
    action_url = guided.steps[0].value["actions"][0].url

    step_page = visitor.get(f"{guided.url}etape-1/").content.decode()
    action_page = visitor.get(f"{action_url}?depuis={guided.code}-1").content.decode()

    assert f"{action_url}?depuis={guided.code}-1" in step_page
    assert f'href="{guided.url}etape-1/"' in action_page


def test_an_action_lists_the_scenarios_that_use_it(guided, visitor):
    url = guided.steps[0].value["actions"][0].url

    page = visitor.get(url).content.decode()

    assert "Cette action sert dans ces scénarios" in page
    assert f'href="{guided.url}"' in page


def test_more_steps_and_sheets_add_no_query(guided, visitor, django_assert_max_num_queries):
    tools = [tool(f"Outil {number}") for number in range(12)]
    full = action("Partager des fichiers", sheets=tools)
    large = scenario("Préparer une assemblée", steps=[step(f"Étape {n}", [full]) for n in range(8)])

    with django_assert_max_num_queries(12):
        assert visitor.get(f"{guided.url}etape-1/").status_code == 200
    with django_assert_max_num_queries(12):
        assert visitor.get(f"{large.url}etape-8/").status_code == 200


def test_the_questions_are_folded_under_what_the_group_answered(guided, visitor):
    unknown = visitor.get(f"{guided.url}etape-1/").content.decode()
    known = visitor.get(f"{guided.url}etape-1/?compte=non&groupe=6-12&heb=service&telephone=oui").content.decode()

    assert "Quatre questions pour mieux choisir" in unknown
    assert "Pas grave. Nous proposons le choix le moins compliqué." in unknown
    assert "6 à 12 personnes, rien à installer, sans compte, sur un téléphone seulement. Changer" in known


@pytest.mark.parametrize(
    "query", ["groupe=mille", "aisance=&compte=peut-etre", "heb=%00", "telephone=non", "groupe=6-12%27"]
)
def test_a_hand_made_question_is_one_that_nobody_answered(guided, visitor, query):
    unknown = visitor.get(f"{guided.url}etape-1/").content

    assert visitor.get(f"{guided.url}etape-1/?{query}").content == unknown


@pytest.mark.parametrize("number", ["-1", "1.5", "un", "99999999999999999999", "²"])
def test_a_step_that_is_no_number_is_not_found(guided, visitor, number):
    assert visitor.get(f"{guided.url}etape-{number}/").status_code == 404


def test_the_start_page_names_the_tools_that_a_group_may_use(guided, visitor):
    page = visitor.get(f"{guided.url}?aisance=debutant").content.decode()

    assert "Outils possibles pour votre groupe" in page
    assert page.index("Framadate") < page.index("Jitsi Meet")


def test_the_way_back_leads_to_a_step_that_exists(guided, visitor):
    action_url = guided.steps[0].value["actions"][0].url

    page = visitor.get(f"{action_url}?depuis={guided.code}-9").content.decode()

    assert "way-back" not in page


def test_an_action_opened_from_a_step_stays_within_twelve_queries(guided, visitor, django_assert_max_num_queries):
    action_url = guided.steps[0].value["actions"][0].url

    with django_assert_max_num_queries(12):
        visitor.get(f"{action_url}?depuis={guided.code}-1")


def test_many_scenarios_are_shown_in_pages_that_cost_the_same(db, visitor, django_assert_max_num_queries):
    for number in range(26):
        scenario(f"Scénario {number}")

    with django_assert_max_num_queries(8):
        first = visitor.get("/agir/").content.decode()
    second = visitor.get("/agir/?page=2").content.decode()

    shown = [[f">Scénario {number}<" in page for number in range(26)] for page in (first, second)]
    assert shown == [[True] * 24 + [False] * 2, [False] * 24 + [True] * 2]
    assert 'href="?page=2"' in first
