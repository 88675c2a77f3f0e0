"""What a host chooses of a site, without a change in the clone."""

from core import appearance

from .environment import addresses, day, one_of, optional

# Its look, written in the static files by `collectstatic`.
COLOUR = appearance.colour("PARCOURS_COLOUR", optional("PARCOURS_COLOUR"))
LOGO = appearance.logo("PARCOURS_LOGO", optional("PARCOURS_LOGO"))
# Without a forum its addresses are not found; its messages stay in the database.
FORUM_IS_OPEN = one_of("PARCOURS_FORUM", ("oui", "non"), "oui", example="non") == "oui"
# Addresses of the PeerTube instances whose videos may be shown in a page, once the visitor has clicked.
PEERTUBE_INSTANCES = addresses("PARCOURS_PEERTUBE_INSTANCES", "https://framatube.org https://peertube.fr")
# Where `manage.py doctor` looks for what the scripts of deploy/ read and write; empty: beside PARCOURS_VAR.
SETTINGS_FILE = optional("PARCOURS_SETTINGS_FILE", "/etc/parcours.env")
BACKUPS_FOLDER = optional("PARCOURS_BACKUPS")
CONTACT_ADDRESS = optional(
    "PARCOURS_CONTACT"
)  # who is told by mail that readers’ reports wait; empty: those who may answer
# Who reads reports of holes, a mail address or a page; and until when that is promised (a day, 2027-01-31).
SECURITY_CONTACT = optional("PARCOURS_SECURITY_CONTACT", CONTACT_ADDRESS)
SECURITY_EXPIRES = day("PARCOURS_SECURITY_EXPIRES")
