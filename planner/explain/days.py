"""All that is planned for one day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from planner.completion.days import work_calendar
from planner.dates.workdays import WorkCalendar
from planner.explain.event_slots import event_words
from planner.explain.events import event_headline, explain_event, explain_preparation
from planner.explain.groups import explain_group
from planner.explain.lines import lines_of
from planner.explain.members import explain_champion_month
from planner.explain.model import Answer, Explanation
from planner.explain.money import explain_payment
from planner.explain.posts import entry_headline, explain_entry
from planner.explain.procedures import explain_step
from planner.explain.rows import rows_of
from planner.explain.scene import Scene
from planner.explain.supplies import supply_headline
from planner.explain.tasks import explain_task
from planner.playbook.posts.slots import stage_on
from planner.playbook.values.activities import Occurrence

_SATURDAY = 5


def explain_day(scene: Scene, day: date) -> Answer | None:
    """Explain a day of the plan; ``None`` if it lies outside its period."""
    if day not in scene.plan.period:
        return None
    things = (
        _of_the_year(scene, day),
        *_what_happens(scene, day),
        *_of_groups(scene, day),
        *_what_is_due(scene, day),
        *supplies_due(scene, day),
        *(explain_payment(scene, one) for one in scene.playbook.money.payments if one.on == day),
    )
    stage = scene.stage(stage_on(scene.plan, day))
    return Answer(day.isoformat(), f"{scene.day(day)}{scene.say('，', ', ')}{stage}", things)


def _of_the_year(scene: Scene, day: date) -> Explanation:
    """Whether people work that day, and what day it is."""
    plan = scene.plan
    days = work_calendar(plan.calendar, plan.period)
    holiday = days.holiday_name(day, scene.language) if days.is_holiday(day) else None
    kind = scene.say("上班", "a work day") if days.is_work_day(day) else scene.say("不上班", "no work day")
    named = scene.say(f"（{holiday}）", f" ({holiday})") if holiday else ""
    nodes = [node for node in plan.calendar.nodes if node.date == day]
    blackouts = [place for place, (range, _) in enumerate(plan.calendar.blackout) if day in range]
    return Explanation(
        id=day.isoformat(),
        what=f"{scene.day(day)}{scene.say('：', ': ')}{kind}{named}",
        facts=tuple(scene.fact("节点", "day of the year", scene.text(node.name)) for node in nodes)
        + tuple(
            scene.fact("已定的事", "already set", scene.own(one.text))
            for one in scene.playbook.calendar.fixed
            if one.on == day
        ),
        because=(*_why_worked(scene, days, day), *_why_quiet(scene, blackouts)),
        lines=lines_of(
            scene,
            tuple(
                ("calendar", "nodes", index) for index, one in enumerate(_written_nodes(scene)) if one == day
            )
            + tuple(("fixed", one.index) for one in scene.playbook.calendar.fixed if one.on == day)
            + tuple(("calendar", "blackout", place) for place in blackouts)
            + ((("calendar", "days_off"),) if day in plan.calendar.days_off else ())
            + ((("calendar", "make_up_days"),) if day in plan.calendar.make_up_days else ()),
        ),
        knowledge=rows_of(scene, (f"nodes/{node.knowledge}" for node in nodes if node.knowledge)),
    )


def _why_worked(scene: Scene, days: WorkCalendar, day: date) -> Iterator[str]:
    """Why people work that day or not, and how far public holidays are known where that matters."""
    calendar = scene.plan.calendar
    if day in calendar.days_off:
        yield scene.say(
            "方案写了这天不上班（calendar.days_off）", "the plan has this day off (calendar.days_off)"
        )
        return
    if days.is_make_up_day(day):
        yield scene.say("调休，周末补班", "a weekend worked in exchange for a holiday")
        return
    is_plain_weekend = not days.is_work_day(day) and not days.is_holiday(day)
    if is_plain_weekend:
        yield scene.say("周末", "a weekend")
    elif not days.is_work_day(day):
        yield scene.say("公共假日", "a public holiday")
    elif day.weekday() < _SATURDAY:
        yield scene.say("平常的工作日", "an ordinary working day")
    status = scene.playbook.holiday_status.get(day.year, "official")
    if status == "estimated" and not is_plain_weekend:
        yield scene.say(
            "这一年的放假安排还没公布，是推算的",
            "the public holidays of this year are not published yet: estimated",
        )
    elif status == "unknown" and not is_plain_weekend:
        yield (
            scene.say(
                f"{calendar.country} 这一年的公共假日不知道，只按周末休；要休就写进 calendar.days_off",
                f"the public holidays of {calendar.country} in this year are not known; only weekends are off "
                "(write others under calendar.days_off)",
            )
            if calendar.country
            else scene.say(
                "方案没写国家（calendar.country），公共假日没有算进来，只按周末休",
                "the plan names no country (calendar.country), so public holidays are left out; only weekends are off",
            )
        )


def _why_quiet(scene: Scene, blackouts: Iterable[int]) -> Iterator[str]:
    for place in blackouts:
        _, reason = scene.plan.calendar.blackout[place]
        because = scene.say(f"：{scene.own(reason)}", f": {reason}") if reason else ""
        yield scene.say(
            f"方案写明这天不发不办（calendar.blackout）{because}",
            f"the plan keeps this day free of posts and events (calendar.blackout){because}",
        )


def _written_nodes(scene: Scene) -> list[date]:
    return [node.date for node in scene.plan.calendar.nodes if not node.knowledge]


def _what_happens(scene: Scene, day: date) -> Iterator[Explanation]:
    for event in scene.playbook.activities.occurrences:
        if event.on == day:
            yield explain_event(scene, event)
    for entry in scene.playbook.calendar.entries:
        if entry.on == day:
            yield explain_entry(scene, entry)


def _of_groups(scene: Scene, day: date) -> Iterator[Explanation]:
    """Groups that open or are full that day, steps of their procedures, champions who are asked."""
    opened = {group.id for group in scene.plan.groups if group.opened == day}
    for course in scene.playbook.groups.courses:
        if course.group in opened or course.full_on == day:
            yield explain_group(scene, course)
    yield from steps_on(scene, day)
    champions = scene.playbook.members.champions
    for month in champions.months if champions is not None else ():
        if champions is not None and month.asked_on == day:
            yield explain_champion_month(scene, champions, month)


def steps_on(scene: Scene, day: date) -> Iterator[Explanation]:
    """Explain the steps of groups' procedures that are taken on a day."""
    for procedure in scene.playbook.groups.procedures:
        for step in procedure.steps:
            if step.on == day:
                yield explain_step(scene, procedure, step)


