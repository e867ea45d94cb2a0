"""The questions of ``planner init``: what was not said is asked for, or takes a sensible default."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from typing import TypeVar, cast

from planner.cli.language import named_language, said
from planner.diagnostics.model import Language
from planner.knowledge.load import community_type_ids, load_platforms
from planner.knowledge.schema import Situation
from planner.plan.meant import meant_number, meant_words
from planner.scaffold.init import Answers, default_budget

_DAY = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?")
_NUMBER = re.compile(r"\d{1,15}(?:\.\d{1,4})?", re.ASCII)
T = TypeVar("T")
_SITUATIONS = ("new", "revive", "running")


class UnfitAnswerError(ValueError):
    """An answer that cannot be read, with what is right, in both languages."""

    def __init__(self, chinese: str, english: str) -> None:
        super().__init__(english)
        self.chinese = chinese
        self.english = english

    def told(self, language: Language | None = None) -> str:
        """Return the message in a language, or in that of the terminal."""
        return said(self.chinese, self.english, language)


@dataclass(frozen=True)
class Interview:
    """``given`` holds what the command line said, as text; ``None`` was not said."""

    language: Language | None
    default_language: Language
    first_day: date
    given: Mapping[str, str | None]

    def hold(self, interactive: bool) -> Answers:
        """Return the answers; asks only if ``interactive``. UnfitAnswerError for a wrong option."""
        language = self.language or self.default_language
        if interactive and self.language is None:
            language = _ask("文档语言 / Language (zh-CN, en)", language, _document_language, language)
        asking = _Asking(language, self.given, interactive)
        name = asking.answer(
            "name", "社群叫什么（没想好就回车）", "Name of the community (Enter: not yet)", "", str.strip
        )
        type_id = asking.answer(
            "type",
            "类型：industry 行业、knowledge 知识分享、interest 兴趣、technical 技术交流、retail 门店",
            "Type (industry, knowledge, interest, technical, retail)",
            "interest",
            _one_of(community_type_ids()),
        )
        situation = asking.answer(
            "situation",
            "现状：new 新建、revive 唤醒沉默的群、running 在运营",
            "Situation (new, revive a silent group, running)",
            "new",
            _one_of(_SITUATIONS),
        )
        platform = asking.answer(
            "platform",
            "主要平台（planner list platforms 可查；回车用这类社群常用的）",
            "Main platform (see planner list platforms; Enter takes the type's usual ones)",
            "",
            platform_id,
        )
        start = asking.answer("start", "第一天", "First day", self.first_day.isoformat(), _day)
        months = asking.answer("months", "几个月（1–36）", "Months (1–36)", "6", _months)
        budget = asking.answer(
            "budget",
            "总预算（元，不含人工；先写个大概）",
            "Total budget (in USD, without wages; roughly)",
            f"{default_budget(language, months):f}",
            _money,
        )
        return Answers(language, start, type_id, name, cast("Situation", situation), platform, months, budget)


@dataclass(frozen=True)
class _Asking:
    language: Language
    given: Mapping[str, str | None]
    interactive: bool

    def answer(self, key: str, chinese: str, english: str, default: str, read: Callable[[str], T]) -> T:
        given = self.given[key]
        if given is not None:
            try:
                return read(given)
            except UnfitAnswerError as error:
                raise UnfitAnswerError(f"--{key}：{error.chinese}", f"--{key}: {error.english}") from None
        if not self.interactive:
            return read(default)
        return _ask(said(chinese, english, self.language), default, read, self.language)


def _ask(question: str, default: str, read: Callable[[str], T], language: Language) -> T:
    """Ask until the answer can be read."""
    from rich.console import Console
    from rich.prompt import Prompt
    from rich.text import Text

    console = Console(markup=False, emoji=False, highlight=False)
    while True:
        typed = Prompt.ask(Text(question), default=default, show_default=bool(default), console=console)
        try:
            return read(typed)
        except UnfitAnswerError as error:
            console.print(error.told(language))


def platform_id(text: str) -> str:
    """Read a platform by id, name or synonym; empty for none. UnfitAnswerError with what was probably meant."""
    wanted = text.strip()
    if not wanted:
        return ""
    names: dict[str, str] = {}
    for row in load_platforms().values():
        if row.status == "active":
            for name in (row.id, row.name.zh, row.name.en, *row.aliases):
                names.setdefault(name.lower(), row.id)
    if wanted.lower() in names:
        return names[wanted.lower()]
    close = dict.fromkeys(names[name] for name in get_close_matches(wanted.lower(), names, n=3, cutoff=0.5))
    meant = ", ".join(close)
    raise UnfitAnswerError(
        f"没有叫 {wanted} 的平台。" + (f"是不是：{meant}" if close else ""),
        f"There is no platform {wanted}." + (f" Did you mean: {meant}" if close else ""),
    )


def _document_language(text: str) -> Language:
    language = named_language(text)
    if language is None:
        raise UnfitAnswerError("写 zh-CN 或 en", "zh-CN or en.")
    return language


def _one_of(choices: tuple[str, ...]) -> Callable[[str], str]:
    def read(text: str) -> str:
        word = text.strip().lower()
        matches = [choice for choice in choices if word and choice.startswith(word)]
        # The questions name each choice in Chinese too, and that is what people type.
        matches = matches or list(meant_words(word, choices))
        if len(matches) != 1:
            listed = ", ".join(choices)
            raise UnfitAnswerError(f"可选：{listed}", f"One of: {listed}")
        return matches[0]

    return read


def _day(text: str) -> date:
    written = _DAY.fullmatch(text.strip())
    try:
        day = date(*map(int, written.groups())) if written else date.min
    except ValueError:
        day = date.min
    if not 2000 <= day.year < 2100:
        raise UnfitAnswerError("日期写成 2027-01-04 这样", "Write a day like 2027-01-04.")
    return day


def _months(text: str) -> int:
    number = text.strip() if text.strip().isdecimal() else meant_number(text, "months")
    if not number.isdecimal() or not 1 <= int(number) <= 36:
        raise UnfitAnswerError("写 1 到 36 的整数", "A whole number from 1 to 36.")
    return int(number)


def _money(text: str) -> Decimal:
    plain = text.strip().replace(",", "")
    try:
        amount = Decimal(plain if _NUMBER.fullmatch(plain) else meant_number(text, "total"))
    except InvalidOperation:
        amount = Decimal(-1)
    if not amount.is_finite() or not 0 <= amount <= Decimal(10) ** 12:
        raise UnfitAnswerError("金额只写数字，如 8000", "Digits only, e.g. 8000.")
    return amount
