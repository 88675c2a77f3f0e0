import html
import re

import pytest

from tests.content import action, product, tool


@pytest.fixture
def products(db):
    doodle, drive = product("Doodle"), product("Drive")
    tool("Framadate", replaces=[doodle])
    dates = action("Choisir une date", replaces=[doodle])
    files = action("Partager des fichiers", replaces=[drive])
    return {"dates": dates.code, "files": files.code}


def test_several_products_have_a_block_each_and_one_path(products, visitor):
    page = visitor.get("/outils/remplacer/?produit=drive&produit=doodle&produit=inconnu").content.decode()

    assert page.count('class="product"') == 2
    assert page.index('id="doodle"') < page.index('id="drive"')
    assert f"/parcours/nouveau/?actions={products['dates']}.{products['files']}" in page
    assert page.count(" checked") == 2


def test_without_a_product_one_chooses_among_all(products, visitor):
    page = visitor.get("/outils/remplacer/").content.decode()

    assert page.count('name="produit"') == 2
    assert "Quels outils voulez-vous quitter" in page
    assert "parcours/nouveau/?actions" not in page


@pytest.mark.usefixtures("site_search")
def test_a_sentence_that_names_several_products_leads_to_the_page_of_them_all(products, visitor):
    page = visitor.get("/chercher/?q=quitter+doodle+et+drive").content.decode()

    (address,) = re.findall(r'href="(/outils/remplacer/\?[^"]+)">Tous sur une même page', page)
    assert visitor.get(html.unescape(address)).content.decode().count('class="product"') == 2


@pytest.mark.parametrize("query", ["produit=", "produit=%00", "produit=" + "x" * 5000, "produit[]=doodle"])
def test_what_names_no_product_gives_the_choice(products, visitor, query):
    usual = visitor.get("/outils/remplacer/").content

    assert visitor.get(f"/outils/remplacer/?{query}").content == usual
