"""The kinds of value a plan holds: dates, times, money, shares, ids, texts.

The reader leaves everything but plain numbers and true/false as text, so each kind judges text itself and
raises a :class:`PydanticCustomError` whose *type* selects our own message (:mod:`planner.plan.findings`).
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal, InvalidOperation
from difflib import SequenceMatcher
from types import ModuleType
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import BaseModel, BeforeValidator, ConfigDict, WithJsonSchema
from pydantic_core import PydanticCustomError

from planner.dates.recurrence import RecurrenceError, parse_recurrence
from planner.plan.currencies import CURRENCY_CODES

StageName = Literal["build", "growth", "maturity"]
CategoryName = Literal["platform", "content", "activity", "operations"]


class PlanModel(BaseModel):
    """Base of all plan models: frozen, unknown keys refused, built only when used."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, defer_build=True, coerce_numbers_to_str=True, hide_input_in_errors=True
    )


_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})\Z")
_LOOSE_DATE = re.compile(
    r"(\d{4})\s*[-/.年\uff0d]?\s*(\d{1,2})\s*[-/.月\uff0d]\s*(\d{1,2})\s*[日号]?(?:[ T]\d{1,2}:\d{2}(?::\d{2})?)?\Z"
    r"|(\d{4})(\d{2})(\d{2})\Z"
)
_NO_YEAR = re.compile(r"(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?\Z")
_TIME = re.compile(r"([01]\d|2[0-3]):([0-5]\d)\Z")
_ID = re.compile(r"[a-z][a-z0-9_-]{0,39}\Z")
_EARLIEST, _LATEST = 2000, 2100
_MOST_MONEY = Decimal(10) ** 12
_PLAIN_NUMBER = re.compile(r"-?\d{1,18}(\.\d{1,12})?\Z", re.ASCII)


def _as_date(value: Any) -> date:
    if isinstance(value, date):
        return value
    text = str(value).strip()
    match = _DATE.match(text)
    loose = match or _LOOSE_DATE.match(text)
    if loose is not None:
        year, month, day = (int(part) for part in loose.groups() if part is not None)
        try:
            found = date(year, month, day)
        except ValueError:
            raise PydanticCustomError("plan_date_impossible", "no such day", {"value": text}) from None
        if match is not None and len(text) == 10 and _EARLIEST <= year <= _LATEST:
            return found
        if not _EARLIEST <= year <= _LATEST:
            raise PydanticCustomError("plan_date_far", "year out of range", {"value": text})
        raise PydanticCustomError(
            "plan_date_form", "write ISO", {"value": text, "instead": found.isoformat()}
        )
    if _NO_YEAR.match(text):
        raise PydanticCustomError("plan_date_no_year", "year missing", {"value": text})
    raise PydanticCustomError("plan_date", "not a date", {"value": text})


def end_before_start(start: date, end: date) -> PydanticCustomError:
    """Return the error for a range that ends before it starts."""
    return PydanticCustomError(
        "plan_end_before_start", "end before start", {"start": start.isoformat(), "end": end.isoformat()}
    )


def _as_time(value: Any) -> str:
    text = str(value).strip()
    if _TIME.match(text):
        return text
    raise _no_time(text, instead=_meant().meant_time(text))


def _no_time(text: str, instead: str) -> PydanticCustomError:
    if not instead:
        return PydanticCustomError("plan_time", "not a time", {"value": text})
    return PydanticCustomError("plan_time_form", "write HH:MM", {"value": text, "instead": instead})


def _meant() -> ModuleType:
    # Needed for slips only: most plans have none.
    from planner.plan import meant

    return meant


def _as_number(value: Any) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | Decimal | str):
        raise PydanticCustomError("plan_number", "not a number", {"value": str(value)})
    if isinstance(value, str):
        plain = value.strip().replace(",", "").replace("\uff0c", "")
        try:
            number = Decimal(plain)
        except InvalidOperation:
            raise PydanticCustomError("plan_number", "not a number", {"value": value}) from None
        # An exponent may stand for a billion digits: write out only what is short.
        short = number.is_finite() and abs(number.adjusted()) < 18
        raise PydanticCustomError(
            "plan_number", "digits only", {"value": value, "instead": f"{number:f}"[:24] if short else ""}
        )
    number = Decimal(value)
    if abs(number) > _MOST_MONEY:
        raise PydanticCustomError(
            "plan_too_large", "too large", {"value": f"{number:,}"[:40], "most": f"{_MOST_MONEY:,}"}
        )
    return number


