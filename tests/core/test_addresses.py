import pytest

from core.addresses import is_link


@pytest.mark.parametrize("address", ["/apprendre/", "#h-cookie", "https://exemple.org/a?b#c", "http://exemple.org"])
def test_addresses_of_the_web_and_of_the_site_are_links(address):
    assert is_link(address)


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "JavaScript:x", " javascript:x", "java\tscript:x", "data:text/html,x", "vbscript:x",
     "//evil.example/", "/\\evil.example", "https:/evil", "https://[", "file:///etc", "apprendre/", ""],
)  # fmt: skip
def test_nothing_else_is_a_link(address):
    assert not is_link(address)
