"""What posts say: fresh, in the plan's own words, and the same as before where nothing speaks against it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from planner.completion.model import CompletePlan
from planner.knowledge.load import load_patterns
from planner.knowledge.schema import Text
from planner.playbook.freshness import Freshness, Saying
from planner.playbook.values.activities import Occurrence
from planner.playbook.values.content import ContentCalendar, Entry, OpenFill, PatternFill, TopicFill
from planner.playbook.wording import saying_of
from tests.planning import complete, worked_out
from tests.posting import calendar_of, previous_of

DAY = date(2026, 7, 6)


def saying(pattern: str = "p", question: str = "", words: str = "", gist: str = "") -> Saying:
    return Saying(pattern, question, (pattern, words), (pattern, gist), (("question", question),))


def later(days: int) -> date:
    return DAY + timedelta(days=days)


def test_a_pattern_rests_five_weeks_on_either_side() -> None:
    fresh = Freshness()
    fresh.reserve(saying(words="a", gist="a"), "s", DAY)
    other = saying(words="b", gist="b")
    assert not fresh.allows(other, later(35))
    assert not fresh.allows(other, later(-35))
    assert fresh.allows(other, later(36))
    assert fresh.allows(saying("q"), DAY)


def test_a_question_rests_ten_days_whatever_pattern_asks_it() -> None:
    fresh = Freshness()
    fresh.reserve(saying("p", "咸还是淡"), "s", DAY)
    assert not fresh.allows(saying("q", "咸还是淡"), later(9))
    assert fresh.allows(saying("q", "咸还是淡"), later(10))


def test_the_same_gist_does_not_return_within_a_quarter_nor_the_same_words_ever() -> None:
    fresh = Freshness()
    fresh.reserve(saying(words="a", gist="bread"), "s", DAY)
    assert not fresh.allows(saying(words="b", gist="bread"), later(90))
    assert fresh.allows(saying(words="b", gist="bread"), later(91))
    assert not fresh.allows(saying(words="a", gist="bread"), later(400))


def test_what_is_released_can_be_said_again() -> None:
    fresh = Freshness()
    said = saying(words="a", gist="a")
    fresh.reserve(said, "s", DAY)
    fresh.release(said, "s", DAY)
    assert fresh.allows(said, DAY)
    assert fresh.turns("s", "question", "") == 0


def words(**params: str) -> dict[str, Text]:
    return {name: Text(value, value) for name, value in params.items()}


def test_the_gist_is_the_question_else_offer_and_need() -> None:
    asks = load_patterns()["q_no_time"]
    one = saying_of(asks, words(question="咸还是淡", moment="早上七点"))
    other = saying_of(asks, words(question="咸还是淡", moment="下班路上"))
    assert one.words != other.words
    assert one.gist == other.gist
    row = next(row for row in load_patterns().values() if set(row.needs) == {"offer", "moment"})
    bread, cake = (saying_of(row, words(offer=o, moment="早上", need="x")) for o in ("面包", "蛋糕"))
    assert bread.gist != cake.gist


def near_duplicates(calendar: ContentCalendar) -> list[tuple[str, str]]:
    said = [(e, saying_of(load_patterns()[e.fill.pattern], e.fill.params))
            for e in calendar.entries if isinstance(e.fill, PatternFill)]  # fmt: skip
    return [
        (one.id, other.id)
        for index, (one, first) in enumerate(said)
        for other, second in said[index + 1 :]
        if first.words == second.words or (first.gist == second.gist and (other.on - one.on).days < 91)
    ]


def test_a_quarter_of_titles_has_no_near_duplicates_and_leaves_open_what_it_cannot_fill() -> None:
    plan = complete("bakery", "content: {detail_weeks: 16}")
    calendar = calendar_of(plan)
    assert near_duplicates(calendar) == []
    open_slots = [entry.fill for entry in calendar.entries if isinstance(entry.fill, OpenFill)]
    assert open_slots
    for made in open_slots:
        assert made.lacks
        assert made.persona
        assert made.offer or made.question


def test_an_open_slot_asks_about_what_fewest_questions_are_known_of() -> None:
    plan = complete(
        "bakery",
        "offers: [早餐面包, 生日蛋糕]\nquestion_pool: [{text: 咸还是淡, offer: 早餐面包}]\ncontent: {detail_weeks: 12}",
    )
    asked = {e.fill.offer for e in calendar_of(plan).entries if isinstance(e.fill, OpenFill)}
    assert asked == {"生日蛋糕"}


def test_what_else_was_possible_is_remembered() -> None:
    entries = worked_out("bakery").calendar.entries
    fills = [entry.fill for entry in entries if isinstance(entry.fill, PatternFill)]
    assert any(made.others for made in fills)
    for made in fills:
        assert len(made.others) <= 3
        assert made.pattern not in made.others


def say(entry: Entry) -> object:
    if isinstance(entry.fill, PatternFill):
        return entry.fill.pattern, entry.fill.params
    return entry.fill


def changed(before: ContentCalendar, after: ContentCalendar) -> set[str]:
    """The entries of both calendars that say something else, or at another time."""
    had = {e.id: (e.on, e.time, e.pillar, say(e)) for e in before.entries}
    return {e.id for e in after.entries if e.id in had and had[e.id] != (e.on, e.time, e.pillar, say(e))}


def test_filling_again_changes_nothing() -> None:
    playbook = worked_out("bakery")
    events = playbook.activities.occurrences
    once = calendar_of(playbook.plan, events=events)
    assert once == playbook.calendar
    assert calendar_of(playbook.plan, previous_of(once), events) == once


def test_a_dated_topic_changes_the_entry_that_it_takes_and_no_other() -> None:
    before = calendar_of(complete("bakery", "content: {topics: [咸还是淡, 面包怎么留到第二天]}"))
    on = before.entries[2].on
    taken = before.entries[2].id
    topics = f"content: {{topics: [咸还是淡, 面包怎么留到第二天, {{title: 今天换炉子, date: {on}}}]}}"
    after = calendar_of(complete("bakery", topics), previous_of(before))
    assert changed(before, after) == {taken}
    entry = next(e for e in after.entries if e.id == taken)
    assert isinstance(entry.fill, TopicFill)
    assert entry.fill.topic.title == "今天换炉子"


def test_a_listed_topic_stays_in_its_slot_when_another_takes_the_slot_before_it() -> None:
    topics = "content: {topics: [咸还是淡, 面包怎么留到第二天%s]}"
    before = calendar_of(complete("bakery", topics % ""))
    slots = {e.topic.title: e for e in before.entries if e.topic is not None}
    dated = f", {{title: 今天换炉子, date: {slots['咸还是淡'].on}}}"
    after = calendar_of(complete("bakery", topics % dated), previous_of(before))
    now = {e.topic.title: e.id for e in after.entries if e.topic is not None}
    assert now["今天换炉子"] == slots["咸还是淡"].id
    assert now["面包怎么留到第二天"] == slots["面包怎么留到第二天"].id


def test_an_offer_that_is_gone_renews_the_entries_that_spoke_of_it() -> None:
    plan = complete("bakery")
    before = calendar_of(plan)
    gone = plan.offers[0]
    less = replace(plan, offers=plan.offers[1:])
    spoke = {
        e.id
        for e in before.entries
        if isinstance(e.fill, PatternFill) and e.fill.params.get("offer") == Text(gone.name, gone.name)
    }
    assert spoke
    after = calendar_of(less, previous_of(before))
    had = {e.id: e for e in before.entries}
    others = {i for i in changed(before, after) if isinstance(had[i].fill, PatternFill)} - spoke
    assert others == set()


def announcing(events: tuple[Occurrence, ...]) -> tuple[CompletePlan, ContentCalendar]:
    plan = worked_out("bakery").plan
    return plan, calendar_of(plan, events=events)


def test_an_announced_event_that_moved_gets_its_new_date_in_that_entry_only() -> None:
    playbook = worked_out("bakery", "content: {detail_weeks: 20}")
    plan, before, events = playbook.plan, playbook.calendar, playbook.activities.occurrences
    told = {
        e.id: e for e in before.entries if isinstance(e.fill, PatternFill) and "activity" in e.fill.params
    }
    assert told
    entry = next(iter(told.values()))
    assert isinstance(entry.fill, PatternFill)
    name = entry.fill.params["activity"]
    moved = tuple(_a_day_later(event) if event.activity.name == name else event for event in events)
    after = calendar_of(plan, previous_of(before), moved)
    renewed = changed(before, after)
    assert entry.id in renewed
    assert renewed <= {
        i for i, e in told.items() if isinstance(e.fill, PatternFill) and e.fill.params["activity"] == name
    }
    now = next(e for e in after.entries if e.id == entry.id)
    assert isinstance(now.fill, PatternFill)
    assert now.fill.pattern == entry.fill.pattern


def _a_day_later(event: Occurrence) -> Occurrence:
    day = timedelta(days=1)
    return replace(event, on=event.on + day, start=event.start + day, end=event.end + day)


def test_what_was_said_in_the_past_is_not_said_again() -> None:
    plan = complete("bakery", "content: {detail_weeks: 12}")
    before = calendar_of(plan)
    day = before.entries[0].on + timedelta(days=20)
    after = calendar_of(plan, replace(previous_of(before, day), entries={}))
    assert near_duplicates(after) == []
    last: dict[str, datetime | date] = {}
    for entry in after.entries:
        if isinstance(entry.fill, PatternFill):
            pattern = entry.fill.pattern
            assert pattern not in last or entry.on - last[pattern] > timedelta(weeks=5)
            last[pattern] = entry.on
