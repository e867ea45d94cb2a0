"""KPI definitions as they hold for one plan, and reading KPI names and figures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import cache

from planner.completion.kpi_model import CompleteKpi
from planner.completion.values.team import CompletePlatform
from planner.knowledge.fill import said
from planner.knowledge.load import load_kpis
from planner.knowledge.measure_rows import KpiRow, MeasureRow
from planner.plan.strategy import Kpi

_SPACES = re.compile(r"[\s_\-]+")
_PER_MILLE = {"permille": 1, "percent": 10, "ratio": 1000}

PARTS: tuple[tuple[str, str], ...] = (
    ("dau", "wau"),
    ("dau", "mau"),
    ("wau", "mau"),
    ("mau", "members"),
    ("wau", "members"),
    ("dau", "members"),
    ("contributors", "members"),
    ("champions", "members"),
    ("interacting_members", "members"),
    ("net_growth", "new_members"),
    ("buyers", "orders"),
    ("buyers", "reach"),
    ("active_rate_day", "active_rate_week"),
    ("active_rate_day", "active_rate"),
    ("active_rate_week", "active_rate"),
    ("retention_d30", "retention_d7"),
)
"""A part and the whole that it can never exceed; both in the same unit."""


def _plain(name: str) -> str:
    return _SPACES.sub("", name).lower()


def resolve_kpi(name: str, own: Iterable[Kpi] = ()) -> str | None:
    """Return the id of the KPI that an operator means by an id, a name or a synonym; ``None`` if there is none."""
    wanted = _plain(name)
    for kpi in own:
        if wanted in {_plain(kpi.id), _plain(kpi.name or kpi.id)}:
            return kpi.id
    return _names().get(wanted)


@cache
def wholes_of(kpi: str) -> tuple[str, ...]:
    """Return the KPIs that a KPI can never exceed."""
    return tuple(whole for part, whole in PARTS if part == kpi)


def kpi_names() -> tuple[str, ...]:
    """Return every name under which a KPI is known, for "did you mean"."""
    return tuple(
        spelling
        for row in load_kpis().values()
        for spelling in (row.id, row.name.zh, row.name.en, *row.aliases)
    )


@cache
def _names() -> dict[str, str]:
    names: dict[str, str] = {}
    for row in load_kpis().values():
        for spelling in (row.id, row.name.zh, row.name.en, *row.aliases):
            names.setdefault(_plain(spelling), row.id)
    return names


def figure_value(figure: Decimal | str, kpi: CompleteKpi | KpiRow) -> Decimal:
    """Return a written figure in the KPI's unit: ``"15%"`` and ``0.15`` are 15 for a percentage.

    A sign that is not the KPI's own is converted: ``"5‰"`` is 0.5 for a percentage, ``"150%"`` 1.5 for a ratio.
    """
    if isinstance(figure, str):
        per_mille = Decimal(figure[:-1]) * (1 if figure.endswith("‰") else 10)
        return per_mille / _PER_MILLE.get(kpi.value, 1 if figure.endswith("‰") else 10)
    if kpi.value == "percent" and 0 < abs(figure) <= 1:
        return figure * 100
    return figure


def complete_kpis(own: Iterable[Kpi], capabilities: frozenset[str]) -> Mapping[str, CompleteKpi]:
    """Return all KPI definitions by id: ours, with the plan's changes, and the plan's own."""
    known = _known(capabilities)
    rows = load_kpis()
    changed = {k.id: _from_row(rows[k.id], k, capabilities) if k.id in rows else _own(k) for k in own}
    return {**known, **changed} if changed else known


@cache
def _known(capabilities: frozenset[str]) -> Mapping[str, CompleteKpi]:
    return {row.id: _from_row(row, None, capabilities) for row in load_kpis().values()}


def means_of_measuring(community: str, platforms: Iterable[CompletePlatform]) -> frozenset[str]:
    """Return the capabilities by which figures can be had: those of the platforms, and of a shop its till."""
    found = frozenset(c for platform in platforms for c in platform.capabilities)
    return found | {"till"} if community == "retail" else found


def _measure(row: KpiRow, capabilities: frozenset[str]) -> MeasureRow | None:
    return next((m for m in row.measures if m.capability == "manual" or m.capability in capabilities), None)


def _from_row(row: KpiRow, own: Kpi | None, capabilities: frozenset[str]) -> CompleteKpi:
    return CompleteKpi(
        id=row.id,
        name=said(own.name) if own and own.name else row.name,
        unit=said(own.unit) if own and own.unit else row.unit,
        value=(own and own.value) or row.value,
        nature=(own and own.nature) or row.nature,
        direction=(own and own.direction) or row.direction,
        window=(own and own.window) or row.window,
        formula=said(own.formula) if own and own.formula else row.formula,
        trajectory=row.trajectory,
        minimum=_bound(own.minimum if own else None, row, row.minimum),
        maximum=_bound(own.maximum if own else None, row, row.maximum),
        criterion=row.criterion,
        stages=(own and own.stages) or row.stages,
        cadence=(own and own.cadence) or row.cadence,
        measure=_measure(row, capabilities),
        source=(own and own.source) or "",
        owner=(own and own.owner) or "",
        caveat=row.caveat,
        public=row.public,
    )


def _bound(written: Decimal | str | None, row: KpiRow, known: Decimal | None) -> Decimal | None:
    return figure_value(written, row) if written is not None else known


def _own(kpi: Kpi) -> CompleteKpi:
    value = kpi.value or "count"
    nature = kpi.nature or ("rate" if value == "percent" else "stock")
    percent = value == "percent"
    return CompleteKpi(
        id=kpi.id,
        name=said(kpi.name or kpi.id),
        unit=said(kpi.unit or ("%" if percent else "")),
        value=value,
        nature=nature,
        direction=kpi.direction or "up",
        window=kpi.window or "none",
        formula=said(kpi.formula or ""),
        trajectory="s_curve" if nature == "stock" else "linear",
        minimum=Decimal(0) if percent else None,
        maximum=Decimal(100) if percent else None,
        criterion="scale",
        stages=kpi.stages or ("build", "growth", "maturity"),
        cadence=kpi.cadence or "month",
        measure=None,
        source=kpi.source or "",
        owner=kpi.owner or "",
    )
