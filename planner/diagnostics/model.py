"""What a check says about a plan: paths, positions, reasons, findings and diagnostics."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Literal, TypeAlias

from msgspec import Struct, field

PlanPathElement: TypeAlias = str | int
PlanPath: TypeAlias = tuple[str | int, ...]
"""Keys and list indexes from the root of the plan, e.g. ``("goals", 0, "target")``."""

Language: TypeAlias = Literal["zh-CN", "en"]


class Severity(StrEnum):
    """How much a diagnostic matters; errors make ``check`` fail, warnings only with ``--strict``."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"
    OFF = "off"


class Position(Struct, frozen=True, order=True):
    """A span of the text in code points, both counted from 1; the end is exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


class Reason(Struct, frozen=True):
    """Why a derived thing is as it is: plan paths, knowledge ids and the rule that joined them."""

    rule: str
    paths: tuple[PlanPath, ...] = ()
    knowledge: tuple[str, ...] = ()


class Related(Struct, frozen=True):
    """A second place that explains a finding, e.g. where an id was used first."""

    path: PlanPath | None
    text: str
    """Key of a text in the code's row, e.g. ``"first_use"``."""
    position: Position | None = None


class Finding(Struct, frozen=True):
    """What a check yields: a code, a place in the plan and the parameters of the message.

    ``path`` names the place; ``at`` says which end of it is meant: its ``"key"`` or its ``"value"``.
    Findings of the reader have no path but a ``position``. ``variant`` selects one of the code's texts.
    """

    code: str
    path: PlanPath = ()
    variant: str = "default"
    params: Mapping[str, object] = field(default_factory=dict)
    at: Literal["key", "value"] = "value"
    position: Position | None = None
    related: tuple[Related, ...] = ()
    suggestions: tuple[str, ...] = ()
    """What the operator probably meant, best first ("did you mean")."""


class RelatedPosition(Struct, frozen=True):
    """A related place as shown to a person."""

    position: Position
    message: str


class Diagnostic(Struct, frozen=True):
    """A finding with severity, position and text: what a person or a CI system reads."""

    code: str
    name: str
    severity: Severity
    file: str
    position: Position
    message: str
    hint: str
    source_line: str
    path: PlanPath = ()
    related: tuple[RelatedPosition, ...] = ()
    suppressed: bool = False
    reason: str = ""
    """The reason given in a suppression comment, if suppressed."""
