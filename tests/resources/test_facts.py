import pytest

from resources.facts import first_use, group_size, hosting, tool_facts
from resources.models import ToolSheet

pytestmark = pytest.mark.django_db  # a page asks for its content type

UNKNOWN = "non renseigné"


@pytest.mark.parametrize(
    ("least", "most", "words"),
    [(2, 10, "2 à 10 personnes"), (None, 10, "jusqu’à 10 personnes"), (3, None, "à partir de 3 personnes")],
)
def test_the_size_of_a_group_is_said_with_what_is_known(least, most, words):
    assert group_size(ToolSheet(group_min=least, group_max=most)).replace("\xa0", " ") == words


def test_a_size_that_nobody_checked_is_no_size():
    assert group_size(ToolSheet()) == ""


def test_each_way_of_hosting_is_named_in_the_order_of_ease():
    tool = ToolSheet(hosted_as_service=True, hosted_by_host=True, hosted_on_own_server=True)

    assert len(hosting(tool)) == 3
    assert hosting(ToolSheet(hosted_on_own_server=True)) == hosting(tool)[2:]
    assert hosting(ToolSheet(hosted_as_service=True)) == hosting(tool)[:1]


def test_a_fact_that_is_not_known_is_said_to_be():
    facts = tool_facts(ToolSheet())

    assert len(facts) == 9
    assert len({value for _label, value in facts if value}) == 1


def use_of(*hosts):
    return first_use(
        ToolSheet(title="Element", hosts=[("host", {"url": f"https://{name}.org", **host}) for name, host in hosts])
    )


def host(name, *, free=False, directory=False):
    return name, {"name": name, "free": free, "directory": directory}


@pytest.mark.parametrize(
    ("hosts", "url"),
    [
        ([host("cher"), host("gratuit", free=True)], "https://gratuit.org"),
        ([host("cher"), host("annuaire", directory=True)], "https://annuaire.org"),
        ([host("annuaire", directory=True), host("gratuit", free=True)], "https://gratuit.org"),
        ([host("cher")], "https://cher.org"),
    ],
)
def test_the_first_button_leads_where_the_tool_opens_and_to_a_list_rather_than_where_one_pays(hosts, url):
    assert use_of(*hosts).url == url


def test_without_a_place_no_button_is_offered():
    assert use_of() is None
