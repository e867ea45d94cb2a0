"""Completing what the community is for: community, positioning, personas, goals, offers, questions, red lines."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from planner.completion.kpi_model import CompleteKpi, Trajectory
from planner.completion.kpis import figure_value, resolve_kpi
from planner.completion.naming import derive_id, find_named
from planner.completion.origins import OriginBook
from planner.completion.values.strategy import (
    CompleteCommunity,
    CompleteFixed,
    CompleteGoal,
    CompleteOffer,
    CompletePersona,
    CompletePositioning,
    CompleteQuestion,
    CompleteRedLine,
    GoalKind,
)
from planner.knowledge.fill import said
from planner.knowledge.load import load_red_lines
from planner.knowledge.schema import Text
from planner.plan.plan import Plan
from planner.plan.strategy import Goal

_SPACE = re.compile(r"\s+")


def complete_community(
    plan: Plan, offers: tuple[CompleteOffer, ...], origins: OriginBook
) -> CompleteCommunity:
    """Fill in the situation (new) and the product (from the first offers, else the community's name)."""
    community = plan.community
    if community.situation is None:
        origins.derived(("community", "situation"), "a community is new unless the plan says otherwise")
    if community.product:
        product = said(community.product)
    elif offers:
        product = Text("、".join(o.name for o in offers[:3]), ", ".join(o.name for o in offers[:3]))
        origins.derived(("community", "product"), "the first offers", ("offers",))
    else:
        product = said(community.name)
        origins.derived(("community", "product"), "the community's name", ("community", "name"))
    return CompleteCommunity(
        name=community.name,
        type=community.type,
        situation=community.situation or "new",
        product=product,
        purpose=community.purpose or (),
        background=community.background or "",
        slogan=community.slogan or "",
    )


def complete_positioning(plan: Plan) -> CompletePositioning:
    """Take over the positioning; what was not said stays empty, because nobody can guess it."""
    written = plan.positioning
    return CompletePositioning(
        problem=written.problem,
        promise=written.promise,
        theme=written.theme or "",
        value=written.value or "",
        values=written.values or (),
    )


def complete_personas(plan: Plan) -> tuple[CompletePersona, ...]:
    """Take over the personas and give each an id."""
    taken = {persona.id for persona in plan.audience if persona.id}
    return tuple(
        CompletePersona(
            id=persona.id or derive_id(persona.name, "persona", taken),
            name=persona.name,
            needs=persona.needs,
            traits=persona.traits or (),
            interests=persona.interests or (),
            times=persona.times or (),
            moments=persona.moments or (),
            platforms=persona.platforms or (),
            size=persona.size,
        )
        for persona in plan.audience
    )


def complete_offers(plan: Plan) -> tuple[CompleteOffer, ...]:
    """Take over the offers and give each an id."""
    offers = plan.offers or ()
    taken = {offer.id for offer in offers if offer.id}
    return tuple(
        CompleteOffer(
            id=offer.id or derive_id(offer.name, "offer", taken),
            name=offer.name,
            detail=offer.detail or "",
            price=offer.price,
            price_until=offer.price_until,
            available_from=offer.available_from,
            available_until=offer.available_until,
        )
        for offer in offers
    )


def complete_questions(
    plan: Plan, personas: tuple[CompletePersona, ...], offers: tuple[CompleteOffer, ...]
) -> tuple[CompleteQuestion, ...]:
    """Take over the question pool; a question that names an offer is about it."""
    taken: set[str] = set()
    questions = []
    for question in plan.question_pool or ():
        text = question.text.rstrip("?\uff1f。. ") or question.text
        persona = find_named(question.persona, personas) if question.persona else None
        offer = find_named(question.offer, offers) if question.offer else None
        if offer is None and not question.offer:
            offer = next((o for o in offers if o.name in question.text), None)
        questions.append(
            CompleteQuestion(
                id=derive_id(text, "question", taken),
                text=text,
                persona=persona.id if persona else "",
                offer=offer.id if offer else "",
            )
        )
    return tuple(questions)


def complete_fixed(plan: Plan) -> tuple[CompleteFixed, ...]:
    """Take over what is already set."""
    return tuple(
        CompleteFixed(fixed.text, fixed.when or "", fixed.time or "", fixed.date)
        for fixed in plan.fixed or ()
    )


def complete_red_lines(plan: Plan, origins: OriginBook) -> tuple[CompleteRedLine, ...]:
    """Recognise what each red line bans by its words; written ``bans`` win."""
    lines = []
    for index, line in enumerate(plan.wont_do or ()):
        known = recognised_red_lines(line.text)
        if line.bans is not None:
            bans = line.bans
        else:
            bans = tuple(sorted({tag for row in known for tag in load_red_lines()[row].bans}))
            origins.derived(("wont_do", index, "bans"), "recognised by its words", ("wont_do", index))
        lines.append(CompleteRedLine(line.text, bans, known))
    return tuple(lines)


def recognised_red_lines(text: str) -> tuple[str, ...]:
    """Return the ids of the knowledge rows whose words stand in an operator's red line."""
    plain = _SPACE.sub(" ", text.lower())
    return tuple(
        row.id for row in load_red_lines().values() if any(word.lower() in plain for word in row.words)
    )


def complete_goals(
    plan: Plan, kpis: Mapping[str, CompleteKpi], origins: OriginBook
) -> tuple[CompleteGoal, ...]:
    """Bring goals into their KPI's unit; a goal whose KPI nobody knows is left out (a check reports it)."""
    taken = {goal.id for goal in plan.goals if goal.id}
    goals = []
    for index, goal in enumerate(plan.goals):
        kpi_id = resolve_kpi(goal.kpi, plan.kpis or ())
        if kpi_id is None or kpi_id not in kpis:
            continue
        kpi = kpis[kpi_id]
        path = ("goals", index)
        target = figure_value(goal.target, kpi)
        baseline = _baseline(plan, goal, kpi, path, origins)
        if goal.kind is None:
            origins.derived((*path, "kind"), "the KPI's direction", (*path, "kpi"))
        if goal.trajectory is None:
            origins.assumed((*path, "trajectory"), f"kpis/{kpi_id}")
        goals.append(
            CompleteGoal(
                id=goal.id or derive_id(kpi_id, "goal", taken),
                kpi=kpi_id,
                target=target,
                by=goal.by,
                baseline=baseline,
                kind=goal.kind or _kind(kpi),
                trajectory=goal.trajectory or _trajectory(goal, kpi, baseline, target),
                name=goal.name or "",
                owner=goal.owner or "",
                co_owners=goal.co_owners or (),
            )
        )
    return tuple(goals)


def _trajectory(goal: Goal, kpi: CompleteKpi, baseline: Decimal | None, target: Decimal) -> Trajectory:
    """What is to be kept stays constant; a constant KPI that is not there yet gets there in equal steps."""
    if goal.kind == "keep":
        return "constant"
    if kpi.trajectory == "constant" and baseline is not None and baseline != target:
        return "linear"
    return kpi.trajectory


def _kind(kpi: CompleteKpi) -> GoalKind:
    if kpi.direction == "down":
        return "at_most"
    return "mean" if kpi.nature == "mean" and kpi.value == "score" else "at_least"


def _baseline(
    plan: Plan, goal: Goal, kpi: CompleteKpi, path: tuple[str | int, ...], origins: OriginBook
) -> Decimal | None:
    if goal.baseline == "unknown":
        return None
    if goal.baseline is not None:
        return figure_value(goal.baseline, kpi)
    members = sum(group.members or 0 for group in plan.groups or ())
    if kpi.id == "members" and members:
        origins.derived((*path, "baseline"), "the members of the groups", ("groups",))
        return Decimal(members)
    new = (plan.community.situation or "new") == "new"
    if new and kpi.nature in ("stock", "flow") and kpi.direction == "up" and kpi.value in ("count", "money"):
        origins.derived((*path, "baseline"), "a new community starts at zero", ("community", "situation"))
        return Decimal(0)
    return None
