"""What all explanations look at: the text, the playbook, and the words of one language."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from planner.completion.model import CompletePlan
from planner.completion.params import plain_hours, plain_number
from planner.diagnostics.model import Language
from planner.diagnostics.wording import bounded, listed, quoted
from planner.explain.model import Fact
from planner.knowledge.load import load_stages
from planner.knowledge.schema import Text
from planner.playbook.model import Playbook
from planner.source.model import SourceText

_WEEKDAYS = (
    Text("周一", "Mon"),
    Text("周二", "Tue"),
    Text("周三", "Wed"),
    Text("周四", "Thu"),
    Text("周五", "Fri"),
    Text("周六", "Sat"),
    Text("周日", "Sun"),
)
_CATEGORIES = {
    "platform": Text("平台", "platform"),
    "content": Text("内容", "content"),
    "activity": Text("活动", "activities"),
    "operations": Text("运营", "operations"),
}


@dataclass(frozen=True, slots=True)
class Scene:
    """A text, what follows from it, and the language in which it is explained."""

    source: SourceText
    playbook: Playbook
    language: Language

    @property
    def plan(self) -> CompletePlan:
        """The complete plan."""
        return self.playbook.plan

    def say(self, chinese: str, english: str) -> str:
        """Choose one of two wordings."""
        return chinese if self.language == "zh-CN" else english

    def text(self, text: Text) -> str:
        """Return a bilingual text in this language; what is the same in both are the operator's own words."""
        return self.own(text.zh) if text.zh == text.en else self.say(text.zh, text.en)

    def own(self, words: str) -> str:
        """Mark the operator's own words, so that Latin ones get a space beside Chinese characters in the end."""
        return bounded(words) if self.language == "zh-CN" else words

    def fact(self, chinese: str, english: str, value: str) -> Fact:
        """Return a fact named in this language."""
        return Fact(self.say(chinese, english), value)

    def day(self, on: date) -> str:
        """Return a day with its weekday, e.g. ``Thu 2026-06-18``."""
        weekday = _WEEKDAYS[on.weekday()]
        return self.say(f"{on.isoformat()}（{weekday.zh}）", f"{weekday.en} {on.isoformat()}")

    def money(self, amount: Decimal) -> str:
        """Return an amount with its currency, e.g. ``1,400 EUR``, ``1,400 元``."""
        number = plain_number(amount)
        is_yuan = self.plan.currency == "CNY"
        return self.say(
            f"{number} {'元' if is_yuan else self.plan.currency}", f"{number} {self.plan.currency}"
        )

    def time(self, minutes: int) -> str:
        """Return minutes of work as minutes or hours."""
        if minutes < 60:
            return self.say(f"{minutes} 分钟", f"{minutes} min")
        return self.say(f"{plain_hours(minutes)} 小时", f"{plain_hours(minutes)} h")

    def number(self, value: Decimal, kpi: str) -> str:
        """Return a KPI's value with its unit, rounded to a tenth."""
        known = self.plan.kpis[kpi]
        shown = plain_number(value.quantize(Decimal("0.1")))
        if known.value == "percent":
            return f"{shown}%"
        return f"{shown} {self.text(known.unit)}".rstrip()

    def holder(self, holder: str) -> str:
        """Return a person's name, or the role's where nobody is named."""
        person = next((one.name for one in self.plan.people if one.id == holder), None)
        if person is not None:
            return self.own(person)
        role = self.plan.roles.get(holder)
        return self.text(role.name) if role is not None else holder

    def stage(self, stage: str) -> str:
        """Return a stage's name."""
        row = load_stages().get(stage)
        return self.text(row.name) if row is not None else stage

    def category(self, category: str) -> str:
        """Return the name of a category of cost."""
        known = _CATEGORIES.get(category)
        return self.text(known) if known is not None else category

    def listed(self, items: Iterable[str]) -> str:
        """Join names."""
        return listed(tuple(items), self.language)

    def first(self, items: Sequence[str], most: int) -> str:
        """Join the first of them, and say how many more there are."""
        more = len(items) - most
        shown = self.listed(items[:most])
        return shown if more <= 0 else shown + self.say(f"，另有 {more} 项", f", and {more} more")

    def quoted(self, words: str) -> str:
        """Set words in quotation marks; those inside become single ones."""
        return quoted(words)
