"""Measure on one core: CPU time of functions and of whole processes, warm, as the median of some runs."""

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

RUNS = 5
THREADS = (
    "OMP_NUM_THREADS",
    "OPENBLAS_NUM_THREADS",
    "MKL_NUM_THREADS",
    "NUMEXPR_NUM_THREADS",
    "VECLIB_MAXIMUM_THREADS",
    "RAYON_NUM_THREADS",
)


def one_core() -> None:
    """Keep this process and those it starts on one core and to one thread; call it before any library is imported."""
    os.environ.update(dict.fromkeys(THREADS, "1"))
    if hasattr(os, "sched_setaffinity"):  # as `taskset -c`
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


def cpu_of_process(*command: str, runs: int = RUNS) -> float:
    """Return the median CPU seconds (user and system) of a process from a cold start, after one run that warms the disk."""
    times = [_process(command) for _ in range(runs + 1)]
    return statistics.median(times[1:])


def _process(command: tuple[str, ...]) -> float:
    with tempfile.TemporaryDirectory() as state:  # the reader's own last result is left alone
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        # an installed package has its bytecode; the warming run writes it where this copy has none
        settings = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"} | {"XDG_STATE_HOME": state}
        done = subprocess.run(command, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=settings)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)} ended with {done.returncode}: {done.stderr.decode()[-300:]}")
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def cpu_of(call: Callable[[], Any], runs: int = RUNS) -> float:
    """Return the median CPU seconds of a call, after one that warms it."""
    call()
    times = []
    for _ in range(runs):
        start = time.process_time()
        call()
        times.append(time.process_time() - start)
    return statistics.median(times)


def tellings() -> str:
    """Return the installed command."""
    return str(Path(sys.executable).with_name("tellings"))


def resident() -> int:
    """Return the bytes of memory that this process holds now."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize()
