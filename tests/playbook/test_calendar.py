"""Which posts there are, on which days, filled with what, and who does what until when."""

from __future__ import annotations

from collections import Counter
from datetime import date, time
from decimal import Decimal

from planner.knowledge.fill import fill
from planner.knowledge.load import load_patterns
from planner.playbook.model import Playbook
from planner.playbook.values.content import Entry, LaterFill, OpenFill, PatternFill, TopicFill
from tests.planning import worked_out

DAILY = 'groups: [{name: 群, opened: 2026-01-01}]\ncontent: {series: [{id: a, name: 早餐, when: weekly mon, time: "07:30"}]'


def days(playbook: Playbook) -> list[str]:
    return [f"{entry.on:%m-%d}" for entry in playbook.calendar.entries]


def weekly(rest: str = "}", more: str = "") -> Playbook:
    return worked_out("bakery", f"period: {{start: 2026-07-06, end: 2026-08-02}}\n{DAILY}{rest}\n{more}")


def filled(entry: Entry, part: str = "title") -> str:
    assert isinstance(entry.fill, PatternFill)
    return fill(getattr(load_patterns()[entry.fill.pattern], part), entry.fill.params).zh


def test_a_series_makes_an_entry_for_each_of_its_days() -> None:
    playbook = weekly()
    assert days(playbook) == ["07-06", "07-13", "07-20", "07-27"]
    entry = playbook.calendar.entries[0]
    assert (entry.id, entry.time, entry.series) == ("post:a:2026-07-06", "07:30", "a")


def test_start_until_count_and_exceptions() -> None:
    series = "content: {series: [{id: a, name: a, when: weekly mon, %s}]}"
    period = "period: {start: 2026-07-06, end: 2026-08-02}"
    for words, expected in {
        "start: 2026-07-13": ["07-13", "07-20", "07-27"],
        "until: 2026-07-20": ["07-06", "07-13", "07-20"],
        "count: 2": ["07-06", "07-13"],
        "count: 3, exceptions: [2026-07-13]": ["07-06", "07-20"],
        "stages: [maturity]": [],
    }.items():
        plan = f"{period}\nstages: {{growth: {{skip_reason: x}}, maturity: {{skip_reason: x}}}}\n{series % words}"
        assert days(worked_out("bakery", plan)) == expected, words


def test_nothing_is_sent_on_quiet_days() -> None:
    quiet = "calendar: {blackout: [{start: 2026-07-10, end: 2026-07-20}]}"
    assert days(weekly(more=quiet)) == ["07-06", "07-27"]


def test_overrides_skip_move_and_replace_by_id() -> None:
    overrides = (
        "calendar: {overrides: [{id: post:a:2026-07-06, action: skip}, {id: post:a:2026-07-13, action: move, date: 2026-07-15, time: '09:00'},"
        " {id: post:a:2026-07-20, action: replace, title: 今天不开门}]}"
    )
    playbook = weekly(more=overrides)
    assert days(playbook) == ["07-15", "07-20", "07-27"]
    moved, replaced, _ = playbook.calendar.entries
    assert (moved.id, moved.nominal, moved.time) == ("post:a:2026-07-13", date(2026, 7, 13), "09:00")
    assert isinstance(replaced.fill, TopicFill)
    assert replaced.fill.topic.title == "今天不开门"


def test_written_topics_take_the_next_free_post_or_their_own_day() -> None:
    playbook = weekly(
        ", topics: [咸还是淡, {title: 端午怎么订, date: 2026-07-20}, {title: 周四才到的面粉, date: 2026-07-23}]}"
    )
    titles = {
        entry.on: entry.fill.topic.title
        for entry in playbook.calendar.entries
        if isinstance(entry.fill, TopicFill)
    }
    assert titles == {
        date(2026, 7, 6): "咸还是淡",
        date(2026, 7, 20): "端午怎么订",
        date(2026, 7, 23): "周四才到的面粉",
    }


def test_only_written_topics_leave_the_rest_open() -> None:
    playbook = weekly(", topics: [咸还是淡], only_written: true}")
    assert [type(entry.fill) for entry in playbook.calendar.entries] == [
        TopicFill,
        OpenFill,
        OpenFill,
        OpenFill,
    ]


def test_draft_and_review_are_due_on_work_days_before() -> None:
    entries = weekly().calendar.entries
    # Monday 13 July: review on Friday, draft on Thursday.
    assert (entries[1].draft_due, entries[1].review_due) == (date(2026, 7, 9), date(2026, 7, 10))
    # The first post has no days before it.
    assert (entries[0].draft_due, entries[0].review_due) == (date(2026, 7, 6), date(2026, 7, 6))


