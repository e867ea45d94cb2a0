"""Whether an event finds a week at all: its hours are not divisible, so a stage's total says too little.

Each candidate is tried alone beside all that is settled, by the rules by which events are placed. What finds no day
even then is no candidate; what finds one may still not fit beside others, which placing finds out.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from planner.completion.model import CompletePlan, LeftOut
from planner.diagnostics.model import Reason
from planner.knowledge.load import load_activity_kind
from planner.playbook.ground import Ground
from planner.playbook.placing.placer import Placer, Unplaced
from planner.playbook.placing.wanting import Wishes
from planner.playbook.portfolio.candidates import Candidate, Field
from planner.playbook.previous import NOTHING_BEFORE, Previous
from planner.playbook.values.activities import Occurrence
from planner.playbook.values.hours import Work
from planner.playbook.values.portfolio import Choice
from planner.playbook.work.pieces import event_pieces
from planner.playbook.work.staff_days import StaffDays


def work_around(plan: CompletePlan, ground: Ground, written: tuple[Occurrence, ...]) -> tuple[Work, ...]:
    """Return all work that is done whatever is chosen: posts, routines, tasks, written events."""
    events = (piece for event in written for piece in event_pieces(plan, ground.staff, event))
    return (*ground.steady, *events)


def without_what_finds_no_week(
    plan: CompletePlan,
    field: Field,
    ground: Ground,
    written: tuple[Occurrence, ...],
    work: tuple[Work, ...],
    previous: Previous,
) -> Field:
    """Return what can be chosen without kinds and stages for which nobody has the hours in any week.

    ``work``: all that is done anyway, as ``work_around`` gives it.
    """
    doubtful = _doubtful(plan, field.candidates, ground.staff, work)
    if not doubtful:
        return field
    placer = Placer(ground, NOTHING_BEFORE)
    for event in written:
        placer.put(event)
    days = [event.on for event in written]
    wishes = Wishes(plan, ground.staff, as_of=previous.as_of)
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


def _doubtful(
    plan: CompletePlan, candidates: tuple[Candidate, ...], staff: StaffDays, work: tuple[Work, ...]
) -> tuple[Candidate, ...]:
    """The candidates for which no week of their stage has all the hours at once."""
    holders = sorted({holder for one in candidates for holder in one.minutes})
    rooms = {holder: list(room) for holder in holders if (room := staff.room(holder)) is not None}
    if not rooms:
        return ()
    for piece in work:
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
