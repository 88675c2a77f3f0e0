import logging

from django_tasks_db.management.commands import db_worker

from core.working import Worker

setattr(db_worker, "Worker", Worker)  # noqa: B010 (the library has no setting for its worker; a checker takes it for a type)


class Command(db_worker.Command):
    help = "Does the background work: mails, pictures, search, imports, scheduled publication."

    def configure_logging(self, verbosity: int) -> None:
        """What goes well is told from --verbosity 2 on; what fails, always (the handlers are those of the settings)."""
        level = logging.INFO if verbosity > 1 else logging.WARNING
        for name in ("django_tasks", "django_tasks_db"):
            logging.getLogger(name).setLevel(level)
        logging.getLogger("django_tasks_db").addFilter(_is_not_a_stop_that_was_asked_for)


def _is_not_a_stop_that_was_asked_for(record: logging.LogRecord) -> bool:
    """Ctrl-C in `make run`, a restart of the service: nothing failed."""
    return not str(record.msg).startswith("Received ")
