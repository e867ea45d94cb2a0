"""A first plan: a commented file that passes ``check``, and what an editor and a CI system need beside it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from planner.dates.ranges import add_months
from planner.diagnostics.model import Language
from planner.knowledge.schema import Situation
from planner.plan.schema import plan_schema_text
from planner.source.plain import load_plain

PLAN_FILE = "plan.yaml"
SCHEMA_FILE = "plan.schema.json"
_TEMPLATES = Path(__file__).with_name("templates")
# Placeholders of the order of size that a plan needs to be worked out; the comment beside them asks for the real sum.
_BUDGET_A_MONTH: dict[Language, int] = {"zh-CN": 1000, "en": 150}
_CURRENCY_AND_ZONE: dict[Language, tuple[str, str]] = {
    "zh-CN": ("CNY", "Asia/Shanghai"),
    "en": ("USD", "America/New_York"),
}
# What a group looks like today, so that the example suits where the community stands.
_GROUP_TODAY: dict[Situation, str] = {
    "new": "members: 0, capacity: 200",
    "revive": "status: silent, members: 180, capacity: 500",
    "running": "members: 120, capacity: 500",
}


@dataclass(frozen=True, slots=True)
class Answers:
    """What a first plan is made of; an empty ``platform`` leaves the choice to the type, an empty ``name`` is an example."""

    language: Language
    start: date
    type: str = "interest"
    name: str = ""
    situation: Situation = "new"
    platform: str = ""
    months: int = 6
    budget: Decimal | None = None

    @property
    def end(self) -> date:
        """The last day of the period."""
        return add_months(self.start, self.months) - timedelta(days=1)


def default_budget(language: Language, months: int) -> Decimal:
    """Return a total to start from, in the currency of the scaffold."""
    return Decimal(_BUDGET_A_MONTH[language] * months)


def build_scaffold(answers: Answers) -> tuple[tuple[str, bytes], ...]:
    """Return the files of a new plan folder: path and content."""
    settings = {"yaml.schemas": {f"./{SCHEMA_FILE}": [PLAN_FILE]}}
    return (
        (PLAN_FILE, _plan_text(answers).encode()),
        (SCHEMA_FILE, plan_schema_text(answers.language).encode()),
        (".vscode/settings.json", (json.dumps(settings, indent=2) + "\n").encode()),
        (".github/workflows/plan.yml", (_TEMPLATES / "workflow.yml").read_bytes()),
    )


def _plan_text(answers: Answers) -> str:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES, encoding="utf-8"),
        undefined=StrictUndefined,
        autoescape=False,  # YAML, where the filter below quotes what an operator typed
        trim_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["yaml"] = _quoted
    currency, zone = _CURRENCY_AND_ZONE[answers.language]
    budget = default_budget(answers.language, answers.months) if answers.budget is None else answers.budget
    starter = _starters()[answers.language][answers.type]
    return environment.get_template(f"plan.{answers.language}.yaml.j2").render(
        name=answers.name or starter["name"],
        type=answers.type,
        situation=answers.situation,
        platform=answers.platform,
        start=answers.start.isoformat(),
        end=answers.end.isoformat(),
        months=answers.months,
        budget=f"{budget:f}",
        currency=currency,
        timezone=zone,
        starter={"goal": None} | starter,
        group=_GROUP_TODAY[answers.situation],
        journey="joined_revive" if answers.situation == "revive" else f"joined_{answers.type}",
    )


@cache
def _starters() -> Any:
    return load_plain((_TEMPLATES / "starters.yaml").read_text(encoding="utf-8"))


def _quoted(text: str) -> str:
    """Quote a text for YAML; JSON's double quotes are YAML's."""
    return json.dumps(text, ensure_ascii=False)
