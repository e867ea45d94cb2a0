"""What was said when: patterns rest for weeks, questions for days, the same words for good."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from planner.knowledge.load import assumed

K = TypeVar("K")
QUESTION_DAYS = 10
"""Days for which a question rests, whatever pattern asks it."""


@dataclass(frozen=True, slots=True)
class Saying:
    """What an entry says, as far as saying it again matters."""

    pattern: str
    question: str
    """The question in the operator's words; empty if the pattern asks none."""
    words: tuple[str, ...]
    """Everything of the plan that fills the pattern: the same never fills it again."""
    gist: tuple[str, ...]
    """What members remember of it: the question, else offer and need, else the event, day or number."""
    used: tuple[tuple[str, str], ...]
    """Kind and words of each material, for taking turns."""


@dataclass(slots=True)
class Freshness:
    """All sayings so far, before and after any day; a saying is allowed if none of them is too near."""

    _patterns: dict[str, list[date]] = field(default_factory=lambda: defaultdict(list))
    _questions: dict[str, list[date]] = field(default_factory=lambda: defaultdict(list))
    _gists: dict[tuple[str, ...], list[date]] = field(default_factory=lambda: defaultdict(list))
    _words: Counter[tuple[str, ...]] = field(default_factory=Counter)
    _turns: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    _pattern_days: int = field(default_factory=lambda: 7 * int(assumed("pattern_weeks")))
    _gist_days: int = field(default_factory=lambda: int(assumed("repeat_days")))

    def rests(self, pattern: str, on: date) -> bool:
        """Say whether a pattern was, or will be, used too near a day."""
        return _is_near(self._patterns, pattern, on, self._pattern_days + 1)

    def question_rests(self, question: str, on: date) -> bool:
        """Say whether a question was, or will be, asked too near a day."""
        return _is_near(self._questions, question, on, QUESTION_DAYS)

    def allows(self, saying: Saying, on: date) -> bool:
        """Say whether something can be said on a day."""
        return not (
            self._words[saying.words]
            or self.rests(saying.pattern, on)
            or (saying.question and self.question_rests(saying.question, on))
            or _is_near(self._gists, saying.gist, on, self._gist_days)
        )

    def uses(self, pattern: str) -> int:
        """Return how often a pattern is used."""
        return len(self._patterns.get(pattern, ()))

    def turns(self, series: str, kind: str, material: str) -> int:
        """Return how often a series uses a material: turns are taken series by series."""
        return self._turns[(series, kind, material)]

    def reserve(self, saying: Saying, series: str, on: date) -> None:
        """Write down that a series says something on a day."""
        self._patterns[saying.pattern].append(on)
        self._gists[saying.gist].append(on)
        self._words[saying.words] += 1
        if saying.question:
            self._questions[saying.question].append(on)
        for kind, material in saying.used:
            self._turns[(series, kind, material)] += 1

    def release(self, saying: Saying, series: str, on: date) -> None:
        """Take back what was written down."""
        self._patterns[saying.pattern].remove(on)
        self._gists[saying.gist].remove(on)
        self._words[saying.words] -= 1
        if saying.question:
            self._questions[saying.question].remove(on)
        for kind, material in saying.used:
            self._turns[(series, kind, material)] -= 1


def _is_near(days: Mapping[K, list[date]], key: K, on: date, least: int) -> bool:
    return any(abs((on - day).days) < least for day in days.get(key, ()))
