"""Measuring a whole process: seconds by the wall clock, peak memory, how it ended."""

from __future__ import annotations

import os
import subprocess
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

_HERE = Path(__file__).parents[1]


@dataclass(frozen=True, slots=True)
class Measured:
    """One run of a command: ``seconds`` by the wall clock, ``busy`` on a processor, ``memory`` at its peak in MiB."""

    seconds: float
    busy: float
    memory: float
    code: int
    output: str


def users_environment() -> Mapping[str, str]:
    """Return the environment of an ordinary user: modules are compiled once and kept."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return kept | {"PYTHONPATH": str(_HERE), "PLANNER_LANG": "en", "PLANNER_TODAY": "2025-12-01"}


def measure(command: tuple[str, ...]) -> Measured:
    """Run a command in an empty folder, because some tools write beside where they are started."""
    with tempfile.TemporaryDirectory() as here, tempfile.TemporaryFile() as out:
        start = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=here, stdout=out, stderr=subprocess.DEVNULL, env=users_environment()
        )
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        text = out.read().decode(errors="replace")
    busy = usage.ru_utime + usage.ru_stime
    return Measured(seconds, busy, usage.ru_maxrss / 1024, process.returncode, text)
