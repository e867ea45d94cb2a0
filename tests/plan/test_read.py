"""Reading plans: every slip becomes a finding with its place, and nothing raises."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planner.knowledge.schema import Text
from planner.plan.findings import KNOWN_ERROR_TYPES, document_path
from planner.plan.plan import REQUIRED, SECTION_TYPES, TOP_LEVEL_KEYS
from planner.plan.read import looks_like_plan, read_plan
from planner.source.reader import read_source
from tests.planning import data, data_of
from tests.strategies import plans

some = settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)


def slips(changes: str) -> list[tuple[str, str, str, Any]]:
    """Return code, variant, dotted path and suggestions of what is wrong with a changed plan."""
    reading = read_plan(data("bakery", changes))
    return [
        (found.code, found.variant, ".".join(map(str, found.path)), *found.suggestions)
        for found in reading.findings
    ]


PROVOKED = [
    # a text, a list, a mapping
    ("community: {name: true, type: interest}", "STR007", "text", "community.name"),
    ("offers: 3", "STR007", "list", "offers"),
    ("offers: [吐司, []]", "STR007", "mapping", "offers.1"),
    ("positioning: 早饭", "STR007", "mapping", "positioning"),
    ("activities: [{kind: qa_hour, roles: [小周]}]", "STR007", "mapping", "activities.0.roles"),
    ("content: {only_written: 也许}", "STR007", "true_false", "content.only_written"),
    ("content: {only_written: [1]}", "STR007", "true_false", "content.only_written"),
    ("fixed: [每周三: 试吃]", "STR007", "text_as_key", "fixed.0"),
    # numbers
    ("budget: {total: 六万}", "STR007", "number", "budget.total"),
    ("period: {start: 2026-07-06, months: 1.5}", "STR007", "whole", "period.months"),
    ("people: [{name: 小周, hours: -1}]", "STR009", "at_least", "people.0.hours"),
    ("people: [{name: 小周, hours: 81}]", "STR009", "at_most", "people.0.hours"),
    ("budget: {total: -1}", "STR009", "negative", "budget.total"),
    ("budget: {total: 1000000000001}", "STR009", "too_large", "budget.total"),
    ("acquisition: {loss_per_month: 400%}", "STR009", "share", "acquisition.loss_per_month"),
    # nothing
    ("budget: {total: }", "STR009", "empty", "budget.total"),
    ("goals: [null]", "STR009", "empty", "goals.0"),
    ("community: {name: 早饭, type: }", "STR009", "empty", "community.type"),
    # texts
    ("community: {name: '  ', type: interest}", "STR009", "empty", "community.name"),
    ("audience: [{name: 邻居, needs: []}]", "STR009", "too_short", "audience.0.needs"),
    ("audience: []", "STR009", "too_short", "audience"),
    ("community: {name: 早饭, type: interest, situation: old}", "STR009", "choice", "community.situation"),
    ("content: {series: [{id: 早餐, name: 早餐, when: daily}]}", "STR009", "id", "content.series.0.id"),
    ("timezone: Asia/Peking", "STR009", "timezone", "timezone"),
    ("people: [{name: 小周, days: [workdays]}]", "STR009", "weekday", "people.0.days.0"),
    ("currency: 人民币", "STR009", "currency", "currency"),
    # days and times
    ("activities: [{kind: qa_hour, time: soon}]", "STR010", "time", "activities.0.time"),
    ("audience: [{name: 邻居, needs: [早饭], times: 早上八点、晚上8点}]", "STR010", "time_form", "audience.0.times"),
    ("activities: [{kind: qa_hour, time: 8点}]", "STR010", "time_form", "activities.0.time"),
    ("people: [{name: 小周, present: [早上]}]", "STR010", "span", "people.0.present.0"),
    ("period: {start: 开业那天, months: 6}", "STR010", "date", "period.start"),
    ("period: {start: 2026年7月6日, months: 6}", "STR010", "date_form", "period.start"),
    ("period: {start: 7月6日, months: 6}", "STR010", "date_no_year", "period.start"),
    ("period: {start: 1926-07-06, months: 6}", "STR010", "date_far", "period.start"),
    ("period: {start: 2026-06-31, months: 6}", "STR010", "date_impossible", "period.start"),
    ("content: {series: [{id: a, name: 早餐, when: 有空就发}]}", "CAL008", "unreadable", "content.series.0.when"),
    ("content: {series: [{id: a, name: 早餐, when: 每周两次}]}", "CAL008", "missing_day", "content.series.0.when"),
    ("content: {series: [{id: a, name: 早餐, when: 每周三晚上8点}]}", "CAL008", "time_of_day", "content.series.0.when"),
    ("period: {start: 2026-07-06, end: 2026-07-01}", "CAL001", "end_before_start", "period.end"),
    ("people: [{name: 小周, leave: [{start: 2026-07-06, end: 2026-07-01}]}]", "CAL001", "end_before_start", "people.0.leave.0.end"),
    ("stages: {build: {start: 2026-07-06, end: 2026-07-01}}", "CAL001", "end_before_start", "stages.build.end"),
    ("groups: [{name: 一群, opened: 2026-07-06, closes: 2026-07-01}]", "CAL001", "end_before_start", "groups.0.closes"),
    # what belongs together
    ("period: {start: 2026-07-06}", "STR011", "period_no_end", "period"),
    ("period: {start: 2026-07-06, end: 2026-12-31, months: 6}", "STR011", "period_two_ends", "period.months"),
    ("period: {start: 2026-07-06, months: 37}", "STR011", "period_long", "period.months"),
    ("stages: {build: {gate: [{kpi: 成员数}]}}", "STR011", "gate_bound", "stages.build.gate.0"),
    ("activities: [{kind: qa_hour, date: 2026-08-01, when: daily}]", "STR011", "activity_two_dates", "activities.0.when"),
    ("activities: [{kind: qa_hour, cost: 1, costs: []}]", "STR011", "activity_two_costs", "activities.0.cost"),
    ("activities: [{kind: qa_hour, participants: {min: 9, max: 3}}]", "STR011", "participants_order", "activities.0.participants"),
    ("people: [{name: 小周, deputy: 小周}]", "STR011", "own_deputy", "people.0.deputy"),
    ("journeys: [{name: 首单, trigger: first_purchase}]", "STR011", "journey_whole", "journeys.0"),
    ("budget: {total: 1, lines: [{name: 包装, category: content}]}", "STR011", "line_amount", "budget.lines.0"),
    ("calendar: {overrides: [{id: a, action: move}]}", "STR011", "override_move", "calendar.overrides.0"),
    ("calendar: {overrides: [{id: a, action: replace}]}", "STR011", "override_replace", "calendar.overrides.0"),
    # keys
    ("community: {name: 早饭}", "STR008", "default", "community.type"),
    ("commmunity: 1", "STR001", "default", "commmunity"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "code", "variant", "path"), PROVOKED, ids=[f"{p[1]}-{p[2]}-{p[3]}" for p in PROVOKED]
)
def test_each_slip_has_its_code_and_its_place(changes: str, code: str, variant: str, path: str) -> None:
    assert [found[:3] for found in slips(changes)] == [(code, variant, path)]


def test_every_error_type_that_can_come_is_provoked_or_known_to_be_impossible() -> None:
    """Only texts and mappings reach pydantic's own ``*_type`` errors; the rest are ours."""
    variants = {(code, variant) for _, code, variant, _ in PROVOKED}
    from planner.plan.findings import _BY_TYPE

    assert set(_BY_TYPE.values()) == variants - {
        ("STR008", "default"),
        ("STR001", "default"),
        ("STR007", "text_as_key"),
    }
    assert {*_BY_TYPE, "missing", "extra_forbidden"} == KNOWN_ERROR_TYPES


