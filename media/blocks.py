"""Pictures, videos and files inside a body: each says what it is, what it weighs and who made it."""

from collections.abc import Iterable, Mapping
from copy import copy
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

from media.renditions import filters
from text.blocks import LineBlock, MarkdownBlock

# No viewer's address is shown to other viewers (p2p), nothing of PeerTube's own is laid over the picture.
EMBED_OPTIONS = {"p2p": 0, "warningTitle": 0, "title": 0, "subtitle": "fr", "api": 1}


def peertube_instances() -> list[tuple[str, str]]:
    hosts = [urlsplit(address).netloc for address in settings.PEERTUBE_INSTANCES]
    return [(host, host) for host in hosts]


class PictureChooserBlock(ImageChooserBlock):
    """Images come with their renditions: ten figures in a page cost no more queries than one."""

    def bulk_to_python(self, values: Iterable[int]) -> list[Any]:
        images = self.model_class.objects.prefetch_renditions(*filters().values()).in_bulk(values)
        # One instance per place, as Wagtail gives: an image shown twice must not share its state.
        return [copy(images[pk]) if pk in images else None for pk in values]


class MarkBlock(blocks.StructBlock):
    """A number laid on a picture, by hundredths of its width and height, and the same number in the text below."""

    across = blocks.IntegerBlock(
        label=_("From the left, in hundredths"), min_value=1, max_value=99, help_text=_("50 is the middle.")
    )
    down = blocks.IntegerBlock(
        label=_("From the top, in hundredths"), min_value=1, max_value=99, help_text=_("50 is the middle.")
    )
    text = LineBlock(label=_("What is there"), max_length=200)

    class Meta:
        icon = "crosshairs"
        label = _("Mark")


class MarksBlock(blocks.ListBlock):
    def __init__(self, **options: Any) -> None:
        words = {
            "label": _("Numbered marks"),
            "help_text": _("Numbers on the capture, the same in its text, in order."),
        }
        super().__init__(MarkBlock(), **{"default": [], "max_num": 9, "required": False, **words, **options})


class DescribedPicture(blocks.StructBlock):
    """
    With `image`, `alternative` and `decorative`: a picture either says something, in its alternative text, or is there
    for decoration, exactly one of the two. Forms refuse the others, and so do packs. Where there are `marks`, they are
    laid on a picture that says something.
    """

    @staticmethod
    def fault(value: Mapping[str, Any]) -> str:
        """What is wrong with the words of the picture; empty when nothing is."""
        if value.get("image") and bool(value.get("alternative")) == bool(value.get("decorative")):
            return gettext("Write an alternative text, or say that the image is for decoration only: one of the two.")
        if value.get("marks") and not (value.get("image") and value.get("alternative")):
            return gettext("Marks are laid on an image that has an alternative text.")
        return ""

    def clean(self, value: Any) -> Any:
        value = super().clean(value)
        if message := self.fault(value):
            raise StructBlockValidationError({"alternative": ValidationError(message)})
        return value


class DecorativeBlock(blocks.BooleanBlock):
    def __init__(self, **options: Any) -> None:
        words = {"label": _("Decoration only"), "help_text": _("The page says as much without it.")}
        super().__init__(**{"required": False, **words, **options})


class ImageBlock(DescribedPicture):
    """A figure."""

    image = PictureChooserBlock(label=_("Image"))
    alternative = LineBlock(
        label=_("Alternative text"),
        required=False,
        max_length=250,
        help_text=_("What the image says, in one sentence."),
    )
    decorative = DecorativeBlock()
    caption = LineBlock(label=_("Caption"), required=False, max_length=400)

    class Meta:
        icon = "image"
        label = _("Image")
        template = "media/blocks/image.html"


class VideoValue(blocks.StructValue):
    @property
    def address(self) -> str:
        """The page of the video on its instance."""
        return f"https://{self['instance']}/w/{self['video_id']}"

    @property
    def embed_address(self) -> str:
        """What the script shows on click; empty when the host is no longer allowed, so that only the link stays."""
        if self["instance"] not in dict(peertube_instances()):
            return ""
        return f"https://{self['instance']}/videos/embed/{self['video_id']}?{urlencode(EMBED_OPTIONS)}"

    @property
    def minutes(self) -> int:
        """Rounded, at least one."""
        return max(1, round(self["duration"] / 60))


class VideoBlock(blocks.StructBlock):
    """A PeerTube video behind its poster: nothing is asked of its host before the click. `duration` is in seconds."""

    title = LineBlock(label=_("Title"))
    instance = blocks.ChoiceBlock(choices=peertube_instances, label=_("PeerTube service"))
    video_id = blocks.RegexBlock(
        r"^[A-Za-z0-9-]{8,40}$",
        label=_("Identifier of the video"),
        help_text=_("The end of its address, after /w/."),
        error_messages={"invalid": _("This is not the identifier of a PeerTube video.")},
    )
    duration = blocks.IntegerBlock(label=_("Duration in seconds"), min_value=1, max_value=36_000)
    megabytes = blocks.IntegerBlock(label=_("Weight in megabytes"), min_value=1, max_value=10_000)
    poster = PictureChooserBlock(label=_("Poster"), required=False)
    captions = DocumentChooserBlock(label=_("Captions (WebVTT)"), required=False)
    transcript = MarkdownBlock(
        label=_("Transcript"), help_text=_("All that is said and shown, readable without the video.")
    )

    def clean(self, value: Any) -> Any:
        value = super().clean(value)
        if value["captions"] and not value["captions"].filename.lower().endswith(".vtt"):
            message = _("Captions are a WebVTT file, whose name ends with .vtt.")
            raise StructBlockValidationError({"captions": ValidationError(message)})
        return value

    class Meta:
        icon = "media"
        label = _("Video")
        template = "media/blocks/video.html"
        value_class = VideoValue


class DownloadBlock(blocks.StructBlock):
    """A file to take away; its kind and its weight are said beside its name."""

    document = DocumentChooserBlock(label=_("File"))
    label = LineBlock(label=_("Name of the link"), required=False, max_length=150)

    class Meta:
        icon = "download"
        label = _("Download")
        template = "media/blocks/download.html"
