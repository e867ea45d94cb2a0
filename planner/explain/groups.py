"""Why a group opens, merges, changes hands or closes on its day, and how full it gets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from planner.completion.params import plain_number
from planner.completion.values.team import CompleteGroup
from planner.diagnostics.model import PlanPath
from planner.explain.lines import lines_of
from planner.explain.model import Explanation, Fact
from planner.explain.origins import origin_of
from planner.explain.rows import rows_of
from planner.explain.rules import rule_words
from planner.explain.scene import Scene
from planner.knowledge.fill import fill, said
from planner.knowledge.load import load_group_procedures
from planner.knowledge.schema import Text
from planner.playbook.supplies.holders import Wordings
from planner.playbook.values.groups import GroupCourse, Procedure, ProcedureKind, ProcedureStep

_MOST_MONTHS = 12
_KINDS: Mapping[ProcedureKind, Text] = {
    "open": Text("开下一个群", "Opening the next group"),
    "merge": Text("并群", "Merging"),
    "hand_over": Text("换群主", "Change of owner"),
    "close": Text("关群", "Closing"),
    "review": Text("再看一次这个群", "Looking at the group again"),
}
_OVERRIDES: Mapping[ProcedureKind, Text] = {
    "open": Text(
        "想早开、晚开，改前面那个群的 capacity 或 next_at；自己在 groups 里写好下一个群和 opened，就照写的开",
        "for another day change capacity or next_at of the group before; a next group written under groups with "
        "its own opened is taken as it stands",
    ),
    "merge": Text(
        "想换日子，改这个群的 closes；并到别处，改 into", "closes sets the day, into the other group"
    ),
    "hand_over": Text("想换日子或换人，改这个群的 hand_over", "hand_over sets the day and the new owner"),
    "close": Text(
        "想换日子，改这个群的 closes；不关了，删掉 status 和 closes",
        "closes sets the day; without status and closes the group stays",
    ),
    "review": Text(
        "日子跟着说实话那条任务走；已经定了并或关，就写 status 和 closes，不用再看",
        "its day follows the task of the candid word; where merging or closing is decided, write status and closes",
    ),
}


def group_named(scene: Scene, group: str) -> str:
    """Return a group's name by its id."""
    return next((scene.own(one.name) for one in scene.plan.groups if one.id == group), group)


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
    platform = next((one.name for one in scene.plan.platforms if one.id == group.platform), group.platform)
    yield scene.fact("平台", "platform", scene.own(platform))
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
            yield Fact(scene.text(_KINDS[one.kind]), f"{scene.day(one.on)} ({one.id})")


def _because(
    scene: Scene, group: CompleteGroup, full: CompleteGroup | None, course: GroupCourse
) -> Iterator[str]:
    if full is not None:
        yield from _why_opened(scene, group, full)
    elif group.opened is not None:
        yield scene.say(
            "开群的日子是方案里写的，或照准备任务排的", "its day is written, or follows the tasks before it"
        )
    if not course.months:
        yield scene.say(
            "方案没写人从哪来，也没有成员目标，几时满推算不出来",
            "when it is full cannot be worked out: no channels of acquisition and no goal for members",
        )
        return
    yield _growth(scene)
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
            f"{name}{scene.day(course.full_on)} 预计到 {_limit(full)} 人（容量 {full.capacity} 的 {share}%）",
            f"{name} is expected to have {_limit(full)} members on {scene.day(course.full_on)} ({share}% of {full.capacity})",
        )
    yield scene.say(
        f"开群取那以后头一个合适的日子：来得及准备，{keeper}在，不是方案留空的日子",
        f"it opens on the first day after that which leaves time to prepare, on which {keeper} is there and which "
        "the plan does not keep free",
    )


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
        yield scene.text(_OVERRIDES["open"])
    elif course.full_on is not None or group.capacity:
        yield scene.say(
            "capacity 和 next_at 定几时算快满；opened 定开的日子",
            "capacity and next_at say when it counts as nearly full, opened when it opens",
        )


def explain_procedure(scene: Scene, procedure: Procedure) -> Explanation:
    """Explain a procedure: its day, its steps, and what sets them."""
    taker = scene.holder(procedure.taker) if procedure.taker else ""
    facts = [Fact(scene.day(step.on), step_words(scene, procedure, step)) for step in procedure.steps]
    if taker:
        facts.insert(0, scene.fact("谁接", "taken over by", taker))
    return Explanation(
        id=procedure.id,
        what=f"{procedure_name(scene, procedure)}{scene.say('，', ', ')}{scene.day(procedure.on)}",
        facts=tuple(facts),
        because=(rule_words(scene, procedure.reason.rule), _dating(scene)),
        lines=lines_of(scene, (*procedure.reason.paths, *_owners(procedure.steps))),
        knowledge=rows_of(scene, procedure.reason.knowledge),
        otherwise=(scene.text(_OVERRIDES[procedure.kind]),),
    )


