"""Imports go downward only, heavy libraries stay in their rooms, and ``check`` starts light."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import planner

PACKAGE = Path(planner.__file__).parent

# Room -> rooms it may import, beside itself.
GROUND = {"diagnostics", "dates", "resources"}
ALLOWED: dict[str, set[str]] = {
    "diagnostics": set(),
    "dates": set(),
    "resources": set(),
    "source": GROUND,
    "knowledge": GROUND | {"source"},
    "plan": GROUND | {"source", "knowledge"},
    "completion": GROUND | {"source", "knowledge", "plan"},
    "playbook": GROUND | {"source", "knowledge", "plan", "completion"},
}
_TOP = GROUND | {"source", "knowledge", "plan", "completion", "playbook"}
ALLOWED |= dict.fromkeys(("checks", "documents", "explain"), _TOP)
ALLOWED["pipeline"] = _TOP | {"checks", "documents", "explain"}
ALLOWED["scaffold"] = _TOP | {"checks", "documents", "explain"}
ALLOWED["files"] = set()
ALLOWED["cli"] = _TOP | {"checks", "documents", "explain", "pipeline", "scaffold", "files"}

# Library -> where it may be imported.
LIBRARIES: dict[str, tuple[str, ...]] = {
    "typer": ("cli/",),
    "rich": ("cli/",),
    "jinja2": ("documents/render.py", "scaffold/"),
    "pydantic": ("plan/", "completion/"),
    "yaml": ("source/", "scaffold/"),
    "holidays": ("dates/",),
    "chinese_calendar": ("dates/",),
    "lunar_python": ("dates/",),
    "dateutil": ("dates/",),
}


def modules() -> list[Path]:
    """All modules of the package, as paths below it."""
    return sorted(path.relative_to(PACKAGE) for path in PACKAGE.rglob("*.py"))


def imports_of(path: Path) -> list[tuple[str, int]]:
    """All imported module names of a module with their lines; names under TYPE_CHECKING count too."""
    found: list[tuple[str, int]] = []
    for node in ast.walk(ast.parse((PACKAGE / path).read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found += [(alias.name, node.lineno) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: relative import"
            found.append((node.module or "", node.lineno))
            if node.module == "planner":
                found += [(f"planner.{alias.name}", node.lineno) for alias in node.names]
    return found


def room_of(path: Path) -> str:
    """The room of a module: its folder, or its own name at the top; empty for the package itself."""
    return path.parts[0].removesuffix(".py").replace("__init__", "")


def test_every_module_lies_in_a_known_room() -> None:
    seen = {room_of(path) for path in modules()} - {""}
    assert seen <= set(ALLOWED), "a room was added: say in ALLOWED what it may import"
    assert {"diagnostics", "source", "knowledge", "plan", "completion", "playbook", "checks", "cli"} <= seen
    on_disk = {path for path in PACKAGE.rglob("*") if path.suffix == ".py"}
    assert len(modules()) == len(on_disk) > 60


@pytest.mark.parametrize("path", modules(), ids=str)
def test_imports_go_downward(path: Path) -> None:
    room = room_of(path)
    wrong = [
        f"{path}:{line}: {name}"
        for name, line in imports_of(path)
        if name.startswith("planner.")
        and (other := name.split(".")[1]) != room
        and other not in (ALLOWED[room] if room else set())
    ]
    assert wrong == []


@pytest.mark.parametrize("path", modules(), ids=str)
def test_libraries_stay_in_their_rooms(path: Path) -> None:
    wrong = [
        f"{path}:{line}: {name}"
        for name, line in imports_of(path)
        if (library := name.split(".")[0]) in LIBRARIES and not path.as_posix().startswith(LIBRARIES[library])
    ]
    assert wrong == []


def test_modules_have_a_purpose_and_not_a_bag_of_things() -> None:
    bags = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "base"}
    assert [path for path in modules() if bags & set(path.with_suffix("").parts)] == []


def loaded_after(code: str) -> set[str]:
    """Top-level names of all modules that a fresh interpreter has loaded after ``code``."""
    script = f"{code}\nimport sys\nprint('\\n'.join(sys.modules), file=sys.stderr)"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, encoding="utf-8", timeout=60, check=True
    )
    names = done.stderr.split("\n")
    return {name.split(".")[0] for name in names} | set(names)


def test_version_starts_without_models_and_formats() -> None:
    loaded = loaded_after("import planner.cli.main as m\nassert m.app")
    assert "typer" in loaded
    heavy = {"pydantic", "msgspec", "yaml", "jinja2", "holidays", "lunar_python", "rich", "planner.plan.plan"}
    assert heavy & loaded == set()


def test_quick_check_imports_neither_templates_nor_formats(tmp_path: Path, sample_plan: Path) -> None:
    code = f"""
from typer.testing import CliRunner
from planner.cli.main import app
result = CliRunner().invoke(app, ["check", "--quick", {str(sample_plan)!r}])
assert result.exit_code == 0, result.output
"""
    loaded = loaded_after(code)
    assert "planner.plan.plan" in loaded
    formats = {"jinja2", "xlsxwriter", "icalendar", "docx", "typst", "markdown_it", "holidays"}
    assert formats & loaded == set()
    assert {"planner.playbook.build", "planner.documents.render"} & loaded == set()


def test_check_imports_neither_templates_nor_formats(sample_plan: Path) -> None:
    code = f"""
from typer.testing import CliRunner
from planner.cli.main import app
result = CliRunner().invoke(app, ["check", {str(sample_plan)!r}])
assert result.exit_code == 0, result.output
"""
    loaded = loaded_after(code)
    assert "planner.playbook.build" in loaded
    assert {
        "jinja2",
        "xlsxwriter",
        "icalendar",
        "docx",
        "typst",
        "planner.documents.render",
    } & loaded == set()
