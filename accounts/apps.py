from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in
from django.db.models.signals import pre_delete, pre_save
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = _("Accounts")

    def ready(self) -> None:
        from allauth.account.signals import email_changed
        from wagtail.models import ModelLogEntry

        from . import erasures, exports, limits, personal_data, sessions, spreadsheets
        from .models import User

        limits.use_own_store()
        limits.tell_what_is_reached()
        spreadsheets.connect()
        user_logged_in.connect(sessions.note_device)
        email_changed.connect(sessions.keep_this_session)
        pre_delete.connect(personal_data.erase_before_deletion, sender=User)
        pre_delete.connect(erasures.note_erasure, sender=User)
        pre_save.connect(exports.keep_addresses_out_of_the_log, sender=ModelLogEntry)
