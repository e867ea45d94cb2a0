"""Making an occurrence for a day: preparation before it, sign-up, reminders, follow-up, what it is about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta

from planner.completion.model import CompletePlan
from planner.completion.team import holder_of
from planner.completion.values.programme import CompleteActivity
from planner.dates.ranges import ONE_DAY
from planner.diagnostics.model import Reason
from planner.knowledge.activity_rows import ActivityKindRow
from planner.knowledge.load import load_activity_kind
from planner.knowledge.schema import Text
from planner.playbook.duty import due_day, is_available
from planner.playbook.posts import stage_on
from planner.playbook.previous import Previous
from planner.playbook.staff_days import StaffDays
from planner.playbook.values.activities import FollowUp, Occurrence, Preparation


@dataclass
class OccurrenceMaker:
    """Makes occurrences; what they are about is settled once all days are known."""

    plan: CompletePlan
    staff: StaffDays
    first_work_day: date = field(init=False)

    def __post_init__(self) -> None:
        start = self.plan.period.start
        self.first_work_day = (
            start if self.staff.days.is_work_day(start) else self.staff.days.next_work_day(start)
        )

    def make(
        self, activity: CompleteActivity, event_id: str, ordinal: int, on: date, clock: str, reason: Reason
    ) -> Occurrence:
        """Return the occurrence of an activity on a day at an hour (``HH:MM``)."""
        row = load_activity_kind(activity.kind)
        start = datetime.combine(on, time(int(clock[:2]), int(clock[3:])))
        end = start + timedelta(minutes=activity.duration)
        sign_up = row.sign_up
        first = self.plan.period.start
        days = self.staff.days
        name = days.holiday_name(on, "zh-CN") if days.is_holiday(on) else None
        return Occurrence(
            id=event_id,
            activity=activity,
            ordinal=ordinal,
            stage=stage_on(self.plan, on),
            on=on,
            start=start,
            end=end,
            sign_up_opens=max(first, on - timedelta(days=sign_up.opens)) if sign_up else None,
            sign_up_closes=max(first, on - timedelta(days=sign_up.closes)) if sign_up else None,
            reminders=tuple(max(first, on - timedelta(days=d)) for d in sign_up.reminders) if sign_up else (),
            preparation=self._preparation(activity, event_id, on),
            follow_up=self._follow_up(activity, row, event_id, end.date()),
            cost=activity.cost,
            holiday=Text(name, days.holiday_name(on, "en") or name) if name else None,
            offer="",
            question="",
            reason=reason,
        )

    def _preparation(self, activity: CompleteActivity, event_id: str, on: date) -> tuple[Preparation, ...]:
        earliest = min(self.first_work_day, on)
        made = []
        for step in activity.preparation:
            due = on
            if step.work_days_before:
                latest = max(earliest, self.staff.back(on, step.work_days_before))
                due = due_day(self.plan, step.owner, latest, self.staff.days, earliest)
            made.append(
                Preparation(f"{event_id}:{step.id}", step.title, step.done, due, step.owner, step.minutes)
            )
        return tuple(sorted(made, key=lambda step: (step.due, step.id)))

    def _follow_up(
        self, activity: CompleteActivity, row: ActivityKindRow, event_id: str, last: date
    ) -> tuple[FollowUp, ...]:
        made = []
        for index, step in enumerate(row.follow_up):
            owner = activity.holders.get(step.role, holder_of("planner", self.plan.roles))
            wished = last + timedelta(days=step.days)
            on = wished if step.days == 0 else self._next_there(owner, wished)
            made.append(
                FollowUp(f"{event_id}:after-{index + 1}", on, step.time, owner, step.minutes, step.what)
            )
        return tuple(made)

    def _next_there(self, holder: str, on: date) -> date:
        """The day itself, or the next one within a week on which a named person is there."""
        person = next((p for p in self.plan.people if p.id == holder), None)
        if person is None:
            return on
        return next((day for day in (on + ONE_DAY * n for n in range(7)) if is_available(person, day)), on)


def with_subjects(
    plan: CompletePlan, events: Iterable[Occurrence], others: Sequence[Occurrence], previous: Previous
) -> list[Occurrence]:
    """Say of each event which offer and which question it is about.

    What an earlier playbook said stays while plan and day still allow it. For the rest, in order of time: offer and
    question belong together, and those come first that other events have used least.
    """
    found: dict[str, Occurrence] = {}
    open_ones = []
    for event in sorted(events, key=lambda event: (event.start, event.id)):
        before = previous.occurrences.get(event.id)
        if before is not None and (before.offer, before.question) in _pairs(plan, event):
            found[event.id] = replace(event, offer=before.offer, question=before.question)
        else:
            open_ones.append(event)
    asked = Counter(event.question for event in (*others, *found.values()))
    offered = Counter(event.offer for event in (*others, *found.values()))
    for event in open_ones:
        offer, question = min(_pairs(plan, event), key=lambda pair: (asked[pair[1]], offered[pair[0]]))
        asked[question] += 1
        offered[offer] += 1
        found[event.id] = replace(event, offer=offer, question=question)
    return list(found.values())


def _pairs(plan: CompletePlan, event: Occurrence) -> list[tuple[str, str]]:
    """Offers and questions that an event can be about, together: the questions of its offer if there are any."""
    offers = [offer for offer in plan.offers if offer.is_available(event.on)]
    own = [offer for offer in offers if offer.id == event.activity.offer]
    questions = [q for q in plan.questions if not own or q.offer in ("", own[0].id)]
    if own:
        questions = [q for q in questions if q.offer == own[0].id] or questions
    found = []
    for question in questions:
        about = own or [offer for offer in offers if offer.id == question.offer] or offers
        found += [(offer.name, question.text) for offer in about] or [("", question.text)]
    return found or [(offer.name, "") for offer in own or offers] or [("", "")]
