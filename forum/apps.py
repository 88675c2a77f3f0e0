from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ForumConfig(AppConfig):
    name = "forum"
    verbose_name = _("Forum")

    def ready(self):
        from accounts.links import AccountLink, register

        from . import (
            exports,  # noqa: F401 (registers what an export of one's data holds)
            forgetting,  # noqa: F401 (registers what it does not keep for ever)
            keeping_html,  # noqa: F401 (registers the HTML that it keeps)
            naming,  # noqa: F401 (registers what it has to say about names)
        )

        register(AccountLink("forum:own", _("My messages and subscriptions")))
