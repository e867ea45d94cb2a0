"""Dates, money, measures and lists as people write them, in Chinese and in English. Pure formatting."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from planner.completion.kpi_model import CompleteKpi
from planner.completion.params import plain_hours
from planner.dates.ranges import DateRange, Month, Week
from planner.diagnostics.model import Language
from planner.knowledge.fill import in_language

CHINESE: Language = "zh-CN"
_WEEKDAYS_ZH = "一二三四五六日"
_WEEKDAYS_EN = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS_EN = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_SIGNS = {"CNY": "¥", "GBP": "£", "EUR": "€", "USD": "$", "JPY": "¥"}
_HOUR = 60
_WHOLE_MONEY = 100
BLANK = "＿＿＿＿"
"""What somebody fills in by hand, in Chinese; it needs no escaping and reads the same in raw Markdown."""
_BLANKS = re.compile(r"_{2,}")
_CLOSED = re.compile(r"[。！？…!?.；;：:][”’」』）)]*$")


# --- dates ---------------------------------------------------------------------------------------------------------


def weekday(on: date, language: Language) -> str:
    """Return the day of the week: ``六`` / ``Sat``."""
    return _WEEKDAYS_ZH[on.weekday()] if language == CHINESE else _WEEKDAYS_EN[on.weekday()]


def plain_day(on: date, language: Language, year: int | None = None) -> str:
    """Return a day without its weekday: ``6 月 13 日`` / ``13 June``; see :func:`day` for ``year``."""
    other_year = year is not None and on.year != year
    if language == CHINESE:
        return (f"{on.year} 年 " if other_year else "") + f"{on.month} 月 {on.day} 日"
    return f"{on.day} {_MONTHS_EN[on.month - 1]}" + (f" {on.year}" if other_year else "")


def day(on: date, language: Language, year: int | None = None) -> str:
    """Return a day: ``6 月 13 日（六）`` / ``Sat 13 June``.

    ``year`` is the year that the reader has in mind: the day's own year is printed if it is another one.
    """
    shown = plain_day(on, language, year)
    return (
        f"{shown}（{weekday(on, language)}）" if language == CHINESE else f"{weekday(on, language)} {shown}"
    )


def short_day(on: date, language: Language) -> str:
    """Return a day for tables: ``6/13（六）`` / ``Sat 13 Jun``."""
    if language == CHINESE:
        return f"{on.month}/{on.day}（{weekday(on, language)}）"
    return f"{weekday(on, language)} {on.day} {_MONTHS_EN[on.month - 1][:3]}"


def moment(on: date, time: str, language: Language) -> str:
    """Return a day and a time for tables: ``6/13（六）15:00`` / ``Sat 13 Jun 15:00``; without time just the day."""
    shown = short_day(on, language)
    return f"{shown}{time}" if language == CHINESE or not time else f"{shown} {time}"


def day_and_time(on: date, time: str, language: Language) -> str:
    """Return a day with its time for sentences: ``6 月 13 日（六）15:00``; without time just the day."""
    shown = day(on, language)
    return f"{shown}{time}" if language == CHINESE or not time else f"{shown}, {time}"


def full_day(on: date, language: Language) -> str:
    """Return a day with its year: ``2026 年 6 月 13 日`` / ``13 June 2026``."""
    return plain_day(on, language, year=0)


def date_range(days: DateRange, language: Language, year: int | None = None) -> str:
    """Return a range, both days inclusive: ``6 月 8 日至 14 日`` / ``8–14 June``; one day alone as that day."""
    first, last = days.first, days.last
    if first == last:
        return plain_day(first, language, year)
    same_month = Month.of(first) == Month.of(last)
    start_year, end_year = (year, first.year) if language == CHINESE else (last.year, year)
    if year is None:
        start_year = end_year = first.year
    if language == CHINESE:
        end = f"{last.day} 日" if same_month else plain_day(last, language, end_year)
        return f"{plain_day(first, language, start_year)}至 {end}"
    if same_month:
        return f"{first.day}–{plain_day(last, language, end_year)}"
    return f"{plain_day(first, language, start_year)} – {plain_day(last, language, end_year)}"


def full_range(days: DateRange, language: Language) -> str:
    """Return a range with its years: ``2026 年 6 月 1 日至 2027 年 5 月 31 日`` / ``1 June 2026 – 31 May 2027``."""
    return date_range(days, language, year=0)


def days_of_month(days: Sequence[date], language: Language) -> str:
    """Return several days of one month: ``3、10、17 日`` / ``3, 10, 17``."""
    if language == CHINESE:
        return "、".join(str(on.day) for on in days) + " 日"
    return ", ".join(str(on.day) for on in days)


def month(value: Month, language: Language) -> str:
    """Return a month: ``2026 年 6 月`` / ``June 2026``."""
    if language == CHINESE:
        return f"{value.year} 年 {value.month} 月"
    return f"{_MONTHS_EN[value.month - 1]} {value.year}"


def month_range(first: Month, last: Month, language: Language) -> str:
    """Return several months: ``2026 年 10 月至 12 月`` / ``October – December 2026``; one month alone as that month."""
    if first == last:
        return month(first, language)
    if language == CHINESE:
        end = f"{last.month} 月" if first.year == last.year else month(last, language)
        return f"{month(first, language)}至 {end}"
    start = _MONTHS_EN[first.month - 1] if first.year == last.year else month(first, language)
    return f"{start} – {month(last, language)}"


def week(value: Week, language: Language, year: int | None = None) -> str:
    """Return a week: ``第 24 周（6/8–6/14）`` / ``Week 24 (8–14 June)``; its year as for :func:`day`."""
    first, last = value.monday, value.sunday
    other_year = year is not None and last.year != year
    if language == CHINESE:
        shown = f"第 {value.week} 周（{first.month}/{first.day}–{last.month}/{last.day}）"
        return f"{value.year} 年{shown}" if other_year else shown
    days = date_range(value.range, language)
    return f"Week {value.week} ({days} {last.year})" if other_year else f"Week {value.week} ({days})"


# --- numbers -------------------------------------------------------------------------------------------------------


def number(value: Decimal | int) -> str:
    """Return a number with thousands separators and without idle zeros: ``1,500``, ``4.5``."""
    amount = Decimal(value)
    shown = f"{amount:,f}"
    return shown.rstrip("0").rstrip(".") if "." in shown else shown


def money(amount: Decimal, currency: str) -> str:
    """Return an amount: ``¥1,500``, ``£12.50``; ``1,500 CHF`` where the currency has no sign of its own here."""
    whole = amount == amount.to_integral_value()
    size = abs(amount)
    shown = f"{size:,.0f}" if whole else f"{size.quantize(Decimal('0.01'), ROUND_HALF_UP):,.2f}"
    minus = "−" if amount < 0 else ""
    sign = _SIGNS.get(currency)
    return f"{minus}{sign}{shown}" if sign else f"{minus}{shown} {currency}"


def share(value: Decimal) -> str:
    """Return a share from 0 to 1 in per cent: ``40%``, ``12.5%``."""
    return number((value * 100).quantize(Decimal("0.1"), ROUND_HALF_UP)) + "%"


def kpi_value(value: Decimal, kpi: CompleteKpi, language: Language, currency: str) -> str:
    """Return a KPI's value with its unit: ``15%``, ``100 家`` / ``100 members``, ``¥1,500``; percentages in points.

    Money is in whole units from a hundred on; what one member costs may be a matter of pence.
    """
    if kpi.value == "money":
        return money(
            value.quantize(Decimal(1), ROUND_HALF_UP) if abs(value) >= _WHOLE_MONEY else value, currency
        )
    shown = number(value.quantize(Decimal("0.01"), ROUND_HALF_UP) if kpi.value != "count" else round(value))
    if kpi.value in ("percent", "permille"):
        return shown + ("%" if kpi.value == "percent" else "‰")
    unit = in_language(kpi.unit, language)
    return f"{shown} {unit}" if unit else shown


def named_kpi(name: str, shown: str) -> str:
    """Return a KPI's name with its value; a unit that the name says already is not said twice."""
    figure, _, unit = shown.partition(" ")
    return f"{name} {figure}" if unit and unit in name.split() else f"{name} {shown}"