@pytest.mark.parametrize(
    ("changes", "suggestions"),
    [
        ("comunity: {name: 早饭}", ["community"]),
        ("budget: {totl: 3}", ["total"]),
        ("people: [{name: 小周, role: [owner]}]", ["roles"]),
        ("content: {serie: []}", ["series"]),
        ("content: {series: [{id: a, name: b, when: daily, Groups: []}]}", ["groups"]),
        ("stages: {build: {task: []}}", ["tasks"]),
        ("community: {name: 早饭, type: interest, situation: runing}", ["running"]),
        ("period: {start: 2026/7/6, months: 6}", ["2026-07-06"]),
        ("budget: {total: '12,000'}", ["12000"]),
        ("budget: {total: 12000元}", ["12000"]),
        ("activities: [{kind: qa_hour, time: 9点30分}]", ["09:30"]),
        ("budget: {total: 1e9999999999}", []),
        ("budget: {total: 5万}", ["50000"]),
        ("budget: {total: 一万二}", ["12000"]),
        ("budget: {total: 20%}", []),
        ("budget: {total: 3000元/月}", []),
        ("period: {start: 2026-07-06, months: 一年半}", ["18"]),
        ("people: [{name: 小周, hours: 每周10小时}]", ["10"]),
        ("people: [{name: 小周, hours: 每天2小时}]", []),
        ("people: [{name: 小周, days: [wensday]}]", ["wed"]),
        ("period: {start: 2026-07-06 09:00, months: 6}", ["2026-07-06"]),
        ("period: {start: 20260706, months: 6}", ["2026-07-06"]),
        ("activities: [{kind: qa_hour, time: 晚上8点半}]", ["20:30"]),
        ("audience: [{name: 邻居, needs: [早饭], times: '12:30、20:00'}]", ['["12:30", "20:00"]']),
        ("content: {series: [{id: a, name: b, when: weekly wensday}]}", ["weekly wednesday"]),
        ("content: {series: [{id: a, name: b, when: 有空就发}]}", []),
        ("community: {name: 早饭, type: interest, situation: 运营中}", ["running"]),
        ("language: 中文", ["zh-CN"]),
        ("currency: RMB", ["CNY"]),
        ("currency: gbp", ["GBP"]),
        ("currency: XYZ", []),
        ("timezone: Asia/Shangai", ["Asia/Shanghai"]),
        ("timezone: 北京时间", ["Asia/Shanghai"]),
        ("timezone: london", ["Europe/London"]),
        ("预算: {total: 3}", ["budget"]),
        ("stages: {建设期: {start: 2026-07-06}}", ["build"]),
        ("xyzzy: 1", []),
    ],
)
def test_what_was_probably_meant(changes: str, suggestions: list[str]) -> None:
    found = [finding for finding in read_plan(data("bakery", changes)).findings if finding.code != "STR008"]
    assert list(found[0].suggestions)[:1] == suggestions


