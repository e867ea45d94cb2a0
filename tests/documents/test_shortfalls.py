"""What is short in a draft: limit, amounts, what takes them, and what would mend it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from msgspec.structs import replace

from planner.documents.render import render_documents
from planner.knowledge.schema import Text
from planner.playbook.model import Playbook
from planner.playbook.values.money import Shortfall

MEETUP = ("event:meetup", Text("店里聚", "Meet-up in the shop"), Decimal(2400))
STAGE = Shortfall(
    "stage", "growth", None, Decimal(1400), Decimal(2400), Decimal(1000), (MEETUP,), ("budget", "by_stage", "growth")
)  # fmt: skip


def rendered(playbook: Playbook, language: str, name: str) -> str:
    (document,) = render_documents(playbook, language, only=(name,))  # type: ignore[arg-type]
    return document.content.decode()


@pytest.mark.parametrize("name", ["brief", "playbook"])
def test_a_plan_that_fits_has_no_box(street: Playbook, name: str) -> None:
    assert "这是草稿" not in rendered(replace(street, shortfalls=()), "zh-CN", name)


@pytest.mark.parametrize("name", ["brief", "playbook"])
def test_the_box_says_how_much_is_short_for_what(street: Playbook, name: str) -> None:
    draft = replace(street, shortfalls=(STAGE,))
    chinese = rendered(draft, "zh-CN", name)
    assert "发展期缺 ¥1,400：必须办的要 ¥2,400，这个阶段只有 ¥1,000。占着的：店里聚 ¥2,400。" in chinese
    assert "补法：加 ¥1,400，或者从占着的里面减出 ¥1,400（`budget.by_stage.growth`）" in chinese
    english = rendered(draft, "en", name)
    assert (
        "The growth stage is ¥1,400 short: what has to be held takes ¥2,400, and the stage has ¥1,000."
        in english
    )


def test_hours_are_said_in_hours_and_by_week(street: Playbook) -> None:
    person = street.plan.people[0]
    hours = Shortfall(
        "hours", person.id, date(2026, 6, 8), Decimal(210), Decimal(1110), Decimal(900), (), ("people", 0, "hours")
    )  # fmt: skip
    text = rendered(replace(street, shortfalls=(hours,)), "zh-CN", "brief")
    assert f"第 24 周（6/8–6/14），{person.name}缺 3.5 小时：必须做的要 18.5 小时，只有 15 小时" in text


def test_several_have_to_be_mended_together(street: Playbook) -> None:
    total = replace(STAGE, limit="total", where="", path=("budget", "total"))
    text = rendered(replace(street, shortfalls=(STAGE, total)), "zh-CN", "brief")
    assert "上面两样都要补，只补一样还是放不下。" in text


@pytest.mark.parametrize(
    ("limit", "where", "said"),
    [
        ("total", "", "总预算缺 ¥1,400"),
        ("cap", "activity", "活动的上限缺 ¥1,400"),
        ("cash", "2026-08", "2026 年 8 月账上缺 ¥1,400"),
    ],
)
def test_each_limit_is_named(street: Playbook, limit: str, where: str, said: str) -> None:
    one = replace(STAGE, limit=limit, where=where)  # type: ignore[arg-type]
    assert said in rendered(replace(street, shortfalls=(one,)), "zh-CN", "brief")


def test_weeks_of_one_person_that_lack_the_same_stand_together(street: Playbook) -> None:
    person = street.plan.people[0]
    weeks = tuple(
        Shortfall(
            "hours", person.id, monday, missing, Decimal(900) + missing, Decimal(900), (MEETUP,), ("people", 0, "hours")
        )
        for monday, missing in ((date(2026, 6, 8), Decimal(30)), (date(2026, 7, 6), Decimal(90)))
    )  # fmt: skip
    text = rendered(replace(street, shortfalls=weeks), "zh-CN", "brief")
    assert f"{person.name}有 2 周时间不够，最缺的是第 28 周（7/6–7/12），缺 1.5 小时" in text
    assert "都要补" not in text
