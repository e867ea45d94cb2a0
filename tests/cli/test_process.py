"""The program as a process: exit codes, streams, encodings, and what happens when something breaks."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import planner
from tests.cli.conftest import SMALL_PLAN

RUN = "from planner.cli.main import run; run()"
HERE = str(Path(planner.__file__).parents[1])


def start(*arguments: str, code: str = RUN, **variables: str) -> subprocess.CompletedProcess[bytes]:
    """Run the program in a process of its own, in a surrounding without any locale."""
    plain = {
        key: value for key, value in os.environ.items() if not key.startswith(("LC_", "LANG", "PLANNER_"))
    }
    plain["PYTHONPATH"] = HERE
    return subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, env=plain | variables, timeout=60
    )


def test_the_version() -> None:
    done = start("--version")
    assert (done.returncode, done.stdout) == (0, f"planner {planner.__version__}\n".encode())


def test_output_is_utf8_with_line_feeds_whatever_the_locale(tmp_path: Path) -> None:
    path = tmp_path / "方案.yaml"
    path.write_text(SMALL_PLAN.replace("language: en", "langage: zh-CN"), encoding="utf-8")
    done = start("check", str(path), LC_ALL="C", PYTHONIOENCODING="ascii", PLANNER_LANG="zh-CN")
    assert done.returncode == 1
    assert "方案.yaml" in done.stdout.decode("utf-8")
    assert b"\r" not in done.stdout


def test_a_bug_of_ours_ends_with_3_and_a_short_report(tmp_path: Path) -> None:
    code = f"import planner.cli.check as c\ndef broken(paths): raise KeyError('lost')\nc.read_inputs = broken\n{RUN}"
    done = start("check", str(tmp_path), code=code)
    report = done.stderr.decode()
    assert done.returncode == 3
    assert "bug of its own" in report
    assert "KeyError: 'lost'" in report
    assert planner.__version__ in report
    assert len(report.splitlines()) < 10
    assert done.stdout == b""


def test_an_interruption_ends_with_130_and_no_word() -> None:
    code = f"import planner.cli.check as c\ndef stop(paths): raise KeyboardInterrupt\nc.read_inputs = stop\n{RUN}"
    done = start("check", "x", code=code)
    assert (done.returncode, done.stdout, done.stderr) == (130, b"", b"")


@pytest.mark.skipif(os.name == "nt", reason="pipes of POSIX")
def test_a_reader_that_goes_away_is_no_error() -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", RUN, "list", "kpis", "--lang", "en"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": HERE},
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait(60) == 141


def test_help_shows_commands_with_examples_in_both_languages() -> None:
    english, chinese = start("--help").stdout.decode(), start("--help", PLANNER_LANG="zh").stdout.decode()
    for command in ("check", "generate", "init", "expand", "explain", "list", "schema"):
        assert command in english
        told = start(command, "--help").stdout.decode()
        assert f"Example: planner {command}" in " ".join(told.split())
    assert "检查方案" in chinese


def test_a_wrong_command_is_a_usage_error() -> None:
    done = start("chek")
    assert done.returncode == 2
    assert done.stdout == b""
    assert b"chek" in done.stderr
