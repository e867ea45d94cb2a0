"""The choice of activities as rows of a document: how often, which limits bind, what else was possible."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal
from typing import Literal

from planner.dates.ranges import Month
from planner.documents import words
from planner.documents.merging import file_of
from planner.documents.names import Names
from planner.knowledge.load import load_activity_kind
from planner.knowledge.schema import StageId
from planner.playbook.model import Playbook
from planner.playbook.values.portfolio import Advice, Alternative, Count, Flip, Limit, LimitKind
from planner.playbook.work.event_work import event_minutes

_TIGHT = Decimal("0.9")
"""From this share on a limit decides what else could be held."""
_MOST_LIMITS = 5
_MOST_FLIPS = 4
_HUNDREDTHS = 100
_SHOWN_GAP = Decimal("0.001")


@dataclass(frozen=True, slots=True)
class TightLimit:
    """A limit on money or hours that is all but used up; ``where`` names its stage or month, ``who`` its person."""

    kind: LimitKind
    where: str
    who: str
    used: str
    bound: str
    share: str


@dataclass(frozen=True, slots=True)
class Change:
    """How often a kind is held more or less; ``to`` where as many are held, but in another stage."""

    name: str
    times: int
    """Positive if it is held more often."""
    origin: str = ""
    to: str = ""
    some: bool = False
    """Whether others of a kind that is held less often stay."""


@dataclass(frozen=True, slots=True)
class OtherChoice:
    """Another choice within the same limits, against the one in the plan."""

    ids: tuple[Literal["less_money", "less_work", "without_first"], ...]
    """Several where they are the same choice: the cheapest may take least work, too."""
    first: str
    """Of ``without_first``, the kind that it does without."""
    changes: tuple[Change, ...]
    events: int
    """Events more (positive) or fewer than chosen."""
    money: str
    """Difference, without its sign; empty if there is none."""
    dearer: bool
    hours: str
    longer: bool
    use: str
    """Difference of the points it was given against the chosen one's, as a share of these, without its sign; empty
    if there is none."""
    better: bool

    @property
    def dropped(self) -> tuple[Change, ...]:
        """What is held less often."""
        return tuple(one for one in self.changes if not one.to and one.times < 0)

    @property
    def added(self) -> tuple[Change, ...]:
        """What is held more often."""
        return tuple(one for one in self.changes if not one.to and one.times > 0)

    @property
    def moved(self) -> tuple[Change, ...]:
        """What is held as often, but in another stage."""
        return tuple(one for one in self.changes if one.to)


@dataclass(frozen=True, slots=True)
class Turn:
    """A weight whose change by a fifth turns the choice."""

    what: str
    heavier: bool
    added: tuple[Change, ...]
    dropped: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class ChoiceView:
    """What was chosen beside the written activities and is held."""

    events: int
    kinds: tuple[tuple[str, int], ...]
    """Name and number of events of each kind, most first."""
    cost: str
    hours: str
    kept: bool
    room: str
    """How much better, as a share, a choice could at most be; empty where none is better."""
    limits: tuple[TightLimit, ...]
    others: tuple[OtherChoice, ...]
    turns: tuple[Turn, ...]
    more_turns: int
    steady: tuple[str, ...]
    file: str
    """Where all of it stands."""


def choice_view(playbook: Playbook, names: Names) -> ChoiceView | None:
    """Return what is to be said on the choice; ``None`` where nothing was chosen beside what is written."""
    portfolio, advice = playbook.portfolio, playbook.advice
    chosen = _chosen(playbook)
    # What found no day is told with what was left out: only what is held counts here.
    held = [event for event in playbook.activities.occurrences if not event.activity.written]
    if not held:
        return None
    by_kind = Counter(event.activity.kind for event in held)
    ids = {event.id for event in held}
    cost = sum((paid.amount for paid in playbook.money.payments if paid.id in ids), Decimal(0))
    minutes = sum(sum(event_minutes(event.activity, playbook.plan.journeys).values()) for event in held)
    money = words.money(cost, playbook.plan.currency)
    hours = words.hours(minutes, names.language)
    others: tuple[OtherChoice, ...] = ()
    if advice is not None:
        compared = _compared(advice, chosen)
        others = _once(_other(one, compared, playbook, names) for one in advice.alternatives)
    turns = tuple(_turn(one, names) for one in advice.flips) if advice else ()
    return ChoiceView(
        events=len(held),
        kinds=tuple((_kind_name(kind, names), count) for kind, count in by_kind.most_common()),
        cost=money,
        hours=hours,
        kept=portfolio.kept,
        room=_gap(portfolio.gap),
        limits=_tight(portfolio.limits, names),
        others=others,
        turns=turns[:_MOST_FLIPS],
        more_turns=max(0, len(turns) - _MOST_FLIPS),
        steady=tuple(names.text(text) for text in advice.steady) if advice else (),
        file=file_of("activity-plan", playbook.plan),
    )


def _chosen(playbook: Playbook) -> Mapping[tuple[str, StageId], int]:
    found: Counter[tuple[str, StageId]] = Counter()
    for choice in playbook.portfolio.choices:
        found[choice.activity.kind, choice.stage] += choice.activity.count or 1
    return found


def _compared(advice: Advice, chosen: Mapping[tuple[str, StageId], int]) -> Mapping[tuple[str, StageId], int]:
    """What alternatives are compared with: the part of the choice that is still open."""
    return _summed(advice.chosen) if advice.chosen else chosen


def _summed(counts: Iterable[Count]) -> Mapping[tuple[str, StageId], int]:
    found: Counter[tuple[str, StageId]] = Counter()
    for count in counts:
        found[count.kind, count.stage] += count.count
    return found


def _kind_name(kind: str, names: Names) -> str:
    return names.text(load_activity_kind(kind).name)


def _gap(share: Decimal) -> str:
    if share <= 0:
        return ""
    return words.share(max(share, _SHOWN_GAP).quantize(_SHOWN_GAP, ROUND_CEILING))


# --- limits --------------------------------------------------------------------------------------------------------


def _tight(limits: Iterable[Limit], names: Names) -> tuple[TightLimit, ...]:
    """The limits that are used to nine tenths and more; of each kind and person the tightest only."""
    tightest: dict[tuple[str, str], Limit] = {}
    for limit in limits:
        # The room for events stands beside their number, stage by stage.
        if limit.kind == "events" or limit.bound <= 0 or _used(limit) <= _TIGHT:
            continue
        key = (limit.kind, limit.where if limit.kind == "stage" else _person(limit))
        known = tightest.get(key)
        if known is None or _used(limit) > _used(known):
            tightest[key] = limit
    found = sorted(tightest.values(), key=lambda limit: (-_used(limit), limit.id))[:_MOST_LIMITS]
    return tuple(_limit(limit, names) for limit in found)


def _used(limit: Limit) -> Decimal:
    return Decimal(limit.used) / limit.bound


def _person(limit: Limit) -> str:
    """The person of ``hours:PERSON:STAGE``."""
    return limit.id.split(":", 1)[1].rsplit(":", 1)[0] if limit.kind == "hours" else ""


def _limit(limit: Limit, names: Names) -> TightLimit:
    stages = {stage.id: names.stage(stage.id) for stage in names.plan.stages}
    last = limit.id.rsplit(":", 1)[-1]
    where = stages.get(last, "")  # type: ignore[call-overload]  # any text may be asked for
    if limit.kind == "cash":
        year, month = last.split("-")
        where = words.month(Month(int(year), int(month)), names.language)
    person = _person(limit)
    return TightLimit(
        kind=limit.kind,
        where=where,
        who=names.holder(person) if person else "",
        used=_amount(limit, limit.used, names),
        bound=_amount(limit, limit.bound, names),
        share=words.number((_used(limit) * 100).quantize(Decimal(1), ROUND_HALF_UP)) + "%",
    )


def _amount(limit: Limit, value: int, names: Names) -> str:
    if limit.kind == "hours":
        return words.hours(value, names.language)
    return words.money(Decimal(value) / _HUNDREDTHS, names.plan.currency)


# --- alternatives and weights --------------------------------------------------------------------------------------


def _other(
    other: Alternative, chosen: Mapping[tuple[str, StageId], int], playbook: Playbook, names: Names
) -> OtherChoice:
    wanted = _summed(other.counts)
    percent = ((other.points_share - 1) * 100).quantize(Decimal(1), ROUND_HALF_UP)
    return OtherChoice(
        ids=(other.id,),
        first=_first_kind(wanted, playbook, names) if other.id == "without_first" else "",
        changes=_changes(chosen, wanted, names),
        events=sum(wanted.values()) - sum(chosen.values()),
        money=words.money(abs(other.cost_change), playbook.plan.currency) if other.cost_change else "",
        dearer=other.cost_change > 0,
        hours=words.hours(abs(other.minutes_change), names.language) if other.minutes_change else "",
        longer=other.minutes_change > 0,
        use=words.number(abs(percent)) + "%" if percent else "",
        better=percent > 0,
    )


def _once(others: Iterable[OtherChoice]) -> tuple[OtherChoice, ...]:
    """The same choice is told once."""
    found: dict[tuple[Change, ...], OtherChoice] = {}
    for one in others:
        known = found.get(one.changes)
        ids = (*known.ids, *one.ids) if known else one.ids
        found[one.changes] = replace(one, ids=ids, first=one.first or (known.first if known else ""))
    return tuple(found.values())


def _first_kind(wanted: Mapping[tuple[str, StageId], int], playbook: Playbook, names: Names) -> str:
    """The kind that adds most to the choice, of those that the alternative does without."""
    points: Counter[str] = Counter()
    kept = {kind for kind, _ in wanted}
    for choice in playbook.portfolio.choices:
        points[choice.activity.kind] += choice.points * (choice.activity.kind not in kept)
    first = min(points, key=lambda kind: (-points[kind], kind))
    return _kind_name(first, names)


def _changes(
    before: Mapping[tuple[str, StageId], int], after: Mapping[tuple[str, StageId], int], names: Names
) -> tuple[Change, ...]:
    """What is held less comes first, then what is held more, then what only moves to another stage."""
    by_kind: dict[str, dict[StageId, int]] = {}
    for kind, stage in (*before, *after):
        by_kind.setdefault(kind, {})[stage] = after.get((kind, stage), 0) - before.get((kind, stage), 0)
    found = []
    for kind, stages in by_kind.items():
        name, total = _kind_name(kind, names), sum(stages.values())
        if total:
            stay = total < 0 and any(count for (held, _), count in after.items() if held == kind)
            found.append(Change(name, total, some=stay))
            continue
        left = [stage for stage, count in stages.items() if count < 0]
        if left:
            to = next(stage for stage, count in stages.items() if count > 0)
            moved = -sum(stages[stage] for stage in left)
            found.append(Change(name, moved, names.stage(left[0]), names.stage(to)))
    return tuple(sorted(found, key=lambda one: (bool(one.to), one.times)))


def _turn(flip: Flip, names: Names) -> Turn:
    return Turn(
        what=names.text(flip.what),
        heavier=flip.factor > 1,
        added=_counted(flip.added, names),
        dropped=_counted(flip.dropped, names),
    )


def _counted(counts: Iterable[Count], names: Names) -> tuple[Change, ...]:
    found: Counter[str] = Counter()
    for count in counts:
        found[names.text(count.name)] += count.count
    return tuple(Change(name, times) for name, times in found.items())
