"""The manager's page: what it answers, and that it stays within two pages."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from decimal import Decimal

import pytest
from msgspec.structs import replace

from planner.diagnostics.model import Language
from planner.documents import words
from planner.documents.catalogue.brief import view_brief
from planner.documents.names import Names
from planner.documents.render import render_documents
from planner.documents.sections.goals import goal_rows
from planner.knowledge.load import load_kpis
from planner.playbook.model import Playbook

LINES = 104
"""Two printed pages of A4 at 10 points, headings and blank lines counted."""
CELLS = 92
"""Half-width signs on one line."""


def brief(playbook: Playbook, language: Language) -> str:
    (rendered,) = render_documents(playbook, language, only=("brief",))
    return rendered.content.decode()


def printed_lines(text: str) -> int:
    """Count the lines that a page shows: long paragraphs fold; table rows take one line and sometimes two."""
    lines = 0
    for line in text.splitlines():
        if not line or line.startswith("|--"):
            continue
        cells = sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in line)
        lines += -(-cells // CELLS) + (1 if line.startswith("## ") else 0)
    return lines


@pytest.mark.parametrize(
    "name", ["printers", "caterers", "quill", "street", "fixers", "balcony", "runners", "fruit"]
)
@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_it_fits_two_pages(request: pytest.FixtureRequest, name: str, language: Language) -> None:
    assert 40 < printed_lines(brief(request.getfixturevalue(name), language)) <= LINES


def test_the_conclusion_has_money_hours_people_and_days(printers: Playbook) -> None:
    first = brief(printers, "zh-CN").splitlines()[2]
    for part in (
        "¥60,000（不含人工）",
        "小时",
        "广告制作门店老板",
        "12 月 31 日",
        "至少 100 家",
        "至少 300 人",
    ):
        assert part in first


def test_decisions_follow_from_what_is_not_written(printers: Playbook, caterers: Playbook) -> None:
    kinds = [one.kind for one in view_brief(printers, "zh-CN").decisions]
    assert {"labour", "channels", "role", "funds", "gate"} <= set(kinds)
    assert kinds.count("gate") == 3
    kinds = [one.kind for one in view_brief(caterers, "zh-CN").decisions]
    assert {"reach", "baseline", "short", "gate"} <= set(kinds)
    assert not {"labour", "channels", "role", "funds"} & set(kinds)


def test_decisions_stand_in_the_order_of_their_days(quill: Playbook) -> None:
    days = [one.due for one in view_brief(quill, "en").decisions]
    assert days == sorted(days)
    assert len(days) > 4


def test_the_month_that_runs_short_is_named(quill: Playbook, caterers: Playbook) -> None:
    assert "**The worst month is August 2026, £60 short at its end**" in brief(quill, "en")
    assert "**最缺钱的是 2026 年 12 月，月底缺" in brief(caterers, "zh-CN")


def test_it_says_whether_labour_is_inside(printers: Playbook, caterers: Playbook, quill: Playbook) -> None:
    assert "人工不在内，成本没写。" in brief(printers, "zh-CN")
    assert "人工 ¥10,500 在内。" in brief(caterers, "zh-CN")
    assert "Labour of £6,300 comes on top." in brief(quill, "en")


def test_it_says_where_members_come_from(printers: Playbook, caterers: Playbook) -> None:
    assert "成员从哪来：**方案没写**" in brief(printers, "zh-CN")
    assert "送货单背面的码（早上送货的三条线）每月 18 人" in brief(caterers, "zh-CN")


def test_it_says_who_answers_after_posts_and_when_nobody_does(quill: Playbook) -> None:
    text = brief(quill, "en")
    assert "Who is there to answer after a post: Sam Reed on Mon, Tue, Thu 10:30" in text
    assert "**2 posts have nobody**, first on Fri 7 August 16:00." in text


def test_three_numbers_at_three_days_blank_where_nobody_knows(caterers: Playbook) -> None:
    view = view_brief(caterers, "zh-CN")
    assert view.days == ("9 月 30 日（三）", "10 月 30 日（五）", "11 月 29 日（日）")
    rows = {row.name: row for row in view.numbers}
    assert len(rows) == 3
    assert rows["满意度"].cells == ("", "", "")
    assert rows["满意度"].provisional
    assert rows["成员数"].today == "40 人"
    assert all(rows["成员数"].cells)


def test_a_gate_makes_up_for_missing_goals(printers: Playbook) -> None:
    row = view_brief(printers, "zh-CN").numbers[2]
    assert row.gate == "建设期"
    assert row.target == "不超过 4 小时"


def test_every_gate_is_a_stop_rule_with_what_is_spent_by_then(caterers: Playbook) -> None:
    stops = view_brief(caterers, "zh-CN").stops
    assert [stop.stage for stop in stops] == ["建设期", "发展期", "成熟期"]
    assert stops[0].conditions[0] == "有双向互动的成员至少 7 家"
    assert stops[-1].spent == words.money(caterers.money.planned, "CNY")
    assert "（我们的提法，请您确认）" in brief(caterers, "zh-CN")


def test_five_assumptions_each_with_the_key_that_overrides_it(printers: Playbook) -> None:
    rows = view_brief(printers, "zh-CN").assumptions
    assert len(rows) == 5
    assert all(row.key and (row.hours or row.money) for row in rows)


def test_hostile_words_stay_words(hostile: Playbook, as_read: Callable[[str], str]) -> None:
    for language in ("zh-CN", "en"):
        shown = as_read(brief(hostile, language))
        assert hostile.plan.community.name in shown
        assert hostile.plan.people[0].name in shown


def test_a_goal_that_something_never_happens_reads_as_one(street: Playbook) -> None:
    goal = replace(
        street.plan.goals[0], kpi="incidents", kind="at_most", target=Decimal(0), baseline=Decimal(0)
    )
    kpis = {**street.plan.kpis, "incidents": replace(street.plan.kpis["members"], id="incidents")}
    names = Names(replace(street.plan, kpis=kpis, goals=(goal, *street.plan.goals[1:])), "zh-CN")
    row = goal_rows(replace(street, plan=names.plan), names)[0]
    assert row.phrase == f"没有{names.kpi('incidents')}"
    assert row.target == "0 人"


def test_work_of_a_few_hours_is_given_in_all_and_no_work_not_at_all(street: Playbook) -> None:
    loads = tuple(
        replace(load, demand={"event": 132} if n == 0 else {})
        for n, load in enumerate(
            one for one in street.hours.loads if one.holder == street.hours.loads[0].holder
        )
    )
    hours = replace(
        street.hours,
        loads=(*loads, replace(loads[0], holder="expert", demand={})),
        weekly_mean={loads[0].holder: 4, "expert": 0},
    )
    rows = view_brief(replace(street, hours=hours), "zh-CN").work
    assert [(row.seldom, row.total) for row in rows] == [(True, "2.2 小时")]


def test_channels_are_a_decision_only_where_a_goal_hangs_on_them(fruit: Playbook, balcony: Playbook) -> None:
    assert not fruit.plan.acquisition.channels
    assert "channels" not in [one.kind for one in view_brief(fruit, "zh-CN").decisions]
    assert "channels" in [one.kind for one in view_brief(balcony, "zh-CN").decisions]


def test_an_english_goal_reads_as_one_phrase(quill: Playbook) -> None:
    def phrase(playbook: Playbook, kpi: str, **changes: object) -> str:
        row = load_kpis()[kpi]
        known = replace(
            next(iter(playbook.plan.kpis.values())), id=kpi, name=row.name, unit=row.unit, value=row.value
        )
        goal = replace(playbook.plan.goals[0], kpi=kpi, kind="at_least", target=Decimal(20), name="")
        goal = replace(goal, **changes)  # type: ignore[arg-type]
        plan = replace(playbook.plan, goals=(goal,), kpis={kpi: known})
        paths = (replace(playbook.paths[0], goal=goal.id, kpi=kpi),)
        return goal_rows(replace(playbook, plan=plan, paths=paths), Names(plan, "en"))[0].phrase

    assert phrase(quill, "attendance") == "attendance of at least 20%"
    assert phrase(quill, "participants") == "at least 20 event participants"
    assert phrase(quill, "members") == "at least 20 members"
    assert phrase(quill, "satisfaction", target=Decimal(4)) == "at least 4 of 5 for satisfaction score"
    assert phrase(quill, "unpaid_traffic") == "at least 20 IPs a day (unpaid traffic)"
    assert phrase(quill, "participants", name="our evenings") == "at least 20 attendances (our evenings)"


def test_the_first_payment_is_named_with_its_day(printers: Playbook) -> None:
    first = printers.money.payments[0]
    text = brief(printers, "en")
    assert "The first payment is ¥" in text
    assert f", on {words.day(first.on, 'en')}" in text


def test_money_without_a_purpose_is_asked_for_when_it_is_there(quill: Playbook) -> None:
    def asked(playbook: Playbook) -> list[tuple[str, str, str]]:
        found = view_brief(playbook, "en").decisions
        return [(one.when, one.subject, one.figure) for one in found if one.kind == "unplanned"]

    ((when, subject, there),) = asked(quill)
    assert subject == words.money(quill.money.unplanned, quill.plan.currency)
    assert when == there == "Tue 1 September"
    little = replace(quill, money=replace(quill.money, unplanned=quill.plan.budget.total / 100))
    assert asked(little) == []


def test_assumptions_on_which_nothing_hangs_are_left_out(printers: Playbook) -> None:
    idle = tuple(replace(one, minutes=0, money=Decimal(0)) for one in printers.assumptions)
    assert view_brief(replace(printers, assumptions=idle), "zh-CN").assumptions == ()
