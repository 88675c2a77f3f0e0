"""`manage.py db_worker` as a process, with the times of `core/cut_work.py` and of SQLite's locks made short."""

import os
import sys
from datetime import timedelta

import django
from django.conf import settings
from django.core.management import execute_from_command_line

BEAT = 0.3
SILENCE = 2.5
LOCK_TIMEOUT = 0.4


def main() -> None:
    settings.DATABASES["default"]["OPTIONS"]["timeout"] = LOCK_TIMEOUT
    django.setup()
    from core import cut_work
    from tests.core.slow_tasks import take_time

    cut_work.BEAT, cut_work.SILENCE = BEAT, timedelta(seconds=SILENCE)
    if seconds := os.environ.get("FIRST_TASK_SECONDS"):
        take_time.enqueue(os.environ["PARCOURS_VAR"], float(seconds))
    execute_from_command_line(["manage.py", "db_worker", "--interval", "0.2", "--no-startup-delay", *sys.argv[1:]])


if __name__ == "__main__":
    main()
