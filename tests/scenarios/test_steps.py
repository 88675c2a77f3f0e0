import pytest

from tests.content import action, advice, scenario, step, tool, tutorial


@pytest.fixture
def guided(db):
    framadate = tool(
        "Framadate",
        group_min=2,
        group_max=100,
        account="non",
        hosted_as_service=True,
        hosts=[{"type": "host", "value": {"name": "Framasoft", "url": "https://framadate.org"}}],
    )
    large = tool("Decidim", group_min=50, group_max=900, account="oui")
    howto = tutorial("Créer un sondage", tool=framadate)
    dates = action("Choisir une date", sheets=[framadate, large, howto, advice("Relancer sans gêner")])
    task = {"text": "Proposer trois dates", "joiner": "and", "how": howto.pk}
    steps = [step("Choisir la date", [dates], tasks=[{"type": "item", "id": "t1", "value": task}]), step("Se réunir")]
    return scenario("Organiser une réunion", steps=steps)


def page_of(visitor, address: str) -> str:
    return visitor.get(address).content.decode()


def test_a_task_leads_to_what_shows_how_to_do_it(guided, visitor):
    page = page_of(visitor, f"{guided.url}etape-1/")

    assert "Voir\xa0: Créer un sondage</a>" in page
    assert page.index("Voir\xa0: Créer") < page.index("Quel outil pour votre groupe")


def test_what_shows_how_is_not_named_once_it_is_withdrawn(guided, visitor):
    guided.steps[0].value["tasks"][0]["how"].specific.unpublish()

    page = page_of(visitor, f"{guided.url}etape-1/")

    assert "Voir\xa0:" not in page


def test_the_first_button_of_the_tool_opens_it_and_every_tool_can_be_taken(guided, visitor):
    page = page_of(visitor, f"{guided.url}etape-1/?groupe=6-12")

    assert page.index("Ouvrir Framadate, chez Framasoft, sans compte") < page.index("Nous prenons celui-ci")
    assert page.count('data-tool="') == 2
    assert "fait pour de plus grands groupes" in page


def test_the_closest_tool_can_be_taken_too(guided, visitor):
    page = page_of(visitor, f"{guided.url}etape-1/?groupe=30-plus&compte=non&heb=serveur")

    assert "Aucun outil ne répond à tout." in page
    assert page.count('data-tool="') == 2


def test_what_may_wait_is_folded_with_its_number(guided, visitor):
    page = page_of(visitor, f"{guided.url}etape-1/")

    assert "Modes d’emploi (1)" in page
    assert "Conseils (1)" in page


def test_the_start_page_lists_tools_only_once_the_group_answered(guided, visitor):
    before = page_of(visitor, guided.url)
    after = page_of(visitor, f"{guided.url}?groupe=6-12")

    assert "Framadate" not in before
    assert "Framadate" in after
    assert "Decidim" not in after


def test_a_step_without_an_action_takes_a_tool_of_ones_own(guided, visitor):
    page = page_of(visitor, f"{guided.url}etape-2/")

    assert page.count("data-own-tool") == 1
    assert "Quel outil" not in page