def test_a_post_says_something_of_the_plan() -> None:
    playbook = worked_out("bakery")
    own = [offer.name for offer in playbook.plan.offers] + [
        question.text for question in playbook.plan.questions
    ]
    own += [moment for persona in playbook.plan.personas for moment in persona.moments]
    own += [event.activity.name.zh for event in playbook.activities.occurrences] + ["早饭搭子", "人"]
    patterns = [entry for entry in playbook.calendar.entries if isinstance(entry.fill, PatternFill)]
    assert len(patterns) >= 20
    for entry in patterns:
        words = "".join(
            filled(entry, part)
            for part in ("title", "first", "body", "ask", "silence", "answers", "material")
        )
        assert "{" not in words
        assert sum(name in words for name in own) >= 1, words
        assert len(filled(entry, "first")) <= 40


def test_titles_are_not_said_twice() -> None:
    titles = [filled(e) for e in worked_out("bakery").calendar.entries if isinstance(e.fill, PatternFill)]
    assert len(titles) == len(set(titles))


def test_later_posts_have_a_theme_and_a_day_to_decide() -> None:
    playbook = worked_out("bakery")
    detail = playbook.calendar.detail
    opened = playbook.plan.groups[0].opened
    assert opened is not None
    assert detail.end == date(2026, 9, 7)
    for entry in playbook.calendar.entries:
        assert isinstance(entry.fill, LaterFill) == (entry.on not in detail)
        if isinstance(entry.fill, LaterFill):
            assert entry.fill.decided < entry.on
            assert entry.fill.question
            assert entry.fill.theme


def test_slots_without_material_say_what_to_collect() -> None:
    playbook = worked_out("bakery", "offers:\nquestion_pool:")
    lacks = {
        name
        for entry in playbook.calendar.entries
        if isinstance(entry.fill, OpenFill)
        for name in entry.fill.lacks
    }
    assert lacks == {"offers", "question_pool"}
    assert set(playbook.calendar.missing) == lacks


def test_open_pillars_come_out_as_their_shares() -> None:
    pillars = (
        "pillars: [{id: x, name: x, share: 50%}, {id: y, name: y, share: 30%}, {id: z, name: z, share: 20%}]"
    )
    playbook = worked_out(
        "bakery", f"content: {{series: [{{id: a, name: a, when: daily, count: 10}}], {pillars}}}"
    )
    assert [(m.pillar, m.entries, m.planned) for m in playbook.calendar.mix] == [
        ("x", 5, Decimal("0.5")), ("y", 3, Decimal("0.3")), ("z", 2, Decimal("0.2")),
    ]  # fmt: skip
    counts = Counter(entry.pillar for entry in playbook.calendar.entries[:5])
    assert max(counts.values()) <= 3


def test_a_series_that_upsets_the_mix_is_named() -> None:
    pillars = "pillars: [{id: x, name: x, share: 80%}, {id: y, name: y, share: 20%}]"
    playbook = worked_out(
        "bakery", f"content: {{series: [{{id: a, name: a, when: daily, pillar: y}}], {pillars}}}"
    )
    assert [(m.entries > 0, m.cause) for m in playbook.calendar.mix] == [(False, ""), (True, "a")]


PEOPLE = """
people:
  - {id: chen, name: 陈姐, roles: [owner], deputy: 小周}
  - {id: zhou, name: 小周, roles: [admin, editor], days: [mon, tue], deputy: 陈姐, leave: [{start: 2026-07-13, end: 2026-07-14}]}
"""


def test_who_answers_is_there_on_the_day() -> None:
    content = "content: {series: [{id: a, name: a, when: daily, count: 10}]}\ngroups: [{name: 群, opened: 2026-01-01}]"
    playbook = worked_out("bakery", PEOPLE + content)
    duty = {f"{entry.on:%m-%d}": entry.duty.person for entry in playbook.calendar.entries}
    assert duty["07-06"] == duty["07-07"] == "zhou"
    assert duty["07-08"] == duty["07-13"] == "chen"
    assert all(entry.duty.covered for entry in playbook.calendar.entries)


def test_nobody_there_is_said() -> None:
    people = "people: [{id: zhou, name: 小周, roles: [admin, editor, owner], days: [mon]}]\n"
    playbook = worked_out(
        "bakery",
        people
        + "content: {series: [{id: a, name: a, when: daily, count: 2}]}\ngroups: [{name: 群, opened: 2026-01-01}]",
    )
    assert [entry.duty.covered for entry in playbook.calendar.entries] == [True, False]


def test_a_post_makes_way_for_an_event() -> None:
    content = "groups: [{name: 群, opened: 2026-01-01}]\ncontent: {series: [{id: a, name: a, when: daily, time: '15:10', count: 60}]}"
    event = "activities: {items: [{kind: qa_hour, date: 2026-07-15, time: '15:00'}], only_written: true}"
    playbook = worked_out("bakery", f"{content}\n{event}")
    times = {entry.on: entry.time for entry in playbook.calendar.entries}
    assert times[date(2026, 7, 14)] == "15:10"
    assert time.fromisoformat(times[date(2026, 7, 15)]) < time(15)
