"""Why there is a group, how full it gets, and what opens after it."""

from __future__ import annotations

from collections.abc import Iterator

from planner.completion.params import plain_number
from planner.completion.values.team import CompleteGroup
from planner.diagnostics.model import PlanPath
from planner.explain.lines import lines_of
from planner.explain.model import Explanation, Fact
from planner.explain.origins import is_written, origin_of
from planner.explain.procedures import KINDS, OVERRIDES, group_named
from planner.explain.rows import rows_of
from planner.explain.rules import rule_words
from planner.explain.scene import Scene
from planner.knowledge.load import load_platforms
from planner.playbook.values.groups import GroupCourse

_MOST_MONTHS = 12


def explain_group(scene: Scene, course: GroupCourse) -> Explanation:
    """Explain a group: whom it takes, when it is full, what opens after it."""
    place = next(number for number, one in enumerate(scene.plan.groups) if one.id == course.group)
    group = scene.plan.groups[place]
    full = next((one for one in scene.plan.groups if one.id == group.follows), None)
    return Explanation(
        id=f"group:{group.id}",
        what=scene.say("群：", "Group: ") + scene.own(group.name) + _opening(scene, group),
        facts=tuple(_facts(scene, group, course)),
        because=tuple(_because(scene, group, full, course)),
        lines=lines_of(scene, _paths(scene, group, full, place)),
        knowledge=rows_of(scene, _rows(scene, group, place)),
        otherwise=tuple(_otherwise(scene, group, course)),
    )


def _opening(scene: Scene, group: CompleteGroup) -> str:
    if group.opened is None:
        return ""
    return scene.say(f"，{scene.day(group.opened)} 开", f", opens {scene.day(group.opened)}")


def _facts(scene: Scene, group: CompleteGroup, course: GroupCourse) -> Iterator[Fact]:
    yield scene.fact("平台", "platform", _platform(scene, group))
    yield scene.fact("群主", "owner", scene.holder(group.owner))
    if group.deputy:
        yield scene.fact("替补", "deputy", scene.holder(group.deputy))
    if group.capacity:
        share = plain_number(group.next_at * 100)
        yield scene.fact(
            "容量",
            "capacity",
            scene.say(
                f"{group.capacity} 人，到 {share}% 就开下一个", f"{group.capacity}, next one at {share}%"
            ),
        )
    if course.months:
        shown = [f"{one.month} {one.members}" for one in course.months[:_MOST_MONTHS]]
        yield scene.fact("月底预计人数", "members expected at month’s end", scene.listed(shown))
    if course.full_on is not None:
        yield scene.fact("快满的日子", "nearly full on", scene.day(course.full_on))
    if course.next_group:
        yield scene.fact("接着开", "next group", group_named(scene, course.next_group))
    for one in scene.playbook.groups.procedures:
        if group.id in (one.group, one.other):
            yield Fact(scene.text(KINDS[one.kind]), f"{scene.day(one.on)} ({one.id})")


def _because(
    scene: Scene, group: CompleteGroup, full: CompleteGroup | None, course: GroupCourse
) -> Iterator[str]:
    if full is not None:
        yield from _why_opened(scene, group, full)
    elif group.opened is not None and group.opened >= scene.plan.period.start:
        place = next(number for number, one in enumerate(scene.plan.groups) if one.id == group.id)
        yield (
            rule_words(scene, "written day")
            if is_written(scene, ("groups", place, "opened"))
            else scene.say(
                "开群的日子方案没写，排在准备任务都做完以后",
                "its day is not written: it follows the tasks that come before",
            )
        )
    if not course.months:
        yield scene.say(
            "方案没写人从哪来，也没有成员目标，几时满推算不出来",
            "when it is full cannot be worked out: no channels of acquisition and no goal for members",
        )
        return
    yield _growth(scene)
    if group.status in ("merging", "closing"):
        yield scene.say(
            "这个群要并、要关，不再往里进人", "it merges or closes: nobody is sent to it any more"
        )
        return
    yield scene.say(
        "新来的人进同一平台、同一类用户里最晚开、还没满的那个群",
        "who joins goes to the youngest group of the same platform and persona that is not full",
    )
    if course.full_on is None and group.capacity:
        yield scene.say(
            f"到 {course.months[-1].month} 预计 {course.months[-1].members} 人，没到 {_limit(group)} 人，不用再开",
            f"{course.months[-1].members} are expected in {course.months[-1].month}, fewer than {_limit(group)}: "
            "no other has to open",
        )
    elif course.full_on is not None and not course.next_group:
        yield scene.say(
            "快满了也没接着开：同一类里还有群没满，或者剩下的日子不够准备、不够照看",
            "nearly full, and none opens after it: another of its kind has room, or too few days are left to "
            "prepare and look after one",
        )


