"""Every source that is cited is described, and nothing points outside the project."""

from __future__ import annotations

import re
from pathlib import Path

REPOSITORY = Path(__file__).parents[2]
_CITED = re.compile(r"(?:source|basis): *\[?((?:S\d+(?:, *)?)+)")
_TEXTS = {".py", ".md", ".yaml", ".yml", ".toml", ".j2", ".txt", ".json", ""}


def described() -> set[str]:
    """Ids that ``docs/sources.md`` describes."""
    page = (REPOSITORY / "docs" / "sources.md").read_text(encoding="utf-8")
    return set(re.findall(r"^\| (S\d+) \|", page, re.MULTILINE))


def test_every_cited_source_is_described() -> None:
    cited: dict[str, str] = {}
    for folder in ("knowledge/data", "diagnostics/codes"):
        for path in sorted((REPOSITORY / "planner" / folder).rglob("*.yaml")):
            for match in _CITED.finditer(path.read_text(encoding="utf-8")):
                for source in re.findall(r"S\d+", match[1]):
                    cited.setdefault(source, path.name)
    assert len(cited) > 10
    assert {source: where for source, where in cited.items() if source not in described()} == {}


def test_no_registry_host_is_named() -> None:
    hosts = re.compile(
        "|".join(
            ("py" + r"pi\.org", "python" + "hosted", "registry" + r"\.npm", "/ro" + "ot/", "/ho" + "me/")
        )
    )
    found = []
    looked = 0
    for name in ("planner", "templates", "sample_plans", "tests", "docs", "bench", ".ci", ".github"):
        for path in sorted((REPOSITORY / name).rglob("*")):
            if path.is_file() and path.suffix in _TEXTS and "__pycache__" not in path.parts:
                looked += 1
                if hosts.search(path.read_text(encoding="utf-8")):
                    found.append(str(path.relative_to(REPOSITORY)))
    assert looked > 100
    assert found == []
