"""What a recurrence is, and how it is printed: for people in two languages, and in its short spelling."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

Frequency: TypeAlias = Literal["daily", "workdays", "weekly", "monthly"]
RecurrenceErrorKind: TypeAlias = Literal[
    "empty", "unknown_word", "missing_day", "bad_number", "mixed", "time_of_day", "too_fine", "unsupported"
]

LAST = -1
"""The last day of a month, or the last weekday of its kind in a month."""
MAX_INTERVAL = 366

CHINESE_WEEKDAYS = "一二三四五六日"
ENGLISH_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
CHINESE_DIGITS = "零一二三四五六七八九十"


@dataclass(frozen=True, slots=True)
class RecurrenceError:
    """Why a text is no recurrence: the kind, the part as it was written, and a spelling that is accepted.

    Kinds: ``empty``; ``unknown_word``; ``missing_day`` (weekly or monthly without saying which day);
    ``bad_number`` (no such day, ordinal or interval); ``mixed`` (days of the month together with weekdays);
    ``time_of_day`` (belongs elsewhere); ``too_fine`` (hourly and finer); ``unsupported`` (yearly, and parts
    of RFC 5545 that are left out).
    """

    kind: RecurrenceErrorKind
    part: str
    suggestion: str


@dataclass(frozen=True, slots=True)
class NthWeekday:
    """The n-th weekday of its kind in a month: ordinal 1 to 5 or ``LAST``; weekday 0 = Monday."""

    ordinal: int
    weekday: int


@dataclass(frozen=True, slots=True)
class Recurrence:
    """A rule by which something returns, daily or coarser.

    ``weekdays`` (0 = Monday) go with ``weekly``; ``month_days`` (1 to 31 or ``LAST``) or ``nth_weekdays``,
    one of them, with ``monthly``. Days are kept sorted and once each. Raises ValueError on any other mixture.
    """

    frequency: Frequency
    interval: int = 1
    weekdays: tuple[int, ...] = ()
    month_days: tuple[int, ...] = ()
    nth_weekdays: tuple[NthWeekday, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "weekdays", tuple(sorted(set(self.weekdays))))
        object.__setattr__(self, "month_days", tuple(sorted(set(self.month_days), key=_last_at_end)))
        object.__setattr__(self, "nth_weekdays", tuple(sorted(set(self.nth_weekdays), key=_by_ordinal)))
        kinds = (bool(self.weekdays), bool(self.month_days), bool(self.nth_weekdays))
        expected = {
            "daily": ((False, False, False),),
            "workdays": ((False, False, False),),
            "weekly": ((True, False, False),),
            "monthly": ((False, True, False), (False, False, True)),
        }[self.frequency]
        if kinds not in expected:
            raise ValueError(f"days do not fit a {self.frequency} recurrence")
        if not 1 <= self.interval <= (1 if self.frequency == "workdays" else MAX_INTERVAL):
            raise ValueError(f"interval out of bounds: {self.interval}")
        if any(day not in range(7) for day in (*self.weekdays, *(nth.weekday for nth in self.nth_weekdays))):
            raise ValueError("a weekday is 0 (Monday) to 6")
        if any(day != LAST and not 1 <= day <= 31 for day in self.month_days):
            raise ValueError("a day of the month is 1 to 31, or LAST")
        if any(nth.ordinal != LAST and not 1 <= nth.ordinal <= 5 for nth in self.nth_weekdays):
            raise ValueError("an ordinal is 1 to 5, or LAST")

    def text(self, language: Literal["zh-CN", "en"]) -> str:
        """The recurrence as a person says it: 每周一、四 or "every Monday and Thursday"."""
        return _chinese(self) if language == "zh-CN" else _english(self)

    def canonical(self) -> str:
        """The short English spelling, e.g. ``weekly mon,thu``; reading it gives the same recurrence."""
        if self.frequency == "workdays":
            return "workdays"
        units = {"daily": ("daily", "days"), "weekly": ("weekly", "weeks"), "monthly": ("monthly", "months")}
        once, unit = units[self.frequency]
        head = once if self.interval == 1 else f"every {self.interval} {unit}"
        days = [_short(day) for day in self.weekdays]
        days += ["last day" if day == LAST else str(day) for day in self.month_days]
        days += [f"{english_ordinal(nth.ordinal)} {_short(nth.weekday)}" for nth in self.nth_weekdays]
        return f"{head} {','.join(days)}" if days else head


def english_ordinal(number: int) -> str:
    """``1st``, ``2nd`` … and ``last`` for ``LAST``."""
    if number == LAST:
        return "last"
    ending = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _short(weekday: int) -> str:
    return ENGLISH_WEEKDAYS[weekday][:3].lower()


def _last_at_end(day: int) -> int:
    return 32 if day == LAST else day


def _by_ordinal(nth: NthWeekday) -> tuple[int, int]:
    return _last_at_end(nth.ordinal), nth.weekday


def _is_run(days: Sequence[int]) -> bool:
    """Whether the days are three or more in a row, so that "Monday to Friday" is shorter than the list."""
    return len(days) >= 3 and days[-1] - days[0] == len(days) - 1


def _chinese(rule: Recurrence) -> str:
    many = rule.interval > 1
    count = _chinese_count(rule.interval) if many else ""
    if rule.frequency == "workdays":
        return "每个工作日"
    if rule.frequency == "daily":
        return f"每{count}天"
    if rule.frequency == "weekly":
        names = [CHINESE_WEEKDAYS[day] for day in rule.weekdays]
        run = f"周{names[0]}至周{names[-1]}"
        if many:
            return f"每{count}周的{run if _is_run(rule.weekdays) else '、周'.join(('', *names))[1:]}"
        return f"每{run}" if _is_run(rule.weekdays) else f"每周{'、'.join(names)}"
    days = "、".join(
        [*("最后一天" if day == LAST else f"{day}日" for day in rule.month_days)]
        + [f"{_chinese_ordinal(nth.ordinal)}个周{CHINESE_WEEKDAYS[nth.weekday]}" for nth in rule.nth_weekdays]
    )
    return f"每{count}个月的{days}" if many else f"每月{days}"


def _chinese_count(number: int) -> str:
    """两, 三 … 十, then digits, as people write it."""
    if number == 2:
        return "两"
    return CHINESE_DIGITS[number] if number <= 10 else str(number)


def _chinese_ordinal(number: int) -> str:
    return "最后一" if number == LAST else f"第{CHINESE_DIGITS[number]}"


def _english(rule: Recurrence) -> str:
    unit = {"daily": "day", "workdays": "working day", "weekly": "week", "monthly": "month"}[rule.frequency]
    head = f"every {unit}" if rule.interval == 1 else f"every {rule.interval} {unit}s"
    if rule.frequency in ("daily", "workdays"):
        return head
    if rule.frequency == "weekly":
        names = [ENGLISH_WEEKDAYS[day] for day in rule.weekdays]
        days = f"{names[0]} to {names[-1]}" if _is_run(rule.weekdays) else _english_list(names)
        return f"every {days}" if rule.interval == 1 else f"{head} on {days}"
    days = _english_list(
        [*("the last day" if day == LAST else f"the {english_ordinal(day)}" for day in rule.month_days)]
        + [f"the {english_ordinal(nth.ordinal)} {ENGLISH_WEEKDAYS[nth.weekday]}" for nth in rule.nth_weekdays]
    )
    return f"{head} on {days}"


def _english_list(items: list[str]) -> str:
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}"
