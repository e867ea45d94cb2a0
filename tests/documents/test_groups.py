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
def test_every_row_fills_every_column(street: Playbook, language: Language) -> None:
    table = [line for line in page(street, language).split("###")[0].splitlines() if line.startswith("|")]
    assert len(table) == 2 + 4
    assert {len(re.split(r"(?<!\\)\|", line)) for line in table} == {9}
    assert not [line for line in table[2:] if re.search(r"\|\s+\|", line)]


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
