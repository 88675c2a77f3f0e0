"""Pictures that come inside files of questions: named in texts by `@@PLUGINFILE@@/name`, kept in the library of images."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from urllib.parse import unquote

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils.translation import gettext as _

from media.models import ContentDocument, ContentImage
from media.uploads import clean_image
from quizzes.content import QuestionContent

# A picture, or a link to a file, that Moodle keeps beside the text. No bracket inside: one pass, whatever the text.
_INSIDE = re.compile(r"(!?)\[((?:[^\[\]\\]|\\.)*)\]\(<?@@PLUGINFILE@@/([^()\s<>]*)>?\)")


@dataclass(frozen=True)
class Picture:
    """What a file carries: its name there, and its bytes as they came."""

    name: str
    data: bytes


def replace_inside(text: str, addresses: Mapping[str, str]) -> str:
    """
    The pictures of a text as links to their addresses, those without one as their alternative text.

    Our Markdown shows no picture in a text: it would have no author nor licence.
    """
    if "@@PLUGINFILE@@" not in text:
        return text

    def said(found: re.Match[str]) -> str:
        sign, words, name = found[1], found[2].strip(), unquote(found[3]).rpartition("/")[2]
        address = addresses.get(name, "") if sign else ""
        if not address:
            return words
        label = _("Picture: %(name)s") % {"name": words or name}
        return f"[{label}]({address})"

    return _INSIDE.sub(said, text)


def in_every_text(question: QuestionContent, change: Callable[[str], str]) -> QuestionContent:
    """A question whose Markdown texts went through a change."""
    choices = tuple(
        replace(choice, text=change(choice.text), explanation=change(choice.explanation), match=change(choice.match))
        for choice in question.choices
    )
    return replace(
        question,
        choices=choices,
        stem=change(question.stem),
        principle=change(question.principle),
        model_answer=change(question.model_answer),
    )


class Kept:
    """The pictures and documents that an import added to the library, each once, with their attribution."""

    def __init__(self, attribution: Mapping[str, str]) -> None:
        self.attribution = attribution
        self.images: dict[str, ContentImage] = {}
        self.documents: dict[str, ContentDocument] = {}

    def address_of(self, picture: Picture, alternative: str) -> str:
        """
        Where the library shows a picture.

        Raises `ValidationError` with one sentence for what is no picture (see `media.uploads`).
        """
        return self.url_of(self.image_of(picture, alternative))

    def image_of(self, picture: Picture, alternative: str) -> ContentImage:
        digest = sha256(picture.data).hexdigest()
        if digest not in self.images:
            said = {"title": (alternative or picture.name)[:255], "description": alternative[:255]}
            image = ContentImage(**said, **self.attribution)
            # Cleaned before the field reads its size: what is no picture has its sentence.
            image.file = clean_image(ContentFile(picture.data, name=picture.name))
            image.save()
            self.images[digest] = image
        return self.images[digest]

    def has_image(self, data: bytes) -> bool:
        return sha256(data).hexdigest() in self.images

    def document_of(self, name: str, data: bytes) -> ContentDocument:
        """The document of the library with these bytes. Raises `ValidationError` for what documents may not be."""
        digest = sha256(data).hexdigest()
        if digest not in self.documents:
            document = ContentDocument(title=name[:255], **self.attribution)
            document.file = ContentFile(data, name=name)
            document.save()
            self.documents[digest] = document
        return self.documents[digest]

    @staticmethod
    def url_of(image: ContentImage) -> str:
        return default_storage.url(str(image.file.name))

    def forget(self) -> None:
        """Takes their files away, where the rows are gone with a transaction."""
        names = [one.file.name for one in self.images.values()] + [one.file.name for one in self.documents.values()]
        for name in names:
            default_storage.delete(str(name))


def alternatives(question: QuestionContent) -> dict[str, str]:
    """The alternative text of each picture that the texts of a question name, the first one said."""
    said: dict[str, str] = {}

    def note(text: str) -> str:
        for sign, words, name in _INSIDE.findall(text) if "@@PLUGINFILE@@" in text else ():
            if sign and not said.get(key := unquote(name).rpartition("/")[2]):
                said[key] = re.sub(r"\\(.)", r"\1", words).strip()
        return text

    in_every_text(question, note)
    return said


def settle(question: QuestionContent, pictures: list[Picture], kept: Kept) -> tuple[QuestionContent, list[str]]:
    """A question whose pictures are kept, and a sentence for each that could not be."""
    addresses, refused = {}, []
    named = alternatives(question)
    for picture in pictures:
        if picture.name not in named:
            continue
        try:
            addresses[picture.name] = kept.address_of(picture, named[picture.name])
        except ValidationError as error:
            reason = " ".join(error.messages)
            said = {"name": picture.name[:80], "reason": reason}
            refused.append(_("The picture “%(name)s” is not kept: %(reason)s") % said)
    return in_every_text(question, lambda text: replace_inside(text, addresses)), refused
