"""The table of ux.md 5.2 answers first as written on this library, and every product leads to its tools."""

import pytest

from search.data import read, stop_words
from search.document import Document, Kind
from search.engines.embedded import EmbeddedEngine
from search.searching import Request, answer
from search.vocabulary import Ambiguity, FacetWord, Meaning, Product, Vocabulary
from tests.demo.reading import Item, items, plain

KINDS = {
    "actions": Kind.ACTION,
    "sheets/tools": Kind.TOOL,
    "sheets/tutorials": Kind.TUTORIAL,
    "sheets/arguments": Kind.ARGUMENT,
    "sheets/advice": Kind.ADVICE,
    "scenarios": Kind.SCENARIO,
    "modules": Kind.LESSON,
    "glossary": Kind.TERM,
}
FACETS = {"needs": "besoin", "themes": "theme", "audiences": "public"}
MEET, CHOOSE, DECIDE = (
    "actions/se-reunir-en-visioconference",
    "actions/choisir-une-date-a-plusieurs",
    "actions/prendre-une-decision-ensemble",
)


@pytest.fixture(scope="module")
def products() -> list[Item]:
    return items("products")


@pytest.fixture(scope="module")
def engine(tmp_path_factory, products):
    names = {product.reference: product.front["title"] for product in products}
    built = EmbeddedEngine(tmp_path_factory.mktemp("library"))
    built.rebuild(
        [_document(item, kind, names) for folder, kind in KINDS.items() for item in items(folder)]
        + [_product_document(product) for product in products]
    )
    return built


def _document(item: Item, kind: Kind, names: dict[str, str]) -> Document:
    facets = {name: tuple(item.listed(key)) for key, name in FACETS.items()}
    return Document(
        key=item.reference,
        kind=kind,
        title=item.front["title"],
        url=f"/{item.reference}/",
        lead=item.front.get("summary", ""),
        body=" ".join(item.paragraphs()),
        synonyms=tuple(map(str, item.listed("tags"))),
        replaces=tuple(names[reference] for reference in item.listed("replaces")),
        facets={**facets, "type": (kind.value,), "niveau": (item.front.get("level", "debutant"),)},
    )


def _product_document(product: Item) -> Document:
    slug = product.reference.removeprefix("products/")
    return Document(
        key=f"product:{slug}",
        kind=Kind.PRODUCT,
        title=product.front["title"],
        url=f"/outils/remplacer/{slug}/",
        lead=plain(product.front["purpose"]),
        synonyms=tuple(product.listed("other_names")),
        facets={"type": (Kind.PRODUCT.value,)},
    )


@pytest.fixture(scope="module")
def words(products) -> Vocabulary:
    intents, actions = read("intents"), items("actions")
    return Vocabulary(
        synonyms=tuple(tuple(map(str, group)) for group in read("synonyms")),
        products=tuple(_product(product, actions) for product in products),
        ambiguities=tuple(
            Ambiguity(tuple(one["words"]), tuple(Meaning(**meaning) for meaning in one["meanings"]))
            for one in read("ambiguous")
        ),
        facet_words=(
            FacetWord("conseil d'administration", "public", "conseil-d-administration"),
            *(
                FacetWord(expression, facet, value)
                for facet, values in intents["facets"].items()
                for value, expressions in values.items()
                for expression in expressions
            ),
        ),
        intents=(*intents["asking"], *intents["beside"]),
        asking=tuple(intents["asking"]),
        stop_words=stop_words(),
        actions=tuple((action.reference, action.front["title"]) for action in actions),
    )


def _product(product: Item, actions: list[Item]) -> Product:
    return Product(
        slug=product.reference.removeprefix("products/"),
        name=product.front["title"],
        names=tuple(product.listed("other_names")),
        actions=tuple(each.reference for each in actions if product.reference in each.listed("replaces")),
        tools=_tools_for(product),
    )


def _tools_for(product: Item) -> tuple[str, ...]:
    return tuple(tool.reference for tool in items("sheets/tools") if product.reference in tool.listed("replaces"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("#choisir une date", CHOOSE),
        ("reunoin", MEET),
        ("visios", MEET),
        ("visio-conference", MEET),
        ("visioconférence", MEET),
        ("zoom", MEET),
        ("remplacer doodle", "product:doodle"),
        ("decidé a plusieur", DECIDE),
    ],
)
def test_a_query_of_the_table_answers_first_as_written(text, expected, words, engine):
    assert answer(Request(text=text), words, engine).results.hits[0].key == expected


def test_convincing_the_board_finds_arguments_written_for_it(words, engine):
    hits = answer(Request(text="convaincre mon CA"), words, engine).results.hits
    audiences = {sheet.reference: sheet.listed("audiences") for sheet in items("sheets/arguments")}

    assert "conseil-d-administration" in audiences[hits[0].key]


@pytest.mark.parametrize("text", ["chat", "sondage"])
def test_an_ambiguous_word_asks(text, words, engine):
    assert len(answer(Request(text=text), words, engine).understanding.ambiguity.meanings) == 2


def test_the_four_names_of_a_mail_find_the_same_set(words, engine):
    found = [
        {hit.key for hit in answer(Request(text=text), words, engine).results.hits}
        for text in ("mél", "mail", "courriel", "e-mail")
    ]

    assert found[0]
    assert found.count(found[0]) == len(found)


@pytest.mark.parametrize("product", items("products"), ids=lambda product: product.reference)
def test_replacing_a_product_finds_its_page_and_its_tools(product, words, engine):
    hits = [hit.key for hit in answer(Request(text=f"remplacer {product.front['title']}"), words, engine).results.hits]

    assert hits[0] == f"product:{product.reference.removeprefix('products/')}"
    assert set(_tools_for(product)) & set(hits)
