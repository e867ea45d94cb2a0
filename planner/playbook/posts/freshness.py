"""What was said when: patterns rest for weeks, questions for days, the same words for good."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import TypeVar

from planner.knowledge.load import assumed

K = TypeVar("K")
QUESTION_DAYS = 10
"""Days for which a question rests at least, whatever pattern asks it."""
_REST_DAYS = (21, 14)
"""Longer rests, where the pool of questions is large enough for them."""
_ASKED_SHARE = Fraction(3, 4)
"""Part of the posts that take up a question, as far as the length of the rest goes."""
_ANSWERED = ("answers", "closes")
_ANSWERED_DAYS = 182
"""Days for which an answered question is not put as an open one."""


def question_rest(questions: int, posts_per_week: Fraction) -> int:
    """Return the days for which each of so many questions can rest if all take their turn."""
    if not posts_per_week:
        return _REST_DAYS[0]
    turn = 7 * questions / (posts_per_week * _ASKED_SHARE)
    return next((days for days in _REST_DAYS if turn >= days), QUESTION_DAYS)


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
    treats: str = ""
    """What it makes of its question, see :class:`PatternRow`."""


@dataclass(slots=True)
class Freshness:
    """All sayings so far, before and after any day; a saying is allowed if none of them is too near."""

    question_days: int = QUESTION_DAYS
    _patterns: dict[str, list[date]] = field(default_factory=lambda: defaultdict(list))
    _questions: dict[str, list[date]] = field(default_factory=lambda: defaultdict(list))
    _treated: dict[str, list[tuple[date, str]]] = field(default_factory=lambda: defaultdict(list))
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
        return _is_near(self._questions, question, on, self.question_days)

    def take_up(self, question: str, on: date) -> None:
        """Write down that a topic of the operator's answers a question."""
        self._questions[question].append(on)
        self._treated[question].append((on, "answers"))

    def is_in_order(self, saying: Saying, on: date) -> bool:
        """Say whether a question can be treated like this on a day: not asked as an open one once it is answered."""
        treats = saying.treats
        answered = False
        for day, other in self._treated.get(saying.question, ()):
            if abs((on - day).days) >= _ANSWERED_DAYS:
                continue
            if treats == other == "answers":
                return False
            if (not treats and other in _ANSWERED and day <= on) or (
                not other and treats in _ANSWERED and day >= on
            ):
                return False
            answered = answered or (other in _ANSWERED and day < on)
        return answered or treats != "follows"

    def allows(self, saying: Saying, on: date) -> bool:
        """Say whether something can be said on a day."""
        return not (
            self._words[saying.words]
            or self.rests(saying.pattern, on)
            or (saying.question and self.question_rests(saying.question, on))
            or not self.is_in_order(saying, on)
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
            self._treated[saying.question].append((on, saying.treats))
        for kind, material in saying.used:
            self._turns[(series, kind, material)] += 1

    def release(self, saying: Saying, series: str, on: date) -> None:
        """Take back what was written down."""
        self._patterns[saying.pattern].remove(on)
        self._gists[saying.gist].remove(on)
        self._words[saying.words] -= 1
        if saying.question:
            self._questions[saying.question].remove(on)
            self._treated[saying.question].remove((on, saying.treats))
        for kind, material in saying.used:
            self._turns[(series, kind, material)] -= 1


def _is_near(days: Mapping[K, list[date]], key: K, on: date, least: int) -> bool:
    return any(abs((on - day).days) < least for day in days.get(key, ()))
