"""Times and lengths in the texts of an activity's kind, on the scale of the event that the plan holds."""

from __future__ import annotations

import re
from datetime import timedelta
from fractions import Fraction
from functools import cache

from planner.completion.values.programme import CompleteActivity
from planner.diagnostics.model import Language
from planner.documents import words
from planner.knowledge.activity_rows import ActivityKindRow
from planner.knowledge.fill import said
from planner.knowledge.load import load_activity_kind
from planner.knowledge.schema import Text
from planner.playbook.values.activities import Occurrence

STRETCHED = 600
"""Minutes: the longest event whose run sheet follows its length."""
_MOMENT = re.compile(r"\{(at|for)_(\d+)\}")
_NUMBERS = {
    **{word: number for number, word in enumerate("一二三四五六七八九十", 1)},
    **{word: number for number, word in enumerate(("one", "two", "three", "four", "five", "six", "seven"), 1)},
    "两": 2, "eight": 8, "nine": 9, "ten": 10,
}  # fmt: skip
_NUMBER = r"([一二两三四五六七八九十]|\d+|" + "|".join(word for word in _NUMBERS if word.isascii()) + ")"
_EACH = re.compile(
    rf"(?:每人|一人|每位|一件|每件)[^。；;]{{0,12}}?{_NUMBER} ?分钟|{_NUMBER} minutes? (?:each|apiece|a piece)",
    re.IGNORECASE,
)
"""``每人只讲一页、三分钟``, ``three minutes each``."""
_ON_STAGE = Fraction(4, 5)
"""The part of a showcase in which pieces are shown; the rest is for opening, stops and the round-up."""
_BLOCK = Fraction(26, 90)
"""The part of a showcase between two stops."""
_QUARTER = 15


def lengths_said(
    activity: CompleteActivity, kind: ActivityKindRow, occurrence: Occurrence, language: Language
) -> dict[str, Text]:
    """Times and lengths that a kind's texts name as its own minutes, on the scale of the event: ``{at_30}``, ``{for_8}``."""
    found = {}
    own, planned = kind.duration, activity.duration
    stretch = 1 if max(own, planned) > STRETCHED else Fraction(planned, own)
    for what, minutes in _moments_of(kind.id):
        scaled = int(minutes) * stretch
        if what == "at":
            at = occurrence.start + timedelta(minutes=round(scaled))
            found[f"at_{minutes}"] = said(at.strftime("%H:%M"))
        else:
            found[f"for_{minutes}"] = said(words.duration(_rounded(scaled), language))
    each = _each(activity)
    block = max(1, round(_BLOCK * planned) // each)
    turns = {"turn_1": block, "turn_2": block + 1, "turn_3": 2 * block, "turn_4": 2 * block + 1}
    return {
        **found,
        "each": said(words.duration(each, language)),
        **{slot: said(str(number)) for slot, number in turns.items()},
    }


def _each(activity: CompleteActivity) -> int:
    """Minutes for each of those who show something: as the plan says it, else so that all who have a place fit in."""
    for text in (activity.name, *activity.success):
        found = _EACH.search(text.zh) or _EACH.search(text.en)
        if found:
            number = next(group for group in found.groups() if group)
            return _NUMBERS.get(number.lower()) or int(number)
    return max(1, int(_ON_STAGE * activity.duration) // max(1, activity.most))


def _rounded(minutes: Fraction | int) -> int:
    """Whole minutes, fives from a quarter of an hour on."""
    return max(1, round(minutes)) if minutes < _QUARTER else 5 * round(minutes / 5)


def speaks_of(kind: ActivityKindRow, *slots: str) -> bool:
    """Say whether any text of a kind has one of the slots."""
    return any(f"{{{slot}}}" in text for text in _words_of(kind.id) for slot in slots)


@cache
def _moments_of(kind_id: str) -> tuple[tuple[str, str], ...]:
    """What the texts of a kind call ``at_30`` or ``for_8``, as (at, 30)."""
    return tuple(sorted({found for text in _words_of(kind_id) for found in _MOMENT.findall(text)}))


@cache
def _words_of(kind_id: str) -> tuple[str, ...]:
    kind = load_activity_kind(kind_id)
    rows = (
        *(text for p in kind.preparation for text in (p.title, p.done)),
        *(text for r in kind.run_sheet for text in (r.what, r.say, r.watch) if text),
        *(text for b in kind.branches for text in (b.when, b.do)),
        *(f.what for f in kind.follow_up),
        *(text for row in kind.success for text in (row.measure, row.counted) if text),
        *(row.text for row in kind.safety),
        kind.summary,
        kind.deliverable,
        *((kind.sign_up.invite, kind.sign_up.reminder, kind.sign_up.fields) if kind.sign_up else ()),
        *((kind.sign_up.too_few,) if kind.sign_up and kind.sign_up.too_few else ()),
    )
    return tuple(text.zh for text in rows)
