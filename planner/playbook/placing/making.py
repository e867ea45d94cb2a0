"""Making an occurrence for a day: preparation before it, sign-up, reminders, follow-up, what it is about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from msgspec.structs import replace

from planner.completion.model import CompletePlan
from planner.completion.values.programme import CompleteActivity
from planner.diagnostics.model import Reason
from planner.knowledge.load import load_activity_kind
from planner.knowledge.schema import Text
from planner.playbook.placing.event_days import EventDays, as_preparation
from planner.playbook.posts.slots import stage_on
from planner.playbook.previous import Previous
from planner.playbook.values.activities import Occurrence
from planner.playbook.work.staff_days import StaffDays


@dataclass
class OccurrenceMaker:
    """Makes occurrences; what they are about is settled once all days are known."""

    plan: CompletePlan
    staff: StaffDays
    _days: EventDays = field(init=False)

    def __post_init__(self) -> None:
        self._days = EventDays(self.plan, self.staff)

    def make(
        self, activity: CompleteActivity, event_id: str, ordinal: int, on: date, clock: str, reason: Reason
    ) -> Occurrence:
        """Return the occurrence of an activity on a day at an hour (``HH:MM``)."""
        row = load_activity_kind(activity.kind)
        start = datetime.combine(on, time(int(clock[:2]), int(clock[3:])))
        end = start + timedelta(minutes=activity.duration)
        prepared = self._days.preparation(activity.preparation, on)
        sign_up = None
        if row.sign_up is not None:
            sender = activity.holders.get(row.sender, "")
            sign_up = self._days.sign_up(row.sign_up, sender, on, prepared)
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
            sign_up_opens=sign_up.opens if sign_up else None,
            sign_up_closes=sign_up.closes if sign_up else None,
            reminders=sign_up.reminders if sign_up else (),
            preparation=as_preparation(event_id, prepared, sign_up.closes if sign_up else None),
            follow_up=self._days.follow_up(activity, row, event_id, end),
            cost=activity.cost,
            holiday=Text(name, days.holiday_name(on, "en") or name) if name else None,
            offer="",
            question="",
            reason=reason,
        )


def with_subjects(
    plan: CompletePlan, events: Iterable[Occurrence], others: Sequence[Occurrence], previous: Previous
) -> list[Occurrence]:
    """Say of each event which offer and which question it is about.

    What an earlier playbook said stays while plan and day still allow it. For the rest, in order of time: the offer is
    the activity's own, and of the questions that belong to it those come first that other events have used least.
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
    for event in open_ones:
        offer, question = min(_pairs(plan, event), key=lambda pair: asked[pair[1]])
        asked[question] += 1
        found[event.id] = replace(event, offer=offer, question=question)
    return list(found.values())


def _pairs(plan: CompletePlan, event: Occurrence) -> list[tuple[str, str]]:
    """Offers and questions that an event can be about, together; without a question where none belongs to it.

    The offer is the activity's own, else that of the question. Questions are about the activity's offer while that is
    to be had; without an own offer they are those of its persona, or any, about nothing or about what is to be had.
    """
    activity = event.activity
    there = {offer.id: offer.name for offer in plan.offers if offer.is_available(event.on)}
    own = next((offer for offer in plan.offers if offer.id == activity.offer), None)
    if own is not None:
        about = [q for q in plan.questions if q.offer == own.id and own.id in there]
        of_persona = [q for q in about if activity.persona and q.persona == activity.persona]
        return [(own.name, q.text) for q in of_persona or about] or [(own.name, "")]
    fitting = [
        q
        for q in plan.questions
        if (not q.offer or q.offer in there) and (not activity.persona or q.persona in ("", activity.persona))
    ]
    return [(there.get(q.offer, ""), q.text) for q in fitting] or [("", "")]
