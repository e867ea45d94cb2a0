"""TEM003: people of whom the playbook asks more hours than they give, in many weeks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from planner.checks.context import WorkedOut
from planner.checks.required_things import shortfalls
from planner.checks.weeks import find_leave, hours, hours_rounded_up, name_weeks, stand_in
from planner.completion.values.team import CompletePerson
from planner.diagnostics.model import Finding
from planner.knowledge.schema import Text
from planner.playbook.values.hours import WeekLoad, WorkSource

_POSTS, _EVENTS = Text("内容", "posts"), Text("活动", "events")
_WORK_NAMES: Mapping[WorkSource, Text] = {
    "content": _POSTS,
    "sending": _POSTS,
    "replies": _POSTS,
    "preparation": _EVENTS,
    "event": _EVENTS,
    "follow_up": _EVENTS,
    "routine": Text("日常事务", "routines"),
    "journeys": Text("新人和老成员的旅程", "members' journeys"),
    "groups": Text("群的开、并、交、关", "opening, merging and closing groups"),
    "champions": Text("找骨干、谢骨干", "champions"),
    "task": Text("阶段任务", "tasks of the stages"),
}


def check_planned_hours(worked: WorkedOut) -> Iterator[Finding]:
    """Yield TEM003 for written hours that are exceeded by more than a share of them in a share of the whole weeks.

    What TEM001 reports is not said twice: its shortage must be less than half of what is over.
    """
    period = worked.complete.period
    over_share, weeks_share = (worked.policy.threshold("TEM003", name) for name in ("over", "weeks"))
    for index, person in enumerate(worked.complete.people):
        if person.minutes is None:
            continue
        whole = [
            load
            for load in worked.playbook.hours.loads
            if load.holder == person.id
            and load.week.monday >= period.start
            and load.week.sunday <= period.last
        ]
        over = [load for load in whole if load.over > over_share * (load.capacity or 0)]
        if not over or len(over) < weeks_share * len(whole):
            continue
        short = sum(one.amount for one in shortfalls(worked, "hours") if one.where == person.id)
        if 2 * short >= sum(load.over for load in over):
            continue
        yield _finding(worked, index, person, whole, over)


def _finding(
    worked: WorkedOut, index: int, person: CompletePerson, whole: Sequence[WeekLoad], over: Sequence[WeekLoad]
) -> Finding:
    worst = max(over, key=lambda load: (load.over, -load.week.monday.toordinal()))
    params: dict[str, object] = {
        "person": person.name,
        "now": hours(person.minutes or 0),
        "weeks": name_weeks([load.week.monday for load in over]),
        "whole": len(whole),
        "least": worked.policy.threshold("TEM003", "over") * 100,
        "worst": worst.week.monday,
        "needed": hours_rounded_up(worst.total),
        "capacity": hours(worst.capacity or 0),
        "short": hours_rounded_up(worst.total) - hours(worst.capacity or 0),
    }
    on_leave = [load for load in over if find_leave(person, load.week.monday) is not None]
    if person.minutes and 2 * len(on_leave) > len(over):
        leave = find_leave(person, on_leave[0].week.monday) or 0
        away = person.leave[leave]
        work = hours(sum(load.total for load in on_leave))
        params |= {"from": away.start, "to": away.last, "all": work, "other": stand_in(worked, person)}
        return Finding("TEM003", ("people", index, "leave", leave), "leave", params)
    source, minutes = _heaviest(over)
    params |= {"enough": _enough(person, whole), "heaviest": source, "minutes": hours(minutes)}
    variant = "one" if len(over) == 1 else "every" if len(over) == len(whole) else "default"
    return Finding("TEM003", ("people", index, "hours"), variant, params)


def _heaviest(over: Sequence[WeekLoad]) -> tuple[Text, int]:
    """What takes most of these weeks: posts, events, routines or tasks."""
    sums: Counter[Text] = Counter()
    for load in over:
        for source, minutes in load.demand.items():
            if source in _WORK_NAMES:
                sums[_WORK_NAMES[source]] += minutes
    return max(sums.items(), key=lambda item: (item[1], item[0].en))


def _enough(person: CompletePerson, whole: Sequence[WeekLoad]) -> Decimal:
    """Weekly hours that the heaviest week fits; weeks of which days are missing count only if there are no others."""
    now = person.minutes or 0
    full = [load for load in whole if load.capacity == now] or whole
    return hours_rounded_up(max(load.total for load in full))
