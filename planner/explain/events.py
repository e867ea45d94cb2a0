"""Why an occurrence is held, on that day, and what else could have been."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from planner.completion.days import work_calendar
from planner.completion.team import WEEKDAYS
from planner.diagnostics.model import PlanPath
from planner.explain.choices import choice_reasons, considered
from planner.explain.duty import event_duty
from planner.explain.event_slots import event_words
from planner.explain.lines import lines_of
from planner.explain.model import Explanation, Fact
from planner.explain.posts import override_paths
from planner.explain.rows import rows_of
from planner.explain.rules import rule_words
from planner.explain.scene import Scene
from planner.knowledge.load import load_activity_kind
from planner.playbook.values.activities import Occurrence, Preparation
from planner.playbook.values.portfolio import Choice
from planner.playbook.work.duty import is_available

_OTHER_DAYS = 10
"""How many days to either side are looked at."""
_MOST_OTHERS = 6
_WEEK = 7


def event_headline(scene: Scene, event: Occurrence) -> str:
    """Return name, day and hours of an occurrence in one line."""
    return f"{scene.text(event.activity.name)} {scene.day(event.on)} {event.start:%H:%M}–{event.end:%H:%M}"


def explain_event(scene: Scene, event: Occurrence) -> Explanation:
    """Explain an occurrence: what it takes, why this kind and this day, which other days and kinds there were."""
    activity = event.activity
    choice = next((c for c in scene.playbook.portfolio.choices if c.activity.id == activity.id), None)
    because = [*_because(scene, event, choice), *event_duty(scene, event)]
    paths = [*event.reason.paths, *(choice.reason.paths if choice is not None else ())]
    knowledge = [*event.reason.knowledge, *(choice.reason.knowledge if choice is not None else ())]
    return Explanation(
        id=event.id,
        what=scene.say("活动场次：", "Event: ") + event_headline(scene, event),
        facts=tuple(_facts(scene, event)),
        because=tuple(dict.fromkeys(because)),
        lines=lines_of(scene, (*paths, *_paths(scene, event))),
        knowledge=rows_of(scene, (*knowledge, f"activities/{activity.kind}")),
        otherwise=tuple(_otherwise(scene, event)),
        considered=() if activity.written else tuple(considered(scene, event)),
    )


def _because(scene: Scene, event: Occurrence, choice: Choice | None) -> Iterator[str]:
    """Why it is held at all, then why on this day."""
    if event.activity.written:
        yield scene.say("方案里写了这个活动，一定排", "the plan has this activity, so it is held")
    elif choice is not None:
        yield from choice_reasons(scene, choice)
    change = next((one for one in scene.plan.calendar.overrides if one.id == event.id), None)
    if change is None or (change.date is None and not change.time):
        yield rule_words(scene, event.reason.rule)
    if change is not None:
        yield rule_words(scene, "override of the calendar")


def _facts(scene: Scene, event: Occurrence) -> Iterator[Fact]:
    activity = event.activity
    comma = scene.say("，", ", ")
    yield scene.fact("阶段", "stage", scene.stage(event.stage))
    people = f"{activity.least}–{activity.most}"
    yield scene.fact(
        "人数",
        "people",
        scene.say(f"{people}，预计 {activity.expected}", f"{people}, {activity.expected} expected"),
    )
    if event.cost:
        yield scene.fact("花费", "cost", scene.money(event.cost))
    if event.holiday is not None:
        yield scene.fact("那天是", "falls on", scene.text(event.holiday))
    for chinese, english, name in (("围绕", "about", event.offer), ("问题", "question", event.question)):
        if name:
            yield scene.fact(chinese, english, scene.own(name))
    if event.sign_up_opens is not None and event.sign_up_closes is not None:
        yield scene.fact(
            "报名",
            "sign-up",
            scene.say(
                f"{event.sign_up_opens} 至 {event.sign_up_closes}",
                f"{event.sign_up_opens} to {event.sign_up_closes}",
            ),
        )
    for step in event.preparation:
        yield scene.fact(
            "准备",
            "preparation",
            f"{scene.day(step.due)}{comma}{scene.holder(step.owner)}{comma}{scene.time(step.minutes)}{scene.say('：', ': ')}{event_words(scene, event, step.title)}",
        )


def _paths(scene: Scene, event: Occurrence) -> Iterator[PlanPath]:
    activity = event.activity
    if activity.written:
        yield ("activities", activity.id)
    yield from (("people", holder) for holder in dict.fromkeys(activity.holders.values()))
    if activity.offer:
        yield ("offers", activity.offer)
    yield from override_paths(scene, event.id)


def _otherwise(scene: Scene, event: Occurrence) -> Iterator[str]:
    free, ruled_out = _other_days(scene, event)
    if free:
        yield scene.say(
            f"附近也合适的日子：{scene.listed(free)}", f"other days nearby that suit: {scene.listed(free)}"
        )
    for day, why in ruled_out:
        yield f"{day}{scene.say('：', ': ')}{why}"
    example = f"{{id: {event.id}, action: move, date: …}}"
    yield scene.say(
        f"要换日子，在 calendar.overrides 加一条 {example}；skip 不办",
        f"for another day add {example} to calendar.overrides; skip leaves it out",
    )


def _other_days(scene: Scene, event: Occurrence) -> tuple[list[str], list[tuple[str, str]]]:
    """The nearest days on the kind's weekdays: those that suit as well, and those that do not, with the cause."""
    weekdays = load_activity_kind(event.activity.kind).weekdays
    window = next(stage.window for stage in scene.plan.stages if stage.id == event.stage)
    free, ruled_out = [], []
    for distance in range(1, _OTHER_DAYS + 1):
        for day in (event.on - timedelta(days=distance), event.on + timedelta(days=distance)):
            if day not in window or WEEKDAYS[day.weekday()] not in weekdays:
                continue
            why = why_not(scene, event, day)
            if why:
                ruled_out.append((scene.day(day), why))
            else:
                free.append(scene.day(day))
    return free[:_MOST_OTHERS], ruled_out[:_MOST_OTHERS]


