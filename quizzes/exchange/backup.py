"""The questions of a Moodle backup (`questions.xml`, 2.6 to 4.5) as those of a Moodle XML file, and then as ours."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from xml.etree.ElementTree import Element, SubElement

from quizzes.exchange.moodle_xml import of_element
from quizzes.exchange.pictures import Picture
from quizzes.exchange.reading import Found, Place, Reading
from quizzes.exchange.storing import uid_of_what_it_says

NULL = "$@NULL@$"
FORMATS = {"0": "moodle_auto_format", "1": "html", "2": "plain_text", "4": "markdown"}
# The pictures that belong to one of these items (a question, an answer), by their identifiers there.
PicturesOf = Callable[[set[str]], list[Picture]]


@dataclass
class Bank:
    """
    What the backup holds, all of it to stay drafts; `uids` names each question by its identifier in the backup, and by
    that of its entry in the bank, of which the last version counts (since Moodle 4.0).
    """

    reading: Reading = field(default_factory=Reading)
    uids: dict[str, str] = field(default_factory=dict)
    entries: dict[str, str] = field(default_factory=dict)


def read_bank(elements: Iterator[tuple[str, Element]], pictures_of: PicturesOf) -> Bank:
    """The bank of `<question>` elements, each with the identifier of its entry ("" before Moodle 4.0)."""
    bank = Bank()
    for number, (entry, element) in enumerate(elements, start=1):
        if _text(element, "parent") not in {"", "0"} or _text(element, "qtype") == "random":
            continue
        place = Place(1, number)
        kept = len(bank.reading.questions)
        items = {element.get("id", ""), *(answer.get("id", "") for answer in element.iter("answer"))}
        bank.reading.take(_asked(place, element, pictures_of(items)))
        bank.reading.held.add(place)
        if len(bank.reading.questions) > kept:
            content = bank.reading.questions[-1][1]
            uid = content.uid or str(uid_of_what_it_says(content))
            bank.reading.questions[-1] = (place, replace(content, uid=uid))
            bank.uids[element.get("id", "")] = bank.entries[entry] = uid
    return bank


def _asked(place: Place, element: Element, pictures: list[Picture]) -> Iterator[Found]:
    return of_element(place, as_exported(element), pictures, "")


def as_exported(element: Element) -> Element:
    """A question of a backup written as Moodle's XML export writes it, for all that our reader looks at."""
    kind = _text(element, "qtype")
    asked = Element("question", {"type": "matching" if kind == "match" else kind})
    _add(asked, "name", _text(element, "name"))
    _add(asked, "questiontext", _text(element, "questiontext"), _format(element, "questiontextformat"))
    _add(asked, "generalfeedback", _text(element, "generalfeedback"), _format(element, "generalfeedbackformat"))
    SubElement(asked, "idnumber").text = _text(element, "idnumber")
    for name in ("single", "shuffleanswers", "usecase", "selecttype", "selectcount"):
        for found in element.iter(name):
            SubElement(asked, name).text = (found.text or "").replace(NULL, "")
    for name in ("correctfeedback", "partiallycorrectfeedback", "incorrectfeedback"):
        _add(asked, name, "".join(found.text or "" for found in element.iter(name)))
    for grader in element.iter("graderinfo"):
        _add(asked, "graderinfo", (grader.text or "").replace(NULL, ""), "html")
    for hint in element.iter("hint"):
        _add(asked, "hint", _text(hint, ""))
    _add_answers(asked, element, kind)
    tags = SubElement(asked, "tags")
    for tag in element.iterfind("tags/tag"):
        _add(tags, "tag", _text(tag, "rawname") or _text(tag, "name"))
    return asked


def _add_answers(asked: Element, element: Element, kind: str) -> None:
    words = {_text(element, f".//{word}answer"): word for word in ("true", "false")} if kind == "truefalse" else {}
    tolerances = {_text(found, "answer"): _text(found, "tolerance") for found in element.iter("numerical_record")}
    for found in element.iterfind(".//answers/answer"):
        identity = found.get("id", "")
        text = words.get(identity) or _text(found, "answertext")
        answer = _add(asked, "answer", text, _format(found, "answerformat"))
        answer.set("fraction", _fraction(_text(found, "fraction"), kind))
        _add(answer, "feedback", _text(found, "feedback"), _format(found, "feedbackformat"))
        SubElement(answer, "tolerance").text = tolerances.get(identity, "")
    for found in element.iterfind(".//matches/match"):
        pair = _add(asked, "subquestion", _text(found, "questiontext"), _format(found, "questiontextformat"))
        _add(pair, "answer", _text(found, "answertext"))


def _fraction(text: str, kind: str) -> str:
    """A backup says shares of 1, a file of questions shares of 100; an ordering, the place."""
    try:
        return str(round(float(text) * (1 if kind == "ordering" else 100), 5))
    except ValueError:
        return "0"


def _add(above: Element, tag: str, text: str, kind: str = "") -> Element:
    element = SubElement(above, tag, {"format": kind} if kind else {})
    SubElement(element, "text").text = text
    return element


def _text(element: Element, path: str) -> str:
    found = ((element.findtext(path) if path else element.text) or "").strip()
    return "" if found == NULL else found


def _format(element: Element, path: str) -> str:
    return FORMATS.get(_text(element, path), "moodle_auto_format")
