"""The community's rules in its own voice, and a notice short enough for a pin board; a small team's scripts after it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from planner.completion.model import CompletePlan
from planner.completion.values.governance import CompleteDesk, CompleteProhibition, CompleteStep
from planner.diagnostics.model import Language
from planner.documents.merging import is_small
from planner.documents.model import Document, always
from planner.documents.names import Names
from planner.documents.sections.notice import short_notice
from planner.documents.sections.points import PointsRules, points_rules
from planner.documents.sections.scripts import ScriptsPart, scripts_part
from planner.documents.words import CHINESE, enumeration, listing, without_end
from planner.knowledge.load import load_rules
from planner.knowledge.schema import Text
from planner.playbook.model import Playbook


@dataclass(frozen=True, slots=True)
class Item:
    """A sentence of the rules; ``legal`` ones carry the note that they are a hint."""

    text: str
    legal: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """A numbered thing that is not done; ``start`` is the name of the ladder step at which it starts."""

    number: int
    text: str
    example: str
    start: str
    legal: bool


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the ladder; ``rules`` are the numbers of the rules that start here."""

    number: int
    name: str
    action: str
    words: str
    days: int
    record_days: int
    rules: str


@dataclass(frozen=True, slots=True)
class Desk:
    """Where something is reported or appealed."""

    channel: str
    owner: str
    hours: int
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RulesView:
    """All of the rules in one language."""

    community: str
    personas: str
    problem: str
    promise: str
    values: str
    own_limits: str
    joining: tuple[Item, ...]
    encouraged: tuple[str, ...]
    rules: tuple[Rule, ...]
    ladder: tuple[Step, ...]
    ladder_names: str
    reports: Desk
    appeal: Desk
    disputes: tuple[Item, ...]
    privacy: tuple[Item, ...]
    leaving: tuple[Item, ...]
    welcome: str
    decides: str
    notice: str
    notice_length: int
    points: PointsRules | None
    """``None`` where the plan uses no points."""
    scripts: ScriptsPart | None = None
    """The second part, for the team alone; ``None`` where scripts have a document of their own, or there are none."""


def view_rules(playbook: Playbook, language: Language) -> RulesView:
    """Return the rules in one language."""
    plan = playbook.plan
    names = Names(plan, language)
    rules = plan.rules
    legal = _legal_texts()
    numbered = tuple(
        _rule(number, row, rules.ladder, names) for number, row in enumerate(rules.prohibited, 1)
    )

    def items(texts: Sequence[Text]) -> tuple[Item, ...]:
        return tuple(Item(names.text(text), text in legal) for text in texts)

    notice = short_notice(plan, names)
    return RulesView(
        community=plan.community.name,
        personas=listing([persona.name for persona in plan.personas], language),
        problem=without_end(plan.positioning.problem),
        promise=without_end(plan.positioning.promise),
        values=enumeration([without_end(value) for value in plan.positioning.values], language),
        own_limits=("；" if language == CHINESE else "; ").join(
            without_end(line.text) for line in plan.red_lines
        ),
        joining=items(rules.joining),
        encouraged=tuple(names.text(text) for text in rules.encouraged),
        rules=numbered,
        ladder=_ladder(rules.ladder, rules.prohibited, names),
        ladder_names=" → ".join(names.text(step.name) for step in rules.ladder),
        reports=_desk(rules.reports, names),
        appeal=_desk(rules.appeal, names),
        disputes=items(rules.disputes),
        privacy=items(rules.privacy),
        leaving=items(rules.leaving),
        welcome=names.text(rules.welcome),
        decides=names.holder(_holder(plan, "owner")),
        notice=notice,
        notice_length=len(notice),
        points=points_rules(plan, names),
        scripts=scripts_part(playbook, names) if plan.scripts and is_small(plan) else None,
    )


def _legal_texts() -> frozenset[Text]:
    """Steps of procedures that hold in some countries only; they rest on those countries' law."""
    return frozenset(step for row in load_rules().procedures if row.countries for step in row.steps)


def _legal_rules() -> frozenset[str]:
    return frozenset(row.id for row in load_rules().prohibited if row.countries)


def _rule(number: int, row: CompleteProhibition, ladder: Sequence[CompleteStep], names: Names) -> Rule:
    start = next((names.text(step.name) for step in ladder if step.id == row.step), "")
    example = names.text(row.example) if row.example else ""
    return Rule(number, names.text(row.text), example, start, row.id in _legal_rules())


def _ladder(
    ladder: Sequence[CompleteStep], rules: Sequence[CompleteProhibition], names: Names
) -> tuple[Step, ...]:
    return tuple(
        Step(
            number=number,
            name=names.text(step.name),
            action=names.text(step.action),
            words=names.text(step.words) if step.words else "",
            days=step.days or 0,
            record_days=step.record_days,
            rules=enumeration(
                [str(place) for place, rule in enumerate(rules, 1) if rule.step == step.id], names.language
            ),
        )
        for number, step in enumerate(ladder, 1)
    )


def _desk(desk: CompleteDesk, names: Names) -> Desk:
    return Desk(
        names.text(desk.channel),
        names.holder(desk.owner),
        desk.hours,
        tuple(names.text(step) for step in desk.steps),
    )


def _holder(plan: CompletePlan, role: str) -> str:
    return plan.roles[role].holder or role


DOCUMENT = Document("rules", always, view_rules)
