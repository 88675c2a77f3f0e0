"""The search server of `deploy/compose.yml` answers to whoever has the password, and the site has it."""

import pytest
import yaml
from django.conf import settings

from config.settings.environment import server
from search.engines.elasticsearch import ElasticsearchEngine

PASSWORD = "PARCOURS_ELASTICSEARCH_PASSWORD"


@pytest.fixture(scope="module")
def elasticsearch() -> dict:
    return yaml.safe_load((settings.BASE_DIR / "deploy/compose.yml").read_text())["services"]["elasticsearch"]


def test_it_starts_with_a_password_only(elasticsearch):
    environment = elasticsearch["environment"]

    assert environment["xpack.security.enabled"] == "true"
    assert environment["ELASTIC_PASSWORD"].startswith(f"${{{PASSWORD}:?")
    assert "$$ELASTIC_PASSWORD" in elasticsearch["healthcheck"]["test"][1]


def test_it_listens_on_this_machine_only(elasticsearch):
    assert [port.split(":")[0] for port in elasticsearch["ports"]] == ["127.0.0.1"]


def test_the_site_sends_the_password_of_the_address(monkeypatch):
    monkeypatch.setenv("PARCOURS_ELASTICSEARCH", "http://elastic:secret@127.0.0.1:9200")

    engine = ElasticsearchEngine(server("PARCOURS_ELASTICSEARCH"), "parcours-fr")
    [node] = engine.client.transport.node_pool.all()

    assert node.config.headers["authorization"].startswith("Basic ")
    assert "secret" not in repr(node)
