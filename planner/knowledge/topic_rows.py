"""Rows of topic patterns and of the days of the year."""

from __future__ import annotations

from typing import Literal

from planner.knowledge.schema import CommunityType, PillarKind, Row, Situation, StageId, Text

Material = Literal["offer", "question", "moment", "node", "number", "activity", "fixed", "need", "product"]
"""What of the plan fills a pattern; all but ``need`` and ``product`` count towards specificity."""


class PatternRow(Row, frozen=True, kw_only=True):
    """A topic pattern: what it needs of the plan, and the words that are sent."""

    kinds: tuple[PillarKind, ...]
    needs: tuple[Material, ...]
    """What must be there to fill it; at least two that count towards specificity."""
    types: tuple[CommunityType, ...] = ()
    situations: tuple[Situation, ...] = ("new", "revive", "running")
    stages: tuple[StageId, ...] = ("build", "growth", "maturity")
    tags: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    """Activity kinds of which it can speak, where it needs one; empty: any."""
    after_first: bool = False
    """Whether it speaks of an earlier occurrence of the same activity."""
    after_weeks: int = 0
    """Weeks for which the group has to be open: it speaks of what members said or did before."""
    treats: Literal["", "answers", "closes", "returns", "follows"] = ""
    """What it makes of its question: empty if it asks it as an open one; ``answers`` if the answer is given;
    ``closes`` if it lists the question as answered; ``returns`` if it can follow an answer;
    ``follows`` if it has to."""
    asks: tuple[Literal["how", "whether", "figure", "fact", "health"], ...] = ()
    """What its question has to ask: how or why, so that there is something to do; whether, so that there are two
    sides; after a figure or another fact, so that somebody can look it up; what a body can take, which only a label
    and a doctor answer. Empty: anything."""
    gathers: bool = False
    """Whether its fixed thing has to be one to which people come, and not one that the operator merely does."""
    named: tuple[str, ...] = ()
    """Words in the name of a series that promises just this; such a series takes nothing else."""
    opening: bool = False
    """Whether it is the first post of a new group, and no other."""
    formats: tuple[str, ...]
    """Formats it can take, e.g. ``text``, ``image``, ``poll``, ``article``, ``video``; first is the natural one."""
    on: tuple[Literal["group", "channel"], ...] = ("group",)
    title: Text
    first: Text
    """First sentence as it is sent; at most 40 characters in Chinese when filled with ordinary words."""
    post: Text | None = None
    """What is sent between the first sentence and the ask, ready to paste; blanks (``__``) stand for what only the
    writer knows. ``None`` for what is written at length (articles)."""
    body: Text
    """What the writer minds: two or three sentences of instruction."""
    ask: Text
    """One ask that can be answered in ten seconds."""
    silence: Text
    """What happens after 20 silent minutes, and by whom ({owner})."""
    answers: Text
    """What is done with the answers, by whom, and when."""
    material: Text
    """What has to be there before it is sent; {owner} gets it."""
    minutes: int
    """Minutes of writing and material."""
    live_minutes: int = 0
    """Minutes for which the post binds somebody in the group, where it promises that; 0 for an ordinary post."""
    interaction: Literal["number", "photo", "word", "vote", "story", "question", "attend", "none"]


class NodeRow(Row, frozen=True, kw_only=True):
    """A festival or marketing day."""

    name: Text
    rule: str
    countries: tuple[str, ...]
    kind: Literal["festival", "marketing", "season", "professional"]
    types: tuple[CommunityType, ...] = ()
    lead_days: int
    until: str = ""
    """Rule of the last day of a season; empty for a single day."""
