"""
The menus of every public page. An entry is shown when its address answers: a view, or a published page.

Each entry: its address, its label, and the addresses that it stands for (they mark it as current).
"""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

MENUS: dict[str, list[tuple[str, Promise, list[str]]]] = {
    "main": [
        ("/apprendre/", _("Learn"), ["/apprendre/"]),
        ("/agir/", _("Act"), ["/agir/", "/actions/", "/animer/"]),
        ("/chercher/", pgettext_lazy("menu", "Search"), ["/chercher/", "/fiches/", "/outils/"]),
        ("/carnet/", _("My notebook"), ["/carnet/"]),
    ],
    "footer": [
        ("/animer/", _("Run a workshop"), []),
        ("/actions/", _("All the actions"), []),
        ("/fiches/", _("All the sheets"), []),
        ("/glossaire/", _("Glossary"), []),
        ("/images/", _("Images"), []),
        ("/temoignages/", pgettext_lazy("menu", "Testimonials"), []),
        ("/forum/", pgettext_lazy("menu", "Forum"), []),
        ("/proposer/", _("Contribute"), []),
        ("/aide/", _("Help"), []),
        ("/a-propos/", _("About"), []),
        ("/hebergeurs/", _("For hosts"), []),
        ("/licences/", _("Licences"), []),
        ("/mentions-legales/", _("Legal notice"), []),
        ("/vos-donnees/", _("Your data"), []),
        ("/accessibilite/", _("Accessibility"), []),
        ("/flux/fiches.atom", _("Feed"), []),
        ("/compte/connexion/", _("Log in"), []),
    ],
}
