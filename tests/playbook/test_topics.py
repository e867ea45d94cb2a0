"""What posts say: fresh, in the plan's own words, and the same as before where nothing speaks against it."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from fractions import Fraction

from msgspec.structs import replace

from planner.completion.model import CompletePlan
from planner.knowledge.load import load_patterns
from planner.knowledge.schema import Text
from planner.playbook.posts.belonging import people_come
from planner.playbook.posts.freshness import QUESTION_DAYS, Freshness, Saying, question_rest
from planner.playbook.posts.group_ages import GroupAges
from planner.playbook.posts.wording import saying_of
from planner.playbook.values.activities import Occurrence
from planner.playbook.values.content import ContentCalendar, Entry, OpenFill, PatternFill, TopicFill
from tests.planning import complete, complete_data, data, worked_out
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


def test_a_question_rests_ten_days_at_least_whatever_pattern_asks_it() -> None:
    fresh = Freshness()
    fresh.reserve(saying("p", "咸还是淡"), "s", DAY)
    assert not fresh.allows(saying("q", "咸还是淡"), later(9))
    assert fresh.allows(saying("q", "咸还是淡"), later(10))


def test_a_question_rests_three_weeks_where_the_pool_is_large_enough() -> None:
    assert question_rest(10, Fraction(3)) == 21
    assert question_rest(10, Fraction(6)) == 14
    assert question_rest(5, Fraction(6)) == QUESTION_DAYS
    fresh = Freshness(21)
    fresh.reserve(saying("p", "咸还是淡"), "s", DAY)
    assert not fresh.allows(saying("q", "咸还是淡"), later(20))
    assert fresh.allows(saying("q", "咸还是淡"), later(21))


def treating(pattern: str, treats: str) -> Saying:
    one = saying(pattern, "咸还是淡", pattern, pattern)
    return Saying(one.pattern, one.question, one.words, one.gist, one.used, treats)


def test_an_answered_question_is_not_put_as_an_open_one() -> None:
    fresh = Freshness()
    fresh.reserve(treating("p", "answers"), "s", later(30))
    assert not fresh.allows(treating("q", ""), later(50))
    assert not fresh.allows(treating("q", "answers"), later(50))
    assert fresh.allows(treating("q", "returns"), later(50))
    assert fresh.allows(treating("q", "closes"), later(50))
    assert fresh.allows(treating("q", ""), DAY)


def test_what_follows_an_answer_waits_for_one() -> None:
    fresh = Freshness()
    assert not fresh.allows(treating("q", "follows"), later(50))
    fresh.reserve(treating("p", "answers"), "s", later(30))
    assert fresh.allows(treating("q", "follows"), later(50))
    assert not fresh.allows(treating("q", "follows"), DAY)


def test_a_question_that_a_topic_takes_up_counts_as_answered() -> None:
    fresh = Freshness()
    fresh.take_up("咸还是淡", DAY)
    assert not fresh.allows(treating("q", "returns"), later(5))
    assert not fresh.allows(treating("q", ""), later(30))
    assert fresh.allows(treating("q", "follows"), later(30))


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


def filled(calendar: ContentCalendar) -> list[tuple[Entry, PatternFill]]:
    return [(entry, entry.fill) for entry in calendar.entries if isinstance(entry.fill, PatternFill)]


def test_a_question_and_an_offer_are_joined_only_where_the_one_is_about_the_other() -> None:
    pool = "question_pool: [早餐面包怎么留到第二天, 群里几点有人回, 生日蛋糕要不要提前两天订]"
    plan = complete("bakery", f"offers: [早餐面包, 生日蛋糕]\n{pool}\ncontent: {{detail_weeks: 12}}")
    joined = [
        made.params for _, made in filled(calendar_of(plan)) if {"question", "offer"} <= set(made.params)
    ]
    assert joined
    for params in joined:
        assert params["offer"].zh in params["question"].zh


def test_the_first_post_of_a_new_group_opens_it_and_no_other_does() -> None:
    plan = complete("bakery")
    calendar = calendar_of(plan)
    patterns = load_patterns()
    opened = {group.id: group.opened for group in plan.groups}
    opening = [entry for entry, made in filled(calendar) if patterns[made.pattern].opening]
    assert opening
    for entry in opening:
        for group in entry.groups:
            day = opened[group] or entry.on
            first = next(e for e in calendar.entries if group in e.groups and e.on >= day)
            assert first.id == entry.id


def test_what_speaks_of_the_past_waits_until_the_group_has_one() -> None:
    plan = complete("bakery", "content: {detail_weeks: 12}")
    ages = GroupAges(plan)
    calendar = calendar_of(plan)
    ages.read(calendar.entries)
    for entry, made in filled(calendar):
        assert load_patterns()[made.pattern].after_weeks <= ages.weeks(entry), entry.id


def test_an_event_is_announced_only_while_names_are_taken() -> None:
    playbook = worked_out("bakery", "content: {detail_weeks: 20}")
    events = playbook.activities.occurrences
    told = [(entry, made) for entry, made in filled(playbook.calendar) if "activity" in made.params]
    assert told
    for entry, made in told:
        assert any(
            event.activity.name == made.params["activity"]
            and (event.sign_up_opens is None or event.sign_up_opens <= entry.on)
            and (event.sign_up_closes is None or entry.on <= event.sign_up_closes)
            for event in events
        ), entry.id


SERIES = "content: {detail_weeks: 8, series: [{id: own, name: %s, when: %s, format: %s}], topics: [%s]}"


TRADE = "community: {name: 早饭搭子, type: industry, situation: new, product: 面包}"


def own_series(
    name: str, when: str = "每周三", form: str = "text", topics: str = "", community: str = ""
) -> ContentCalendar:
    return calendar_of(complete("bakery", f"{SERIES % (name, when, form, topics)}\n{community}"))


def test_a_series_takes_only_what_was_made_for_its_format() -> None:
    for form in ("video", "poll"):
        for _, made in filled(own_series("随便看看", form=form)):
            row = load_patterns()[made.pattern]
            assert form in row.formats, made.pattern


def test_a_series_whose_name_promises_something_takes_nothing_else() -> None:
    patterns = load_patterns()
    table = [patterns[made.pattern] for _, made in filled(own_series("周三交期表", community=TRADE))]
    assert table
    assert all(row.named or row.opening for row in table)
    other = [patterns[made.pattern] for _, made in filled(own_series("随便看看", community=TRADE))]
    assert other
    assert not any(row.named for row in other)


def test_a_monthly_series_with_topics_of_its_own_waits_for_more_of_them() -> None:
    topics = "{title: 九月的表情, series: own, date: 2026-09-06}"
    fills = [entry.fill for entry in own_series("本月新表情", "每月第一个周日", "image", topics).entries]
    assert not any(isinstance(made, PatternFill) for made in fills)
    assert any(isinstance(made, PatternFill) for _, made in filled(own_series("随便看看", "每月第一个周日")))


def test_people_come_to_what_is_held_and_not_to_what_is_merely_done() -> None:
    assert all(
        map(
            people_come,
            ("每周六上午店门口分苗，自带盆", "彩排间周四晚上开，例会照旧", "The open hour is on Thursdays"),
        )
    )
    assert not any(
        map(people_come, ("周三中午前更新交期表", "Releases go out on Tuesdays", "每天下午四点现切"))
    )


def patterns_of(plan: CompletePlan) -> list[PatternFill]:
    entries = calendar_of(plan).entries
    return [entry.fill for entry in entries if isinstance(entry.fill, PatternFill)]


def test_only_a_thing_to_which_people_come_is_announced_as_a_meeting() -> None:
    fixed = "fixed: [{{text: {}, when: weekly wed}}]"
    gathering = {row.id for row in load_patterns().values() if row.gathers}
    held, done = (
        patterns_of(complete("bakery", fixed.format(text))) for text in ("每周三门口试吃", "每周三更新价目表")
    )
    assert gathering.intersection(made.pattern for made in held)
    assert not gathering.intersection(made.pattern for made in done)
    assert any("fixed" in made.params for made in done)


def test_a_question_about_what_is_not_to_be_had_yet_waits() -> None:
    plan = complete(
        "bakery",
        "offers: [咸蛋黄小餐包, {name: 月饼, available_from: 2026-12-01}]\n"
        "question_pool: [月饼能放几天, 咸蛋黄小餐包隔夜怎么热, 早上几点出炉, 孩子不吃咸的有什么]",
    )
    asked = {made.params["question"].zh for made in patterns_of(plan) if "question" in made.params}
    assert "咸蛋黄小餐包隔夜怎么热" in asked
    assert "月饼能放几天" not in asked


def test_a_shop_answers_a_question_of_health_with_the_label_only() -> None:
    written = data("bakery", "question_pool: [血糖高的能吃哪款]")
    written["community"] = {**written["community"], "type": "retail"}
    made = patterns_of(complete_data(written))
    taking = [one.pattern for one in made if "question" in one.params]
    assert "q_shop_body" in taking
    assert not [row for row in map(load_patterns().get, taking) if row and row.interaction == "vote"]
