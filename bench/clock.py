"""Measure on one core: CPU time of functions and of whole processes, warm, as the median of some runs."""

import json
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
        done = subprocess.run(command, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=_settings(state))
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)} ended with {done.returncode}: {done.stderr.decode()[-300:]}")
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


# A small process of its own starts the command: one forked from here would be charged with the memory held here.
WEIGH = """
import json, resource, subprocess, sys
done = subprocess.run(sys.argv[2:], stdin=subprocess.DEVNULL, stdout=open(sys.argv[1], "wb"))
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps([done.returncode, used.ru_utime + used.ru_stime, used.ru_maxrss * 1024]))
"""


def cost_of_process(*command: str, output: str = os.devnull) -> tuple[float, int]:
    """Return the CPU seconds of a process, run once, and the most bytes that it held; its standard output goes to a file."""
    done = subprocess.run(
        [sys.executable, "-c", WEIGH, output, *command], capture_output=True, text=True, check=True, env=_settings()
    )
    code, seconds, peak = json.loads(done.stdout)
    if code:
        raise RuntimeError(f"{' '.join(command)} ended with {code}: {done.stderr[-300:]}")
    return float(seconds), int(peak)


def _settings(state: str = os.devnull) -> dict[str, str]:
    # an installed package has its bytecode; the warming run writes it where this copy has none
    return {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"} | {"XDG_STATE_HOME": state}


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
