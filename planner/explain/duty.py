"""Who is there after a post or at an event, instead of whom, and why somebody is missing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from planner.completion.values.programme import CompleteSeries
from planner.explain.scene import Scene
from planner.knowledge.load import assumed, load_activity_kind
from planner.knowledge.schema import Text
from planner.playbook.agenda.shifts import Shift, event_shifts, is_held, moment
from planner.playbook.posts.postings import MOVED
from planner.playbook.posts.slots import minutes_of
from planner.playbook.values.activities import Occurrence
from planner.playbook.values.agenda import GapWhy
from planner.playbook.values.content import Entry
from planner.playbook.work.duty import answers_needed, duty_candidates, why_absent

GAP_WORDS: Mapping[GapWhy, Text] = {
    "away": Text("那天不在", "not there that day"),
    "hours": Text("那个钟点不在", "not there at that hour"),
    "event": Text("那时在办活动", "holding an event then"),
    "elsewhere": Text("那时在别处值守", "on duty in another place then"),
}


def duty_reasons(scene: Scene, entry: Entry) -> Iterator[str]:
    """Say who would come first after a post and cannot be there, and what is to be done where nobody is."""
    series = next((one for one in scene.plan.content.series if one.id == entry.series), None)
    if series is None:
        return
    minutes = int(assumed("duty_minutes"))
    if answers_needed(scene.plan, series):
        yield scene.say(
            f"这条要人回话：发出后 {minutes} 分钟里要有人在",
            f"it asks for answers: somebody has to be there for {minutes} minutes after it",
        )
    for holder in duty_candidates(scene.plan, series, entry.owner, entry.on):
        if entry.duty.covered and holder == entry.duty.person:
            return
        why = _why_not(scene, entry, series, holder)
        yield scene.say(
            f"{scene.holder(holder)}：{scene.text(GAP_WORDS[why])}",
            f"{scene.holder(holder)}: {scene.text(GAP_WORDS[why])}",
        )


def moved_hour(scene: Scene, entry: Entry) -> str:
    """Say why a post goes out at another hour of its own day; empty where it does not."""
    series = next((one for one in scene.plan.content.series if one.id == entry.series), None)
    if series is None or entry.reason.rule != MOVED or entry.on != entry.nominal or entry.time == series.time:
        return ""
    return scene.say(
        f"栏目的钟点是 {series.time}；那时在办活动、离别的内容太近，或者没人能守着回，改在当天 {entry.time}",
        f"the hour of the series is {series.time}; an event is on then, another post too near or nobody there to "
        f"answer, so it goes out at {entry.time} the same day",
    )


def duty_remedies(scene: Scene, entry: Entry) -> Iterator[str]:
    """Say how a post after which nobody is there could have somebody."""
    if any(gap.id == entry.id for gap in scene.playbook.agenda.gaps):
        yield scene.say(
            "要有人守：改栏目的 time，给群写 deputy，或把谁的 present 放宽到那个钟点",
            "for somebody to be there, change the time of the series, give the group a deputy, or let somebody’s "
            "present reach that hour",
        )


def _why_not(scene: Scene, entry: Entry, series: CompleteSeries, holder: str) -> GapWhy:
    plan = scene.plan
    needed = answers_needed(plan, series)
    minute = minutes_of(entry.time)
    away = why_absent(plan, holder, entry.on, minute if needed else None)
    if away is not None:
        return away
    begins = moment(entry.on, minute)
    shifts = [one for one in _shifts(scene) if one.person == holder]
    return "event" if is_held(shifts, begins, begins + int(assumed("duty_minutes"))) else "elsewhere"


def _shifts(scene: Scene) -> tuple[Shift, ...]:
    return event_shifts(scene.plan, scene.playbook.activities.occurrences)


def event_duty(scene: Scene, event: Occurrence) -> Iterator[str]:
    """Say who stands in for whom at an event, and who is missing without anybody standing in."""
    for shift in _shifts(scene):
        if shift.event != event.id:
            continue
        if shift.person != shift.holder:
            yield scene.say(
                f"{scene.holder(shift.holder)}那时不能在，{scene.holder(shift.person)}替",
                f"{scene.holder(shift.holder)} cannot be there, {scene.holder(shift.person)} stands in",
            )
        elif shift.why is not None:
            roles = scene.listed(_role(scene, event, role) for role in shift.roles)
            why = scene.text(GAP_WORDS[shift.why])
            yield scene.say(
                f"没人替{scene.holder(shift.holder)}（{roles}）：{why}",
                f"nobody stands in for {scene.holder(shift.holder)} ({roles}): {why}",
            )


def _role(scene: Scene, event: Occurrence, role: str) -> str:
    rows = load_activity_kind(event.activity.kind).roles
    return next((scene.text(row.name) for row in rows if row.id == role), role)
