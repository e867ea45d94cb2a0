"""What posts and events need before they go out: when it is due, who gets it, which consents and prices."""

from __future__ import annotations

from datetime import date

import pytest

from planner.knowledge.load import load_activity_kind, load_consents
from planner.playbook.model import Playbook
from planner.playbook.supplies.consents import consents_in
from planner.playbook.values.content import LaterFill, OpenFill
from planner.playbook.values.supplies import SupplyItem
from tests.planning import worked_out

PEOPLE = """people:
  - {name: 陈姐, roles: [owner, planner], deputy: 小周}
  - {name: 小周, roles: [admin, editor], deputy: 陈姐}
"""
TOPIC = """content:
  approver: 陈姐
  topics:
    - {title: 豆沙卷一天出几炉, date: 2026-08-11, owner: 小周, material: 一位老邻居的照片和他的原话}
"""
PRICES = """offers:
  - {name: 豆沙卷, price: 6, price_until: 2026-09-30}
  - {name: 全麦吐司, price: 18}
"""


def of(playbook: Playbook, kind: str) -> tuple[SupplyItem, ...]:
    return tuple(item for item in playbook.supplies if item.kind == kind)


@pytest.fixture(scope="module")
def bakery() -> Playbook:
    return worked_out("bakery", PEOPLE, TOPIC, PRICES)


def test_every_post_with_a_final_title_has_a_text_due_on_its_draft_day(bakery: Playbook) -> None:
    final = [e for e in bakery.calendar.entries if not isinstance(e.fill, OpenFill | LaterFill)]
    texts = {item.needed_by: item for item in of(bakery, "text")}
    assert final
    for entry in final:
        assert (texts[entry.id].due, texts[entry.id].owner) == (entry.draft_due, entry.owner)


def test_posts_that_are_open_or_decided_later_need_nothing_yet(bakery: Playbook) -> None:
    unsettled = {e.id for e in bakery.calendar.entries if isinstance(e.fill, OpenFill | LaterFill)}
    assert unsettled
    assert not unsettled & {item.needed_by for item in bakery.supplies}


def test_nothing_is_due_after_it_is_used_and_all_is_in_order_of_the_due_day(bakery: Playbook) -> None:
    assert all(item.due <= item.on for item in bakery.supplies)
    assert [item.due for item in bakery.supplies] == sorted(item.due for item in bakery.supplies)


def test_ids_are_unique_and_name_what_needs_it(bakery: Playbook) -> None:
    ids = [item.id for item in bakery.supplies]
    assert len(ids) == len(set(ids))
    assert all(item.id.startswith(f"supply:{item.kind}:{item.needed_by}") for item in bakery.supplies)


def test_the_approver_approves_what_others_write_and_not_their_own(bakery: Playbook) -> None:
    owners = {entry.id: entry.owner for entry in bakery.calendar.entries}
    reviewers = {entry.id: entry.reviewer for entry in bakery.calendar.entries}
    approvals = [item for item in of(bakery, "approval") if item.needed_by in owners]
    assert approvals
    for item in approvals:
        assert item.owner == reviewers[item.needed_by] != owners[item.needed_by]
    alone = worked_out("bakery", "people: [{name: 陈姐, roles: [owner, planner, admin, editor]}]")
    assert of(alone, "text")
    assert not of(alone, "approval")


def test_the_operators_own_material_stays_and_asks_for_the_consents_it_speaks_of(bakery: Playbook) -> None:
    topic = next(e for e in bakery.calendar.entries if e.topic is not None)
    own = [item for item in bakery.supplies if item.needed_by == topic.id]
    material = next(item for item in own if item.kind == "material")
    assert material.what.zh == "一位老邻居的照片和他的原话"
    assert {item.consent for item in own if item.kind == "consent"} == {"portrait", "quote"}
    assert all("小周" in item.what.zh for item in own if item.kind == "consent")


def test_no_slot_of_ours_is_left_open(bakery: Playbook) -> None:
    for item in bakery.supplies:
        assert "{" not in item.what.zh + item.what.en, item.id


def test_a_price_is_checked_on_the_day_of_approval_only_where_one_ends(bakery: Playbook) -> None:
    reviewed = {entry.id: entry.review_due for entry in bakery.calendar.entries}
    prices = of(bakery, "price")
    assert prices
    for item in prices:
        assert (item.offer, item.price_until) == ("豆沙卷", date(2026, 9, 30))
        assert item.due == reviewed.get(item.needed_by, item.due)


CLASS = """activities:
  items: [{id: bake, kind: workshop_hands_on, name: 烘焙课, date: 2026-09-19, time: "15:00", minors: true,
           participants: {expected: 12}, venue: {mode: rent, name: 文化站二楼}, permit: 街道备案一份}]
  only_written: true
"""


