"""When a measure in the operator's own words can be counted: the span that its words name, else the day after."""

from __future__ import annotations

import re
from datetime import date

from planner.dates.ranges import Month

_ZH_DIGITS = {sign: number for number, sign in enumerate("零一二三四五六七八九十")} | {"两": 2}
_DAYS = {"天": 1, "日": 1, "周": 7, "星期": 7, "个月": 30, "day": 1, "week": 7, "month": 30}
_EN_NUMBERS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_CHINESE_SPAN = re.compile(
    r"(\d+|[一二两三四五六七八九十]{1,3})\s*(天|日|周|星期|个月)\s*(?:之?内|里|以内|后|之后|以后)"
)
_ENGLISH_SPAN = re.compile(
    rf"\b(?:within|in|after)(?: the)?(?: next)? (\d+|a|an|{'|'.join(_EN_NUMBERS[1:])}) (day|week|month)s?\b",
    re.IGNORECASE,
)
_THAT_DAY = re.compile(
    r"当天|当晚|当场|散场前|\bthat (?:day|evening|night)\b|\bon the (?:day|spot)\b", re.IGNORECASE
)
_THAT_MONTH = re.compile(r"当月|本月|这个月|\b(?:that|the same) month\b", re.IGNORECASE)


def days_until_counted(measure: str, last: date) -> int:
    """Return after how many days from an event's last day a measure can be counted; 1 where its words name no span.

    ``14 天内`` and ``within 14 days`` are 14, ``当月`` and ``that month`` run to the end of the month, ``当晚`` and
    ``that evening`` are 0. The longest span counts.
    """
    spans = [_chinese_number(number) * _DAYS[unit] for number, unit in _CHINESE_SPAN.findall(measure)]
    spans += [
        _english_number(number) * _DAYS[unit.lower()] for number, unit in _ENGLISH_SPAN.findall(measure)
    ]
    if _THAT_MONTH.search(measure):
        spans.append((Month.of(last).last - last).days)
    if spans:
        return max(spans)
    return 0 if _THAT_DAY.search(measure) else 1


def _chinese_number(number: str) -> int:
    if number.isdigit():
        return int(number)
    tens, ten, ones = number.rpartition("十")
    if not ten:
        return _ZH_DIGITS[number[-1]]
    return (_ZH_DIGITS[tens[-1]] if tens else 1) * 10 + (_ZH_DIGITS[ones] if ones else 0)


def _english_number(number: str) -> int:
    if number.isdigit():
        return int(number)
    return _EN_NUMBERS.index(number.lower()) if number.lower() in _EN_NUMBERS else 1
