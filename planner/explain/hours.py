"""What fills a person's week, against the hours there are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from planner.dates.ranges import Week
from planner.diagnostics.wording import set_apart
from planner.explain.events import event_headline
from planner.explain.lines import lines_of
from planner.explain.model import Answer, Explanation, Fact
from planner.explain.origins import origin_of
from planner.explain.posts import entry_headline
from planner.explain.rows import rows_of
from planner.explain.scene import Scene
from planner.explain.work_names import work_name
from planner.knowledge.schema import Text
from planner.playbook.values.hours import Overload, WeekLoad
from planner.playbook.work.event_work import live_minutes

_SOURCES: Mapping[str, Text] = {
    "content": Text("写稿和审稿", "writing and reviewing"),
    "sending": Text("发", "sending"),
    "replies": Text("回复", "replies"),
    "routine": Text("例行事务", "routines"),
    "journeys": Text("新人和老成员的旅程", "members' journeys"),
    "groups": Text("群的开、并、交、关", "opening, merging and closing groups"),
    "champions": Text("找骨干、谢骨干", "champions"),
    "preparation": Text("活动准备", "preparation of events"),
    "event": Text("活动当天", "events"),
    "follow_up": Text("活动之后", "after events"),
    "task": Text("阶段任务", "stage tasks"),
    "buffer": Text("机动", "buffer"),
}
_VERBS: Mapping[str, Text] = {
    "content": Text("写", "write"),
    "preparation": Text("准备", "prepare"),
    "task": Text("任务", "task"),
    "champions": Text("请骨干", "champions"),
}
_MOST_PIECES = 12


def find_holder(scene: Scene, name: str) -> str | None:
    """Return the holder of hours meant by an id or a name."""
    holders = dict.fromkeys(load.holder for load in scene.playbook.hours.loads)
    return next((one for one in holders if name in (one, holder_name(scene, one))), None)


def holder_name(scene: Scene, holder: str) -> str:
    """Return the name by which a holder's hours are asked about."""
    return set_apart(scene.holder(holder))


def explain_all_hours(scene: Scene) -> Answer:
    """Explain the hours of everybody, one after the other."""
    holders = dict.fromkeys(load.holder for load in scene.playbook.hours.loads)
    answers = (explain_hours(scene, holder) for holder in holders)
    things = tuple(thing for answer in answers if answer is not None for thing in answer.things)
    total = scene.time(scene.playbook.hours.total)
    return Answer("hours", scene.say(f"全部工时 {total}", f"All hours: {total}"), things)


def explain_hours(scene: Scene, holder: str, week: str = "") -> Answer | None:
    """Explain a person's week, or the mean and the fullest weeks without one; ``None`` for a week without work."""
    loads = [load for load in scene.playbook.hours.loads if load.holder == holder]
    if not week:
        return _all_weeks(scene, holder, loads)
    load = next((one for one in loads if str(one.week) == week), None)
    if load is None:
        return None
    target = f"hours.{holder_name(scene, holder)}.{week}"
    over = (
        scene.say(f"，超出 {scene.time(load.over)}", f", {scene.time(load.over)} too much")
        if load.over
        else ""
    )
    what = scene.say(
        f"{scene.holder(holder)} {load.week.monday} 起的一周：{scene.time(load.total)}{_capacity(scene, load)}{over}",
        f"{scene.holder(holder)}, week of {load.week.monday}: {scene.time(load.total)}{_capacity(scene, load)}{over}",
    )
    overload = next(
        (one for one in scene.playbook.hours.overloads if one.holder == holder and one.week == load.week),
        None,
    )
    explanation = Explanation(
        id=target,
        what=what,
        facts=(*_by_source(scene, load), *_pieces(scene, holder, load.week)),
        because=tuple(_because(scene, holder, load.week)),
        lines=lines_of(scene, (("people", holder),)),
        knowledge=rows_of(scene, tuple(_presets(scene))),
        otherwise=(_remedy(scene, overload),) if overload is not None else (),
    )
    return Answer(target, what, (explanation,))


def _capacity(scene: Scene, load: WeekLoad) -> str:
    if load.capacity is None:
        return scene.say("（方案没写能用多少）", " (the plan does not say how much there is)")
    return scene.say(f"，能用 {scene.time(load.capacity)}", f" of {scene.time(load.capacity)}")


def _by_source(scene: Scene, load: WeekLoad) -> Iterator[Fact]:
    for source, minutes in load.demand.items():
        if minutes:
            yield Fact(scene.text(_SOURCES[source]), scene.time(minutes))


@dataclass(frozen=True, slots=True)
class _Piece:
    """A dated piece of work that is done in a week."""

    minutes: int
    verb: str
    name: str


def _pieces(scene: Scene, holder: str, week: Week) -> Iterator[Fact]:
    """The largest dated pieces of work that are done in the week, whenever they are due."""
    pieces = [*_due_pieces(scene, holder, week), *_pieces_ahead(scene, holder, week)]
    pieces.sort(key=lambda piece: (-piece.minutes, piece.verb, piece.name))
    for piece in pieces[:_MOST_PIECES]:
        yield Fact(piece.verb, f"{piece.name} ({scene.time(piece.minutes)})")
    more = len(pieces) - _MOST_PIECES
    if more > 0:
        minutes = scene.time(sum(piece.minutes for piece in pieces[_MOST_PIECES:]))
        yield scene.fact(
            "还有", "and", scene.say(f"另有 {more} 项，共 {minutes}", f"{more} more, {minutes} in all")
        )