def _why_opened(scene: Scene, group: CompleteGroup, full: CompleteGroup) -> Iterator[str]:
    course = next(one for one in scene.playbook.groups.courses if one.group == full.id)
    name, keeper = scene.own(full.name), scene.holder(group.owner)
    if course.full_on is not None and full.capacity:
        share = plain_number(full.next_at * 100)
        yield scene.say(
            f"{name} {scene.day(course.full_on)} 预计到 {_limit(full)} 人（容量 {full.capacity} 的 {share}%）",
            f"{name} is expected to have {_limit(full)} members on {scene.day(course.full_on)} ({share}% of {full.capacity})",
        )
    yield scene.say(
        f"开群取那以后头一个合适的日子：来得及准备，{keeper}在，不是方案留空的日子",
        f"it opens on the first day after that which leaves time to prepare, on which {keeper} is there and which "
        "the plan does not keep free",
    )


def _platform(scene: Scene, group: CompleteGroup) -> str:
    platform = next((one for one in scene.plan.platforms if one.id == group.platform), None)
    if platform is None:
        return group.platform
    row = load_platforms().get(platform.kind)
    return scene.own(platform.name) or (scene.text(row.name) if row is not None else platform.kind)


def _limit(group: CompleteGroup) -> int:
    return int((group.capacity or 0) * group.next_at)


def _growth(scene: Scene) -> str:
    growth = scene.playbook.growth
    first, last = growth[0], growth[-1]
    joins, leaves = sum(one.joins for one in growth), sum(one.leaves for one in growth)
    return scene.say(
        f"全部成员从 {first.start} 人推算到 {last.month} 的 {last.end} 人：进 {joins}，走 {leaves}",
        f"all members, from {first.start} to {last.end} in {last.month}: {joins} join, {leaves} leave",
    )


def _paths(scene: Scene, group: CompleteGroup, full: CompleteGroup | None, place: int) -> Iterator[PlanPath]:
    yield ("groups", place)
    while full is not None:
        yield ("groups", next(number for number, one in enumerate(scene.plan.groups) if one.id == full.id))
        full = next((one for one in scene.plan.groups if one.id == full.follows), None)
    yield ("acquisition", "channels") if scene.plan.acquisition.channels else ("goals",)
    yield ("people", group.owner)


def _rows(scene: Scene, group: CompleteGroup, place: int) -> Iterator[str]:
    root = next((n for n, one in enumerate(scene.plan.groups) if one.id == _root(scene, group)), place)
    found = origin_of(scene.plan, ("groups", root, "next_at"))
    if found is not None and found[1].kind == "assumed":
        yield found[1].rule
    platform = next((one for one in scene.plan.platforms if one.id == group.platform), None)
    if platform is not None:
        yield f"platforms/{platform.kind}"


def _root(scene: Scene, group: CompleteGroup) -> str:
    """Id of the written group at the beginning of a row of groups."""
    follows = {one.id: one.follows for one in scene.plan.groups}
    found = group.id
    while follows[found]:
        found = follows[found]
    return found


def _otherwise(scene: Scene, group: CompleteGroup, course: GroupCourse) -> Iterator[str]:
    if group.follows:
        yield scene.text(OVERRIDES["open"])
    elif group.status not in ("merging", "closing") and group.capacity:
        yield scene.say(
            "capacity 和 next_at 定几时算快满；opened 定开的日子",
            "capacity and next_at say when it counts as nearly full, opened when it opens",
        )
