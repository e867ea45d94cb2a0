"""Whoever does what a hint says is rid of the finding, and what is said is no more than the playbook shows."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from planner.diagnostics.model import Diagnostic
from planner.pipeline import check_text

BAD = Path(__file__).parent / "bad"
TODAY = date(2026, 6, 1)


def plan(name: str) -> str:
    return (BAD / f"{name}.yaml").read_text(encoding="utf-8")


def found(text: str) -> list[Diagnostic]:
    return list(check_text(text, "plan.yaml", language="en", today=TODAY).diagnostics)


def one(text: str, code: str) -> Diagnostic:
    (diagnostic,) = [d for d in found(text) if d.code == code]
    return diagnostic


def codes(text: str) -> set[str]:
    return {diagnostic.code for diagnostic in found(text)}


def figure(pattern: str, text: str) -> str:
    match = re.search(pattern, text)
    assert match is not None, text
    return match[1].replace(",", "")


@pytest.mark.parametrize("name", ["TEM001", "TEM001-stretch", "TEM001-weeks", "TEM003", "TEM003-every"])
def test_the_hours_that_are_named_are_enough(name: str) -> None:
    text, code = plan(name), name[:6]
    enough = figure(r"`hours: ([\d.]+)`", one(text, code).hint)
    mended = re.sub(r"hours: [\d.]+", f"hours: {enough}", text)
    assert mended != text
    assert code not in codes(mended)


def test_hours_given_and_lacking_add_up_to_those_needed_as_printed() -> None:
    message = one(plan("TEM001"), "TEM001").message
    lacking = float(figure(r"lacks ([\d.]+) h", message))
    given = float(figure(r"there are ([\d.]+) h", message))
    needed = float(figure(r"can be, ([\d.]+) h", message))
    assert round(given + lacking, 1) == needed


def test_a_week_is_named_only_if_it_holds_as_much_as_is_said() -> None:
    """What lacks however it is spread is a total; no week of the playbook holds all of it."""
    text = plan("TEM001-stretch")
    assert "in all, however it is spread" in one(text, "TEM001").message


def test_deputies_who_are_there_take_over() -> None:
    text = plan("TEM004-leave").replace("- {name: 老范, roles", "- {name: 老范, deputy: 陈姐, roles")
    assert "TEM004" in codes(text), "the deputy is busy at the same event"
    text = text.replace("roles: {expert: 老范}", "roles: {expert: 老范, host: 小周, assistant: 小周}")
    assert "TEM004" not in codes(text)


def test_another_day_ends_the_absence() -> None:
    assert "TEM004" not in codes(plan("TEM004-leave").replace("2026-09-10, roles", "2026-09-17, roles"))
    assert "TEM004" not in codes(plan("TEM004-days").replace("date: 2026-09-10", "date: 2026-09-08"))


def test_the_total_that_is_named_holds_a_contingency_that_is_a_share_of_it() -> None:
    text = plan("BUD008-share")
    more = int(figure(r"Raise the total by (\d+)", one(text, "BUD008").hint))
    assert more == 189
    assert "BUD008" in codes(text.replace("total: 1700", f"total: {1700 + more - 1}"))
    assert "BUD008" not in codes(text.replace("total: 1700", f"total: {1700 + more}"))


def test_money_of_the_same_month_comes_too_late_by_the_day() -> None:
    text = plan("BUD002-day")
    assert "on 2026-07-10 800 CNY" in one(text, "BUD002").message
    assert "BUD002" not in codes(text.replace("{date: 2026-07-25, amount", "{date: 2026-07-10, amount"))


def test_what_has_no_day_may_be_paid_at_the_end_of_its_month() -> None:
    assert "BUD002" not in codes(
        plan("BUD002-day").replace(", date: 2026-07-10", ", stage: growth").replace("07-25", "06-25")
    )


def test_funds_that_come_to_the_total_are_enough() -> None:
    assert "BUD012" not in codes(plan("BUD012").replace("amount: 12000", "amount: 20000"))
    assert "BUD012" not in codes(plan("BUD012").replace("total: 20000", "total: 12000"))


def test_each_way_that_is_named_reaches_the_goal() -> None:
    text = plan("GOL005")
    hint = one(text, "GOL005").hint
    joins = figure(r"→ ([\d.]+);", hint)
    assert "GOL005" not in codes(text.replace("joins_per_month: 20", f"joins_per_month: {joins}"))
    target = figure(r"a target of ([\d.]+)", hint)
    assert "GOL005" not in codes(text.replace("target: 480", f"target: {target}"))


def test_the_sum_of_a_goal_adds_up() -> None:
    message = one(plan("GOL005"), "GOL005").message
    match = re.search(r": (\d+) now \+ \S+ (\d+) − (\d+) leaving = (\d+), (\d+) short", message)
    assert match is not None, message
    now, joins, leaving, planned, short = map(int, match.groups())
    assert now + joins - leaving == planned == 480 - short


def test_days_outside_the_blackout_are_days() -> None:
    text = plan("ACT006-blackout")
    assert "ACT006" not in codes(text.replace("end: 2026-12-31, reason", "end: 2026-12-20, reason"))
    assert "ACT006" not in codes(text.replace("count: 2", "count: 2, required: false"))


def test_two_events_one_after_the_other_are_no_clash() -> None:
    assert "CAL010" not in codes(plan("CAL010").replace('"20:30"', '"18:00"'))


def test_thresholds_are_the_plans_own() -> None:
    text = plan("TEM003")
    over, whole = map(int, re.findall(r"(\d+) weeks \(.*out of (\d+)", one(text, "TEM003").message)[0])
    for share, is_found in (((over + 1) / whole, False), (over / whole - 0.01, True)):
        own = f"{text}checks: {{thresholds: {{TEM003.weeks: {share:.3f}}}}}\n"
        assert ("TEM003" in codes(own)) is is_found, share


def test_hours_that_nobody_wrote_are_never_exceeded() -> None:
    assert "TEM003" not in codes(re.sub(r", hours: [\d.]+", "", plan("TEM003")))
