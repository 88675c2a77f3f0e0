"""Closed lists of the sheets. Their values are public: they stand in addresses, notebooks and packs."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class SheetKind(models.TextChoices):
    """The four kinds, in the order in which an action shows them; the values are the slugs of their lists."""

    TOOL = "outil", pgettext_lazy("kind of sheet", "Tool")
    TUTORIAL = "mode-d-emploi", pgettext_lazy("kind of sheet", "Tutorial")
    ARGUMENT = "argumentaire", pgettext_lazy("kind of sheet", "Argument")
    ADVICE = "conseil", pgettext_lazy("kind of sheet", "Advice")


class Account(models.TextChoices):
    NONE = "non", _("No account")
    GUESTS = "invites", _("An account to organise, none to take part")
    REQUIRED = "oui", _("An account for everybody")


class Hosting(models.TextChoices):
    """Who looks after a tool."""

    SERVICE = "service", _("An online service, nothing to install")
    HOST = "hebergeur", _("A host that accompanies us")
    OWN_SERVER = "serveur", _("Us, on our server")


class Phone(models.TextChoices):
    BROWSER = "navigateur", _("Yes, in the browser")
    APP = "appli", _("Yes, with an app")
    NO = "non", _("No")


class ToolState(models.TextChoices):
    ACTIVE = "actif", _("Maintained")
    SLOW = "ralenti", _("Few updates")
    STOPPED = "arrete", _("No longer maintained")


class ReadingKind(models.TextChoices):
    ARTICLE = "article", _("Article")
    VIDEO = "video", _("Video")
    BOOK = "livre", _("Book")
    SITE = "site", _("Site")
    PODCAST = "podcast", _("Podcast")
    GUIDE = "guide", _("Guide")
    LAW = "texte-de-loi", _("Legal text")
