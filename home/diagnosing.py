"""
What `manage.py doctor` and the admin's first page say: each finding is a sentence that names the trouble and the remedy.

To add a check, write a function that yields findings and name it in `CHECKS`, in the order in which one trouble can
explain the next; an app that this one does not know registers it (`core.diagnosis`).
"""

import logging
from collections.abc import Iterator

from django.core.checks import Warning as DjangoWarning
from django.core.checks import run_checks
from django.db import DatabaseError, InterfaceError, connection
from django.db.migrations.executor import MigrationExecutor

from core.diagnosis import Check, Finding, registered
from core.scheduling import held_back
from mail import outbox

from . import health, legal_notice
from . import looking_at_the_machine as machine

logger = logging.getLogger(__name__)
# What Django says of a setting that a host writes; the others are ours, and their sentences are for who changes the code.
IN_FRENCH = {
    "security.W009": "Réglages : PARCOURS_SECRET_KEY est courte ou se devine. Fabriquez-en une autre : "
    "python3 -c 'import secrets; print(secrets.token_urlsafe(50))', l’ancienne dans PARCOURS_FORMER_SECRET_KEYS.",
}


def findings(*, only_quick: bool = False) -> Iterator[Finding]:
    """What was looked at. A check that fails is itself a finding: the others go on."""
    database_answers = True
    for check in (*CHECKS, *registered):
        if (only_quick and not check.is_quick) or (check.needs_database and not database_answers):
            continue
        try:
            yield from check.look()
        except (DatabaseError, InterfaceError) as error:
            database_answers = False
            yield Finding(
                True, f"La base ne répond pas ({type(error).__name__}). Vérifiez PARCOURS_DATABASE et son service."
            )
        except Exception as error:
            logger.exception("A check of the doctor failed.")
            name = check.look.__name__
            yield Finding(
                True, f"Vérification impossible ({name}) : {type(error).__name__}. Le journal du service en dit plus."
            )


def _settings() -> Iterator[Finding]:
    told = [check for check in run_checks(include_deployment_checks=True) if check.level >= DjangoWarning("").level]
    for check in told:
        if not check.is_silenced():
            yield Finding(True, IN_FRENCH.get(str(check.id), f"Réglages : {check.msg} ({check.id})"))
    if not told:
        yield Finding(False, "Réglages : rien à redire.")


def _database() -> Iterator[Finding]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    yield Finding(False, "Base : elle répond.")


def _migrations() -> Iterator[Finding]:
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if waiting:
        yield Finding(True, f"Base : {len(waiting)} migrations attendent. Lancez deploy/update.")
    else:
        yield Finding(False, "Base : elle est à jour.")


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
        yield Finding(False, "Courriel : rien n’attend. Pour un essai : manage.py doctor --mail vous@exemple.org.")
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
        kind = task.exception_class_path
        yield Finding(True, f"Travail échoué le {task.finished_at:%d/%m %H:%M} : {task.task_path} ({kind}).")
    for kind, number, reference in health.errors_by_kind(days=7)[:5]:
        yield Finding(
            True,
            f"Erreurs, sept jours : {number} × {kind}, dernière référence {reference}, à chercher dans le journal.",
        )


def _held_back() -> Iterator[Finding]:
    for content, places in held_back()[:5]:
        yield Finding(True, f"« {content} » devait être retiré, mais sert encore à {len(places)} contenus.")


def _legal_notice() -> Iterator[Finding]:
    if legal_notice.is_filled_in():
        yield Finding(False, "Mentions légales : la page est remplie.")
    else:
        yield Finding(
            True,
            "Mentions légales : la loi les demande. Remplissez la page /mentions-legales/ dans l’admin, sans crochets.",
        )


CHECKS = (
    Check(_settings, is_quick=False, needs_database=False),
    Check(machine.files, needs_database=False),
    Check(machine.room, needs_database=False),
    Check(machine.backups, needs_database=False),
    Check(machine.paper, is_quick=False, needs_database=False),
    Check(_database),
    Check(_migrations, is_quick=False),
    Check(machine.clock),
    Check(_worker),
    Check(_mail),
    Check(_work),
    Check(_held_back, is_quick=False),  # editors have a panel of their own for it
    Check(_legal_notice),
    Check(machine.way_in, is_quick=False),
)