def explain_step(scene: Scene, procedure: Procedure, step: ProcedureStep) -> Explanation:
    """Explain one dated step: of which procedure, why on that day, when it is done."""
    row = next(
        (
            one
            for row in load_group_procedures().values()
            for one in row.steps
            if f"group_procedures/{row.id}" in procedure.reason.knowledge and one.id == step.step
        ),
        None,
    )
    because = [_days_off(scene, row.days)] if row is not None else []
    if not step.minutes:
        because.append(
            scene.say(
                "时间已经算在同一件阶段任务里", "its time is counted with the stage task that does the same"
            )
        )
    done = scene.text(fill(row.done, _params(scene, procedure))) if row is not None else ""
    return Explanation(
        id=step.id,
        what=f"{step_name(scene, procedure, step)}{scene.say('，', ', ')}{scene.day(step.on)}",
        facts=(
            scene.fact("为了", "for", f"{procedure_name(scene, procedure)} ({procedure.id})"),
            scene.fact("谁做", "done by", scene.holder(step.owner)),
            *((scene.fact("要用", "takes", scene.time(step.minutes)),) if step.minutes else ()),
            *((scene.fact("做到", "done when", done),) if done else ()),
        ),
        because=(*because, _dating(scene)),
        lines=lines_of(scene, (*procedure.reason.paths, ("people", step.owner))),
        knowledge=rows_of(scene, procedure.reason.knowledge),
        otherwise=(scene.text(_OVERRIDES[procedure.kind]),),
    )


def procedure_name(scene: Scene, procedure: Procedure) -> str:
    """Return what a procedure is called, with its group: 关群：老店群."""
    colon = scene.say("：", ": ")
    name = scene.text(_KINDS[procedure.kind]) + colon + group_named(scene, procedure.group)
    if not procedure.other:
        return name
    return f"{name} → {group_named(scene, procedure.other)}"


def step_name(scene: Scene, procedure: Procedure, step: ProcedureStep) -> str:
    """Return a step's title with its slots filled."""
    rows = (row for row in load_group_procedures().values() if row.what == procedure.kind)
    title = next((one.title for row in rows for one in row.steps if one.id == step.step), None)
    return scene.text(fill(title, _params(scene, procedure))) if title is not None else step.step


def step_words(scene: Scene, procedure: Procedure, step: ProcedureStep) -> str:
    """Return a step with its owner and its minutes in one line."""
    takes = (
        scene.say(f"（{scene.time(step.minutes)}）", f" ({scene.time(step.minutes)})") if step.minutes else ""
    )
    colon = scene.say("：", ": ")
    return f"{scene.holder(step.owner)}{colon}{step_name(scene, procedure, step)}{takes}"


def _params(scene: Scene, procedure: Procedure) -> Mapping[str, Text]:
    wordings = Wordings(scene.plan)
    group = next(one for one in scene.plan.groups if one.id == procedure.group)
    names = {one.id: one.name for one in scene.plan.groups}
    day = procedure.on
    return {
        "group": said(group.name),
        "other": said(names.get(procedure.other, group.name)),
        "keeper": wordings.holder(_keeper(group, procedure, day)),
        "taker": wordings.holder(procedure.taker or group.keeper(day)),
        "owner": wordings.holder(scene.plan.roles["owner"].holder or "owner"),
        "community": said(scene.plan.community.name),
        "promise": said(scene.plan.positioning.promise.rstrip("。.")),
        "day": Text(f"{day.month} 月 {day.day} 日", day.isoformat()),
    }


def _keeper(group: CompleteGroup, procedure: Procedure, day: date) -> str:
    return group.owner if procedure.kind == "hand_over" else group.keeper(day)


def _days_off(scene: Scene, days: int) -> str:
    if not days:
        return scene.say("就在那一天", "on the very day")
    if days < 0:
        return scene.say(f"那天之前 {-days} 天", f"{-days} days before it")
    return scene.say(f"那天之后 {days} 天", f"{days} days after it")


def _dating(scene: Scene) -> str:
    return scene.say(
        "每一步落在做的人在的日子：之前的步骤往前挪，当天和之后的往后挪，次序不变",
        "each step lies on a day on which whoever takes it is there: earlier for steps before the day, later for "
        "those on it and after, in their order",
    )


def _owners(steps: tuple[ProcedureStep, ...]) -> Iterator[PlanPath]:
    yield from (("people", owner) for owner in dict.fromkeys(step.owner for step in steps))
