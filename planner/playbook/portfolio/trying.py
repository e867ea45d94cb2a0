"""Whether an event finds a week at all: its hours are not divisible, so a stage's total says too little.

Each candidate is tried alone beside all that is settled, by the rules by which events are placed. What finds no day
even then is no candidate; what finds one may still not fit beside others, which placing finds out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from planner.completion.model import CompletePlan, LeftOut
from planner.dates.workdays import WorkCalendar
from planner.diagnostics.model import Reason
from planner.knowledge.load import load_activity_kind
from planner.playbook.placing.placer import Placer, Unplaced
from planner.playbook.placing.wanting import Wishes
from planner.playbook.portfolio.candidates import Candidate, Field
from planner.playbook.previous import NOTHING_BEFORE, Previous
from planner.playbook.staff_days import StaffDays
from planner.playbook.values.activities import Occurrence
from planner.playbook.values.content import Posting
from planner.playbook.values.hours import Work
from planner.playbook.values.portfolio import Choice
from planner.playbook.work import event_pieces, steady_work


@dataclass(frozen=True, slots=True)
class Around:
    """What is settled before anything is chosen: who is there, posts, written events, and all work that is done anyway."""

    staff: StaffDays
    postings: tuple[Posting, ...]
    written: tuple[Occurrence, ...]
    steady: tuple[Work, ...]
    """Posts, routines and tasks."""
    work: tuple[Work, ...]
    """The same and written events."""


def what_is_settled(
    plan: CompletePlan, days: WorkCalendar, postings: tuple[Posting, ...], written: tuple[Occurrence, ...]
) -> Around:
    """Return what a plan settles before anything is chosen."""
    staff = StaffDays(plan, days)
    steady = steady_work(plan, staff, postings)
    events = (piece for event in written for piece in event_pieces(plan, staff, event))
    return Around(staff, postings, written, steady, (*steady, *events))


def without_what_finds_no_week(plan: CompletePlan, field: Field, around: Around, previous: Previous) -> Field:
    """Return what can be chosen without kinds and stages for which nobody has the hours in any week."""
    doubtful = _doubtful(plan, field.candidates, around)
    if not doubtful:
        return field
    placer = Placer(plan, around.staff, around.postings, around.steady, NOTHING_BEFORE)
    for event in around.written:
        placer.put(event)
    days = [event.on for event in around.written]
    wishes = Wishes(plan, around.staff, as_of=previous.as_of)
    lacking: dict[str, Unplaced] = {}
    for one in doubtful:
        choice = Choice(replace(one.activity, count=1), one.stage, 0, Reason("spread evenly"))
        for wanted in wishes.chosen([choice], days):
            found = placer.search(wanted)
            if isinstance(found, Unplaced) and found.lacks == "hours":
                lacking[one.id] = found
    kept = tuple(one for one in field.candidates if one.id not in lacking)
    left = {one.kind for one in kept} | field.held_kinds
    gone = dict.fromkeys(one.kind for one in field.candidates if one.kind not in left)
    ruled_out = (
        *field.ruled_out,
        *(_left_out(kind, [u for u in lacking.values() if u.wanted.activity.kind == kind]) for kind in gone),
    )
    return replace(field, candidates=kept, ruled_out=ruled_out)


def _left_out(kind: str, lacking: Sequence[Unplaced]) -> LeftOut:
    least = min(lacking, key=lambda one: (one.minutes, one.wanted.id))
    name = load_activity_kind(kind).name
    return LeftOut(
        name, "hours", ("people",), f"activities/{kind}", minutes=least.minutes or None, detail=least.holder
    )


def _doubtful(plan: CompletePlan, candidates: tuple[Candidate, ...], around: Around) -> tuple[Candidate, ...]:
    """The candidates for which no week of their stage has all the hours at once."""
    staff = around.staff
    holders = sorted({holder for one in candidates for holder in one.minutes})
    rooms = {holder: list(room) for holder in holders if (room := staff.room(holder)) is not None}
    if not rooms:
        return ()
    for piece in around.work:
        if piece.holder in rooms:
            rooms[piece.holder][staff.week_of(piece.due)] -= piece.minutes
    weeks = {
        stage.id: range(staff.week_of(stage.window.start), staff.week_of(stage.window.last) + 1)
        for stage in plan.stages
    }
    return tuple(
        one
        for one in candidates
        if not any(
            all(minutes <= rooms[holder][week] for holder, minutes in one.minutes.items() if holder in rooms)
            for week in weeks[one.stage]
        )
    )
