"""What the scripts say while they work, in French, and how they stop on a sentence."""

import subprocess
import sys
import time
from collections.abc import Callable
from typing import NoReturn


def say(sentence: str) -> None:
    """In one piece: two steps may be at work at once."""
    sys.stdout.write(f"{sentence}\n")
    sys.stdout.flush()


def stop(sentence: str) -> NoReturn:
    print(sentence, file=sys.stderr, flush=True)
    sys.exit(1)


def step(label: str, work: Callable[[], None]) -> None:
    """Says what begins, does it, then says how long it took."""
    started = time.monotonic()
    say(f"→ {label}…")
    work()
    say(f"  {label} : fait en {time.monotonic() - started:.0f} s")


def run(command: list[str]) -> None:
    """Runs a command that shows its own output; stops with a sentence when it fails."""
    result = subprocess.run(command, check=False)
    if result.returncode:
        stop(f"Cette commande a échoué (code {result.returncode}) : {' '.join(command)}")


def run_counting(command: list[str], prefix: str, total: int) -> None:
    """Runs a talkative command and shows only how many of its lines began with `prefix`, out of `total`."""
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    lines, seen = [], 0
    for line in process.stdout or ():
        lines.append(line)
        if line.startswith(prefix):
            seen += 1
            show_count(min(seen, total), total)
    if process.wait():
        sys.stderr.writelines(lines[-15:])
        stop(f"Cette commande a échoué (code {process.returncode}) : {' '.join(command)}")


def show_count(done: int, total: int) -> None:
    if sys.stdout.isatty():
        print(f"\r  {done} sur {total}", end="\n" if done == total else "", flush=True)
    elif done % 20 == 0 or done == total:
        say(f"  {done} sur {total}")
