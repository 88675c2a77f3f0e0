import re
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import RequestFactory
from django.utils.html import strip_tags

from quizzes.answering import shuffled
from quizzes.models import Question, Quiz, QuizQuestion
from quizzes.queries import published_questions
from quizzes.sitting import Place
from quizzes.views import serve_quiz

from .conftest import EVERY_KIND, RECALL, SHORT, SINGLE, URL

RIGHT = "111111=a&222222=ab&333333=b&444444=abc&555555=ab&666666=h%C3%A9bergeur&777777=8"


def title(html: str) -> str:
    return re.search(r"<title>([^<]*)", html)[1].replace("\xa0", " ")


def words(html: str) -> str:
    main = html[html.index("<main") : html.index("</main>")]
    return re.sub(r"\s+", " ", strip_tags(main)).replace("&nbsp;", " ").replace("\xa0", " ")


def next_way(html: str) -> dict[str, list[str]]:
    link = re.search(r'<a class="button" href="([^"]*)" data-quiz-link', html)[1].replace("&amp;", "&")
    return parse_qs(urlsplit(link).query)


def test_the_first_question_is_on_the_first_screen(ask):
    html = ask()
    assert title(html).startswith("Question 1 sur 8")
    assert "Répondre de mémoire aide à retenir." in words(html)
    assert "8 questions, environ 7 min." in words(html)
    assert "<legend" in html
    assert "Je ne sais pas" in words(html)


def test_a_wrong_answer_gets_its_own_explanation_and_the_right_one(ask):
    html = ask("?q=1&r=b&v=1")
    said = words(html)
    assert "Pas tout à fait." in said
    assert "le lien peut être un piège" in said
    assert "L’adresse dit qui reçoit vos réponses." in said
    assert "Un piège transmis" not in said
    assert "Relire le passage : Lire une adresse" in said
    assert title(html).startswith("Question 1 sur 8 : pas tout à fait")


def test_a_right_answer_is_confirmed(ask):
    html = ask("?q=1&r=a&v=1")
    assert "Oui." in words(html)
    assert next_way(html) == {"111111": ["a"], "q": ["2"]}


def test_i_do_not_know_is_thanked_and_answered(ask):
    html = ask("?q=1&r=~&v=1")
    assert "Bonne idée de le dire. Voici la réponse." in words(html)
    assert next_way(html)["111111"] == ["~"]


@pytest.mark.parametrize("number", range(1, 8))
def test_nothing_chosen_is_said_beside_the_question(ask, number):
    html = ask(f"?q={number}&v=1")
    assert 'class="field__error" id="verdict"' in html
    assert "« Je ne sais pas »" in words(html)
    assert title(html).startswith(f"Question {number} sur 8 –")


@pytest.mark.parametrize(
    ("query", "word"),
    [
        ("q=2&r=a&r=b&v=1", "Oui."),
        ("q=2&r=a&v=1", "Pas tout à fait."),
        ("q=3&r=b&v=1", "Oui."),
        ("q=4&r1=a&r2=b&r3=c&v=1", "Oui."),
        ("q=4&r1=b&r2=a&r3=c&v=1", "Pas tout à fait."),
        ("q=5&r1=a&r2=b&v=1", "Oui."),
        ("q=5&r1=c&r2=b&v=1", "Pas tout à fait."),
        ("q=6&r=Hebergeur&v=1", "Oui."),
        ("q=6&r=%C3%A9diteur&v=1", "L’éditeur écrit le logiciel."),
        ("q=6&r=boulanger&v=1", "Cherchez qui garde les machines."),
        ("q=7&r=8&v=1", "Oui."),
        ("q=7&r=9,5&v=1", "C’est trop."),
        ("q=8&r=~", "Bonne idée de le dire."),
    ],
)
def test_each_kind_is_answered(ask, query, word):
    assert word in words(ask(f"?{query}"))


def test_an_order_with_an_item_twice_is_not_graded(ask):
    assert 'class="field__error" id="verdict"' in ask("?q=4&r1=a&r2=a&r3=c&v=1")


def test_the_answers_so_far_are_carried_by_the_form_and_the_links(ask):
    html = ask("?q=2&111111=b&g=4")
    assert '<input type="hidden" name="111111" value="b">' in html
    assert '<input type="hidden" name="g" value="4">' in html


def test_the_same_way_has_the_same_address(ask):
    one = next_way(ask("?q=3&222222=a&111111=b&r=b&v=1"))
    other = next_way(ask("?111111=b&v=1&r=b&222222=a&q=3"))
    assert list(one.items()) == list(other.items()) == sorted(one.items())


def test_the_end_counts_what_is_graded_and_lists_what_was_missed(ask):
    said = words(ask(f"?{RIGHT.replace('111111=a', '111111=b')}&q=fin"))
    assert "6 réponses justes sur 7" in said
    assert "Un point à revoir." in said
    assert "Refaire la manquée" in said
    assert "Continuer sans refaire : La suite" in said
    assert "non comptée" in said


def test_everything_right_leaves_nothing_to_do_again(ask):
    said = words(ask(f"?{RIGHT}&q=fin"))
    assert "7 réponses justes sur 7" in said
    assert "Refaire la" not in said


