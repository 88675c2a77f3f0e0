"""What the forum has to say about public names, and what follows where one changes."""

import re
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.utils import translation
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.names import name_key
from accounts.personal_data import before_deletion
from accounts.renaming import object_to_names, renamed
from text.typography import normalise

from .models import Post, PostVersion, RefusedName, Topic
from .permissions import suspension
from .rendering import render_post
from .screening import has_listed_words
from .signals import topic_changed


@object_to_names
def refuse(user: User, name: str) -> str | None:
    if suspension(user) is not None:
        return _("The team has suspended you in the forum: your name stays as it is until then.")
    if has_listed_words(name) or RefusedName.objects.filter(key=name_key(name)).exists():
        return _("The team does not accept this name.")
    return None


@before_deletion
def forget_name_in_quotations(user: User) -> None:
    """Messages that quote somebody who leaves quote a closed account."""
    name = User.objects.filter(pk=user.pk).values_list("display_name", flat=True).first()
    rename_in_quotations(name or "", _nobody())


def follow_renaming(user: User, before: str, after: str, **kwargs: Any) -> None:
    rename_in_quotations(before, after or _nobody())


def rename_in_quotations(before: str, after: str) -> None:
    """Writes another name above the quotations (`rendering.quote`) of the messages of somebody."""
    names = {before, normalise(before)} - {""}
    if not names:
        return
    wanted = Q()
    for name in names:
        wanted |= Q(source__contains=f"> **{name}**")
    for model in (Post, PostVersion):
        for row in model.objects.filter(wanted):
            _rename_in(row, names, after)
    for topic in Topic.objects.filter(posts__in=Post.objects.filter(source__contains=f"> **{after}**")).distinct():
        topic_changed.send(sender=Topic, topic=topic)


def _rename_in(row: Post | PostVersion, names: set[str], after: str) -> None:
    for name in names:
        line = re.compile(rf"^((?:> ?)+)\*\*{re.escape(name)}\*\*$", re.MULTILINE)
        row.source = line.sub(lambda found: f"{found[1]}**{after}**", row.source)
    row.html = render_post(row.source)
    if isinstance(row, Post):
        row.weight = len(row.html)
    row.save()


def _nobody() -> str:
    with translation.override(settings.LANGUAGE_CODE):
        return _("closed account")


renamed.connect(follow_renaming)
