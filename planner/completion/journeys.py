"""Completing members' journeys: those that were written, else the presets that suit; words, owners, channels."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from msgspec.structs import replace

from planner.completion.model import LeftOut
from planner.completion.naming import derive_id
from planner.completion.numerals import counted
from planner.completion.origins import OriginBook
from planner.completion.team import find_holder, holder_of
from planner.completion.values.members import CompleteJourney, CompleteJourneyStep
from planner.completion.values.strategy import CompleteRedLine
from planner.completion.values.team import CompleteGroup, CompletePerson, CompletePlatform, CompleteRole
from planner.knowledge.fill import fill, said
from planner.knowledge.load import load_journeys, load_type
from planner.knowledge.member_rows import JourneyRow, JourneyStepRow, StepChannel, Trigger
from planner.knowledge.schema import Text
from planner.plan.members import Journey, JourneyStep
from planner.plan.plan import Plan

_BY_DAY = frozenset({"activity"})
"""Slots that whoever shows a step fills: which event comes next depends on the day."""
_ANSWERED = frozenset({"joined", "first_contribution", "sign_up"})
"""What a member does in the group, so that an answer can stand there too."""
_MOST_TOUCHES = 3
"""Messages without an answer where neither the plan nor a preset says."""
_ONE = Decimal(1)


def complete_journeys(
    plan: Plan,
    red_lines: Sequence[CompleteRedLine],
    people: tuple[CompletePerson, ...],
    roles: Mapping[str, CompleteRole],
    groups: Sequence[CompleteGroup],
    platforms: Sequence[CompletePlatform],
    params: Mapping[str, Text],
    names: Mapping[str, Text],
    origins: OriginBook,
) -> tuple[tuple[CompleteJourney, ...], tuple[LeftOut, ...]]:
    """Take the written journeys, else the presets that suit; and the presets that a red line leaves nothing of.

    ``params`` fill the slots of presets; ``names`` are those of the people and roles. Whether there are hours for
    the presets is not asked here.
    """
    greeting = fill(load_type(plan.community.type).welcome, params)
    known = {**params, "welcome": greeting}
    desk = _Desk(plan, people, roles, known, names, _welcomes(groups, platforms))
    if plan.journeys is not None:
        return tuple(desk.written(plan.journeys)), ()
    origins.assumed(("journeys",), "assumptions/journeys_preset")
    banned = frozenset(tag for line in red_lines for tag in line.bans)
    made: list[CompleteJourney] = []
    left_out: list[LeftOut] = []
    for row in load_journeys().values():
        # What runs out, and when, only the plan can say.
        if row.trigger == "expiring" or not _suits(row, plan) or not _has_needs(row, plan):
            continue
        steps = list(_allowed(row, banned))
        if steps:
            made.append(desk.preset(row, steps, touches=min(row.touches, len(steps))))
        else:
            hit = banned.intersection((*row.tags, *(tag for step in row.steps for tag in step.tags)))
            line = next(line.text for line in red_lines if hit.intersection(line.bans))
            left_out.append(
                LeftOut(fill(row.name, params), "red_line", ("wont_do",), f"journeys/{row.id}", detail=line)
            )
    return tuple(made), tuple(left_out)


def _allowed(row: JourneyRow, banned: frozenset[str]) -> Iterator[JourneyStepRow]:
    """The steps that no red line hits.

    Where private messages are not wanted, whoever has just come, spoken or signed up is answered within the group.
    """
    for step in row.steps:
        hit = banned.intersection((*row.tags, *step.tags))
        if not hit:
            yield step
        elif hit == {"private_message"} and row.trigger in _ANSWERED:
            yield replace(step, channel="group", say=_called(step.say))


def _called(text: Text) -> Text:
    """The words with the member's name before them."""
    return Text(f"@__ {text.zh}", f"@__ {text.en}")


def _suits(row: JourneyRow, plan: Plan) -> bool:
    return (not row.types or plan.community.type in row.types) and (
        (plan.community.situation or "new") in row.situations
    )


def _has_needs(row: JourneyRow, plan: Plan) -> bool:
    activities = plan.activities
    there = {
        "offer": bool(plan.offers),
        "activity": activities is None or bool(activities.items) or not activities.only_written,
    }
    return all(there[need] for need in row.needs)


def _welcomes(groups: Sequence[CompleteGroup], platforms: Sequence[CompletePlatform]) -> bool:
    """Whether the platform of every group welcomes newcomers by itself; without groups, the first platform."""
    able = {platform.id for platform in platforms if "auto_welcome" in platform.capabilities}
    homes = {group.platform for group in groups} or {platform.id for platform in platforms[:1]}
    return bool(homes) and homes <= able


