"""The choice of activities: shown with what it takes, what else was possible and what would turn it."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from msgspec.structs import replace

from planner.completion.model import LeftOut
from planner.documents.names import Names
from planner.documents.render import render_documents
from planner.documents.sections.choice import choice_view
from planner.knowledge.load import load_activity_kind
from planner.knowledge.schema import StageId, Text
from planner.playbook.model import Playbook
from planner.playbook.values.portfolio import Advice, Alternative, Choice, Count, Flip, Limit


def counted(kind: str, stage: StageId, count: int) -> Count:
    return Count(kind, load_activity_kind(kind).name, stage, count)


def rendered(playbook: Playbook, language: str, name: str) -> str:
    (document,) = render_documents(playbook, language, only=(name,))  # type: ignore[arg-type]
    return document.content.decode()


@pytest.fixture(scope="module")
def chosen(balcony: Playbook) -> Playbook:
    """The balcony plan with a choice made by hand: showcase days and interviews, three and two in all."""
    source = next(event.activity for event in balcony.activities.occurrences if not event.activity.written)
    first = replace(source, kind="showcase_day", id="showcase_day:growth", count=3)
    second = replace(source, kind="member_interview", id="member_interview:growth", count=1)
    third = replace(source, kind="member_interview", id="member_interview:maturity", count=1)
    reason = balcony.activities.occurrences[0].reason
    portfolio = replace(
        balcony.portfolio,
        choices=(
            Choice(first, "growth", 300, reason),
            Choice(second, "growth", 80, reason),
            Choice(third, "maturity", 60, reason),
        ),
        points=440,
        bound=442,
        limits=(
            Limit("cap", "cap", "", 150_000, 60_000),
            Limit("cash:2026-12", "cash", "2026-12", 50_000, 49_000),
            Limit("events:growth", "events", "growth", 4, 4),
            Limit("events:maturity", "events", "maturity", 4, 1),
        ),
    )
    advice = Advice(
        alternatives=(
            Alternative(
                "less_money",
                (counted("showcase_day", "growth", 1), counted("member_interview", "growth", 1),
                 counted("member_interview", "maturity", 1)),
                409, Decimal(100), 500, Decimal(-120), -260, Decimal("0.93"),
            ),
            Alternative(
                "without_first",
                (counted("member_interview", "growth", 1), counted("member_interview", "maturity", 1),
                 counted("challenge_7_days", "growth", 2)),
                352, Decimal(40), 900, Decimal(-180), 140, Decimal("0.8"),
            ),
        ),
        flips=(
            Flip("variety", Text("多一种活动多算多少", "what one more kind adds"), Decimal("0.8"),
                 (counted("showcase_day", "maturity", 1),), (counted("member_interview", "maturity", 1),)),
        ),
        steady=(Text("对目标的作用算几倍", "how much a goal counts"),),
        chosen_cost=Decimal(220),
        chosen_minutes=760,
    )  # fmt: skip
    one = next(event for event in balcony.activities.occurrences if not event.activity.written)
    held = [
        replace(one, id=f"event:{activity.id}:{number}", activity=activity, stage=stage)
        for activity, stage in ((first, "growth"), (second, "growth"), (third, "maturity"))
        for number in range(activity.count or 0)
    ]
    written = [event for event in balcony.activities.occurrences if event.activity.written]
    activities = replace(balcony.activities, occurrences=(*written, *held))
    return replace(balcony, portfolio=portfolio, advice=advice, activities=activities)


def test_without_a_choice_there_is_nothing_to_say(street: Playbook) -> None:
    written = tuple(event for event in street.activities.occurrences if event.activity.written)
    bare = replace(street, activities=replace(street.activities, occurrences=written))
    assert choice_view(bare, Names(bare.plan, "zh-CN")) is None


def test_alternatives_say_what_changes_and_their_share(chosen: Playbook) -> None:
    view = choice_view(chosen, Names(chosen.plan, "zh-CN"))
    assert view is not None
    cheap, without = view.others
    assert [(one.name, one.times) for one in cheap.changes] == [("作品日", -2)]
    assert (cheap.events, cheap.money, cheap.dearer, cheap.use) == (-2, "¥120", False, "7%")
    assert without.first == "作品日"
    assert (without.hours, without.longer) == ("2.3 小时", True)


def test_the_same_alternative_is_told_once(chosen: Playbook) -> None:
    assert chosen.advice is not None
    cheap = chosen.advice.alternatives[0]
    twice = replace(chosen.advice, alternatives=(cheap, replace(cheap, id="less_work")))
    view = choice_view(replace(chosen, advice=twice), Names(chosen.plan, "zh-CN"))
    assert view is not None
    assert [one.ids for one in view.others] == [("less_money", "less_work")]
    assert "| 又省钱又省力 |" in rendered(replace(chosen, advice=twice), "zh-CN", "activity-plan")


def test_only_limits_that_are_nearly_used_up_are_named(chosen: Playbook) -> None:
    view = choice_view(chosen, Names(chosen.plan, "en"))
    assert view is not None
    (limit,) = view.limits
    assert (limit.kind, limit.where, limit.used, limit.share) == ("cash", "December 2026", "¥490", "98%")


def test_a_kind_that_only_changes_its_stage_is_told_as_such(chosen: Playbook) -> None:
    assert chosen.advice is not None
    moved = replace(
        chosen.advice.alternatives[0],
        counts=(counted("showcase_day", "growth", 3), counted("member_interview", "growth", 2)),
    )
    playbook = replace(chosen, advice=replace(chosen.advice, alternatives=(moved,)))
    text = rendered(playbook, "zh-CN", "activity-plan")
    assert "“成员访谈”1 场从成熟期换到发展期" in text


def test_the_activity_plan_shows_alternatives_limits_and_weights(chosen: Playbook) -> None:
    text = rendered(chosen, "zh-CN", "activity-plan")
    assert "| 省钱 | 少办“作品日”2 场 | 少花 ¥120 | 少 4.3 小时 | 少 7% |" in text
    assert "- 2026 年 12 月账上的钱还剩 ¥500，补排的用掉 ¥490（98%）" in text
    assert "| 补排最多几场 | | 4 | 4 |" in text
    assert "“多一种活动多算多少”减两成：加办“作品日”1 场，不办“成员访谈”1 场" in text
    assert "加减两成也不变的：“对目标的作用算几倍”。" in text
    assert "还可能有更好的一组，最多好 0.5%。" in text
    english = rendered(chosen, "en", "activity-plan")
    assert "| Cheaper | 2 fewer × “Showcase day” | ¥120 less | 4.3 h less | 7% less |" in english
    assert "There may be a better choice, by 0.5% at most." in english


def test_the_bound_is_left_out_where_it_is_reached(chosen: Playbook) -> None:
    proved = replace(chosen, portfolio=replace(chosen.portfolio, bound=chosen.portfolio.points))
    assert "还可能有更好的一组" not in rendered(proved, "zh-CN", "activity-plan")


def test_a_choice_that_was_kept_says_so(chosen: Playbook) -> None:
    kept = replace(chosen, portfolio=replace(chosen.portfolio, kept=True))
    assert "补排的和上一版一样" in rendered(kept, "zh-CN", "activity-plan")
    assert "as in the version before" in rendered(kept, "en", "brief")


def test_the_brief_has_the_choice_in_two_lines(chosen: Playbook) -> None:
    text = rendered(chosen, "zh-CN", "brief")
    assert "补排的活动 5 场（作品日 3 场、成员访谈 2 场），¥0、" in text
    assert "也可以少办“作品日”2 场：少花 ¥120、少 4.3 小时、估的用处少 7%；或者把" in text


def test_without_advice_the_choice_stands_alone(chosen: Playbook) -> None:
    bare = replace(chosen, advice=None)
    assert "换一种选法" not in rendered(bare, "zh-CN", "activity-plan")
    assert "补排的活动 5 场（作品日 3 场、成员访谈 2 场），" in rendered(bare, "zh-CN", "brief")


def test_points_are_never_shown(chosen: Playbook) -> None:
    for language in ("zh-CN", "en"):
        for document in ("brief", "activity-plan"):
            assert not re.search(r"(?<![\d,])440(?!\d)", rendered(chosen, language, document))


def test_what_finds_no_room_or_is_held_often_enough_says_so(balcony: Playbook) -> None:
    name = Text("直播", "Livestream")
    left = (
        LeftOut(name, "room", ("activities",), "activities/livestream", detail="growth"),
        LeftOut(name, "quota", ("activities",), "activities/livestream"),
    )
    playbook = replace(balcony, activities=replace(balcony.activities, left_out=left))
    chinese, english = (rendered(playbook, language, "activity-plan") for language in ("zh-CN", "en"))
    assert "“直播”：补排的只放得下发展期 6 场，排进去的估下来更有用" in chinese
    assert "“直播”：这一种的次数用满了" in chinese
    assert "Livestream: there is room for 6 added events in the growth stage, and those" in english


def test_days_say_where_they_come_from(street: Playbook, balcony: Playbook) -> None:
    assert "| 亲子烘焙课 | 方案写的：" in rendered(street, "zh-CN", "activity-plan")
    assert "补排，日子是挑的" in rendered(balcony, "zh-CN", "activity-plan")


def test_an_alternative_is_told_as_an_exchange(chosen: Playbook) -> None:
    text = rendered(chosen, "zh-CN", "brief")
    assert "；或者把“作品日”3 场换成“七天小事”2 场：少花 ¥180、多 2.3 小时、估的用处少 20%。" in text
    english = rendered(chosen, "en", "brief")
    assert (
        "instead of “Showcase day” × 3, “Seven small days” × 2 (¥180 less, 2.3 h more, about 20% less of the estimated use)"
        in english
    )


def test_how_many_may_be_added_says_why(chosen: Playbook) -> None:
    text = rendered(chosen, "zh-CN", "activity-plan")
    assert (
        "阳台二十棵补排最多几场：发展期 4 场（每 14 天最多一场）、成熟期 4 场（每 21 天最多一场）。" in text
    )


def test_what_is_only_held_less_often_is_not_said_to_fall_away(chosen: Playbook) -> None:
    english = rendered(chosen, "en", "brief")
    assert "Also possible: 2 fewer × “Showcase day” (¥120 less, 4.3 h less, about 7% less" in english
    assert chosen.advice is not None
    other = replace(
        chosen.advice.alternatives[1],
        counts=(
            counted("showcase_day", "growth", 2), counted("member_interview", "growth", 1),
            counted("member_interview", "maturity", 1), counted("challenge_7_days", "growth", 1),
        ),
    )  # fmt: skip
    playbook = replace(chosen, advice=replace(chosen.advice, alternatives=(other,)))
    assert "instead of one “Showcase day”, “Seven small days” (" in rendered(playbook, "en", "brief")
    assert "把“作品日”1 场换成“七天小事”：" in rendered(playbook, "zh-CN", "brief")
