from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ForumConfig(AppConfig):
    name = "forum"
    verbose_name = _("Forum")

    def ready(self) -> None:
        from datetime import timedelta

        from django.db.models.signals import pre_delete
        from wagtail.models import Page

        from accounts.links import AccountLink, register
        from core import periodic

        from . import (
            exports,  # noqa: F401 (registers what an export of one's data holds)
            forgetting,  # noqa: F401 (registers what it does not keep for ever)
            keeping_html,  # noqa: F401 (registers the HTML that it keeps)
            naming,  # noqa: F401 (registers what it has to say about names)
        )
        from .digests import send_digests_when_due
        from .notifying import tell_what_waits
        from .visibility import keep_private

        pre_delete.connect(keep_private, sender=Page)
        periodic.register("forum announcements", timedelta(minutes=1), tell_what_waits)
        periodic.register("forum digests", timedelta(minutes=5), send_digests_when_due)
        register(AccountLink("forum:own", _("My messages and subscriptions")))
