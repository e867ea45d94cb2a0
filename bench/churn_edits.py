"""Ordinary edits of a plan. An edit changes the plan's data in place.

It returns whether it could: a plan without offers has none to remove. What an edit touches is said in
``churn_touches.py``; everything else has to stay.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Literal

from bench import churn_touches as touches
from planner.playbook.model import Playbook

Data = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Edit:
    """An edit; what a global one touches is everything, so it is not asked."""

    name: str
    change: Callable[[Data, Playbook], bool]
    touched: touches.Touches
    scope: Literal["local", "global"] = "local"


def _items(data: Data, *, make: bool = False) -> list[Any]:
    """The written activities, whichever way they are written."""
    if make:
        data.setdefault("activities", [])
    found = data.get("activities", [])
    items: list[Any] = found.setdefault("items", []) if isinstance(found, dict) else found
    return items


def _suits_all(book: Playbook) -> str:
    return "topic_discussion" if book.plan.community.type != "technical" else "qa_hour"


def add_dated_activity(data: Data, book: Playbook) -> bool:
    on = touches.middle_monday(book) + timedelta(days=1)
    item = {"id": "added", "kind": _suits_all(book), "name": "Extra evening", "date": on.isoformat()}
    _items(data, make=True).append(item)
    return True


def add_counted_activity(data: Data, book: Playbook) -> bool:
    stage = book.plan.stages[-1].id
    item = {"id": "added", "kind": _suits_all(book), "name": "Extra", "count": 1, "stages": [stage]}
    _items(data, make=True).append(item)
    return True


def remove_activity(data: Data, book: Playbook) -> bool:
    if not book.plan.activities:
        return False
    _items(data).pop()
    return True


def later_activity(data: Data, book: Playbook) -> bool:
    """The hour of the first written activity."""
    items = _items(data)
    if not items or not isinstance(items[0], dict):
        return False
    items[0]["time"] = "19:15" if book.plan.activities[0].time != "19:15" else "19:45"
    return True


def less_hours(*numbers: int) -> Callable[[Data, Playbook], bool]:
    """A tenth less of the hours of some people; of all people without numbers."""

    def change(data: Data, _book: Playbook) -> bool:
        people = data.get("people", [])
        chosen = [people[n] for n in numbers if n < len(people)] if numbers else people
        found = [person for person in chosen if "hours" in person]
        for person in found:
            person["hours"] = Decimal(str(person["hours"])) * 9 / 10
        return bool(found)

    return change


def scale_budget(factor: str) -> Callable[[Data, Playbook], bool]:
    def change(data: Data, _book: Playbook) -> bool:
        data["budget"]["total"] = int(Decimal(str(data["budget"]["total"])) * Decimal(factor))
        return True

    return change


def more_contingency(data: Data, _book: Playbook) -> bool:
    data["budget"]["contingency"] = "12%" if data["budget"].get("contingency") == "10%" else "10%"
    return True


def add_holiday(data: Data, book: Playbook) -> bool:
    days = data.setdefault("calendar", {}).setdefault("days_off", [])
    days.append(touches.new_holiday(book).isoformat())
    return True


def close_a_week(data: Data, book: Playbook) -> bool:
    first = touches.closed_monday(book)
    closed = {"start": first.isoformat(), "end": (first + timedelta(days=6)).isoformat()}
    data.setdefault("calendar", {}).setdefault("blackout", []).append(closed)
    return True


def add_topic(*, dated: bool) -> Callable[[Data, Playbook], bool]:
    def change(data: Data, book: Playbook) -> bool:
        topic: Data = {"title": "Seen last week"}
        if dated:
            topic["date"] = touches.topic_day(book).isoformat()
        data.setdefault("content", {}).setdefault("topics", []).append(topic)
        return True

    return change


def raise_goal(data: Data, _book: Playbook) -> bool:
    for goal in data["goals"]:
        if isinstance(goal["target"], int):
            goal["target"] = goal["target"] * 11 // 10
            return True
    return False


def move_goal(data: Data, book: Playbook) -> bool:
    by = date.fromisoformat(str(data["goals"][0]["by"]))
    later = by + timedelta(days=14)
    data["goals"][0]["by"] = (later if later < book.plan.period.end else by - timedelta(days=14)).isoformat()
    return True


def add_leave(data: Data, book: Playbook) -> bool:
    if not data.get("people"):
        return False
    monday = touches.middle_monday(book)
    leave = {"start": monday.isoformat(), "end": (monday + timedelta(days=6)).isoformat()}
    data["people"][0].setdefault("leave", []).append(leave)
    return True


def add_person(data: Data, _book: Playbook) -> bool:
    if not data.get("people"):
        return False
    data["people"].append({"name": "Robin", "roles": ["editor"], "hours": 5})
    return True


def add_question(data: Data, _book: Playbook) -> bool:
    data.setdefault("question_pool", []).append("How do you keep it from happening twice?")
    return True


def add_offer(data: Data, _book: Playbook) -> bool:
    data.setdefault("offers", []).append("Saturday parcel")
    return True


def remove_offer(data: Data, book: Playbook) -> bool:
    """Take the last offer away, and what refers to it."""
    if len(data.get("offers", ())) < 2:
        return False
    gone = book.plan.offers[-1]
    data["offers"].pop()
    for item in (*data.get("question_pool", ()), *_items(data)):
        if isinstance(item, dict) and item.get("offer") in (gone.id, gone.name):
            del item["offer"]
    return True


def later_series(data: Data, _book: Playbook) -> bool:
    series = data.get("content", {}).get("series")
    if not series:
        return False
    series[0]["time"] = "18:45"
    return True


def add_series(data: Data, _book: Playbook) -> bool:
    series = data.get("content", {}).get("series")
    if not series:
        return False
    series.append({"id": "extra", "name": "Extra", "when": "monthly 2nd mon", "time": "11:15"})
    return True


def move_post(data: Data, book: Playbook) -> bool:
    entry = book.calendar.entries[len(book.calendar.entries) // 2]
    return _move(data, entry.id, entry.on + timedelta(days=1))


def move_event(data: Data, book: Playbook) -> bool:
    event = book.activities.occurrences[len(book.activities.occurrences) // 2]
    return _move(data, event.id, event.on + timedelta(days=1))


def _move(data: Data, thing: str, on: date) -> bool:
    override = {"id": thing, "action": "move", "date": on.isoformat()}
    data.setdefault("calendar", {}).setdefault("overrides", []).append(override)
    return True


def draw_red_line(data: Data, _book: Playbook) -> bool:
    line = "No outdoor activities" if data["language"] == "en" else "不办户外活动"
    data.setdefault("wont_do", []).append(line)
    return True


def longer_first_stage(data: Data, book: Playbook) -> bool:
    """The border between the first two stages comes a week later."""
    if len(book.plan.stages) < 2:
        return False
    first, second = book.plan.stages[:2]
    stages = data.setdefault("stages", {})
    stages.setdefault(first.id, {})["end"] = (first.window.last + timedelta(days=7)).isoformat()
    if "start" in stages.get(second.id, {}):
        stages[second.id]["start"] = (second.window.start + timedelta(days=7)).isoformat()
    return True


def add_group(data: Data, book: Playbook) -> bool:
    if not data.get("groups"):
        return False
    first = book.plan.groups[0]
    data["groups"].append({"id": "extra", "name": "Extra group", "platform": first.platform, "members": 40})
    return True


def add_fixed_day(data: Data, _book: Playbook) -> bool:
    data.setdefault("fixed", []).append({"text": "Stocktaking", "when": "monthly 1st mon", "time": "10:00"})
    return True


EDITS: tuple[Edit, ...] = (
    Edit("activity added with a date", add_dated_activity, touches.activity("added")),
    Edit("activity added with a count", add_counted_activity, touches.activity("added")),
    Edit("last activity removed", remove_activity, touches.last_written),
    Edit("hour of an activity changed", later_activity, touches.first_written),
    Edit("event moved by hand", move_event, touches.middle_event),
    Edit("post moved by hand", move_post, touches.middle_post),
    Edit("hours of one person -10 %", less_hours(1), touches.somebodys_work(1)),
    Edit("hours of all -10 %", less_hours(), touches.nothing, "global"),
    Edit("budget +1 %", scale_budget("1.01"), touches.nothing, "global"),
    Edit("budget -10 %", scale_budget("0.9"), touches.nothing, "global"),
    Edit("contingency +2 points", more_contingency, touches.nothing, "global"),
    Edit("holiday declared", add_holiday, touches.work_around_the_holiday),
    Edit("week closed", close_a_week, touches.things_in_the_closed_week),
    Edit("topic added with a day", add_topic(dated=True), touches.posts_of_the_day),
    Edit("topic added without a day", add_topic(dated=False), touches.nothing),
    Edit("goal raised 10 %", raise_goal, touches.nothing),
    Edit("goal's day moved two weeks", move_goal, touches.nothing),
    Edit("leave of a week", add_leave, touches.work_in_the_leave),
    Edit("person added", add_person, touches.work_of_the_role("editor")),
    Edit("question added", add_question, touches.nothing),
    Edit("offer added", add_offer, touches.nothing),
    Edit("offer removed", remove_offer, touches.offer_of_the_last),
    Edit("hour of a series changed", later_series, touches.first_series),
    Edit("series added", add_series, touches.work_of_the_last_owner),
    Edit("red line drawn", draw_red_line, touches.outdoor_things),
    Edit("first stage a week longer", longer_first_stage, touches.things_of_the_stages),
    Edit("group added", add_group, touches.work_of_those_on_duty),
    Edit("fixed day added", add_fixed_day, touches.nothing),
)
