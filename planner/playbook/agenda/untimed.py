"""What has a day and no hour: writing, reviewing, preparing, tasks, routines, work with members and groups."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from planner.dates.ranges import ONE_DAY
from planner.playbook.agenda.timed import POSTED
from planner.playbook.values.activities import Occurrence
from planner.playbook.values.agenda import AgendaItem
from planner.playbook.values.content import Entry
from planner.playbook.values.hours import HoursPlan, Work, WorkShare
from planner.playbook.work.event_work import LIVE_LIMIT
from planner.playbook.work.pieces import event_pieces
from planner.playbook.work.staff_days import StaffDays

_Key = tuple[str, str, str]


def untimed_items(
    staff: StaffDays,
    work: Iterable[Work],
    entries: Sequence[Entry],
    events: Sequence[Occurrence],
    hours: HoursPlan,
) -> Iterator[AgendaItem]:
    """Yield what is due on a day without an hour; parts that are done ahead stand at the end of their week.

    Divisible work stands on the last day up to its due day on which its holder is there; on the due day itself where
    there is none in between, because nobody else is named for it.
    """
    ahead: dict[_Key, list[WorkShare]] = defaultdict(list)
    for share in hours.ahead:
        ahead[share.work, share.holder, share.source].append(share)
    # Of two pieces of one post the first is its writing.
    written = {entry.id for entry in entries if not (entry.minutes and entry.owner)}
    for piece in (*work, *_of_events(staff, events)):
        if piece.source in POSTED:
            continue
        review = piece.source == "content" and piece.id in written
        if piece.source == "content":
            written.add(piece.id)
        if piece.earliest == piece.due:
            if piece.minutes > 0:
                yield AgendaItem(
                    piece.id, piece.source, piece.holder, piece.due, piece.minutes, review=review
                )
            continue
        shares = ahead.get((piece.id, piece.holder, piece.source), ())
        left = piece.minutes - sum(share.minutes for share in shares)
        if left > 0:
            on = _last_day(staff, piece.holder, piece.earliest, piece.due)
            yield AgendaItem(piece.id, piece.source, piece.holder, on, left, review=review)
        for share in shares:
            first, last = max(piece.earliest, share.week.monday), min(piece.due, share.week.range.last)
            on = _last_day(staff, share.holder, first, last)
            yield AgendaItem(piece.id, piece.source, piece.holder, on, share.minutes, due=piece.due)


def _of_events(staff: StaffDays, events: Iterable[Occurrence]) -> Iterator[Work]:
    """What events take without an hour: preparation, messages to those who sign up, the days of those that last."""
    for event in events:
        for piece in event_pieces(staff.plan, staff, event):
            if piece.source in ("preparation", "journeys") or (
                piece.source == "event" and event.activity.duration > LIVE_LIMIT
            ):
                yield piece


def _last_day(staff: StaffDays, holder: str, first: date, last: date) -> date:
    """The last day of some on which a holder is there; the last of all where there is none."""
    day = last
    while day >= first:
        if staff.is_there(holder, day):
            return day
        day -= ONE_DAY
    return last
