"""Who is on duty after a post: given to somebody who is there, the post moved to such an hour, or reported."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from msgspec.structs import replace

from planner.completion.model import CompletePlan
from planner.dates.workdays import WorkCalendar
from planner.playbook.agenda.moving import move_posts
from planner.playbook.agenda.roster import Roster
from planner.playbook.agenda.shifts import DAY, Shift, event_shifts
from planner.playbook.ground import Ground
from planner.playbook.posts.slots import clock_of
from planner.playbook.values.activities import Occurrence
from planner.playbook.values.agenda import DutyGap, GapWhy
from planner.playbook.values.content import Entry

_DUTY = ("sending", "replies")


def settle_duty(
    plan: CompletePlan,
    days: WorkCalendar,
    entries: Sequence[Entry],
    events: Sequence[Occurrence],
    as_of: date | None = None,
) -> tuple[tuple[Entry, ...], tuple[DutyGap, ...]]:
    """Return the entries with who is really there after each, and the hours for which nobody is.

    A post of ours after which nobody can be there goes out at another hour of its day, if there is one. Entries before
    ``as_of`` stay as they were. What comes out depends on the plan and the events, never on whom the entries named
    before: settling twice changes nothing.
    """
    shifts = event_shifts(plan, events)
    roster = Roster(plan, shifts)
    series = {one.id: one for one in plan.content.series}
    settled: list[Entry] = []
    open_posts: dict[str, GapWhy] = {}
    for entry in entries:
        own = series.get(entry.series)
        if own is None or (as_of is not None and entry.on < as_of):
            settled.append(entry)
            continue
        # Groups of the same members take turns: only those that the entry goes to are looked after.
        duty, why = roster.give(
            entry, own if own.groups == entry.groups else replace(own, groups=entry.groups)
        )
        settled.append(entry if duty == entry.duty else replace(entry, duty=duty))
        if why is not None and (entry.send_minutes or entry.reply_minutes):
            open_posts[entry.id] = why
    moved = move_posts(plan, days, settled, events, roster, open_posts.keys())
    if moved:
        settled = [moved.get(entry.id, entry) for entry in settled]
        settled.sort(key=lambda entry: (entry.on, entry.time, entry.series, entry.id))
    gaps = [
        DutyGap(entry.id, entry.on, entry.time, entry.duty.person, open_posts[entry.id])
        for entry in settled
        if entry.id in open_posts and entry.id not in moved
    ]
    gaps += [_event_gap(shift) for shift in shifts if shift.why is not None]
    return tuple(settled), tuple(
        sorted(gaps, key=lambda gap: (gap.on, gap.time, gap.id, gap.role, gap.holder))
    )


def with_duty(ground: Ground, entries: Iterable[Entry]) -> Ground:
    """Return the ground with sending and answering done by those who are on duty; the same one if nothing changes."""
    person = {entry.id: entry.duty.person for entry in entries}
    steady = tuple(
        replace(piece, holder=person[piece.id])
        if piece.source in _DUTY and person.get(piece.id, piece.holder) != piece.holder
        else piece
        for piece in ground.steady
    )
    return ground if steady == ground.steady else Ground(ground.plan, ground.staff, ground.postings, steady)


def _event_gap(shift: Shift) -> DutyGap:
    role = shift.roles[0] if shift.roles else ""
    on, minute = date.fromordinal(shift.starts // DAY), shift.starts % DAY
    return DutyGap(shift.event, on, clock_of(minute), shift.holder, shift.why or "away", role)