@dataclass(frozen=True, slots=True)
class _Desk:
    """What is needed to fill in a journey."""

    plan: Plan
    people: tuple[CompletePerson, ...]
    roles: Mapping[str, CompleteRole]
    params: Mapping[str, Text]
    names: Mapping[str, Text]
    welcomes: bool
    """Whether newcomers get a message of the platform itself."""

    def written(self, journeys: Sequence[Journey]) -> Iterator[CompleteJourney]:
        """Give the written journeys; one that refers to no preset and says too little is left to the checks."""
        taken = {journey.id for journey in journeys if journey.id}
        for own in journeys:
            row = self._row(own.use) if own.use else None
            if row is not None:
                yield self._of_preset(own, row, taken)
            elif own.trigger is not None and own.steps:
                yield self._own(own, own.trigger, own.steps, taken)

    def preset(
        self,
        row: JourneyRow,
        steps: Sequence[JourneyStepRow],
        owner: str = "",
        touches: int | None = None,
    ) -> CompleteJourney:
        """Return a preset with these of its steps, all done by ``owner`` and with so many ``touches`` where given."""
        most = row.touches if touches is None else touches
        return CompleteJourney(
            id=row.id,
            name=self._fill(row.name),
            trigger=row.trigger,
            sign=self._fill(row.sign),
            stop=fill(self._fill(row.stop), {"touches": counted(most)}),
            touches=most,
            steps=tuple(self._step(row.trigger, step, owner) for step in steps),
            rate=row.rate,
            knowledge=row.id,
        )

    def _row(self, use: str) -> JourneyRow | None:
        """The preset of an id; of a trigger the one that suits the community, else the first there is."""
        rows = load_journeys()
        if use in rows:
            return rows[use]
        named = [row for row in rows.values() if row.trigger == use]
        return next((row for row in named if _suits(row, self.plan)), named[0] if named else None)

    def _of_preset(self, own: Journey, row: JourneyRow, taken: set[str]) -> CompleteJourney:
        """A preset with what the plan says otherwise."""
        base = self.preset(row, row.steps, self._holder(own.owner), own.touches)
        counts = "{touches}" in row.stop.zh or base.touches == row.touches
        return CompleteJourney(
            id=own.id or _free(row.id, taken),
            name=said(own.name) if own.name else base.name,
            trigger=own.trigger or base.trigger,
            sign=said(own.sign) if own.sign else base.sign,
            stop=self._stop(own, base.touches, base.stop if counts else None),
            touches=base.touches,
            steps=self._own_steps(own, own.trigger or base.trigger, own.steps) if own.steps else base.steps,
            per_month=own.per_month,
            rate=own.rate if own.rate is not None else row.rate,
            knowledge=row.id,
            written=True,
        )

    def _own(
        self, own: Journey, trigger: Trigger, steps: Sequence[JourneyStep], taken: set[str]
    ) -> CompleteJourney:
        """A journey of the plan's own; how many messages and members it means is taken from the preset like it."""
        like = self._row(trigger)
        touches = own.touches if own.touches is not None else like.touches if like else _MOST_TOUCHES
        return CompleteJourney(
            id=own.id or derive_id(own.name or trigger, "journey", taken),
            name=said(own.name) if own.name else like.name if like else said(trigger),
            trigger=trigger,
            sign=said(own.sign or ""),
            stop=self._stop(own, touches, None),
            touches=touches,
            steps=self._own_steps(own, trigger, steps),
            per_month=own.per_month,
            rate=own.rate if own.rate is not None else like.rate if like else None,
            written=True,
        )

    def _stop(self, own: Journey, touches: int, preset: Text | None) -> Text:
        if own.stop:
            return said(own.stop)
        return preset or Text(f"找过 {touches} 次没回就停。", f"It stops after {touches} without a reply.")

    def _own_steps(
        self, own: Journey, trigger: Trigger, steps: Sequence[JourneyStep]
    ) -> tuple[CompleteJourneyStep, ...]:
        default = self._holder(own.owner) or holder_of(
            "planner" if trigger in ("sign_up", "no_show") else "admin", self.roles
        )
        taken: set[str] = set()
        return tuple(
            CompleteJourneyStep(
                id=_step_id(step.day, taken),
                after_days=step.day,
                channel=self._channel(step.channel or "direct", trigger, written=True),
                owner=self._holder(step.owner) or default,
                minutes=step.minutes if step.minutes is not None else _ONE,
                share=step.share if step.share is not None else _ONE,
                title=said(step.title) if step.title else _of_day(step.day),
                say=said(step.say or ""),
                note=said(step.note or ""),
            )
            for step in steps
        )

    def _step(self, trigger: Trigger, row: JourneyStepRow, owner: str) -> CompleteJourneyStep:
        holder = owner or holder_of(row.role, self.roles)
        channel = self._channel(row.channel, trigger)
        by_hand = channel != row.channel
        in_one = row.together if by_hand and channel == "group" else None
        # Whoever takes the names of an event speaks to those who sign up for it.
        speaker = "" if trigger in ("sign_up", "no_show") and not owner else holder
        return CompleteJourneyStep(
            id=row.id,
            after_days=row.after_days,
            channel=channel,
            owner=holder,
            minutes=max(row.minutes, _ONE) if by_hand else row.minutes,
            share=row.share,
            title=self._fill(row.title, speaker),
            say=self._fill(in_one or row.say, speaker),
            note=self._fill(row.note, speaker),
        )

    def _channel(self, wished: StepChannel, trigger: Trigger, *, written: bool = False) -> StepChannel:
        """Platforms greet by themselves at most; confirming a sign-up without a hand is for plans that say so."""
        sends = self.welcomes if trigger == "joined" else written
        if wished != "auto" or sends:
            return wished
        return "group" if trigger == "joined" else "direct"

    def _holder(self, reference: str | None) -> str:
        return (find_holder(reference, self.people, self.roles) if reference else None) or ""

    def _fill(self, text: Text, speaker: str = "") -> Text:
        known = {slot: words for slot, words in self.params.items() if slot not in _BY_DAY}
        return fill(text, {**known, "me": self.names[speaker]} if speaker else known)


def _step_id(day: int, taken: set[str]) -> str:
    return _free(f"d{day}" if day >= 0 else f"before{-day}", taken)


def _free(base: str, taken: set[str]) -> str:
    """The id itself, or with a number where it is taken."""
    found, count = base, 2
    while found in taken:
        found, count = f"{base}-{count}", count + 1
    taken.add(found)
    return found


def _of_day(day: int) -> Text:
    if day < 0:
        return Text(f"前 {-day} 天的一条", f"The message {-day} days before")
    return Text(f"第 {day} 天的一条", f"The message of day {day}")
