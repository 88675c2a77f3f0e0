import pytest

pytestmark = pytest.mark.django_db


def test_the_notebook_page_is_the_same_bytes_for_everybody(visitor, signed_in, learner):
    for_nobody = visitor.get("/carnet/")
    for_lina = signed_in(learner).get("/carnet/")

    assert for_nobody.content == for_lina.content
    assert for_nobody.cookies == {}
    assert "Cookie" not in for_nobody.headers.get("Vary", "")


def test_the_notebook_page_is_read_only(visitor):
    assert visitor.post("/carnet/").status_code == 405


def test_the_menu_leads_to_the_notebook_and_marks_it(visitor):
    page = visitor.get("/carnet/").content.decode()

    assert '<a href="/carnet/" aria-current="page">Mon carnet</a>' in page
