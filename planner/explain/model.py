"""What an explanation consists of. Texts are in one language; nothing here knows how it is shown."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that is so, e.g. ``written by`` – ``Ben``."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the plan file that a thing rests on; line and column count from 1."""

    path: str
    file: str
    line: int
    column: int
    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """A row of knowledge that a thing rests on, with where it comes from."""

    id: str
    name: str
    source: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """A thing of the playbook: what it is, why it is so, and what else was possible."""

    id: str
    what: str
    facts: tuple[Fact, ...] = ()
    because: tuple[str, ...] = ()
    """Rules in words."""
    lines: tuple[Line, ...] = ()
    knowledge: tuple[Row, ...] = ()
    otherwise: tuple[str, ...] = ()
    """What else was possible, or how to have it otherwise."""
    considered: tuple[str, ...] = ()
    """What was on offer beside it and not taken, with the cause."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What was asked for; a day has many things, everything else one."""

    target: str
    title: str
    things: tuple[Explanation, ...]


@dataclass(frozen=True, slots=True)
class Unknown:
    """Nothing of that name; what was probably meant, best first."""

    target: str
    suggestions: tuple[str, ...]
    is_ambiguous: bool = False
    """Whether all suggestions fit what was asked."""
    problem: str = ""
    """What is wrong with what was asked, where more can be said than that there is none."""
