"""What `manage.py doctor` looks at around the site: disk, files, clock, backups, paper, and the way in from outside."""

import json
import os
import shutil
import stat
import urllib.request
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.client import HTTPException
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection
from django.utils import timezone

from core.diagnosis import Finding
from core.models import PeriodicRun

ENOUGH_ROOM = 1_000_000_000
"""Bytes: less, and the next backup or the next pictures may not fit."""
BACKUP_IS_OLD = timedelta(hours=36)
CLOCK_IS_WRONG = timedelta(minutes=2)


def room() -> Iterator[Finding]:
    free = shutil.disk_usage(Path(settings.VAR_DIR)).free
    sentence = f"Disque : {free / 1e9:.1f} Go libres dans {settings.VAR_DIR}."
    if free < ENOUGH_ROOM:
        yield Finding(True, f"{sentence} Libérez de la place : un disque plein refuse tout ce que l’on écrit.")
    else:
        yield Finding(False, sentence)


def files() -> Iterator[Finding]:
    """What holds accounts or passwords is read by the service alone; what the site writes, it can write."""
    secrets = [Path(settings.SETTINGS_FILE), Path(settings.VAR_DIR) / "parcours.sqlite3"]
    open_to_all = [path for path in secrets if path.exists() and stat.S_IMODE(path.stat().st_mode) & stat.S_IRWXO]
    written = [Path(settings.VAR_DIR), Path(settings.MEDIA_ROOT), Path(settings.SEARCH_FOLDER)]
    refused = [path for path in written if path.exists() and not os.access(path, os.W_OK | os.X_OK)]
    for path in open_to_all:
        yield Finding(True, f"Fichiers : tout compte de la machine peut lire {path}. Écrivez : chmod o= {path}.")
    for path in refused:
        yield Finding(
            True, f"Fichiers : ce compte ne peut pas écrire dans {path}. Lancez deploy/update, qui remet les droits."
        )
    if not open_to_all and not refused:
        yield Finding(False, "Fichiers : lus et écrits par qui doit l’être.")


def backups() -> Iterator[Finding]:
    folder = _backups()
    try:
        archives = sorted(folder.glob("parcours-*.tar.gz*"))
    except PermissionError:
        yield Finding(True, f"Sauvegarde : {folder} ne se lit pas. Lancez cette commande par deploy/manage.")
        return
    if not archives:
        yield Finding(
            True, f"Sauvegarde : aucune dans {folder}. Lancez : systemctl enable --now parcours-backup.timer."
        )
        return
    told = archives[-1].stat()
    made = datetime.fromtimestamp(told.st_mtime, UTC)
    sentence = (
        f"Sauvegarde : la dernière est du {timezone.localtime(made):%d/%m/%Y %H:%M}, {told.st_size / 1e6:.1f} Mo."
    )
    if timezone.now() - made > BACKUP_IS_OLD:
        yield Finding(True, f"{sentence} Elle est vieille : journalctl -u parcours-backup dit pourquoi.")
    else:
        yield Finding(False, sentence)


def _backups() -> Path:
    return Path(settings.BACKUPS_FOLDER or Path(settings.VAR_DIR).parent / "backups")


def clock() -> Iterator[Finding]:
    """A clock that went back: what was done lies in the future. One that differs from that of the database's machine."""
    now = timezone.now()
    latest = max(filter(None, PeriodicRun.objects.values_list("ended_at", flat=True)), default=now)
    if latest - now > CLOCK_IS_WRONG:
        yield Finding(
            True, f"Horloge : un travail a fini le {latest:%d/%m/%Y %H:%M}, après maintenant. Vérifiez : timedatectl."
        )
        return
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT now()")
            (there,) = cursor.fetchone()
        if abs(there - timezone.now()) > CLOCK_IS_WRONG:
            yield Finding(
                True, f"Horloge : la machine de la base dit {there:%d/%m/%Y %H:%M}. Vérifiez les deux : timedatectl."
            )
            return
    yield Finding(False, f"Horloge : {timezone.localtime(now):%d/%m/%Y %H:%M}, {settings.TIME_ZONE}.")


def paper() -> Iterator[Finding]:
    """Pango and the fonts, by making a page."""
    try:
        from weasyprint import HTML

        HTML(string="<p>Été</p>").write_pdf()
    except OSError as error:
        yield Finding(
            True,
            f"PDF : {str(error).splitlines()[0]} Installez libpango-1.0-0, libpangoft2-1.0-0, libharfbuzz-subset0 et "
            "fontconfig.",
        )
    else:
        yield Finding(False, "PDF : une page d’essai se fait.")


def way_in() -> Iterator[Finding]:
    """The site asked at its own public address: name, certificate and proxy at once, and how many proxies there are."""
    if settings.SECURE_SSL_REDIRECT and urlsplit(settings.SITE_URL).hostname in {"localhost", "127.0.0.1"}:
        yield Finding(
            True, "Adresse : PARCOURS_SITE_URL ne mène qu’à cette machine. Écrivez l’adresse publique, en https://."
        )
        return
    address = f"{settings.SITE_URL}/sante/"
    try:
        with urllib.request.urlopen(address, timeout=5) as answer:  # noqa: S310 (the site's own address, http or https)
            proxies = answer.headers.get("X-Proxies", "")
            json.load(answer)
    except (OSError, HTTPException, ValueError) as error:
        yield Finding(
            True,
            f"Adresse : {address} ne répond pas comme ce site ({error}). Vérifiez PARCOURS_SITE_URL, le nom de domaine et "
            "le serveur mandataire.",
        )
        return
    if proxies and proxies != str(settings.ALLAUTH_TRUSTED_PROXY_COUNT):
        yield Finding(
            True,
            f"Adresse : {proxies} serveurs mandataires ont été traversés, PARCOURS_PROXIES en dit "
            f"{settings.ALLAUTH_TRUSTED_PROXY_COUNT}. Écrivez PARCOURS_PROXIES={proxies}, sinon les limites de tentatives se "
            "contournent.",
        )
    else:
        yield Finding(False, f"Adresse : {settings.SITE_URL} mène à ce site.")
