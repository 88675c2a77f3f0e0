from typing import Any

from django_tasks.base import Task
from django_tasks_db.models import DBTaskResult


def enqueue_unless_waiting(task: Task[[], Any]) -> None:
    """
    Asks for a task that does everything there is to do, unless the same one waits already.

    To be called after the commit: the one that waits has not begun, so it will see what was committed. Otherwise ten
    people who write at once give the worker ten times the same work, and it takes the database from them for it.
    """
    if not DBTaskResult.objects.ready().filter(task_path=task.module_path).exists():
        task.enqueue()