@pytest.mark.parametrize(
    "changes",
    ["budget: {Total: 3}", "budget: {total\u00a0: 3}", "budget: {总额: 3}"],
)
def test_a_misspelt_key_is_not_also_missing(changes: str) -> None:
    found = read_plan(data("bakery", changes)).findings
    assert [finding.code for finding in found] == ["STR001"]


@pytest.mark.parametrize(
    ("changes", "form"),
    [
        ("goals: 涨到两百人", "- {kpi: …, target: …, by: …}"),
        ("goals: {成员数: 200}", "- {kpi: …, target: …, by: …}"),
        ("budget: 6000", "{total: 6000}"),
        ("period: 半年", "{start: …, months: …}"),
        ("people: 小周、陈姐", "- {name: …}"),
        ("content: {pillars: 问答}", "- {id: …, name: …}"),
    ],
)
def test_how_a_list_or_a_mapping_is_written_is_shown(changes: str, form: str) -> None:
    (found,) = read_plan(data("bakery", changes)).findings
    assert found.params["form"] == form


def test_an_item_of_a_list_is_called_by_its_number() -> None:
    (found,) = read_plan(data("bakery", "goals: [200 人]")).findings
    assert found.params["key"] == Text("goals 第 1 项", "item 1 of goals")


def test_an_unknown_key_is_told_what_keys_there_are() -> None:
    (found,) = read_plan(data("bakery", "budget: {total: 1, lins: []}")).findings
    assert found.path == ("budget", "lins")
    assert found.at == "key"
    assert found.params["allowed"] == "total, includes_labour, lines, contingency, by_stage, funds, caps"


def test_all_findings_of_all_sections_come_at_once() -> None:
    found = slips("budget: {total: x}\nperiod: {start: y, months: 6}\ngoals: [{kpi: 成员数}]\nfoo: 1")
    assert [entry[0] for entry in found] == ["STR001", "STR008", "STR008", "STR010", "STR007"]


@pytest.mark.parametrize("key", REQUIRED)
def test_each_required_key_is_missed(key: str) -> None:
    reading = read_plan(data("bakery", f"{key}:"))
    assert [(found.code, found.path, found.at) for found in reading.findings] == [("STR008", (key,), "key")]
    assert reading.plan is None


def test_what_is_no_mapping_is_no_plan() -> None:
    for document in (None, "早饭", 3, [], ["version"]):
        assert [found.code for found in read_plan(document).findings] == ["STR012"]
    assert not looks_like_plan([])
    assert looks_like_plan({"version": 1, "community": None})


