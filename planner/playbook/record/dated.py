"""From dated things to their records: nothing is lost on the way, so that they can be taken over as they were."""

from __future__ import annotations

from planner.completion.values.programme import CompleteActivity, CompleteTopic
from planner.completion.values.staging import CompleteTask
from planner.knowledge.fill import fill
from planner.knowledge.load import load_patterns
from planner.knowledge.schema import Text
from planner.playbook.record.plain import optional_words, path_text, recorded, words
from planner.playbook.record.shape import (
    ActivityRecord,
    CostRecord,
    DecidedLater,
    DutyRecord,
    EntryRecord,
    FillRecord,
    FollowUpRecord,
    FromPattern,
    OccurrenceRecord,
    OwnWords,
    PaymentRecord,
    PlannedTopic,
    PreparationRecord,
    PreparationStep,
    PrizeRecord,
    StillOpen,
    TaskRecord,
    TopicRecord,
    VenueRecord,
)
from planner.playbook.values.activities import Occurrence
from planner.playbook.values.content import Entry, LaterFill, OpenFill, PatternFill, TopicFill
from planner.playbook.values.money import Payment


class ActivityKeys:
    """Gives each activity a key while occurrences are recorded in order of time.

    The same activity may have been held on other terms in the past: the first of them keeps the plain id.
    """

    def __init__(self) -> None:
        self._keys: dict[str, list[CompleteActivity]] = {}
        self._records: list[ActivityRecord] = []

    def record(self, occurrence: Occurrence) -> OccurrenceRecord:
        """Return an occurrence's record, which names its activity by key."""
        return recorded(
            OccurrenceRecord,
            occurrence,
            activity=self._key(occurrence.activity),
            holiday=optional_words(occurrence.holiday),
            preparation=tuple(recorded(PreparationRecord, one) for one in occurrence.preparation),
            follow_up=tuple(recorded(FollowUpRecord, one) for one in occurrence.follow_up),
        )

    def _key(self, activity: CompleteActivity) -> str:
        known = self._keys.setdefault(activity.id, [])
        if activity not in known:
            known.append(activity)
            self._records.append(_activity(activity, _key_of(activity.id, len(known))))
        return _key_of(activity.id, known.index(activity) + 1)

    @property
    def activities(self) -> tuple[ActivityRecord, ...]:
        """The activities recorded so far, in order of their first occurrence."""
        return tuple(self._records)


def _key_of(activity: str, version: int) -> str:
    return activity if version == 1 else f"{activity}~{version}"


def _activity(activity: CompleteActivity, key: str) -> ActivityRecord:
    return recorded(
        ActivityRecord,
        activity,
        key=key,
        preparation=tuple(recorded(PreparationStep, step) for step in activity.preparation),
        costs=None
        if activity.costs is None
        else tuple(recorded(CostRecord, cost) for cost in activity.costs),
        venue=recorded(VenueRecord, activity.venue) if activity.venue else None,
        prize=recorded(PrizeRecord, activity.prize) if activity.prize else None,
    )


def task_record(task: CompleteTask) -> TaskRecord:
    """Return a task's record."""
    return recorded(TaskRecord, task)


def payment_record(payment: Payment) -> PaymentRecord:
    """Return a payment's record."""
    return recorded(PaymentRecord, payment, path=path_text(payment.path))


def entry_record(entry: Entry) -> EntryRecord:
    """Return an entry's record."""
    return recorded(EntryRecord, entry, duty=recorded(DutyRecord, entry.duty), fill=_fill(entry))


def _fill(entry: Entry) -> FillRecord:
    match entry.fill:
        case TopicFill(topic):
            shape = OwnWords if entry.topic is None else PlannedTopic
            return shape(topic=_topic(topic))
        case PatternFill() as made:
            return FromPattern(
                pattern=made.pattern,
                title=words(pattern_title(made)),
                params={name: words(text) for name, text in sorted(made.params.items())},
                sources=tuple(path_text(path) for path in made.sources),
                others=made.others,
            )
        case OpenFill() as still_open:
            return recorded(StillOpen, still_open)
        case LaterFill() as later:
            return recorded(DecidedLater, later)


def pattern_title(made: PatternFill) -> Text:
    """Return the title that a pattern gives with its words; its id where knowledge no longer has the pattern."""
    row = load_patterns().get(made.pattern)
    return fill(row.title, made.params) if row is not None else Text(made.pattern, made.pattern)


def _topic(topic: CompleteTopic) -> TopicRecord:
    return recorded(TopicRecord, topic)
