"""All that a week holds: arrivals, posts, events, work with members and groups, everybody's hours."""

from __future__ import annotations

from collections.abc import Iterator

from planner.completion.params import plain_number
from planner.dates.ranges import Week
from planner.explain.days import steps_on, supplies_due
from planner.explain.duty import GAP_WORDS
from planner.explain.events import event_headline
from planner.explain.hours import explain_hours
from planner.explain.lines import lines_of
from planner.explain.members import explain_champion_month, journey_week
from planner.explain.model import Answer, Explanation, Fact
from planner.explain.posts import entry_headline
from planner.explain.scene import Scene
from planner.explain.work_names import work_name
from planner.playbook.values.agenda import DutyGap


def explain_week(scene: Scene, week: Week) -> Answer | None:
    """Explain a week of the plan; ``None`` if no day of it lies in the period."""
    days = week.range.intersection(scene.plan.period)
    if days is None:
        return None
    title = scene.say(f"{week}：{days.start} 至 {days.last}", f"{week}: {days.start} to {days.last}")
    things = (
        _whole(scene, week, title),
        *(_gap(scene, gap) for gap in scene.playbook.agenda.gaps if gap.on in days),
        *(thing for day in days for thing in steps_on(scene, day)),
        *_with_members(scene, week),
        *(thing for day in days for thing in supplies_due(scene, day)),
        *_hours(scene, week),
    )
    return Answer(str(week), title, things)


def explain_gaps(scene: Scene) -> Answer:
    """List the hours for which nobody is there."""
    gaps = scene.playbook.agenda.gaps
    title = scene.say(f"没人在的时候：{len(gaps)} 处", f"Hours with nobody there: {len(gaps)}")
    none = Explanation("gaps", title)
    return Answer("gaps", title, tuple(_gap(scene, gap) for gap in gaps) or (none,))


def _gap(scene: Scene, gap: DutyGap) -> Explanation:
    """An hour for which nobody is there; its id leads to the post or event."""
    why = scene.text(GAP_WORDS[gap.why])
    return Explanation(
        id=gap.id,
        what=scene.say("没人在：", "Nobody there: ") + work_name(scene, gap.id),
        facts=(
            scene.fact(
                "本该在的",
                "who should be",
                scene.say(f"{scene.holder(gap.holder)}（{why}）", f"{scene.holder(gap.holder)} ({why})"),
            ),
        ),
    )


def _whole(scene: Scene, week: Week, title: str) -> Explanation:
    return Explanation(
        id=str(week),
        what=title,
        facts=tuple(_facts(scene, week)),
        lines=lines_of(scene, (("acquisition", "channels"),)),
    )


def _facts(scene: Scene, week: Week) -> Iterator[Fact]:
    arrivals = scene.playbook.members.arrivals.get(week)
    if arrivals is not None:
        number = plain_number(arrivals)
        yield scene.fact("新来的", "newcomers", scene.say(f"约 {number} 人", f"about {number}"))
    for event in scene.playbook.activities.occurrences:
        if event.on in week.range:
            yield scene.fact("活动", "event", f"{event_headline(scene, event)} ({event.id})")
    for entry in scene.playbook.calendar.entries:
        if entry.on in week.range:
            yield scene.fact("内容", "post", f"{entry_headline(scene, entry)} ({entry.id})")


def _with_members(scene: Scene, week: Week) -> Iterator[Explanation]:
    members = scene.playbook.members
    for plan in members.journeys:
        for one in plan.weeks:
            if one.week == week:
                yield journey_week(scene, plan, one)
    if members.champions is not None:
        for month in members.champions.months:
            if month.asked_on is not None and Week.of(month.asked_on) == week:
                yield explain_champion_month(scene, members.champions, month)


def _hours(scene: Scene, week: Week) -> Iterator[Explanation]:
    for load in scene.playbook.hours.loads:
        if load.week == week:
            answer = explain_hours(scene, load.holder, str(week))
            if answer is not None:
                yield from answer.things
