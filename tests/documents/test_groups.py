"""The register of groups and their procedures, as documents print them."""

from __future__ import annotations

import re

import pytest

from planner.diagnostics.model import Language
from planner.diagnostics.wording import set_apart
from planner.documents.names import Names
from planner.documents.render import _environment
from planner.documents.sections.groups import group_procedures, group_register
from planner.playbook.model import Playbook
from tests.planning import worked_out

_PAGE = (
    '{% from "_groups.md.j2" import register, procedures %}{{ register(rows) }}\n\n{{ procedures(items) }}'
)
LANGUAGES: tuple[Language, ...] = ("zh-CN", "en")


@pytest.fixture(scope="module")
def street() -> Playbook:
    """A bakery with a group that fills, one that merges, one that changes hands and one for a few weeks."""
    return worked_out(
        "bakery",
        "community: {name: 早饭搭子, type: interest, situation: running, product: 社区面包房}",
        "people: [{name: 陈姐, roles: [owner], deputy: 小周}, {name: 小周, roles: [admin], deputy: 陈姐}]",
        "goals: [{kpi: 成员数, target: 900, baseline: 560, by: 2026-12-31}]",
        "acquisition: {channels: [{channel: 门口海报, joins_per_month: 90, owner: 小周}]}",
        "platforms: [{id: home, kind: wecom_group}]",
        """
groups:
  - {id: lou, name: 楼下群, persona: 赶早班的邻居, members: 500, capacity: 600, owner: 小周,
     hand_over: {to: 陈姐, on: 2026-11-16}}
  - {id: old, name: 团购群, members: 60, owner: 陈姐, status: merging, into: 楼下群, closes: 2026-08-28}
  - {id: fair, name: 中秋快闪, kind: pop_up, opened: 2026-09-07, closes: 2026-09-30, owner: 小周}
""",
    )


def page(playbook: Playbook, language: Language) -> str:
    names = Names(playbook.plan, language)
    template = _environment(language).from_string(_PAGE)
    rows, items = group_register(playbook, names), group_procedures(playbook, names)
    return set_apart(template.render(rows=rows, items=items))


def test_the_register_has_all_that_is_known_of_a_group(street: Playbook) -> None:
    rows = {row.name: row for row in group_register(street, Names(street.plan, "zh-CN"))}
    full, new, old = rows["楼下群"], rows["楼下 2 群"], rows["团购群"]
    assert list(rows) == ["楼下群", "团购群", "中秋快闪", "楼下 2 群"]
    assert (full.members, full.capacity, full.owner, full.deputy) == ("500", "600", "小周", "陈姐")
    assert (full.next_group, full.next_opens) == (new.name, new.opened)
    assert (full.taker, full.taken_on) == ("陈姐", "11 月 16 日")
    assert (old.closes, old.into, old.expected) == ("8 月 28 日", "楼下群", "")
    assert (new.after, new.to_come, new.members) == ("楼下群", True, "")
    assert int(new.expected) > 0
    assert rows["中秋快闪"].pop_up


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_group_has_its_own_lines_with_owner_and_deputy(street: Playbook, language: Language) -> None:
    """A table of seven columns cannot be read on a telephone."""
    register = page(street, language).split("###")[0]
    assert "|" not in register
    blocks = [block for block in register.split("\n\n**") if block.strip()]
    assert len(blocks) == len(street.plan.groups) == 4
    for block, group in zip(blocks, street.plan.groups, strict=True):
        assert group.name in block
        assert Names(street.plan, language).holder(group.owner) in block
        assert Names(street.plan, language).holder(group.deputy) in block


