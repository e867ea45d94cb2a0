"""The JSON Schema accepts what the models accept, and refuses what an editor can know to be wrong."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from jsonschema.exceptions import best_match

from planner.plan.reference import example_plan
from planner.plan.schema import plan_schema, plan_schema_text
from planner.resources import samples_folder
from planner.source.reader import read_source

REPOSITORY = Path(__file__).parents[2]
SAMPLES = sorted(samples_folder().glob("*.yaml"))

SMALL = """
version: 1
language: en
community: {name: Walks, type: interest}
positioning: {problem: nobody to walk with, promise: a walk every Saturday}
audience: [{name: walkers, needs: [company]}]
goals: [{kpi: members, target: 100, by: 2027-06-30}]
period: {start: 2027-01-04, months: 6}
budget: {total: 500}
"""


def as_json(value: object) -> Any:
    """What an editor sees: floats for numbers with a point."""
    if isinstance(value, dict):
        return {key: as_json(item) for key, item in value.items()}
    if isinstance(value, list):
        return [as_json(item) for item in value]
    return float(value) if isinstance(value, Decimal) else value


def error(text: str) -> str:
    """The error that fits best, as an editor would show it: path and message; empty if there is none."""
    source = read_source(text)
    assert not source.findings
    validator = Draft202012Validator(plan_schema("en"))
    found = best_match(validator.iter_errors(as_json(source.data)))
    return "" if found is None else f"{'.'.join(map(str, found.absolute_path))}: {found.message}"


def test_it_is_a_json_schema() -> None:
    for language in ("zh-CN", "en"):
        Draft202012Validator.check_schema(json.loads(plan_schema_text(language)))


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_sample_plans_are_accepted(path: Path) -> None:
    assert error(path.read_text(encoding="utf-8")) == ""


def test_there_are_sample_plans_and_each_names_the_schema_in_its_first_line() -> None:
    assert len(SAMPLES) >= 4
    for path in SAMPLES:
        first = path.read_text(encoding="utf-8").split("\n", 1)[0]
        assert first == "# yaml-language-server: $schema=../plan.schema.json", path.name


def test_the_schema_beside_the_sample_plans_is_fresh() -> None:
    assert (REPOSITORY / "plan.schema.json").read_text(encoding="utf-8") == plan_schema_text("zh-CN"), (
        "run make docs"
    )


def test_a_plan_with_every_key_is_accepted() -> None:
    assert error(example_plan()) == ""


@pytest.mark.parametrize(
    "more",
    [
        "offers: [Tea, {name: Cake, price: 3.5}]",
        "offers: []",
        "offers:",
        "question_pool: [Why?]",
        "activities: [qa_hour, {kind: qa_hour, participants: 12}]",
        "activities: {items: [qa_hour], only_written: true}",
        "acquisition: [{channel: shop, joins_per_month: 10}]",
        "acquisition: {loss_per_month: 4%}",
        "people: [Ann, {name: Ben, roles: admin, days: [mon]}]",
        "platforms: [whatsapp_group]",
        "groups: [{name: 2026}]",
        "stages: {build: {tasks: [Write the welcome]}}",
        "content: {pillars: [{id: a, name: A, share: 0.5}, {id: b, name: B, share: 50%}]}",
    ],
)
def test_short_forms_are_accepted(more: str) -> None:
    assert error(SMALL + more) == ""


@pytest.mark.parametrize(
    ("more", "where"),
    [
        ("offer: [Tea]", ": Additional properties are not allowed ('offer' was unexpected)"),
        ("people: [{name: Ann, hour: 3}]", "people.0"),
        ("goals: [{kpi: members, target: many, by: 2027-01-01}]", "goals.0.target"),
        ("checks: {severity: {BUD006: loud}}", "checks.severity.BUD006"),
        ("calendar: {days_off: {a: b}}", "calendar.days_off"),
        ("content: {detail_weeks: soon}", "content.detail_weeks"),
        ("roles: {}", "roles"),
        ("activities: [{name: no kind}]", "activities.0"),
    ],
)
def test_slips_are_refused_at_their_place(more: str, where: str) -> None:
    kept = [line for line in SMALL.split("\n") if not more.startswith(line.split(":")[0] + ":")]
    assert error("\n".join([*kept, more])).startswith(where)


def test_required_sections_are_required() -> None:
    assert "required" in error("version: 1\nlanguage: en\n")
    assert error(SMALL.replace("version: 1", "version: 2")).startswith("version")


def test_descriptions_are_in_one_language() -> None:
    english, chinese = plan_schema_text("en"), plan_schema_text("zh-CN")
    assert '"description": "Total budget"' in english
    assert '"description": "总预算"' in chinese
    # Chinese words occur in English descriptions only inside examples of what operators write.
    assert " | " not in english + chinese
    assert sum(1 for line in chinese.split("\n") if '"description"' in line) > 200


def test_every_key_is_described_in_both_languages() -> None:
    undescribed: list[str] = []
    for language in ("zh-CN", "en"):
        for name, model in plan_schema(language)["$defs"].items():
            for form in (model, *model.get("anyOf", ())):
                for key, value in form.get("properties", {}).items():
                    if not value.get("description"):
                        undescribed.append(f"{language} {name}.{key}")
    assert undescribed == []


def test_known_ids_are_offered() -> None:
    definitions = plan_schema("en")["$defs"]
    assert "interest" in definitions["Community"]["properties"]["type"]["examples"]
    assert "members" in definitions["Goal"]["properties"]["kpi"]["examples"]
    activity = next(form for form in definitions["Activity"]["anyOf"] if "properties" in form)
    assert "qa_hour" in activity["properties"]["kind"]["examples"]
