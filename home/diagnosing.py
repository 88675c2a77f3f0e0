"""What `manage.py doctor` says: each finding is a sentence that names the trouble and the remedy."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.checks import Warning as DjangoWarning
from django.core.checks import run_checks
from django.db import DatabaseError, InterfaceError, connection
from django.db.migrations.executor import MigrationExecutor

from core.scheduling import held_back
from mail import outbox

from . import health, legal_notice

ENOUGH_ROOM = 1_000_000_000
"""Bytes: less, and the next backup or the next pictures may not fit."""


@dataclass(frozen=True)
class Finding:
    is_bad: bool
    sentence: str


def findings() -> Iterator[Finding]:
    """What was looked at, in the order in which one thing can explain the next."""
    yield from _settings()
    yield _room()
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except (DatabaseError, InterfaceError) as error:
        yield Finding(
            True, f"La base ne répond pas ({type(error).__name__}). Vérifiez PARCOURS_DATABASE et son service."
        )
        return
    yield from _database()
    yield from _worker()
    yield from _mail()
    yield from _work()
    yield _legal_notice()


def _settings() -> Iterator[Finding]:
    told = [check for check in run_checks(include_deployment_checks=True) if check.level >= DjangoWarning("").level]
    yield from (Finding(True, f"Réglages : {check.msg} ({check.id})") for check in told if not check.is_silenced())
    if not told:
        yield Finding(False, "Réglages : rien à redire.")


def _room() -> Finding:
    free = shutil.disk_usage(Path(settings.VAR_DIR)).free
    sentence = f"Disque : {free / 1e9:.1f} Go libres dans {settings.VAR_DIR}."
    if free < ENOUGH_ROOM:
        return Finding(True, f"{sentence} Libérez de la place : un disque plein refuse tout ce que l’on écrit.")
    return Finding(False, sentence)


def _database() -> Iterator[Finding]:
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if waiting:
        yield Finding(True, f"Base : {len(waiting)} migrations attendent. Lancez deploy/update.")
    else:
        yield Finding(False, "Base : elle répond, et elle est à jour.")


def _worker() -> Iterator[Finding]:
    if health.living():
        yield Finding(False, "Programme de fond : il vit.")
    else:
        yield Finding(True, "Programme de fond : il ne répond pas. Relancez-le : systemctl restart parcours-worker.")
    for name in health.late_works():
        yield Finding(True, f"Travail régulier en retard ou en échec : {name}. Le journal du service dit pourquoi.")


def _mail() -> Iterator[Finding]:
    waiting = outbox.waiting()
    if not waiting.number:
        yield Finding(False, "Courriel : rien n’attend. Pour un essai : manage.py sendtestemail vous@exemple.org.")
    elif waiting.last_error:
        yield Finding(
            True,
            f"Courriel : {waiting.number} en attente depuis le {waiting.since:%d/%m/%Y %H:%M}. Le serveur a répondu : "
            f"{waiting.last_error}. Vérifiez PARCOURS_MAIL, puis : manage.py send_waiting_mail.",
        )
    else:
        yield Finding(False, f"Courriel : {waiting.number} en route.")


def _work() -> Iterator[Finding]:
    for task in health.failed_tasks(days=7)[:5]:
        yield Finding(True, f"Travail échoué le {task.finished_at:%d/%m %H:%M} : {task.task_path}.")
    for kind, number, reference in health.errors_by_kind(days=7)[:5]:
        yield Finding(True, f"Erreurs, sept jours : {number} × {kind}, dernière référence {reference}.")
    for content, places in held_back()[:5]:
        yield Finding(True, f"« {content} » devait être retiré, mais sert encore à {len(places)} contenus.")


def _legal_notice() -> Finding:
    if legal_notice.is_filled_in():
        return Finding(False, "Mentions légales : la page est remplie.")
    return Finding(
        True,
        "Mentions légales : la loi les demande. Remplissez la page /mentions-legales/ dans l’admin, sans crochets.",
    )