def test_empty_optional_sections_say_nothing() -> None:
    nothing = {key: None for key in SECTION_TYPES if key not in REQUIRED}
    reading = read_plan(data("bakery") | nothing)
    assert reading.findings == ()
    assert reading.plan is not None


@pytest.mark.parametrize(
    ("document", "loc", "path"),
    [
        ({"lines": [{"name": "a"}]}, ("lines", 0, "amount"), ("x", "lines", 0)),
        ("早饭", ("name",), ("x",)),
        (["a"], (0, "text"), ("x", 0)),
        (["a"], ("items", 0, "kind"), ("x", 0)),
        ({"needs": "a"}, ("needs", 0), ("x", "needs")),
        ({"needs": {"0": "a"}}, ("needs", 0), ("x", "needs")),
        ({}, (), ("x",)),
    ],
)
def test_the_place_of_a_short_form_is_where_it_was_written(document: object, loc: Any, path: Any) -> None:
    assert document_path(document, loc, ("x",)) == path


def test_short_forms_mean_the_same_as_long_ones() -> None:
    short = read_plan(
        data(
            "bakery",
            "offers: [吐司]\nfixed: 每周三试吃\nwont_do: [不拼团]\nactivities: [qa_hour]\nacquisition: [{channel: 收银台, joins_per_month: 3}]"
            "\nplatforms: [公众号]\npeople: [小周]\nstages: {build: {tasks: [定三款]}}".replace(
                "fixed: 每周三试吃", "fixed: [每周三试吃]"
            ),
        )
    ).plan
    long = read_plan(
        data(
            "bakery",
            "offers: [{name: 吐司}]\nfixed: [{text: 每周三试吃}]\nwont_do: [{text: 不拼团}]\nactivities: {items: [{kind: qa_hour}]}"
            "\nacquisition: {channels: [{channel: 收银台, joins_per_month: 3}]}\nplatforms: [{kind: 公众号}]\npeople: [{name: 小周}]"
            "\nstages: {build: {tasks: [{title: 定三款}]}}",
        )
    ).plan
    assert short is not None
    assert short == long


JSON = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(-(10**18), 10**18),
        st.decimals(allow_nan=False, allow_infinity=False, places=3),
        st.text(max_size=12),
        st.sampled_from(
            (
                "1e999999999",
                "9" * 400,
                "１２",
                "²",
                "-0%",
                "٣",
                "2026-02-30",
                "24:00",
                "NaN%",
                "1e-99999%",
                "‰",
            )
        ),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(
            st.one_of(
                st.sampled_from((*TOP_LEVEL_KEYS, "name", "kind", "start", "id", "items", "total")),
                st.text(max_size=6),
            ),
            inner,
            max_size=5,
        ),
    ),
    max_leaves=25,
)


@settings(some, max_examples=100)
@given(JSON)
def test_no_data_raises(document: object) -> None:
    reading = read_plan(document)
    assert (reading.plan is None) == bool(reading.findings)


@some
@given(plans(), st.sampled_from(sorted(SECTION_TYPES)), JSON)
def test_no_section_raises_whatever_stands_in_it(
    written: dict[str, Any], section: str, document: object
) -> None:
    reading = read_plan(written | {section: document})
    for found in reading.findings:
        assert found.variant != "other", found


@some
@given(plans(), st.data())
def test_a_value_in_a_wrong_place_never_raises(written: dict[str, Any], draw: st.DataObject) -> None:
    """Replace one value anywhere in a sound plan by anything."""
    places: list[tuple[Any, Any]] = []

    def walk(node: Any) -> None:
        items = (
            list(node.items())
            if isinstance(node, dict)
            else list(enumerate(node))
            if isinstance(node, list)
            else []
        )
        for key, value in items:
            places.append((node, key))
            walk(value)

    walk(written)
    node, key = draw.draw(st.sampled_from(places))
    node[key] = draw.draw(JSON)
    for found in read_plan(written).findings:
        assert found.variant != "other", found


@some
@given(plans())
def test_generated_plans_are_sound(written: dict[str, Any]) -> None:
    assert read_plan(written).findings == ()


def test_numbers_as_they_come_from_the_reader() -> None:
    written = data_of("a: 007\nb: 1.50\nc: 12\nd: 1e3\n")
    assert {key: type(value).__name__ for key, value in written.items()} == {
        "a": "str",
        "b": "Decimal",
        "c": "int",
        "d": "str",
    }
    assert read_source("a: 12345678901234567890123").data == {"a": "12345678901234567890123"}
