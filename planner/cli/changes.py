"""What a new playbook changes in the one before it, in a few lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from planner.cli.language import said

if TYPE_CHECKING:
    from planner.diagnostics.model import Language
    from planner.knowledge.schema import Text
    from planner.playbook.record.changes import Changes, DatedThing
    from planner.playbook.record.figures import PlaybookRecord

_MOST_EVENTS, _MOST_TASKS = 8, 3


def tell_changes(before: PlaybookRecord, after: PlaybookRecord, language: Language) -> str:
    """Return one line with the counts, then what moved, came, went and is worded otherwise, by name."""
    from planner.playbook.record.changes import compare_records, things_of

    changes = compare_records(before, after)
    old, new = things_of(before), things_of(after, before)
    lines = [_counts(changes, language)]
    lines += _named(said("改了日子", "moved", language), changes.moved, old, new, language)
    lines += _named(said("新增", "new", language), changes.new, {}, new, language)
    lines += _named(said("取消", "gone", language), changes.gone, old, {}, language)
    lines += _named(said("换了题目", "reworded", language), changes.reworded, {}, new, language)
    return "\n".join(lines)


def _counts(changes: Changes, language: Language) -> str:
    stayed, moved, new, gone = (
        len(ids) for ids in (changes.stayed, changes.moved, changes.new, changes.gone)
    )
    reworded = len(changes.reworded)
    chinese = (
        f"照着上次的排：{stayed} 项日子没变，{moved} 项改了日子，{new} 项新增，{gone} 项取消"
        + f"，{reworded} 项换了题目" * bool(reworded)
    )
    english = (
        f"planned on from it: {_many(stayed, 'dated thing')} stayed, {moved} moved, "
        f"{new} {_are(new)} new, {gone} {_are(gone)} gone"
        + f", {reworded} {'was' if reworded == 1 else 'were'} reworded"
        * bool(reworded)
    )
    return said(chinese, english, language)


def _many(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def _are(number: int) -> str:
    return "is" if number == 1 else "are"


def _named(
    verb: str,
    ids: tuple[str, ...],
    old: Mapping[str, DatedThing],
    new: Mapping[str, DatedThing],
    language: Language,
) -> Iterator[str]:
    """One line for each kind of thing: events and tasks by name and day, posts and preparation counted."""
    things = [new[id] if id in new else old[id] for id in ids]
    colon, comma = said("：", ": ", language), said("、", ", ", language)
    for kind, title, most in (
        ("event", said("活动", "events", language), _MOST_EVENTS),
        ("task", said("任务", "tasks", language), _MOST_TASKS),
    ):
        listed = [
            f"{_in(one.name, language)} {_days(one.id, old, new)}" for one in things if one.kind == kind
        ]
        if listed:
            yield f"  {verb} · {title}{colon}{_first(listed, most, language)}"
    posts = Counter(_in(one.name, language) for one in things if one.kind == "post")
    if posts:
        shown = comma.join(f"{name} {number}" for name, number in posts.items())
        yield f"  {verb} · {said('内容', 'posts', language)}{colon}{shown}"
    steps = sum(one.kind == "preparation" for one in things)
    if steps:
        yield f"  {verb} · {said('活动准备', 'preparation of events', language)}{colon}{steps}"


def _days(id: str, old: Mapping[str, DatedThing], new: Mapping[str, DatedThing]) -> str:
    """The day; of what moved both, with the hours if the day is the same."""
    if id not in old or id not in new:
        return (new.get(id) or old[id]).on.isoformat()
    was, now = old[id], new[id]
    if was.on == now.on and was.time != now.time:
        return f"{was.on} {was.time} → {now.time}"
    return f"{was.on} → {now.on}"


def _first(items: list[str], most: int, language: Language) -> str:
    shown = said("、", ", ", language).join(items[:most])
    more = len(items) - most
    return shown if more <= 0 else shown + said(f"，另有 {more} 项", f", and {more} more", language)


def _in(text: Text, language: Language) -> str:
    """A name; in quotation marks where it holds a comma of its own."""
    from planner.diagnostics.wording import quoted

    name = text.zh if language == "zh-CN" else text.en
    return quoted(name) if any(sign in name for sign in ",\u3001\uff0c") else name