def supplies_due(scene: Scene, day: date) -> Iterator[Explanation]:
    """Name what has to be there by the end of a day, text and approval of posts apart: those are due anyhow."""
    posts = {entry.id for entry in scene.playbook.calendar.entries}
    for item in scene.playbook.supplies:
        if item.due == day and not (item.kind in ("text", "approval") and item.needed_by in posts):
            what = f"{scene.holder(item.owner)}{scene.say('，', ', ')}{supply_headline(scene, item)}"
            yield _due(scene, item.id, "要到位", "To be there", what)


def _what_is_due(scene: Scene, day: date) -> Iterator[Explanation]:
    for entry in scene.playbook.calendar.entries:
        if entry.draft_due == day != entry.on:
            yield _due(
                scene,
                entry.id,
                "交稿",
                "Draft due",
                f"{scene.holder(entry.owner)}{scene.say('，', ', ')}{entry_headline(scene, entry)}",
            )
        if entry.review_due == day != entry.on:
            yield _due(
                scene,
                entry.id,
                "审稿",
                "Review due",
                f"{scene.holder(entry.reviewer)}{scene.say('，', ', ')}{entry_headline(scene, entry)}",
            )
    for event in scene.playbook.activities.occurrences:
        yield from _around_event(scene, event, day)
    for stage in scene.plan.stages:
        for task in stage.tasks:
            if task.due == day:
                yield explain_task(scene, stage, task)


def _around_event(scene: Scene, event: Occurrence, day: date) -> Iterator[Explanation]:
    headline = event_headline(scene, event)
    for step in event.preparation:
        if step.due == day:
            yield explain_preparation(scene, event, step)
    for after in event.follow_up:
        if after.on == day:
            yield _due(
                scene,
                after.id,
                "活动之后",
                "After the event",
                f"{after.time} {scene.holder(after.owner)}{scene.say('：', ': ')}{event_words(scene, event, after.what)}",
            )
    if event.sign_up_opens == day:
        yield _due(scene, event.id, "报名开始", "Sign-up opens", headline)
    if event.sign_up_closes == day:
        yield _due(scene, event.id, "报名截止", "Sign-up closes", headline)
    if day in event.reminders:
        yield _due(scene, event.id, "提醒", "Reminder", headline)


def _due(scene: Scene, thing: str, chinese: str, english: str, what: str) -> Explanation:
    """A step of something that has an explanation of its own: its id leads there."""
    colon = scene.say("：", ": ")
    return Explanation(id=thing, what=f"{scene.say(chinese, english)}{colon}{what}")