def test_an_event_needs_its_things_venue_permit_and_guardians() -> None:
    playbook = worked_out("bakery", PEOPLE, CLASS)
    event = playbook.activities.occurrences[0]
    needs = {item.id.removeprefix("supply:").replace(f":{event.id}", ""): item for item in playbook.supplies
             if item.needed_by == event.id}  # fmt: skip
    rows = [one for one in load_activity_kind("workshop_hands_on").materials if one.mode in (None, "offline")]
    assert needs["material"].what.zh.count("；") >= len(rows) - 1
    assert "12 套" in needs["material"].what.zh
    assert needs["material"].due == max(step.due for step in event.preparation)
    assert "文化站二楼" in needs["material:venue"].what.zh
    assert "街道备案一份" in needs["material:permit"].what.zh
    assert needs["consent:child"].due < event.on
    assert (
        needs["text:invitation"].due <= needs["approval:invitation"].due <= (event.sign_up_opens or event.on)
    )


@pytest.mark.parametrize(
    ("text", "language", "wanted"),
    [
        # Pictures need a yes only where somebody is to be recognised in them.
        ("成品的照片三张", "zh-CN", ()),
        ("案板照片，不拍客人", "zh-CN", ()),
        ("收银台的名单和产地表照片", "zh-CN", ()),
        ("三张只有手的照片，老杜拍", "zh-CN", ()),
        ("一位老邻居的照片", "zh-CN", ("portrait",)),
        ("散场前的合影", "zh-CN", ("portrait",)),
        ("合影一张，脸都打码", "zh-CN", ()),
        ("活动照片两张；门口没有人的一张", "zh-CN", ()),
        ("出镜的两位约好", "zh-CN", ("portrait",)),
        ("称、揉、刷，孩子能自己做完哪一步", "zh-CN", ()),
        ("孩子捏面团的照片", "zh-CN", ("child",)),
        ("A photo of the table", "en", ()),
        ("A photo of two members at the table", "en", ("portrait",)),
        ("A group photo from the last evening", "en", ("portrait",)),
        ("Pictures of the shelf, no people", "en", ()),
        ("A picture of a guest, hands only", "en", ()),
        ("No selfies, please", "en", ()),
        # Somebody's own words, but not the questions of the pool.
        ("不要合影；她的原话一句", "zh-CN", ("quote",)),
        ("“哪块不甜？”的原话和提问日期", "zh-CN", ()),
        ("Two sentences in her own words", "en", ("quote",)),
        ("Say it in your own words", "en", ()),
        # What members made, not the draft of the team.
        ("小周写的“哪块不甜？”草稿，除第一行外负责人看过", "zh-CN", ()),
        ("成员发来的两份稿子", "zh-CN", ("work",)),
        ("改过的前后两版", "zh-CN", ("work",)),
        ("Tom’s draft, read by Ann", "en", ()),
        ("A member's draft and what became of it", "en", ("work",)),
        # Details that are covered.
        ("一张图，地址和人名遮掉", "zh-CN", ()),
        ("一张遮掉单号的快递单", "zh-CN", ()),
        ("上周的订单一张", "zh-CN", ("order_data",)),
        ("三家店的电话记录", "zh-CN", ()),
        ("One invoice from May", "en", ("order_data",)),
        ("An invoice, names and figures covered", "en", ()),
        ("A number in reply is an order", "en", ()),
        ("从仓库导出的三个数", "zh-CN", ()),
        ("客户厂里的一台机器", "zh-CN", ("premises",)),
        ("Nothing is recorded but the conclusion", "en", ()),
        ("The replay of the session", "en", ("recording",)),
        ("photosynthesis", "en", ()),
    ],
)
def test_words_tell_which_consent_and_a_denial_tells_that_none(
    text: str, language: str, wanted: tuple[str, ...]
) -> None:
    assert consents_in(text, language) == wanted


def test_every_consent_is_recognised_by_each_of_its_words_in_its_language() -> None:
    for row in load_consents().values():
        for word in row.words:
            language = "en" if word[0].isascii() else "zh-CN"
            shown = word.replace("…", "她的" if language == "zh-CN" else "of a")
            assert row.id in consents_in(shown, language), word


def test_a_price_is_checked_for_what_sells_or_speaks_of_money() -> None:
    """A post that only names an offer shows no price."""
    topics = """content:
  only_written: true
  topics:
    - {title: 豆沙卷放到晚上还软不软, date: 2026-08-11, first: 豆沙卷昨天放了一夜。, ask: 软还是硬？, pillar: qa}
    - {title: 豆沙卷明天预订, date: 2026-08-12, first: 豆沙卷六块钱一只。, ask: 要几只？, pillar: qa}
"""
    playbook = worked_out("bakery", PEOPLE, topics, PRICES)
    named = {entry.topic.title: entry for entry in playbook.calendar.entries if entry.topic is not None}
    pillar = {one.id: one.kind for one in playbook.plan.content.pillars}
    assert len(named) == 2
    priced = {item.needed_by for item in of(playbook, "price")}
    for title, entry in named.items():
        assert (entry.id in priced) == ("预订" in title or pillar[entry.pillar] == "offer"), title