def test_only_the_missed_are_asked_again_in_another_order(ask):
    end = ask(f"?{RIGHT.replace('111111=a', '111111=b').replace('777777=8', '777777=~')}&q=fin")
    link = re.search(r'href="[^"]*\?([^"]*)"[^>]*>Refaire les 2 manquées', end)[1].replace("&amp;", "&")
    again = ask(f"?{link}")
    assert title(again).startswith("Question 1 sur 2")
    assert parse_qs(link)["g"] == ["2"]
    assert "data-counted" not in ask(f"?{link}&r=b&v=1")


def test_first_answers_only_are_marked_for_counting(ask):
    assert "data-counted" in ask("?q=1&r=b&v=1")
    assert "data-counted" not in ask("?q=1&r=b&v=1&g=2")


def test_free_recall_has_no_name_and_so_is_never_sent(ask):
    html = ask("?q=8")
    textarea = re.search(r"<textarea[^>]*>", html)[0]
    assert "name=" not in textarea
    assert "Parce que personne ne change seul." in words(html)


def test_a_withdrawn_question_is_said_and_no_longer_counts(ask):
    said = words(ask("?q=2&abcdef=b&111111=a"))
    assert "Une question à laquelle vous aviez répondu a été retirée depuis" in said


@pytest.mark.parametrize(
    "query",
    [
        "?q=99",
        "?q=-1",
        "?q=abc",
        "?q=²",
        "?g=<script>",
        "?111111=zzzz",
        "?444444=a",
        "?m=abcdef",
        "?q=1&r=z&v=1",
        "?666666=" + "x" * 999,
    ],
)
def test_a_hand_written_address_never_breaks(ask, query):
    assert "<h1" in ask(query)


def test_a_typed_answer_is_escaped(ask):
    assert "<script>alert" not in ask("?q=6&r=<script>alert(1)</script>&v=1")


def test_a_page_has_no_cookie_and_is_the_same_for_all(quiz, visitor, rf: RequestFactory):
    response = serve_quiz(rf.get(URL), quiz, Place(URL))
    assert response.cookies == {}
    assert "Cookie" not in response.get("Vary", "")
    assert "csrf" not in response.content.decode()


def test_the_paper_version_has_the_answers_after_the_questions(ask):
    said = words(ask("?vue=imprimer"))
    assert said.index("Réponses") > said.index(RECALL.stem)
    assert said.index("L’adresse dit qui reçoit vos réponses.") > said.index("Réponses")


def test_a_quiz_costs_the_same_queries_with_few_or_many_questions(quiz, rf, django_assert_max_num_queries, stored):
    with django_assert_max_num_queries(8):
        serve_quiz(rf.get(URL), quiz, Place(URL))


def test_a_draft_question_is_not_asked(quiz, ask):
    first = published_questions(quiz)[0]
    first.live = False
    first.save()
    assert title(ask()).startswith("Question 1 sur 7")


def test_choices_are_shuffled_by_the_seed_and_i_do_not_know_stays_last(quiz):
    content = published_questions(quiz)[0].content()
    orders = {shuffled(content, "111111", str(seed)) for seed in range(40)}
    assert len(orders) == 6


def test_choices_with_an_order_of_their_own_keep_it(stored, rf):
    from dataclasses import replace

    question = stored(replace(SINGLE, fixed_order=True))
    assert shuffled(question.content(), question.key, "7") == tuple(one.id for one in question.content().choices)


def test_the_short_answer_keeps_what_was_typed_when_coming_back(ask):
    assert 'value="h&#x27;bergeur"' in ask("?q=6&666666=h'bergeur")
    assert len(EVERY_KIND) == 8
    assert SHORT.uid.startswith("666666")
    assert Quiz.objects.get().places.count() == QuizQuestion.objects.count() == 8


@pytest.mark.parametrize(("query", "kind"), [("?q=1", "single"), ("?q=4", "ordering"), ("?q=fin", "single")])
def test_the_spaces_and_signs_of_a_text_are_never_shown_as_code(quiz, ask, query, kind):
    question = Question.objects.get(kind=kind)
    question.stem = "Un lien **presse** & menace\u00a0: que faire\u00a0?"
    blocks = question.choices.get_prep_value()
    blocks[0]["value"]["text"] = "Dire *non* & attendre\u00a0!"
    question.choices = question.choices.stream_block.to_python(blocks)
    question.save()
    assert "menace" in ask(query)
    assert "&amp;nbsp;" not in ask(query)
    assert "&amp;amp;" not in ask(query)


def test_the_authors_and_licence_of_a_quiz_and_of_a_borrowed_question_are_said(quiz, ask):
    Quiz.objects.update(authors="Ada")
    Question.objects.update(authors="Ada")
    Question.objects.filter(kind="single").update(
        authors="Elsa", licence="cc-by-4.0", source_title="Banque d’essai", source_url="https://exemple.org/banque"
    )
    quiz.refresh_from_db()
    borrowed, own = words(ask("?q=1")), words(ask("?q=2"))
    assert "Par Ada. Licence : CC BY-SA 4.0." in borrowed
    assert "Autres questions : Par Elsa. Licence : CC BY 4.0." in borrowed
    assert "Banque d’essai" in borrowed
    assert "Elsa" not in own
    assert "Elsa" in ask("?vue=imprimer")
