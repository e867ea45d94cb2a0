"""The built wheel holds all that the program needs, and runs in an environment of its own."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[2]


def run(*command: str | Path, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a command in a folder, away from the checkout."""
    environment = {
        key: value for key, value in os.environ.items() if key not in {"PYTHONPATH", "PLANNER_LANG"}
    }
    return subprocess.run(
        [str(part) for part in command],
        cwd=folder,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
    )


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    built = run(
        sys.executable,
        "-m",
        "build",
        "--wheel",
        "--no-isolation",
        "--outdir",
        folder,
        REPOSITORY,
        folder=folder,
    )
    assert built.returncode == 0, built.stdout + built.stderr
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def program(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The installed ``planner``: the wheel alone, with the dependencies of this environment behind it."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, with_pip=False, symlinks=os.name != "nt")
    scripts = folder / ("Scripts" if os.name == "nt" else "bin")
    python = scripts / ("python.exe" if os.name == "nt" else "python")
    found = run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", folder=folder)
    packages = Path(found.stdout.strip())
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(packages)
    # Later on the path than the wheel's own package, and without this environment's editable install.
    (packages / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return python


def test_the_wheel_holds_data_and_no_tests(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    for part in (
        "planner/_templates/zh-CN/",
        "planner/_templates/en/",
        "planner/_sample_plans/",
        "planner/knowledge/data/types/",
        "planner/diagnostics/codes/",
        "planner/scaffold/templates/",
        "planner/plan/every_key.yaml",
    ):
        assert any(name.startswith(part) for name in names), part
    assert [name for name in names if name.startswith(("tests/", "bench/", "docs/"))] == []


def test_the_wheel_runs_away_from_the_checkout(program: Path, tmp_path: Path) -> None:
    def planner(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
        return run(program, "-c", "from planner.cli.main import run; run()", *arguments, folder=tmp_path)

    where = run(program, "-c", "import planner; print(planner.__file__)", folder=tmp_path).stdout
    assert str(REPOSITORY / "planner") not in where
    assert planner("--version").stdout.startswith("planner ")
    samples = run(
        program,
        "-c",
        "from planner.resources import samples_folder; print(samples_folder())",
        folder=tmp_path,
    )
    plan = Path(samples.stdout.strip()) / "minimal.yaml"
    checked = planner("check", plan)
    assert checked.returncode == 0, checked.stdout + checked.stderr
    generated = planner("generate", plan, "-o", "playbook")
    assert generated.returncode == 0, generated.stdout + generated.stderr
    assert list((tmp_path / "playbook").glob("*.md"))
