import os
import time
from pathlib import Path

from django_tasks import task

from core import cut_work


@cut_work.again_when_cut
@task()
def take_time(folder: str, seconds: float) -> None:
    """Notes its process when it begins and when it ends. Only the first time takes long."""
    begun = Path(folder) / "begun"
    is_first = not begun.exists()
    with begun.open("a") as lines:
        lines.write(f"{os.getpid()}\n")
    time.sleep(seconds if is_first else 0)
    (Path(folder) / "done").write_text(str(os.getpid()))