def why_not(scene: Scene, event: Occurrence, day: date) -> str:
    """Return what speaks against holding an event on another day; empty if nothing does."""
    plan = scene.plan
    days = work_calendar(plan.calendar, plan.period)
    for blackout, reason in plan.calendar.blackout:
        if day in blackout:
            return reason or scene.say("方案里写明这几天不办", "the plan rules these days out")
    if days.is_holiday(day) and not event.activity.holiday_ok:
        return days.holiday_name(day, scene.language) or scene.say("假日", "a holiday")
    near = [
        o
        for o in scene.playbook.activities.occurrences
        if o.id != event.id and abs((o.on - day).days) < _WEEK
    ]
    if near:
        return scene.say(
            f"离{scene.quoted(scene.text(near[0].activity.name))}（{near[0].on}）不到一周",
            f"less than a week from {scene.quoted(scene.text(near[0].activity.name))} ({near[0].on})",
        )
    holders = set(event.activity.holders.values())
    away = [
        scene.own(person.name)
        for person in plan.people
        if person.id in holders and not is_available(person, day)
    ]
    if away:
        return scene.say(f"{scene.listed(away)}那天不在", f"{scene.listed(away)} not there")
    return ""


def explain_preparation(scene: Scene, event: Occurrence, step: Preparation) -> Explanation:
    """Explain a piece of preparation: for which event, and why on that day."""
    row = next((one for one in event.activity.preparation if step.id == f"{event.id}:{one.id}"), None)
    because = []
    if row is not None and row.work_days_before:
        because.append(
            scene.say(
                f"活动前 {row.work_days_before} 个工作日要做完；负责人不在或不上班的日子往前挪",
                f"due {row.work_days_before} work days before the event, earlier where its owner is away or off",
            )
        )
    elif row is not None:
        because.append(scene.say("活动当天做", "done on the day of the event"))
    return Explanation(
        id=step.id,
        what=scene.say(
            f"准备工作：{event_words(scene, event, step.title)}",
            f"Preparation: {event_words(scene, event, step.title)}",
        )
        + f"{scene.say('，', ', ')}{scene.day(step.due)}{scene.say('，', ', ')}{scene.holder(step.owner)}",
        facts=(
            scene.fact("为了", "for", event_headline(scene, event)),
            scene.fact("要用", "takes", scene.time(step.minutes)),
            *((scene.fact("做到", "done when", event_words(scene, event, step.done)),) if step.done else ()),
        ),
        because=tuple(because),
        lines=lines_of(scene, (*_paths(scene, event), ("people", step.owner))),
        knowledge=rows_of(scene, (f"activities/{event.activity.kind}",)),
    )
