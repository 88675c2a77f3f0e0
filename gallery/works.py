"""What the library knows of a picture, without reading its file."""

from dataclasses import dataclass, field
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# The criteria, by their name in addresses, in the order of the screen.
FACETS = ("sorte", "theme", "dans", "licence", "auteur", "taille")


class Sort(StrEnum):
    DRAWING = "dessin"
    PHOTO = "photo"


class Size(StrEnum):
    ANY = "toutes"
    LARGE = "grande"
    MEDIUM = "moyenne"
    SMALL = "petite"


FACET_LABELS: dict[str, Promise] = {
    "sorte": _("Kind of image"),
    "theme": _("Theme"),
    "dans": _("Used in"),
    "licence": _("Licence"),
    "auteur": _("Author"),
    "taille": _("Size"),
}
SORT_LABELS: dict[Sort, Promise] = {Sort.DRAWING: _("drawing"), Sort.PHOTO: _("photo or screen")}
SIZE_LABELS: dict[Size, Promise] = {
    Size.ANY: _("any size (it can be enlarged)"),
    Size.LARGE: _("large (1,600 pixels wide or more)"),
    Size.MEDIUM: _("medium (800 pixels wide or more)"),
    Size.SMALL: _("small"),
}


@dataclass(frozen=True)
class Work:
    """
    `text` is what words are looked for in: title, alternative texts, credit. `facets` gives its values of each
    criterion; `labels` how these are written, where no list of the site says it.
    """

    pk: int
    text: str
    facets: dict[str, tuple[str, ...]] = field(default_factory=dict)
    labels: dict[str, dict[str, str]] = field(default_factory=dict)


def sort_of(file_name: str) -> Sort:
    return Sort.DRAWING if file_name.lower().endswith(".svg") else Sort.PHOTO


def size_of(file_name: str, width: int) -> Size:
    if sort_of(file_name) is Sort.DRAWING:
        return Size.ANY
    return Size.LARGE if width >= 1600 else Size.MEDIUM if width >= 800 else Size.SMALL
