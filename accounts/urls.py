"""Under `/compte/`: allauth's views at French addresses, with allauth's names; ours beside them."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.webauthn import views as webauthn
from django.urls import include, path, re_path

from . import views
from .passkeys import refuse_unreadable
from .spare_codes import without_unreadable

ours = [
    path("", views.home, name="home"),
    path("nom/", views.change_name, name="name"),
    path("sessions/", views.own_sessions, name="sessions"),
    path("defi/", views.challenge, name="challenge"),
    path("mes-donnees/", views.export_data, name="export"),
    path("mes-donnees.json", views.export_data_as_json, name="export-json"),
    path("supprimer/", views.delete, name="delete"),
    path("supprime/", views.deleted, name="deleted"),
]

entrance = [
    path("connexion/", account.login, name="account_login"),
    path("deconnexion/", account.logout, name="account_logout"),
    path("inactif/", account.account_inactive, name="account_inactive"),
    path("inscription/", account.signup, name="account_signup"),
    path("confirmation/", views.mail_sent, name="account_email_verification_sent"),
    re_path(r"^confirmation/(?P<key>[-:\w]+)/$", views.confirm_email, name="account_confirm_email"),
    path("mot-de-passe-oublie/", account.password_reset, name="account_reset_password"),
    path("mot-de-passe-oublie/envoye/", account.password_reset_done, name="account_reset_password_done"),
    path(
        "mot-de-passe-oublie/change/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^mot-de-passe-oublie/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("connexion/cle/", refuse_unreadable(webauthn.login_webauthn), name="mfa_login_webauthn"),
    path("connexion/deuxieme-preuve/", refuse_unreadable(mfa.authenticate), name="mfa_authenticate"),
]

settings = [
    path("adresse/", account.email, name="account_email"),
    path("mot-de-passe/", account.password_change, name="account_change_password"),
    path("mot-de-passe/choisir/", account.password_set, name="account_set_password"),
    path("verifier/", account.reauthenticate, name="account_reauthenticate"),
    path("verifier/code/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("verifier/cle/", refuse_unreadable(webauthn.reauthenticate_webauthn), name="mfa_reauthenticate_webauthn"),
    path("cles/", mfa.index, name="mfa_index"),
    path("cles/liste/", webauthn.list_webauthn, name="mfa_list_webauthn"),
    path("cles/ajouter/", refuse_unreadable(webauthn.add_webauthn), name="mfa_add_webauthn"),
    path("cles/<int:pk>/renommer/", webauthn.edit_webauthn, name="mfa_edit_webauthn"),
    path("cles/<int:pk>/retirer/", webauthn.remove_webauthn, name="mfa_remove_webauthn"),
    path("cles/codes-de-secours/", without_unreadable(recovery.view_recovery_codes), name="mfa_view_recovery_codes"),
    path(
        "cles/codes-de-secours/nouveaux/",
        without_unreadable(recovery.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "cles/codes-de-secours/fichier/",
        without_unreadable(recovery.download_recovery_codes),
        name="mfa_download_recovery_codes",
    ),
]

urlpatterns = [path("", include((ours, "accounts"))), *entrance, *settings]