def duration(minutes: int, language: Language) -> str:
    """Return a length of time: ``45 分钟``, ``2.5 小时``, ``1 小时 40 分钟`` / ``45 min``, ``2 h 30 min``."""
    hours, rest = divmod(minutes, _HOUR)
    if language == CHINESE:
        if not hours:
            return f"{rest} 分钟"
        if rest in (0, _HOUR // 2):
            return f"{number(Decimal(minutes) / _HOUR)} 小时"
        return f"{hours} 小时 {rest} 分钟"
    parts = [f"{hours} h"] if hours else []
    return " ".join([*parts, f"{rest} min"] if rest or not hours else parts)


def hours(minutes: int, language: Language) -> str:
    """Return work in hours with one decimal: ``11.5 小时`` / ``11.5 h``."""
    shown = plain_hours(minutes)
    return f"{shown} 小时" if language == CHINESE else f"{shown} h"


# --- lists and sentences -------------------------------------------------------------------------------------------


def listing(items: Sequence[str], language: Language) -> str:
    """Return a list with its last joint: ``甲、乙和丙`` / ``a, b and c``."""
    if len(items) < 2:
        return "".join(items)
    if language == CHINESE:
        return beside(beside("、".join(items[:-1]), "和"), items[-1])
    return ", ".join(items[:-1]) + " and " + items[-1]


def enumeration(items: Sequence[str], language: Language) -> str:
    """Return a list without a last joint: ``甲、乙、丙`` / ``a, b, c``."""
    return ("、" if language == CHINESE else ", ").join(items)


def quoted(text: str, language: Language) -> str:
    """Return what somebody says, in quotation marks; those inside become single ones."""
    inner = text.replace("“", "‘").replace("”", "’")
    return f"“{inner}”"


def capitalised(text: str) -> str:
    """Return ``text`` with its first letter in upper case; the rest stays."""
    return text[:1].upper() + text[1:]


def beside(left: str, right: str) -> str:
    """Join two Chinese texts; a space stands where a Chinese character would touch a Latin letter or a digit."""
    han, latin = "\u3400-\u9fff", "A-Za-z0-9%"
    touching = re.fullmatch(f"[{han}][{latin}]|[{latin}][{han}]", left[-1:] + right[:1])
    return f"{left} {right}" if touching else left + right


def with_blanks(text: str) -> str:
    """Return a Chinese text of ours with its blanks in the one form that documents use."""
    return _BLANKS.sub(BLANK, text)


def with_end(text: str, language: Language) -> str:
    """Return a sentence with a full stop where it has no end of its own, so that another can follow it."""
    shown = text.strip()
    if not shown or _CLOSED.search(shown):
        return shown
    return shown + ("。" if language == CHINESE else ".")


def without_end(text: str) -> str:
    """Return a sentence without its last full stop, so that it can stand inside another."""
    return text.strip().rstrip("。.；;")
