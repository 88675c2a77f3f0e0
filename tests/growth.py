"""
How the work of a reader grows with its input.

`growth` counts the lines of Python that run: always the same number. What C code does inside a line (a regular
expression, a sanitiser) is not counted, so `slowdown` takes times over three doublings, the least of several tries.
"""

import gc
import sys
import time
from collections.abc import Callable
from types import FrameType
from typing import Any

TRIES = 8
MEASURABLE = 0.001
DOUBLINGS = 3


def growth(work: Callable[[str], object], unit: str, length: int = 700) -> float:
    """How many times the lines run for a text of `unit` twice as long: 2 when it is linear, 4 when it is square."""
    times = length // len(unit)
    work(unit)  # what is made once
    return _lines(work, unit * 2 * times) / _lines(work, unit * times)


def _lines(work: Callable[[str], object], text: str) -> int:
    count = 1  # a work of one line of C

    def counting(frame: FrameType, event: str, argument: Any) -> Any:
        nonlocal count
        count += 1
        return counting

    before = sys.gettrace()
    gc.disable()  # what other tests left is not finalised, nor counted, here
    sys.settrace(counting)
    try:
        work(text)
    finally:
        sys.settrace(before)
        gc.enable()
    return count


def slowdown(work: Callable[[str], object], unit: str, longest: int = 12_000) -> float:
    """How many times the time is taken for a text of `unit` twice as long, the mean of three doublings."""
    size = 2_000
    while size < longest and _seconds(work, unit * (size // len(unit))) < MEASURABLE:
        size *= 2
    texts = [unit * (length // len(unit)) for length in (size, size * 2**DOUBLINGS)]
    least = [float("inf"), float("inf")]
    for _ in range(TRIES):
        for place, text in enumerate(texts):
            least[place] = min(least[place], _seconds(work, text))
        if least[1] <= least[0] * 2**DOUBLINGS:
            break
    return float((least[1] / least[0]) ** (1 / DOUBLINGS))


def _seconds(work: Callable[[str], object], text: str) -> float:
    gc.disable()
    started = time.thread_time()
    work(text)
    spent = time.thread_time() - started
    gc.enable()
    return spent
