"""Completing the community's rules: presets that suit type and country, a ladder, desks, procedures, the welcome."""

from __future__ import annotations

from collections.abc import Mapping

from planner.completion.naming import derive_id
from planner.completion.origins import OriginBook
from planner.completion.team import find_holder, holder_of
from planner.completion.values.governance import (
    CompleteDesk,
    CompleteProhibition,
    CompleteRules,
    CompleteStep,
)
from planner.completion.values.team import CompletePerson, CompleteRole
from planner.knowledge.fill import fill, said
from planner.knowledge.load import assumed, load_rules
from planner.knowledge.rule_rows import ProcedureRow
from planner.knowledge.schema import Text
from planner.knowledge.type_rows import TypeRow
from planner.plan.governance import Desk, Rules
from planner.plan.plan import Plan


def complete_rules(
    plan: Plan,
    type_row: TypeRow,
    country: str,
    people: tuple[CompletePerson, ...],
    roles: Mapping[str, CompleteRole],
    params: Mapping[str, Text],
    origins: OriginBook,
) -> CompleteRules:
    """Fill up the rules: written prohibitions come first and replace presets of their category."""
    written = plan.rules or Rules()
    ladder = _ladder(written, params, origins)
    return CompleteRules(
        encouraged=_encouraged(written, type_row, params, origins),
        prohibited=_prohibited(written, type_row, country, ladder, params, origins),
        ladder=ladder,
        reports=_desk(
            written.reports, "report", "owner" if len(people) < 2 else "admin", people, roles, params, origins
        ),
        appeal=_desk(written.appeal, "appeal", "owner", people, roles, params, origins),
        joining=_steps(written.joining, "joining", type_row, country, params, origins),
        leaving=_steps(written.leaving, "leaving", type_row, country, params, origins),
        privacy=_steps(written.privacy, "privacy", type_row, country, params, origins),
        disputes=_steps(None, "disputes", type_row, country, params, origins),
        welcome=fill(type_row.welcome, params),
    )


def _ladder(written: Rules, params: Mapping[str, Text], origins: OriginBook) -> tuple[CompleteStep, ...]:
    if written.ladder is not None:
        return tuple(
            CompleteStep(
                s.id,
                said(s.name),
                said(s.action),
                said(s.words) if s.words else None,
                s.days,
                s.record_days or 0,
            )
            for s in written.ladder
        )
    origins.assumed(("rules", "ladder"), "rules/ladder")
    return tuple(
        CompleteStep(
            row.id, row.name, fill(row.action, params), fill(row.words, params), row.days, row.record_days
        )
        for row in load_rules().ladder
    )


def _encouraged(
    written: Rules, type_row: TypeRow, params: Mapping[str, Text], origins: OriginBook
) -> tuple[Text, ...]:
    if written.encouraged is not None:
        return tuple(said(text) for text in written.encouraged)
    origins.assumed(("rules", "encouraged"), "rules/encouraged")
    rows = load_rules().encouraged
    return tuple(fill(row.text, params) for row in rows if not row.types or type_row.id in row.types)


def _prohibited(
    written: Rules,
    type_row: TypeRow,
    country: str,
    ladder: tuple[CompleteStep, ...],
    params: Mapping[str, Text],
    origins: OriginBook,
) -> tuple[CompleteProhibition, ...]:
    presets = [
        row
        for row in load_rules().prohibited
        if (not row.types or type_row.id in row.types)
        and (not row.countries or country.split("-")[0] in row.countries)
    ]
    steps = {step.id for step in ladder}
    start: dict[str, str] = {row.category: row.step for row in reversed(presets)}
    taken = {own.id for own in written.prohibited or () if own.id}
    made = []
    for own in written.prohibited or ():
        named = (
            next((s.id for s in ladder if own.sanction in (s.id, s.name.zh, s.name.en)), "")
            if own.sanction
            else ""
        )
        derived = start.get(own.category, "") if own.category and not own.sanction else ""
        step = named or _on_ladder(derived, steps, ladder)
        made.append(
            CompleteProhibition(
                own.id or derive_id(own.text, "rule", taken),
                said(own.text),
                own.category or "other",
                step,
                said(own.example) if own.example else None,
            )
        )
    if written.only_written:
        return tuple(made)
    origins.assumed(("rules", "prohibited"), "rules/prohibited")
    covered = {rule.category for rule in made}
    made += [
        CompleteProhibition(
            row.id,
            fill(row.text, params),
            row.category,
            _on_ladder(row.step, steps, ladder),
            fill(row.example, params),
        )
        for row in presets
        if row.category not in covered and row.id not in taken
    ]
    return tuple(made)


def _on_ladder(step: str, steps: set[str], ladder: tuple[CompleteStep, ...]) -> str:
    """The step itself where the ladder has it; the first step of a written ladder stands for a preset's."""
    if not step or step in steps:
        return step
    return ladder[0].id if ladder else ""


def _procedures(name: str, type_row: TypeRow, country: str) -> list[ProcedureRow]:
    return [
        row
        for row in load_rules().procedures
        if (row.id == name or row.id.startswith(f"{name}_"))
        and (not row.types or type_row.id in row.types)
        and (not row.countries or country.split("-")[0] in row.countries)
    ]


def _steps(
    written: tuple[str, ...] | None,
    name: str,
    type_row: TypeRow,
    country: str,
    params: Mapping[str, Text],
    origins: OriginBook,
) -> tuple[Text, ...]:
    if written is not None:
        return tuple(said(text) for text in written)
    origins.assumed(("rules", name), f"rules/{name}")
    return tuple(fill(step, params) for row in _procedures(name, type_row, country) for step in row.steps)


def _desk(
    written: Desk | None,
    name: str,
    role: str,
    people: tuple[CompletePerson, ...],
    roles: Mapping[str, CompleteRole],
    params: Mapping[str, Text],
    origins: OriginBook,
) -> CompleteDesk:
    row = next(r for r in load_rules().procedures if r.id == name)
    steps = tuple(fill(step, params) for step in row.steps)
    hours = int(assumed(f"{name}_hours"))
    path = ("rules", "reports" if name == "report" else name)
    owner = (find_holder(written.owner, people, roles) if written and written.owner else None) or holder_of(
        role, roles
    )
    if written is None:
        origins.assumed(path, f"rules/{name}")
        channel = (
            Text("私信群管理员", "a private message to an admin")
            if name == "report"
            else Text("书面写给复核人", "in writing to the reviewer")
        )
        return CompleteDesk(channel, owner, hours, steps)
    if written.hours is None:
        origins.assumed((*path, "hours"), f"assumptions/{name}_hours")
    return CompleteDesk(
        said(written.channel), owner, written.hours if written.hours is not None else hours, steps
    )
