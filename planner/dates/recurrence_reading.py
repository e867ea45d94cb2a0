"""Reading a recurrence as operators write it, in English or Chinese, or as a part of RFC 5545.

A text has a head (how often: ``every 2 weeks``, 每两周) and items (which days: ``sat``, 周六). The head
stands first, in English also last ("the last Friday of every month"). Without a head, weekdays mean every
week.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from difflib import get_close_matches

from planner.dates.recurrence_items import (
    WEEKDAY_WORDS,
    RefusedError,
    month_items,
    read_number,
    weekday_items,
)
from planner.dates.recurrence_rfc5545 import looks_like_rfc5545, read_rfc5545
from planner.dates.recurrence_rule import (
    MAX_INTERVAL,
    Frequency,
    Recurrence,
    RecurrenceError,
    RecurrenceErrorKind,
)

MAX_LENGTH = 1000
"""Longer than anything that ``Recurrence.text`` prints; a longer text is refused unread."""

_NUMBER = r"\d+|[一二两三四五六七八九十]+"
_ENGLISH_COUNT = r"\d+|one|two|three|four|five|six"
_UNITS: dict[str, tuple[Frequency, int]] = {
    "day": ("daily", 1), "天": ("daily", 1), "日": ("daily", 1),
    "week": ("weekly", 1), "周": ("weekly", 1), "星期": ("weekly", 1), "礼拜": ("weekly", 1),
    "fortnight": ("weekly", 2),
    "month": ("monthly", 1), "月": ("monthly", 1),
    "quarter": ("monthly", 3), "季度": ("monthly", 3), "季": ("monthly", 3),
}  # fmt: skip
_WORDS: dict[str, tuple[Frequency, int]] = {
    "daily": ("daily", 1), "天天": ("daily", 1),
    "weekly": ("weekly", 1),
    "biweekly": ("weekly", 2), "bi-weekly": ("weekly", 2),
    "fortnightly": ("weekly", 2), "双周": ("weekly", 2),
    "monthly": ("monthly", 1),
    "quarterly": ("monthly", 3),
}  # fmt: skip
_CHINESE_UNIT = "(?P<unit>天|日|周|星期|礼拜|月|季度|季)"
_ENGLISH_UNIT = "(?P<unit>day|week|fortnight|month|quarter)s?"

_WORKDAYS = re.compile(r"(?:every |each )?work(?:ing)? ?days?|每?个?工作日")
_TOO_FINE = re.compile(
    r"hourly|minutely|secondly|每个?(?:小时|分钟)|(?:every|each) (?:\d+ )?(?:hour|minute)s?"
)
_TIMES = re.compile(rf"(?:{_NUMBER})[次回]|\b(?:once|twice|\d+ times|\d+x)\b")
_YEARLY = re.compile(r"yearly|annually|annual|每年|(?:every|each) (?:\d+ )?years?")
_TIME_OF_DAY = re.compile(r"(?:[上下]午|早上|晚上)?\d{1,2}(?::\d{2}| ?[ap]m\b|点(?:半|\d{1,2}分?)?)")
_REFUSED_WORDS: tuple[tuple[re.Pattern[str], RecurrenceErrorKind], ...] = (
    (_TIMES, "missing_day"),
    (_TIME_OF_DAY, "time_of_day"),
    (_TOO_FINE, "too_fine"),
    (_YEARLY, "unsupported"),
)
_HEADS = (
    re.compile(rf"(?:{'|'.join(_WORDS)})"),
    re.compile(rf"(?:every|each) (?:(?P<other>other) |(?P<count>{_ENGLISH_COUNT}) ?)?{_ENGLISH_UNIT}\b"),
    re.compile(rf"每?(?P<other>隔)[一1]?个?{_CHINESE_UNIT}"),
    re.compile(rf"每逢?(?P<count>{_NUMBER})?个?{_CHINESE_UNIT}"),
    re.compile(r"(?:every|each)(?: (?P<other>other))?(?= )"),
)
_TAIL = re.compile(
    rf" (?:of )?(?:of the (?P<the>month)|(?:every|each) (?:(?P<other>other) |(?P<count>{_ENGLISH_COUNT}) ?)?"
    r"(?P<unit>week|month|quarter)s?)$"
)


def parse_recurrence(text: str) -> Recurrence | RecurrenceError:
    """The recurrence that a text means, or why it means none; never raises.

    Accepted: ``daily`` 每天 · ``every 3 days`` 每三天 · ``workdays`` 工作日 · ``weekly mon,thu`` 每周一、四 ·
    ``every 2 weeks sat`` 每两周周六 · ``monthly 1,15`` 每月1日、15日 · ``monthly last day`` 每月最后一天 ·
    ``monthly 2nd sat`` 每月第二个周六 · ``every 3 months last fri`` · ``FREQ=WEEKLY;BYDAY=MO,TH;INTERVAL=2``;
    all that ``Recurrence.text`` and ``Recurrence.canonical`` print. A quarter is three months from the start.
    """
    source = _Source.of(text)
    try:
        return _read(source)
    except RefusedError as refusal:
        part = source.written(*refusal.span) if refusal.span else text.strip()[:40]
        better = refusal.suggestion if _is_readable(refusal.suggestion) else None
        if better is None and refusal.kind in ("unknown_word", "missing_day", "mixed", "time_of_day"):
            better = _corrected(text, part, refusal.kind)
        return RecurrenceError(refusal.kind, part, better or _example(source.text, refusal.kind))


@dataclass(frozen=True)
class _Source:
    """A text in one width and case, with the place of each of its characters in what was written."""

    original: str
    text: str
    places: tuple[int, ...]

    @classmethod
    def of(cls, original: str) -> _Source:
        pairs: list[tuple[int, str]] = []
        for place, written in enumerate(original[: MAX_LENGTH + 1]):
            for character in unicodedata.normalize("NFKC", written).casefold():
                blank = character.isspace()
                if not (blank and (not pairs or pairs[-1][1] == " ")):
                    pairs.append((place, " " if blank else character))
        while pairs and pairs[-1][1] in " .。":
            pairs.pop()
        # Between Chinese characters a blank separates nothing that reading needs: 每月 15 日.
        pairs = [
            pair
            for index, pair in enumerate(pairs)
            if pair[1] != " " or not any(_is_chinese(near) for _, near in pairs[index - 1 : index + 2])
        ]
        return cls(original, "".join(character for _, character in pairs), tuple(place for place, _ in pairs))

    def written(self, start: int, end: int) -> str:
        """What stands in the original from ``start`` up to ``end`` of ``text``."""
        return self.original[self.places[start] : self.places[end - 1] + 1]


def _is_chinese(character: str) -> bool:
    return "\u4e00" <= character <= "\u9fff"


def _read(source: _Source) -> Recurrence:
    text = source.text
    if not text:
        raise RefusedError("empty")
    if len(source.original) > MAX_LENGTH:
        raise RefusedError("unsupported")
    if looks_like_rfc5545(text):
        return read_rfc5545(text)
    if _WORKDAYS.fullmatch(text):
        return Recurrence("workdays")
    for pattern, kind in _REFUSED_WORDS:
        found = pattern.search(text)
        if found:
            raise RefusedError(kind, found.span())
    head, start, end = _head_and_items(text)
    if head.frequency == "daily":
        rest = text[start:end].strip(" ,、的")
        if rest:
            raise RefusedError("unknown_word", (end - len(text[start:end].lstrip(" ,、的")), end))
        return Recurrence("daily", head.interval)
    if head.frequency == "weekly":
        weekdays = weekday_items(text, start, end, bare_chinese=head.chinese)
        return Recurrence("weekly", head.interval, weekdays=weekdays)
    month_days, nth_weekdays = month_items(text, start, end)
    return Recurrence("monthly", head.interval, month_days=month_days, nth_weekdays=nth_weekdays)


@dataclass(frozen=True)
class _Head:
    frequency: Frequency
    interval: int
    chinese: bool = False


def _head_and_items(text: str) -> tuple[_Head, int, int]:
    """How often, and where the items stand in the text."""
    for pattern in _HEADS:
        found = pattern.match(text)
        if found and not _word_goes_on(text, found.end()):
            return _head(found), found.end(), len(text)
    found = _TAIL.search(text)
    if found:
        return _head(found), 0, found.start()
    return _Head("weekly", 1), 0, len(text)


def _word_goes_on(text: str, end: int) -> bool:
    """Whether a Latin word goes on after its match, so that ``dailyx`` is not ``daily``."""
    return re.match(r"[a-z][a-z]", text[end - 1 : end + 1]) is not None


def _head(found: re.Match[str]) -> _Head:
    groups = found.groupdict()
    chinese = not found[0].isascii()
    if found[0] in _WORDS:
        frequency, times = _WORDS[found[0]]
    else:
        frequency, times = _UNITS[groups.get("unit") or groups.get("the") or "week"]
    count = 2 if groups.get("other") else 1
    if groups.get("count"):
        count = read_number(groups["count"]) or 0
    interval = count * times
    if not 1 <= interval <= MAX_INTERVAL:
        raise RefusedError("bad_number", found.span("count"))
    return _Head(frequency, interval, chinese)


_VOCABULARY = sorted(
    word
    for word in {*_WORDS, *WEEKDAY_WORDS, "workdays", "every", "last", "weeks", "months"}
    if len(word) > 2
)


def _corrected(text: str, part: str, kind: RecurrenceErrorKind) -> str | None:
    """The text with a misspelt word put right, or with a wrong part left out, if it can then be read."""
    close = get_close_matches(part.casefold(), _VOCABULARY, n=3, cutoff=0.6)
    candidates = close if kind == "unknown_word" and part.isascii() else []
    for replacement in (*candidates, ""):
        attempt = re.sub(r"\s+[,、，]?\s*", " ", text.replace(part, replacement, 1)).strip(" ,、，和及与")
        if attempt != text and _is_readable(attempt):
            return attempt
    return None


def _is_readable(text: str) -> bool:
    try:
        _read(_Source.of(text))
    except RefusedError:
        return False
    return True


def _example(text: str, kind: RecurrenceErrorKind) -> str:
    """An accepted spelling of the kind that was probably meant, in the language of the text."""
    if "freq=" in text:
        monthly = "FREQ=MONTHLY;BYDAY=2SA" if "byday" in text else "FREQ=MONTHLY;BYMONTHDAY=15"
        return monthly if "monthly" in text else "FREQ=WEEKLY;BYDAY=MO,TH"
    chinese = not text.isascii()
    if kind == "too_fine":
        return "每天" if chinese else "daily"
    if kind == "unsupported" or re.search("month|quarter|last|[月季第号]|最后|[0-9]日", text):
        if re.search("mon(?!th)|tue|wed|thu|fri|sat|sun|周|星期|第", text):
            return "每月第二个周六" if chinese else "monthly 2nd sat"
        if re.search("last|最后", text):
            return "每月最后一天" if chinese else "monthly last day"
        return "每月15日" if chinese else "monthly 15"
    if re.search(r"\bdays?\b|天", text):
        return "每三天" if chinese else "every 3 days"
    return "每周一、四" if chinese else "weekly mon,thu"
