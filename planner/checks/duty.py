"""CON006: posts that ask for answers, and events, at hours at which nobody is there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from planner.checks.activities import written_activities
from planner.checks.context import WEEKDAY_NAMES, WorkedOut
from planner.checks.document import activity_path
from planner.checks.posting import has_written_series, series_path
from planner.completion.team import WEEKDAYS
from planner.completion.values.team import CompletePerson
from planner.diagnostics.model import Finding
from planner.knowledge.load import assumed, load_activity_kind
from planner.knowledge.schema import Text
from planner.playbook.values.agenda import DutyGap
from planner.playbook.work.duty import answers_needed

_SHOWN = 3
"""Days that a message names."""


def check_reply_time(worked: WorkedOut) -> Iterator[Finding]:
    """Yield CON006 for each written series of which some posts go out with nobody there to answer; for ours once."""
    series_of = {entry.id: entry.series for entry in worked.playbook.calendar.entries}
    by_series: dict[str, list[DutyGap]] = defaultdict(list)
    for gap in worked.playbook.agenda.gaps:
        if gap.id in series_of:
            by_series[series_of[gap.id]].append(gap)
    found = [
        (series, by_series[series.id])
        for series in worked.complete.content.series
        if series.id in by_series and answers_needed(worked.complete, series)
    ]
    if has_written_series(worked):
        for series, gaps in found:
            params = {"series": series.name, **_post_params(worked, gaps)}
            yield Finding("CON006", series_path(worked, series.id), params=params)
    elif found:
        names = tuple(series.name for series, _ in found)
        gaps = sorted((gap for _, own in found for gap in own), key=lambda gap: (gap.on, gap.time, gap.id))
        yield Finding("CON006", ("people",), "ours", {"series": names, **_post_params(worked, gaps)}, "key")


def check_event_hours(worked: WorkedOut) -> Iterator[Finding]:
    """Yield CON006 for each written activity that people have a role in outside their hours.

    Whoever is away on a written day is TEM004's, two events at once are CAL010's.
    """
    people = {person.id: person.name for person in worked.complete.people}
    for index, item, activity in written_activities(worked):
        set_day = item.date is not None or item.when is not None
        events = {e.id for e in worked.playbook.activities.occurrences if e.activity.id == activity.id}
        gaps = [
            gap
            for gap in worked.playbook.agenda.gaps
            if gap.id in events
            and gap.holder in people
            and (gap.why == "hours" or (gap.why == "away" and not set_day))
        ]
        if not gaps:
            continue
        roles = {role.id: role.name for role in load_activity_kind(activity.kind).roles}
        missing = tuple(
            Text(f"{people[holder]}（{roles[role].zh}）", f"{people[holder]} ({roles[role].en})")
            for role, holder in activity.holders.items()
            if any(gap.holder == holder for gap in gaps)
        )
        first = [gap for gap in gaps if gap.holder == gaps[0].holder]
        params = {
            "activity": activity.name,
            "people": missing,
            **_params(worked, first),
            "count": len({gap.id for gap in gaps}),
        }
        yield Finding("CON006", activity_path(worked.data, index), "event", params)


def _post_params(worked: WorkedOut, gaps: Sequence[DutyGap]) -> dict[str, object]:
    return {"minutes": int(assumed("duty_minutes")), **_params(worked, gaps)}


def _params(worked: WorkedOut, gaps: Sequence[DutyGap]) -> dict[str, object]:
    people = {person.id: person for person in worked.complete.people}
    first = gaps[0]
    person = people.get(first.holder)
    return {
        "count": len(gaps),
        "days": _days(gaps),
        "person": person.name if person is not None else first.holder,
        "reason": _reason(first, person) if person is not None else Text("", ""),
    }


def _days(gaps: Sequence[DutyGap]) -> Text:
    """The first days with their hours; that there are more shows in the count."""
    shown = gaps[:_SHOWN]
    zh = "、".join(f"{gap.on} {WEEKDAY_NAMES[gap.on.weekday()].zh} {gap.time}" for gap in shown)
    en = ", ".join(f"{WEEKDAY_NAMES[gap.on.weekday()].en} {gap.on} at {gap.time}" for gap in shown)
    return Text(zh + " 等", en + " and later") if len(gaps) > len(shown) else Text(zh, en)


def _reason(gap: DutyGap, person: CompletePerson) -> Text:
    """Why the first of them cannot be there on the first of the days."""
    if gap.why == "event":
        return Text("那时在带活动", "is running an event then")
    if gap.why == "elsewhere":
        return Text("那时在别的群值班", "is on duty in other groups then")
    if gap.why == "hours":
        spans = [f"{begins}–{ends}" for begins, ends in person.present]
        zone = f" ({person.timezone})" if person.timezone else ""
        zone_zh = f"（{person.timezone}）" if person.timezone else ""
        return Text(f"只在 {'、'.join(spans)}{zone_zh} 在", f"is there only at {', '.join(spans)}{zone}")
    away = next((span for span in person.leave if gap.on in span), None)
    if away is not None:
        return Text(f"休假（{away.start} 至 {away.last}）", f"is on leave from {away.start} to {away.last}")
    days = [WEEKDAY_NAMES[number] for number, day in enumerate(WEEKDAYS) if day in person.days]
    if len(days) == len(WEEKDAYS):
        return Text("那时不在", "is not there then")
    return Text(
        f"只有{'、'.join(day.zh for day in days)}在", f"is there only on {', '.join(day.en for day in days)}"
    )
