"""The days named in a recurrence: weekdays of a week, days and n-th weekdays of a month."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from planner.dates.recurrence_rule import (
    CHINESE_DIGITS,
    CHINESE_WEEKDAYS,
    ENGLISH_WEEKDAYS,
    LAST,
    NthWeekday,
    RecurrenceErrorKind,
)


class RefusedError(Exception):
    """Why reading stopped, and at which part; caught in ``parse_recurrence``, never seen outside."""

    def __init__(
        self, kind: RecurrenceErrorKind, span: tuple[int, int] | None = None, suggestion: str = ""
    ) -> None:
        super().__init__(kind)
        self.kind = kind
        self.span = span
        self.suggestion = suggestion


@dataclass(frozen=True)
class Item:
    """One word of the items: what it is, its number (weekday from 0, day or ordinal), where it stands."""

    kind: str
    number: int
    span: tuple[int, int]


_EXTRA_SPELLINGS = {"tues": 1, "weds": 2, "thur": 3, "thurs": 3}
WEEKDAY_WORDS: dict[str, int] = {
    **{name[:2].lower(): day for day, name in enumerate(ENGLISH_WEEKDAYS)},
    **{name[:3].lower(): day for day, name in enumerate(ENGLISH_WEEKDAYS)},
    **{name.lower(): day for day, name in enumerate(ENGLISH_WEEKDAYS)},
    **{f"{name.lower()}s": day for day, name in enumerate(ENGLISH_WEEKDAYS)},
    **_EXTRA_SPELLINGS,
}
_ENGLISH_NUMBERS = ("zero", "one", "two", "three", "four", "five", "six")
_ORDINAL_WORDS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5}
_GROUPS = {"weekday": range(5), "weekdays": range(5), "weekend": range(5, 7), "weekends": range(5, 7)}

_NUMERAL = r"\d+|[一二两三四五六七八九十]+"
_SEPARATOR = r"[\s,、;:/|和及与&+的逢在]+|每(?:个?月|(?=周|星期|礼拜))|(?:and|on|the|of)\b"
_RANGE = r"[-~–—至到]|(?:to|through)\b"
_CHINESE_WEEKDAY = r"(?:周|星期|礼拜)[一二三四五六日天1-7](?!\d)"

_WEEK_WORD = re.compile(
    rf"(?P<separator>{_SEPARATOR})|(?P<range>{_RANGE})|(?P<weekday>{_CHINESE_WEEKDAY})|(?P<weekend>周?末)"
    r"|(?P<ordinal>\d+(?:st|nd|rd|th)\b)|(?P<bare>[一二三四五六日天]|[1-7])"
    r"|(?P<word>[a-z]+\.?)|(?P<number>\d+)|(?P<other>.)"
)
_MONTH_WORD = re.compile(
    rf"(?P<separator>{_SEPARATOR})|(?P<range>{_RANGE})"
    r"|(?P<last_day>最后[一1]?[天日]|last day\b|月?[末底])|(?P<last>最后(?:[一1]?个)?|last\b)"
    rf"|(?P<weekday>{_CHINESE_WEEKDAY})|(?P<day>(?:第?(?:{_NUMERAL}))[日号天])"
    rf"|(?P<chinese_ordinal>第(?:{_NUMERAL})个?|(?:{_NUMERAL})个)|(?P<ordinal>\d+(?:st|nd|rd|th)\b)"
    rf"|(?P<number>{_NUMERAL})|(?P<word>[a-z]+\.?)|(?P<other>.)"
)


def read_number(text: str) -> int | None:
    """The number written in digits, in Chinese to ninety-nine or as an English word to six; else None."""
    if text in _ENGLISH_NUMBERS:
        return _ENGLISH_NUMBERS.index(text)
    if text.isdecimal():
        return int(text)
    text = text.replace("两", "二")
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return CHINESE_DIGITS.index(text) if len(text) == 1 and text in CHINESE_DIGITS else None
    if len(tens) > 1 or len(ones) > 1 or "十" in tens:
        return None
    return (CHINESE_DIGITS.index(tens) if tens else 1) * 10 + (CHINESE_DIGITS.index(ones) if ones else 0)


def weekday_items(text: str, start: int, end: int, *, bare_chinese: bool) -> tuple[int, ...]:
    """The weekdays named between two places; ``bare_chinese``: 一、四 may stand without 周."""
    days: list[int] = []
    range_at: tuple[int, int] | None = None
    for item in _week_words(text, start, end, bare_chinese):
        if item.kind == "range":
            if not days or range_at:
                raise RefusedError("unknown_word", item.span)
            range_at = item.span
        elif range_at:
            # From Friday to Monday runs over the week's end.
            days += [(days[-1] + step) % 7 for step in range(1, (item.number - days[-1]) % 7 + 1)]
            range_at = None
        else:
            days.append(item.number)
    if range_at or not days:
        raise RefusedError("missing_day", range_at)
    return tuple(days)


def _week_words(text: str, start: int, end: int, bare_chinese: bool) -> Iterator[Item]:
    chinese = bare_chinese
    for found in _WEEK_WORD.finditer(text, start, end):
        kind, word, span = str(found.lastgroup), found[0], found.span()
        if kind == "separator":
            continue
        if kind == "range":
            yield Item("range", 0, span)
        elif kind == "weekday" or (kind == "bare" and chinese):
            chinese = True  # 周一、四: the second needs no 周 either
            yield Item("weekday", _chinese_weekday(word[-1]), span)
        elif kind == "weekend":
            yield from (Item("weekday", day, span) for day in _GROUPS["weekend"])
        elif kind == "word" and word.rstrip(".") in WEEKDAY_WORDS:
            yield Item("weekday", WEEKDAY_WORDS[word.rstrip(".")], span)
        elif kind == "word" and word in _GROUPS:
            yield from (Item("weekday", day, span) for day in _GROUPS[word])
        elif kind == "ordinal":  # "every 2nd Saturday" is every other one to some, once a month to others
            raise RefusedError("bad_number", span, "monthly 2nd sat")
        elif kind in ("bare", "number") and word[0].isdecimal():
            raise RefusedError("bad_number", _whole_word(text, span, end))
        else:
            raise RefusedError("unknown_word", _whole_word(text, span, end))


def month_items(text: str, start: int, end: int) -> tuple[tuple[int, ...], tuple[NthWeekday, ...]]:
    """The days of the month, or else the n-th weekdays, named between two places."""
    days: list[int] = []
    nth_weekdays: list[NthWeekday] = []
    pending: list[Item] = []  # numbers of which the next word says what they count
    range_from: int | None = None
    for item in _month_words(text, start, end):
        if item.kind == "range":
            range_from = _day_of_month(pending.pop()) if pending else days[-1] if days else 0
            if not range_from:
                raise RefusedError("unknown_word", item.span)
        elif range_from is not None:
            last = _day_of_month(item)
            if last < range_from:
                raise RefusedError("bad_number", item.span)
            days += range(range_from, last + 1)
            range_from = None
        elif item.kind == "weekday":
            nth_weekdays += _counted_weekdays(pending, item)
            pending = []
        elif item.kind == "day_word":
            # "the last day", "the 1st day"; in "day 15" the word says nothing
            days += [LAST if p.kind == "last" else _day_of_month(p) for p in pending]
            pending = []
        elif item.kind in ("day", "last_day"):
            days += [_day_of_month(p) for p in (*pending, item)]
            pending = []
        else:
            pending.append(item)
    if range_from is not None:
        raise RefusedError("missing_day")
    days += [_day_of_month(item) for item in pending]
    if days and nth_weekdays:
        raise RefusedError("mixed", (start, end))
    if not days and not nth_weekdays:
        raise RefusedError("missing_day")
    return tuple(days), tuple(nth_weekdays)


def _month_words(text: str, start: int, end: int) -> Iterator[Item]:
    for found in _MONTH_WORD.finditer(text, start, end):
        kind, word, span = str(found.lastgroup), found[0], found.span()
        name = word.rstrip(".")
        if kind == "separator":
            continue
        if kind == "weekday":
            yield Item("weekday", _chinese_weekday(word[-1]), span)
        elif kind == "word" and name in WEEKDAY_WORDS:
            yield Item("weekday", WEEKDAY_WORDS[name], span)
        elif kind == "word" and name in _ORDINAL_WORDS:
            yield Item("ordinal", _ORDINAL_WORDS[name], span)
        elif kind == "word" and name in ("day", "days"):
            yield Item("day_word", 0, span)
        elif kind in ("last_day", "last"):
            yield Item(kind, LAST, span)
        elif kind in ("day", "chinese_ordinal", "ordinal", "number"):
            number = read_number(re.sub(r"[第个日号天a-z]", "", word))
            if number is None:
                raise RefusedError("bad_number", span)
            yield Item(kind, number, span)
        elif kind == "range":
            yield Item("range", 0, span)
        else:
            raise RefusedError("unknown_word", _whole_word(text, span, end))


def _day_of_month(item: Item) -> int:
    if item.kind == "last_day":
        return LAST
    if item.kind in ("last", "chinese_ordinal", "weekday", "day_word", "range"):
        raise RefusedError("missing_day", item.span)
    if not 1 <= item.number <= 31:
        raise RefusedError("bad_number", item.span)
    return item.number


def _counted_weekdays(ordinals: list[Item], weekday: Item) -> list[NthWeekday]:
    if not ordinals:
        raise RefusedError("missing_day", weekday.span)
    for item in ordinals:
        if item.kind == "number":
            raise RefusedError("mixed", item.span)
        if item.kind != "last" and not 1 <= item.number <= 5:
            raise RefusedError("bad_number", item.span)
    return [NthWeekday(item.number, weekday.number) for item in ordinals]


def _chinese_weekday(character: str) -> int:
    if character.isdecimal():
        return int(character) - 1
    return CHINESE_WEEKDAYS.index("日" if character == "天" else character)


def _whole_word(text: str, span: tuple[int, int], end: int) -> tuple[int, int]:
    """From the place of an unknown sign to the end of its word, so that the message shows all of it."""
    found = re.compile(r"[^\s,、;]+").match(text, span[0], end)
    return found.span() if found else span