def _due_pieces(scene: Scene, holder: str, week: Week) -> Iterator[_Piece]:
    """What is due in the week, less what has been done of it before."""
    done: Counter[tuple[str, str]] = Counter()
    for share in scene.playbook.hours.ahead:
        if share.holder == holder and Week.of(share.due) == week:
            done[share.work, share.source] += share.minutes

    def piece(work: str, source: str, minutes: int, verb: str, name: str) -> Iterator[_Piece]:
        left = minutes - done[work, source]
        if left > 0:
            yield _Piece(left, verb, name)

    for entry in scene.playbook.calendar.entries:
        if entry.owner == holder and Week.of(entry.draft_due) == week:
            name = entry_headline(scene, entry)
            yield from piece(entry.id, "content", entry.minutes, scene.say("写", "write"), name)
    for procedure in scene.playbook.groups.procedures:
        for part in procedure.steps:
            if part.owner == holder and Week.of(part.on) == week:
                name = work_name(scene, part.id)
                yield from piece(part.id, "groups", part.minutes, scene.say("群", "groups"), name)
    for event in scene.playbook.activities.occurrences:
        live = live_minutes(event.activity).get(holder, 0)
        if Week.of(event.on) == week and live:
            yield _Piece(live, scene.say("办", "run"), event_headline(scene, event))
        for step in event.preparation:
            if step.owner == holder and Week.of(step.due) == week:
                name = work_name(scene, step.id)
                yield from piece(step.id, "preparation", step.minutes, scene.say("准备", "prepare"), name)
    for stage in scene.plan.stages:
        for task in stage.tasks:
            if task.owner == holder and Week.of(task.due) == week:
                name = scene.text(task.title)
                yield from piece(
                    f"task:{stage.id}:{task.id}", "task", task.minutes, scene.say("任务", "task"), name
                )


def _pieces_ahead(scene: Scene, holder: str, week: Week) -> Iterator[_Piece]:
    """What is done in the week although it is due in a later one."""
    for share in scene.playbook.hours.ahead:
        if share.holder == holder and share.week == week:
            due = scene.day(share.due)
            name = work_name(scene, share.work)
            yield _Piece(
                share.minutes,
                scene.text(_VERBS.get(share.source, _SOURCES[share.source])),
                scene.say(f"{name}，{due} 到期，提前做", f"{name}, ahead of its day ({due})"),
            )


def _because(scene: Scene, holder: str, week: Week) -> list[str]:
    """What of the week's work is done in earlier weeks, and why."""
    found = [
        scene.say(
            f"这一周已满，提前到 {share.week.monday} 那一周做：{work_name(scene, share.work)}（{scene.time(share.minutes)}）",
            f"done in the week of {share.week.monday}, because this week is full: {work_name(scene, share.work)} ({scene.time(share.minutes)})",
        )
        for share in scene.playbook.hours.ahead
        if share.holder == holder and Week.of(share.due) == week and share.week != week
    ]
    more = len(found) - _MOST_PIECES
    return found[:_MOST_PIECES] + (
        [scene.say(f"另有 {more} 项也提前做", f"{more} more are done ahead, too")] if more > 0 else []
    )


def _presets(scene: Scene) -> Iterator[str]:
    yield "assumptions/buffer_share"
    for path in (("content", "series"), ("routines",)):
        found = origin_of(scene.plan, path)
        if found is not None and found[1].kind == "assumed":
            yield found[1].rule


def _remedy(scene: Scene, overload: Overload) -> str:
    remedy = overload.remedy
    what = work_name(scene, remedy.what) if remedy.what else ""
    if remedy.kind == "move" and remedy.to is not None:
        return scene.say(
            f"把{scene.quoted(what)}挪到 {scene.day(remedy.to)}，就排得下",
            f"moving {scene.quoted(what)} to {scene.day(remedy.to)} makes it fit",
        )
    if remedy.kind == "drop":
        return scene.say(f"不办{scene.quoted(what)}，就排得下", f"without {scene.quoted(what)} it fits")
    return scene.say(
        f"这一周加 {scene.time(remedy.minutes)}，就排得下",
        f"{scene.time(remedy.minutes)} more in this week makes it fit",
    )


def _all_weeks(scene: Scene, holder: str, loads: list[WeekLoad]) -> Answer | None:
    if not loads:
        return None
    mean = scene.playbook.hours.weekly_mean.get(holder, 0)
    fullest = sorted(loads, key=lambda load: (-load.over, -load.total, load.week))[:_MOST_PIECES]
    what = scene.say(
        f"{scene.holder(holder)}：平均每周 {scene.time(mean)}",
        f"{scene.holder(holder)}: {scene.time(mean)} a week on average",
    )
    explanation = Explanation(
        id=f"hours.{holder_name(scene, holder)}",
        what=what,
        facts=(
            *(Fact(str(load.week), scene.time(load.total) + _capacity(scene, load)) for load in fullest),
            *_other_weeks(scene, len(loads) - len(fullest)),
        ),
        lines=lines_of(scene, (("people", holder),)),
        knowledge=rows_of(scene, tuple(_presets(scene))),
    )
    return Answer(f"hours.{holder_name(scene, holder)}", what, (explanation,))


def _other_weeks(scene: Scene, more: int) -> Iterator[Fact]:
    if more > 0:
        yield scene.fact(
            "还有", "and", scene.say(f"另有 {more} 周，都没这么满", f"{more} more weeks, none fuller")
        )