def _as_money(value: Any) -> Decimal:
    number = _as_number(value)
    if number < 0:
        raise PydanticCustomError("plan_negative", "negative amount", {"value": str(value)})
    return number


def _as_share(value: Any) -> Decimal:
    if isinstance(value, str) and value.strip().endswith(("%", "\uff05")):
        number = _as_number_text(value.strip()[:-1]) / 100
    else:
        number = _as_number(value)
    if not 0 <= number <= 1:
        raise PydanticCustomError("plan_share", "share out of range", {"value": str(value)})
    return number


def _as_number_text(text: str) -> Decimal:
    if not _PLAIN_NUMBER.match(text.strip()):
        raise PydanticCustomError("plan_number", "not a number", {"value": text})
    return Decimal(text.strip())


def _as_amount_or_share(value: Any) -> Decimal | str:
    """Money as a Decimal, or a share as text such as ``"10%"`` (kept, so that the two cannot be confused)."""
    if isinstance(value, str) and value.strip().endswith(("%", "\uff05")):
        share = _as_share(value)
        return f"{(share * 100).normalize():f}%"
    return _as_money(value)


def _as_figure(value: Any) -> Decimal | str:
    """A KPI value: a number, or text with a percent sign (``"15%"``)."""
    if isinstance(value, str) and value.strip().endswith(("%", "\uff05", "‰")):
        number = _as_number_text(value.strip()[:-1])
        sign = "‰" if value.strip().endswith("‰") else "%"
        return f"{number:f}{sign}"
    return _as_number(value)


def _as_baseline(value: Any) -> Decimal | str:
    if isinstance(value, str) and value.strip().lower() in {
        "unknown",
        "未知",
        "不知道",
        "不清楚",
        "没数过",
        "?",
        "\uff1f",
    }:
        return "unknown"
    return _as_figure(value)


def _as_text(value: Any) -> Any:
    if isinstance(value, bool):
        raise PydanticCustomError("string_type", "text expected", {"value": str(value).lower()})
    if isinstance(value, str):
        text = value.strip()
        if not text:
            raise PydanticCustomError("plan_empty", "empty text", {})
        return text
    return value


def _as_id(value: Any) -> Any:
    text = str(value)
    if not _ID.match(text):
        raise PydanticCustomError("plan_id", "not an id", {"value": text})
    return text


def _as_recurrence(value: Any) -> str:
    text = str(value).strip()
    parsed = parse_recurrence(text)
    if isinstance(parsed, RecurrenceError):
        near = SequenceMatcher(None, text.lower(), parsed.suggestion.lower()).ratio() >= 0.5
        kinds = {"missing_day": "plan_recurrence_day", "time_of_day": "plan_recurrence_time"}
        raise PydanticCustomError(
            kinds.get(parsed.kind, "plan_recurrence"),
            "not a recurrence",
            {"value": text, "part": parsed.part, "instead": parsed.suggestion if near else ""},
        )
    return text


def _as_zone(value: Any) -> str:
    text = str(value).strip()
    try:
        ZoneInfo(text)
    except (ValueError, OSError, ZoneInfoNotFoundError):
        raise PydanticCustomError("plan_timezone", "unknown time zone", {"value": text}) from None
    return text


def _as_list(value: Any) -> Any:
    """A single text where a list is meant is the list with that text."""
    return [value] if isinstance(value, str | int | Decimal) and not isinstance(value, bool) else value


def _as_currency(value: Any) -> str:
    text = str(value).strip()
    if text not in CURRENCY_CODES:
        instead = text.upper() if text.upper() in CURRENCY_CODES else _meant().meant_currency(text)
        raise PydanticCustomError("plan_currency", "no currency code", {"value": text, "instead": instead})
    return text


def _as_clocks(value: Any) -> Any:
    """A list of times; several in one text are told how a list is written."""
    if isinstance(value, str) and (several := _meant().meant_times(value)):
        raise _no_time(value, instead=several)
    return _as_list(value)


