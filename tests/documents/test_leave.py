"""Leave: who is away, who stands in, what nobody does meanwhile."""

from __future__ import annotations

from planner.dates.ranges import Week
from planner.documents.names import Names
from planner.documents.render import render_documents
from planner.documents.sections.leave import leave_rows
from planner.playbook.model import Playbook
from tests.planning import worked_out

PEOPLE = """people:
  - {id: an, name: 安, roles: [owner, admin], hours: 20, deputy: bo, leave: [{start: 2026-08-03, end: 2026-08-16}]}
  - {id: bo, name: 博, roles: [editor, planner], hours: 20, days: [mon, tue, wed, thu, fri], leave: [{start: 2026-08-10, end: 2026-08-14}]}"""
ROUTINES = "routines: [{id: patrol, name: 巡群, when: 每天, minutes: 10, role: an}]"


def bakery() -> Playbook:
    return worked_out("bakery", PEOPLE, ROUTINES, "activities: {items: [], only_written: true}")


def test_leave_names_its_days_and_who_stands_in() -> None:
    plan = bakery().plan
    first, second = leave_rows(plan, Names(plan, "zh-CN"))
    assert (first.name, first.days, first.deputy, first.deputy_away) == (
        "安", "8 月 3 日至 16 日", "博", False,
    )  # fmt: skip
    assert (second.name, second.deputy) == ("博", "")


def test_routines_that_nobody_does_are_listed_with_how_often() -> None:
    plan = bakery().plan
    first, second = leave_rows(plan, Names(plan, "zh-CN"))
    # The two weekends, and the week in which the deputy is away too.
    assert first.undone == (("巡群", 9),)
    assert second.undone == ()


def test_a_week_shows_its_own_part_only() -> None:
    plan = bakery().plan
    names = Names(plan, "en")
    week = Week.of(plan.people[1].leave[0].start)
    assert [(row.name, row.days, row.deputy_away) for row in leave_rows(plan, names, week)] == [
        ("安", "10–16 August", True), ("博", "10–14 August", False),
    ]  # fmt: skip
    assert leave_rows(plan, names, Week.of(plan.period.start)) == ()


def test_playbook_and_week_sheets_say_it() -> None:
    playbook = bakery()
    texts = {one.path: one.content.decode() for one in render_documents(playbook, "zh-CN")}
    assert "- 安 8 月 3 日至 16 日不在，博顶班；没人做的：巡群 9 次" in texts["playbook.md"]
    assert "**不在**：安 8 月 3 日至 9 日不在，博顶班；没人做的：巡群 2 次。" in texts["weeks/2026-W32.md"]
    assert "**不在**" not in texts["weeks/2026-W28.md"]
    english = {one.path: one.content.decode() for one in render_documents(playbook, "en")}
    assert "安 is away 3–16 August; 博 stands in. Nobody does “巡群” (9 times)" in english["playbook.md"]
