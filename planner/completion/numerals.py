"""Small numbers and stretches of time as people say them, in both languages."""

from __future__ import annotations

from planner.knowledge.schema import Text

_DIGITS = "零一二三四五六七八九"
_ENGLISH = (
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)  # fmt: skip
_SPOKEN = 100
"""From here on a number is easier to read in figures."""
_HALF_HOUR = 30
_HOUR = 60


def counted(number: int) -> Text:
    """Return a number as it stands before what is counted: 两, 十二 / two, twelve; figures where it is large."""
    english = _ENGLISH[number] if number < len(_ENGLISH) else str(number)
    return Text(_chinese(number), english)


def weeks_said(weeks: int) -> Text:
    """Return a number of weeks: 十二周 / twelve weeks."""
    number = counted(weeks)
    return Text(f"{_before(number.zh)}周", f"{number.en} {'week' if weeks == 1 else 'weeks'}")


def minutes_said(minutes: int) -> Text:
    """Return a stretch of time: 四十五分钟、半小时、一个半小时 / 45 minutes, half an hour, an hour and a half."""
    hours, rest = divmod(minutes, _HOUR)
    if minutes == _HALF_HOUR:
        return Text("半小时", "half an hour")
    if not rest and hours:
        number = counted(hours)
        return Text(f"{_before(number.zh)}小时", "an hour" if hours == 1 else f"{number.en} hours")
    if rest == _HALF_HOUR:
        number = counted(hours)
        spoken = "an hour and a half" if hours == 1 else f"{number.en} and a half hours"
        return Text(f"{_before(number.zh)}个半小时", spoken)
    return Text(f"{_before(_chinese(minutes))}分钟", f"{minutes} {'minute' if minutes == 1 else 'minutes'}")


def _chinese(number: int) -> str:
    if number >= _SPOKEN:
        return str(number)
    if number == 2:  # the one numeral with a form of its own before what is counted
        return "两"
    tens, ones = divmod(number, 10)
    if not tens:
        return _DIGITS[ones]
    return ("" if tens == 1 else _DIGITS[tens]) + "十" + (_DIGITS[ones] if ones else "")


def _before(number: str) -> str:
    """Figures keep a space to the word that follows."""
    return f"{number} " if number.isascii() else number
