"""Reading the part of RFC 5545 recurrence rules that this project keeps: daily or coarser, no end inside."""

from __future__ import annotations

import re

from planner.dates.recurrence_items import RefusedError
from planner.dates.recurrence_rule import LAST, MAX_INTERVAL, NthWeekday, Recurrence

_DAYS = ("mo", "tu", "we", "th", "fr", "sa", "su")
_KNOWN = ("freq", "interval", "byday", "bymonthday", "bysetpos", "wkst")
_BYDAY = re.compile(r"(?P<ordinal>[+-]?\d{1,2})?(?P<day>mo|tu|we|th|fr|sa|su)")


def looks_like_rfc5545(text: str) -> bool:
    """Whether a text, in lower case, is meant as ``FREQ=…``."""
    return re.search(r"\bfreq\s*=", text) is not None


def read_rfc5545(text: str) -> Recurrence:
    """The recurrence of a rule in lower case; raises RefusedError with the part that cannot be used."""
    parts = _parts(text)
    values = {name: value for name, (value, _) in parts.items()}
    spans = {name: span for name, (_, span) in parts.items()}
    frequency = values["freq"]
    interval = _interval(values, spans)
    if values.get("wkst", "mo") != "mo":
        raise RefusedError("unsupported", spans["wkst"], _without(text, spans["wkst"]))
    if frequency in ("secondly", "minutely", "hourly"):
        raise RefusedError("too_fine", spans["freq"], "daily")
    days = _weekdays(values, spans)
    month_days = _month_days(values, spans)
    if frequency == "daily" and not (days or month_days):
        return Recurrence("daily", interval)
    plain = tuple(day for ordinal, day in days if ordinal is None)
    if frequency in ("daily", "weekly") and not month_days:
        if len(plain) < len(days):
            raise RefusedError("unsupported", spans["byday"])
        if frequency == "daily" and interval > 1:
            raise RefusedError("unsupported", spans["byday"], _without(text, spans["byday"]))
        if not plain:
            raise RefusedError("missing_day", spans["freq"], "FREQ=WEEKLY;BYDAY=MO,TH")
        return Recurrence("weekly", interval, weekdays=plain)
    if frequency != "monthly":
        raise RefusedError("unsupported", spans["freq"], "FREQ=MONTHLY;BYMONTHDAY=15")
    return _monthly(interval, days, month_days, values, spans)


def _monthly(
    interval: int,
    days: list[tuple[int | None, int]],
    month_days: tuple[int, ...],
    values: dict[str, str],
    spans: dict[str, tuple[int, int]],
) -> Recurrence:
    if days and month_days:
        raise RefusedError("mixed", spans["byday"], "FREQ=MONTHLY;BYDAY=2SA")
    if month_days:
        return Recurrence("monthly", interval, month_days=month_days)
    if not days:
        raise RefusedError("missing_day", spans["freq"], "FREQ=MONTHLY;BYMONTHDAY=15")
    position = values.get("bysetpos")
    if position is not None and len(days) == 1 and days[0][0] is None:
        days = [(_ordinal(position, spans["bysetpos"]), days[0][1])]
    elif position is not None:
        raise RefusedError("unsupported", spans["bysetpos"])
    nth = [NthWeekday(ordinal, day) for ordinal, day in days if ordinal is not None]
    if len(nth) < len(days):
        raise RefusedError("missing_day", spans["byday"], "FREQ=MONTHLY;BYDAY=2SA")
    return Recurrence("monthly", interval, nth_weekdays=tuple(nth))


def _parts(text: str) -> dict[str, tuple[str, tuple[int, int]]]:
    """Name, value and place of each part; RefusedError for parts without meaning here, or given twice."""
    start = len("rrule:") if text.startswith("rrule:") else 0
    parts: dict[str, tuple[str, tuple[int, int]]] = {}
    for found in re.compile(r"[^;]+").finditer(text, start):
        name, _, value = (piece.strip() for piece in found[0].partition("="))
        if name not in _KNOWN or not value or name in parts:
            raise RefusedError("unsupported", found.span(), _without(text, found.span()))
        parts[name] = (value, found.span())
    if "freq" not in parts:
        raise RefusedError("unsupported")
    return parts


def _interval(values: dict[str, str], spans: dict[str, tuple[int, int]]) -> int:
    value = values.get("interval", "1")
    if not re.fullmatch(r"\d{1,3}", value) or not 1 <= int(value) <= MAX_INTERVAL:
        raise RefusedError("bad_number", spans["interval"])
    return int(value)


def _weekdays(values: dict[str, str], spans: dict[str, tuple[int, int]]) -> list[tuple[int | None, int]]:
    days: list[tuple[int | None, int]] = []
    for value in values.get("byday", "").split(",") if "byday" in values else ():
        found = _BYDAY.fullmatch(value.strip())
        if not found:
            raise RefusedError("unknown_word", spans["byday"])
        ordinal = _ordinal(found["ordinal"], spans["byday"]) if found["ordinal"] else None
        days.append((ordinal, _DAYS.index(found["day"])))
    return days


def _month_days(values: dict[str, str], spans: dict[str, tuple[int, int]]) -> tuple[int, ...]:
    days = []
    for value in values.get("bymonthday", "").split(",") if "bymonthday" in values else ():
        day = int(value) if re.fullmatch(r"\s*(?:-1|\+?\d{1,2})\s*", value) else 0
        if day != LAST and not 1 <= day <= 31:
            raise RefusedError("bad_number", spans["bymonthday"])
        days.append(day)
    return tuple(days)


def _ordinal(text: str, span: tuple[int, int]) -> int:
    if not re.fullmatch(r"-1|\+?[1-5]", text):
        raise RefusedError("bad_number", span)
    return int(text)


def _without(text: str, span: tuple[int, int]) -> str:
    """The rule without one part, in its usual capitals."""
    rest = f"{text[: span[0]]};{text[span[1] :]}".upper()
    return ";".join(part for part in rest.split(";") if part)
