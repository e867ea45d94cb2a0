"""Expanding: what was filled in is written down, and planning it again changes nothing."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from planner.completion.model import CompletePlan
from planner.knowledge.fill import in_language
from planner.knowledge.schema import Text
from planner.playbook.build import build_playbook
from planner.playbook.model import Playbook
from planner.playbook.values.content import PatternFill
from planner.scaffold.expand import expand_plan
from tests.planning import PLANS, complete, complete_data, data_of
from tests.strategies import plans

some = settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)

EVERYTHING = """
kpis:
  - {id: loaves, name: 面包数, value: count, unit: 个}
  - {id: active_rate, name: 我们的活跃率}
goals:
  - {kpi: loaves, target: 300, by: 2026-12-31}
  - {kpi: active_rate, target: 0.5%, by: 2026-12-31, baseline: 0.2%}
  - {kpi: 违规率, target: 0.8, by: 2026-12-31, baseline: 1.2}
stages:
  build: {tasks: [{title: 定三款, due: 2026-07-10}, {title: 试卖, after: [定三款]}], gate: [{kpi: active_rate, at_least: 0.4%}]}
  maturity: {skip_reason: 半年看不到}
people: [{name: 陈姐, roles: [owner], hours: 6.35, days: [mon, wed], cost: {per: hour, amount: 40}}, {name: 小周, roles: [admin, editor]}]
content:
  series:
    - {id: trial, name: 试吃, when: 每周三, platform: 公众号}
    - {id: morning, name: 早餐, when: every workday, time: "07:30", groups: []}
  pillars: [{id: a, name: 试吃, share: 20%}, {id: b, name: 早餐}, {id: c, name: 问答}, {id: d, name: 故事}]
  topics: [咸还是淡, {title: 端午三天怎么订, date: 2026-07-20}]
platforms: [企业微信客户群, 公众号]
routines: []
activities:
  - {id: walk, kind: outdoor_walk_run, outdoor: false, required: false, prize: {name: 面包, value: 12, count: 3}, venue: {mode: rent, cost: 200}}
  - {kind: meetup_dinner, date: 2026-09-19, costs: [{name: 菜, amount: 60, per: head}], prize: {name: 围裙, value: 30}}
  - {kind: qa_hour, tasks: [{title: 约人, work_days_before: 4}]}
budget:
  total: 20000
  includes_labour: false
  lines: [{name: 包装, category: content, amount: 300, per: month}, {name: 聚餐, category: activity, amount: 900, activity: meetup_dinner}]
  caps: {operations: 5000}
rules: {ladder: [], only_written: true, prohibited: [不发广告]}
calendar:
  overrides: [{id: "post:trial:2026-07-15", action: skip}, {id: "post:morning:2026-07-20", action: replace, title: 今天不开门}, {id: "event:qa-hour:1", action: move, time: "15:00"}]
"""


def again(plan: CompletePlan) -> CompletePlan:
    """Complete the expanded plan."""
    return complete_data(data_of(expand_plan(plan)))


def without_comments(text: str) -> list[str]:
    lines = (line for line in text.splitlines() if not line.lstrip().startswith("#"))
    return [re.sub(r"  # .*$", "", line) for line in lines]


def seen(playbook: Playbook) -> dict[str, Any]:
    """What a reader of the documents would see: ids, dates, titles in the plan's language, people, amounts."""

    def say(text: Text | None) -> str:
        return in_language(text, playbook.plan.language) if text is not None else ""

    def fill(found: Any) -> Any:
        if isinstance(found, PatternFill):
            return (found.pattern, sorted((slot, say(text)) for slot, text in found.params.items()))
        return found

    return {
        "posts": [
            (e.id, e.on, e.time, e.pillar, e.platform, e.groups, e.owner, e.draft_due, e.minutes, fill(e.fill))
            for e in playbook.calendar.entries
        ],
        "mix": playbook.calendar.mix,
        "events": [
            (o.id, o.start, o.end, o.cost, say(o.activity.name), dict(o.activity.holders), o.activity.required,
             o.activity.outdoor, o.activity.prize, o.activity.venue, o.offer, o.question,
             [(p.id, p.due, p.owner, p.minutes, say(p.title), say(p.done)) for p in o.preparation])
            for o in playbook.activities.occurrences
        ],
        "left out": [(left.knowledge, left.lacks) for left in playbook.activities.left_out],
        "payments": [(p.id, p.on, p.amount, p.category) for p in playbook.money.payments],
        "money": (playbook.money.planned, playbook.money.contingency, playbook.money.unplanned, playbook.money.labour),
        "paths": [(p.goal, p.kpi, p.milestones, p.stage_values, p.provisional) for p in playbook.paths],
        "growth": playbook.growth,
        "tasks": [
            (s.id, t.id, t.due, t.owner, t.minutes, t.after, say(t.title), say(t.done))
            for s in playbook.plan.stages
            for t in s.tasks
        ],
        "gates": [(s.id, s.window, s.gate) for s in playbook.plan.stages],
        "rules": [(r.id, r.step, say(r.text)) for r in playbook.plan.rules.prohibited],
        "hours": [(load.week, load.holder, load.demand, load.capacity) for load in playbook.hours.loads],
        "kpis": [(k.id, say(k.name), say(k.unit), k.value, k.direction) for k in playbook.plan.kpis.values()],
    }  # fmt: skip


def assert_law(plan: CompletePlan) -> None:
    expanded = again(plan)
    before, after = seen(build_playbook(plan)), seen(build_playbook(expanded))
    for part, value in before.items():
        assert after[part] == value, part
    assert without_comments(expand_plan(expanded)) == without_comments(expand_plan(plan))


@pytest.mark.parametrize("name", sorted(path.stem for path in PLANS.glob("*.yaml")))
def test_planning_an_expanded_plan_changes_nothing(name: str) -> None:
    assert_law(complete(name))


def test_nor_does_it_with_everything_written() -> None:
    assert_law(complete("bakery", EVERYTHING))


@some
@given(plans())
def test_nor_for_any_plan(data: dict[str, Any]) -> None:
    assert_law(complete_data(data))


def test_what_was_filled_in_says_where_it_comes_from() -> None:
    text = expand_plan(complete("bakery"))
    assert re.search(r"series:  # 假设（types/interest）", text)
    assert re.search(r"contingency: 960  # 假设（assumptions/contingency_share）", text)
    english = expand_plan(complete("library"))
    assert re.search(r"contingency: 72  # assumed \(assumptions/contingency_share\)", english)
    assert "假设" not in english


def test_an_explicit_none_stays_none() -> None:
    written = data_of(
        expand_plan(
            complete("bakery", "routines: []\nactivities: {items: [], only_written: true}\ngroups: []")
        )
    )
    assert written["routines"] == []
    assert written["activities"] == {"items": [], "only_written": True}
    assert written["groups"] == []


def test_what_was_denied_stays_denied() -> None:
    plan = again(complete("bakery", EVERYTHING))
    walk = plan.activities[0]
    assert (walk.outdoor, walk.required) == (False, False)
    assert plan.skipped[0].id == "maturity"
    assert plan.rules.ladder == ()


def test_small_percentages_stay_small() -> None:
    plan = again(complete("bakery", EVERYTHING))
    assert [str(goal.target) for goal in plan.goals] == ["300", "0.5", "0.8"]
    assert str(plan.stages[0].gate[0].value) == "0.4"