def _as_span(value: Any) -> str:
    """``07:00-09:00``; the end may be earlier than the start, then it goes on past midnight."""
    text = str(value).strip().replace("\u2013", "-").replace("\uff0d", "-").replace("~", "-")
    start, dash, end = text.partition("-")
    if not dash:
        raise PydanticCustomError("plan_span", "not a span", {"value": str(value)})
    return f"{_as_time(start)}-{_as_time(end)}"


def _as_whole(value: Any) -> int:
    number = _as_number(value)
    if number != number.to_integral_value():
        raise PydanticCustomError("plan_whole", "whole number expected", {"value": str(value)})
    if number < 0:
        raise PydanticCustomError("plan_negative", "negative number", {"value": str(value)})
    if number > 10**9:
        raise PydanticCustomError(
            "plan_too_large", "too large", {"value": str(value), "most": "1,000,000,000"}
        )
    return int(number)


_FIGURE_SCHEMA = {
    "anyOf": [{"type": "number"}, {"type": "string", "pattern": r"^-?\d+(\.\d+)?\s*[%\uff05‰]$"}]
}

Day = Annotated[date, BeforeValidator(_as_date), WithJsonSchema({"type": "string", "format": "date"})]
Clock = Annotated[
    str,
    BeforeValidator(_as_time),
    WithJsonSchema({"type": "string", "pattern": r"^([01]\d|2[0-3]):[0-5]\d$"}),
]
Currency = Annotated[
    str, BeforeValidator(_as_currency), WithJsonSchema({"type": "string", "pattern": "^[A-Z]{3}$"})
]
Number = Annotated[Decimal, BeforeValidator(_as_number), WithJsonSchema({"type": "number"})]
Whole = Annotated[int, BeforeValidator(_as_whole), WithJsonSchema({"type": "integer", "minimum": 0})]
Money = Annotated[Decimal, BeforeValidator(_as_money), WithJsonSchema({"type": "number", "minimum": 0})]
Share = Annotated[
    Decimal,
    BeforeValidator(_as_share),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "number", "minimum": 0, "maximum": 1},
                {"type": "string", "pattern": r"^\d+(\.\d+)?\s*[%\uff05]$"},
            ]
        }
    ),
]
AmountOrShare = Annotated[Decimal | str, BeforeValidator(_as_amount_or_share), WithJsonSchema(_FIGURE_SCHEMA)]
Figure = Annotated[Decimal | str, BeforeValidator(_as_figure), WithJsonSchema(_FIGURE_SCHEMA)]
Baseline = Annotated[
    Decimal | str,
    BeforeValidator(_as_baseline),
    WithJsonSchema({"anyOf": [*_FIGURE_SCHEMA["anyOf"], {"const": "unknown"}]}),
]
Words = Annotated[str, BeforeValidator(_as_text)]
Id = Annotated[
    str, BeforeValidator(_as_id), WithJsonSchema({"type": "string", "pattern": "^[a-z][a-z0-9_-]{0,39}$"})
]
Ref = Annotated[str, BeforeValidator(_as_text)]
"""The id (or, where the text says so, the name) of something defined elsewhere; checked later."""
TimeZone = Annotated[str, BeforeValidator(_as_zone), WithJsonSchema({"type": "string"})]
"""An IANA time zone."""
When = Annotated[str, BeforeValidator(_as_recurrence), WithJsonSchema({"type": "string"})]
WordList = Annotated[tuple[Words, ...], BeforeValidator(_as_list)]
RefList = Annotated[tuple[Ref, ...], BeforeValidator(_as_list)]
ClockList = Annotated[tuple[Clock, ...], BeforeValidator(_as_clocks)]
SpanList = Annotated[
    tuple[
        Annotated[
            str,
            BeforeValidator(_as_span),
            WithJsonSchema(
                {"type": "string", "pattern": r"^([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d$"}
            ),
        ],
        ...,
    ],
    BeforeValidator(_as_list),
]
"""Parts of a day, ``07:00-09:00``."""
DayList = Annotated[tuple[Day, ...], BeforeValidator(_as_list)]