def test_a_group_without_a_named_owner_gets_a_day_by_which_it_has_one() -> None:
    playbook = worked_out(
        "bakery",
        "platforms: [{id: home, kind: wecom_group}]",
        """
groups:
  - {id: lou, name: 楼下群, members: 50}
  - {id: new, name: 新开群, opened: 2026-10-12}
""",
    )
    assert not playbook.plan.people
    lou, new = group_register(playbook, Names(playbook.plan, "zh-CN"))
    assert lou.owner == new.owner == lou.deputy == ""
    assert new.owner_by == "10 月 12 日"
    assert lou.owner_by
    text = page(playbook, "zh-CN")
    assert "群主待定，10 月 12 日前定下一位有名有姓的人；替的人待定" in text
    assert "owner: to be named, a person, by 12 October; deputy: to be named" in page(playbook, "en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_procedures_come_in_order_with_nothing_left_to_fill(street: Playbook, language: Language) -> None:
    text = page(street, language)
    assert not re.search(r"\{[a-z_]+\}", text)
    procedures = group_procedures(street, Names(street.plan, language))
    assert [one.kind for one in procedures] == [one.kind for one in street.groups.procedures]
    assert {one.kind for one in procedures} == {"open", "merge", "hand_over", "close"}
    for one in procedures:
        for step in one.steps:
            assert step.title in text.replace("\\", "") or "_" in step.title
            assert step.done


def test_messages_stand_ready_to_paste_and_name_both_groups(street: Playbook) -> None:
    text = page(street, "zh-CN")
    blocks = re.findall(r"```text\n(.*?)\n```", text, re.DOTALL)
    said = [step.say for one in group_procedures(street, Names(street.plan, "zh-CN")) for step in one.steps]
    assert len(blocks) == len([say for say in said if say]) > 5
    assert any("楼下 2 群" in block and "楼下群" in block for block in blocks)


def test_the_day_on_which_a_group_fills_is_said_with_its_figure(street: Playbook) -> None:
    (opening,) = [one for one in group_procedures(street, Names(street.plan, "en")) if one.kind == "open"]
    assert opening.members == "540"
    assert f"has 540 members around {opening.full_on}" in page(street, "en")


QUIET = """
groups:
  - {id: old, name: 老店街坊, members: 318, owner: 小周, status: silent}
  - {id: south, name: 南门街坊, members: 95, owner: 陈姐, status: silent, keep_at: 20%}
  - {id: coupon, name: 开业福利, owner: 小周, status: silent, same_members_as: [old]}
"""


@pytest.fixture(scope="module")
def quiet() -> Playbook:
    """A bakery that comes back to three groups that fell silent, two of them with the same members."""
    return worked_out(
        "bakery",
        "community: {name: 早饭搭子, type: interest, situation: revive, product: 社区面包房}",
        "people: [{name: 陈姐, roles: [owner], deputy: 小周}, {name: 小周, roles: [admin], deputy: 陈姐}]",
        "platforms: [{id: home, kind: wecom_group}]",
        QUIET,
    )


def test_groups_that_take_the_same_steps_on_the_same_days_are_told_once(quiet: Playbook) -> None:
    assert len(quiet.groups.procedures) == 3
    (review,) = group_procedures(quiet, Names(quiet.plan, "zh-CN"))
    assert [one.name for one in review.groups] == ["老店街坊", "南门街坊", "开业福利"]
    assert [one.keeper for one in review.groups] == ["小周", "陈姐", "小周"]
    text = page(quiet, "zh-CN")
    assert text.count("```text") == len([step for step in review.steps if step.say]) == 3
    assert "【群名】冷了好一阵" in text
    assert "- 南门街坊：陈姐发，【群名】写“南门街坊”，【群主】写“陈姐”" in text
    assert "[group] has been quiet" in page(quiet, "en")


def test_who_spoke_decides_at_marks_in_heads(quiet: Playbook) -> None:
    (review,) = group_procedures(quiet, Names(quiet.plan, "zh-CN"))
    old, south, coupon = review.groups
    assert (old.keep, old.keep_share, old.merge, old.merge_share) == ("32", "10%", "10", "3%")
    assert (south.keep, south.keep_share) == ("19", "20%")
    assert (coupon.members, coupon.keep, coupon.merge) == ("", "", "")
    text = page(quiet, "zh-CN")
    assert "留的线：32 位开过口（10%）；并的线：10 位（3%）；再少就关" in text
    assert "成员的 10%，就是 ＿＿＿＿ 位，小周数过人头再填" in text


def test_of_groups_with_the_same_members_merging_is_looked_at_first(quiet: Playbook) -> None:
    (review,) = group_procedures(quiet, Names(quiet.plan, "en"))
    assert [one.same_as for one in review.groups] == ["", "", "老店街坊"]
    assert "和老店街坊是同一拨人：先看并不并过去" in page(quiet, "zh-CN")


def test_what_differs_stays_apart() -> None:
    playbook = worked_out(
        "bakery",
        "community: {name: 早饭搭子, type: interest, situation: running, product: 社区面包房}",
        "platforms: [{id: home, kind: wecom_group}]",
        """
groups:
  - {id: one, name: 甲群, members: 50, status: closing, closes: 2026-11-16}
  - {id: two, name: 乙群, members: 50, status: closing, closes: 2026-11-16}
  - {id: three, name: 丙群, members: 50, status: closing, closes: 2026-11-30}
""",
    )
    told = group_procedures(playbook, Names(playbook.plan, "zh-CN"))
    assert [[one.name for one in item.groups] for item in told] == [["甲群", "乙群"], ["丙群"]]
    assert "丙群" in told[1].steps[0].say
