"""Writing the complete plan as a plan file: everything that was filled in, with a comment on where it comes from.

The result is a plan: planning it gives the same dates, titles and amounts, and expanding it again changes nothing.
Texts of ours appear in the plan's language.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from planner.completion.activities import PRIZE_COST, VENUE_COST
from planner.completion.kpi_model import CompleteKpi
from planner.completion.kpis import complete_kpis, means_of_measuring
from planner.completion.model import CompletePlan
from planner.completion.values.governance import CompleteDesk
from planner.completion.values.programme import CompleteActivity, CompleteSeries
from planner.completion.values.staging import CompleteStage
from planner.completion.values.team import CompleteGroup, CompletePerson
from planner.knowledge.fill import in_language
from planner.knowledge.schema import Text
from planner.scaffold.expand_members import members_data
from planner.scaffold.yaml_text import Kept, write_yaml


def expand_plan(plan: CompletePlan) -> str:
    """Return the complete plan as YAML text."""
    comments = {
        path: _origin_note(plan, origin.kind, origin.rule)
        for path, origin in plan.origins.items()
        if origin.kind != "written"
    }
    return write_yaml(plan_data(plan), comments)


def _origin_note(plan: CompletePlan, kind: str, rule: str) -> str:
    if plan.language == "zh-CN":
        return f"假设（{rule}）" if kind == "assumed" else "推算得出"
    return f"assumed ({rule})" if kind == "assumed" else f"derived: {rule}"


def plan_data(plan: CompletePlan) -> dict[str, Any]:
    """Return the complete plan as plain data in the shape of a plan file; keys without content are left out."""
    said = _Speaker(plan.language)
    data: dict[str, Any] = {
        "version": 1,
        "language": plan.language,
        "timezone": plan.timezone,
        "currency": plan.currency,
        "community": {
            "name": plan.community.name,
            "type": plan.community.type,
            "situation": plan.community.situation,
            "product": said(plan.community.product),
            "purpose": plan.community.purpose,
            "background": plan.community.background,
            "slogan": plan.community.slogan,
        },
        "positioning": {
            "problem": plan.positioning.problem,
            "promise": plan.positioning.promise,
            "theme": plan.positioning.theme,
            "value": plan.positioning.value,
            "values": plan.positioning.values,
        },
        "audience": [_fields(persona) for persona in plan.personas],
        "goals": [_goal(plan, index) for index in range(len(plan.goals))],
        "period": {"start": plan.period.start, "end": plan.period.last},
        "offers": [_fields(offer) for offer in plan.offers],
        "question_pool": [
            {"text": q.text, "persona": q.persona, "offer": q.offer} for q in plan.questions
        ],
        "fixed": [_fields(fixed) for fixed in plan.fixed],
        "wont_do": [{"text": line.text, "bans": Kept(line.bans)} for line in plan.red_lines],
        "kpis": _own_kpis(plan),
        "stages": {
            **{stage.id: _stage(plan, stage, said) for stage in plan.stages},
            **{stage.id: {"skip_reason": stage.reason} for stage in plan.skipped},
        },
        "platforms": Kept(
            {
                "id": p.id, "kind": p.kind, "name": p.name, "why": said(p.why), "capacity": p.capacity,
                "posts_per_day": p.posts_per_day, "quiet": {"start": p.quiet[0], "end": p.quiet[1]} if p.quiet else None,
            }
            for p in plan.platforms
        ),
        "groups": Kept(_group(group) for group in plan.groups),
        "people": [_person(person) for person in plan.people],
        "roles": [
            {"id": r.id, "name": said(r.name), "duty": said(r.duty), "hours": _hours(r.minutes)} for r in plan.roles.values()
        ],
        "content": _content(plan, said),
        "routines": Kept(
            {
                "id": r.id, "name": said(r.name), "what": said(r.what), "role": r.owner, "when": r.when,
                "minutes": r.minutes, "per_group": r.per_group or None, "stages": r.stages,
                "start": r.start, "events": r.events or None,
            }
            for r in plan.routines
        ),
        "activities": {
            "only_written": plan.only_written_activities or None,
            "items": Kept(_activity(activity, said) for activity in plan.activities),
        },
        "rules": _rules(plan, said),
        **members_data(plan, said),
        "checks": plan.checks.model_dump(exclude_none=True) if plan.checks else None,
        "incentives": plan.incentives.model_dump(exclude_none=True, exclude_defaults=True) if plan.incentives else None,
        "acquisition": {
            "channels": [
                {
                    "channel": c.channel, "place": c.place, "joins_per_month": c.joins_per_month,
                    "cost_per_month": c.cost_per_month, "owner": c.owner, "code": c.code, "proof": c.proof,
                }
                for c in plan.acquisition.channels
            ],
            "loss_per_month": plan.acquisition.loss_per_month,
        },
        "budget": _budget(plan),
        "calendar": _calendar(plan),
    }  # fmt: skip
    cleaned = _clean(data)
    assert isinstance(cleaned, dict)
    return cleaned


class _Speaker:
    """Puts texts into the plan's language."""

    def __init__(self, language: str) -> None:
        self._language = language

    def __call__(self, text: Text | None) -> str | None:
        return in_language(text, self._language) if text is not None else None


def _fields(value: Any) -> dict[str, Any]:
    return {name: getattr(value, name) for name in type(value).__slots__}


def _goal(plan: CompletePlan, index: int) -> dict[str, Any]:
    goal = plan.goals[index]
    kpi = plan.kpis[goal.kpi]
    return {
        **_fields(goal),
        "target": _figure(goal.target, kpi),
        "baseline": "unknown" if goal.baseline is None else _figure(goal.baseline, kpi),
    }


def _own_kpis(plan: CompletePlan) -> list[dict[str, Any]]:
    """The KPIs of the plan's own and the changes to ours."""
    ours = complete_kpis((), means_of_measuring(plan.community.type, plan.platforms))
    said = _Speaker(plan.language)
    found = []
    for kpi in plan.kpis.values():
        if kpi == ours.get(kpi.id):
            continue
        figures = {"minimum": kpi.minimum, "maximum": kpi.maximum}
        found.append(
            {
                "id": kpi.id, "name": said(kpi.name), "unit": said(kpi.unit), "value": kpi.value, "nature": kpi.nature,
                "direction": kpi.direction, "window": kpi.window, "formula": said(kpi.formula), "source": kpi.source,
                "cadence": kpi.cadence, "owner": kpi.owner, "stages": kpi.stages,
                **{key: None if value is None else _figure(value, kpi) for key, value in figures.items()},
            }
        )  # fmt: skip
    return found


def _figure(value: Decimal, kpi: CompleteKpi) -> Decimal | str:
    """A KPI's value as it is read back: percentages with their sign, because 0.5 would be half."""
    return f"{value:f}%" if kpi.value == "percent" else value


def _stage(plan: CompletePlan, stage: CompleteStage, said: _Speaker) -> dict[str, Any]:
    return {
        "start": stage.window.start,
        "end": stage.window.last,
        "focus": said(stage.focus),
        "strategy": {
            "content": said(stage.strategy.content),
            "promotion": said(stage.strategy.promotion),
            "interaction": said(stage.strategy.interaction),
        },
        "tasks": Kept(
            {
                "id": t.id, "title": said(t.title), "how": said(t.how), "done": said(t.done), "say": said(t.say),
                "due": t.due, "owner": t.owner, "minutes": t.minutes, "after": t.after, "rung": t.rung,
            }
            for t in stage.tasks
        ),
        "gate": Kept({"kpi": c.kpi, c.bound: _figure(c.value, plan.kpis[c.kpi])} for c in stage.gate),
    }  # fmt: skip


def _group(group: CompleteGroup) -> dict[str, Any]:
    return {
        **{key: value for key, value in _fields(group).items() if key != "follows"},
        "hand_over": _fields(group.hand_over) if group.hand_over else None,
    }


def _person(person: CompletePerson) -> dict[str, Any]:
    return {
        "id": person.id,
        "name": person.name,
        "roles": person.roles,
        "hours": _hours(person.minutes),
        "days": person.days,
        "leave": [{"start": leave.start, "end": leave.last} for leave in person.leave],
        "present": [f"{start}-{end}" for start, end in person.present],
        "timezone": person.timezone,
        "deputy": person.deputy,
        "cost": {"per": person.cost_per, "amount": person.cost} if person.cost_per else None,
    }


def _hours(minutes: int | None) -> Decimal | None:
    """Hours to two decimals: enough for every whole number of minutes."""
    return (Decimal(minutes) / 60).quantize(Decimal("0.01")) if minutes is not None else None


def _series(series: CompleteSeries, said: _Speaker) -> dict[str, Any]:
    return {**_fields(series), "name": said(series.name), "groups": Kept(series.groups)}


def _content(plan: CompletePlan, said: _Speaker) -> dict[str, Any]:
    content = plan.content
    return {
        "pillars": [
            {"id": p.id, "name": said(p.name), "share": p.share, "purpose": said(p.purpose), "kind": p.kind}
            for p in content.pillars
        ],
        "series": Kept(_series(series, said) for series in content.series),
        "topics": [_fields(topic) for topic in content.topics],
        "only_written": content.only_written or None,
        "detail_weeks": content.detail_weeks,
        "draft_days": content.draft_days,
        "review_days": content.review_days,
        "quality_bar": [said(text) for text in content.quality_bar],
        "approver": content.approver,
    }


def _activity(activity: CompleteActivity, said: _Speaker) -> dict[str, Any]:
    return {
        "id": activity.id,
        "kind": activity.kind,
        "name": said(activity.name),
        "mode": activity.mode,
        "when": activity.when,
        "date": activity.date,
        "count": activity.count,
        "stages": activity.stages,
        "time": activity.time,
        "duration": activity.duration,
        "required": activity.required,
        "participants": {"min": activity.least, "expected": activity.expected, "max": activity.most},
        "tasks": Kept(
            {
                "id": p.id,
                "title": said(p.title),
                "work_days_before": p.work_days_before,
                "owner": p.owner,
                "minutes": p.minutes,
                "done": said(p.done),
            }
            for p in activity.preparation
        ),
        "roles": dict(activity.holders),
        "costs": None
        if activity.costs is None
        else Kept(
            {"name": said(c.name), "amount": c.amount, "per": c.per}
            for c in activity.costs
            if c.id not in (VENUE_COST, PRIZE_COST)
        ),
        "venue": {**_fields(activity.venue), "cost": _cost_of(activity, VENUE_COST)}
        if activity.venue
        else None,
        "prize": {**_fields(activity.prize), "draw": activity.prize.draw or None} if activity.prize else None,
        "success": [said(text) for text in activity.success],
        "goal": activity.goal,
        "persona": activity.persona,
        "offer": activity.offer,
        "outdoor": activity.outdoor,
        "food": activity.food,
        "minors": activity.minors or None,
        "holiday_ok": activity.holiday_ok or None,
        "permit": activity.permit,
    }


def _cost_of(activity: CompleteActivity, cost_id: str) -> Decimal | None:
    return next((cost.amount for cost in activity.costs or () if cost.id == cost_id), None)


def _rules(plan: CompletePlan, said: _Speaker) -> dict[str, Any]:
    rules = plan.rules

    def desk(one: CompleteDesk) -> dict[str, Any]:
        return {"channel": said(one.channel), "owner": one.owner, "hours": one.hours}

    def texts(many: Iterable[Text]) -> Kept:
        return Kept(said(text) for text in many)

    return {
        "encouraged": texts(rules.encouraged),
        "prohibited": Kept(
            {"id": p.id, "text": said(p.text), "category": p.category, "sanction": p.step, "example": said(p.example)}
            for p in rules.prohibited
        ),
        "only_written": True,
        "ladder": Kept(
            {
                "id": s.id, "name": said(s.name), "action": said(s.action), "words": said(s.words), "days": s.days,
                "record_days": s.record_days,
            }
            for s in rules.ladder
        ),
        "reports": desk(rules.reports),
        "appeal": desk(rules.appeal),
        "joining": texts(rules.joining),
        "leaving": texts(rules.leaving),
        "privacy": texts(rules.privacy),
    }  # fmt: skip


def _is_assumed(plan: CompletePlan, *path: str | int) -> bool:
    origin = plan.origins.get(path)
    return origin is not None and origin.kind == "assumed"


def _budget(plan: CompletePlan) -> dict[str, Any]:
    budget = plan.budget
    return {
        "total": budget.total,
        "includes_labour": budget.includes_labour,
        "lines": [
            {
                "name": line.name, "category": line.category, "amount": line.amount,
                "per": "month" if line.monthly else None, "stage": line.stage, "date": line.date, "activity": line.activity,
            }
            for line in budget.lines
        ],
        "contingency": budget.contingency,
        "by_stage": dict(budget.by_stage),
        "funds": [_fields(fund) for fund in budget.funds],
        # A cap of ours is left to be worked out again: written, it would judge what the operator planned.
        "caps": {name: cap for name, cap in budget.caps.items() if not _is_assumed(plan, "budget", "caps", name)},
    }  # fmt: skip


def _calendar(plan: CompletePlan) -> dict[str, Any]:
    calendar = plan.calendar
    return {
        "country": calendar.country or "none",
        "days_off": calendar.days_off,
        "make_up_days": calendar.make_up_days,
        "nodes": [
            {"name": in_language(n.name, plan.language), "date": n.date, "lead_days": n.lead_days}
            for n in calendar.nodes
            if not n.knowledge
        ],
        "blackout": [
            {"start": days.start, "end": days.last, "reason": reason} for days, reason in calendar.blackout
        ],
        "overrides": [_fields(override) for override in calendar.overrides],
    }


def _clean(value: Any) -> Any:
    """Drop what says nothing: ``None``, empty texts, lists and mappings (a :class:`Kept` list stays)."""
    if isinstance(value, Mapping):
        cleaned = {key: _clean(item) for key, item in value.items()}
        return {key: item for key, item in cleaned.items() if not _says_nothing(item)}
    if isinstance(value, Kept):
        return Kept(_clean(item) for item in value)
    if isinstance(value, list | tuple):
        return [_clean(item) for item in value]
    return value


def _says_nothing(item: Any) -> bool:
    if item is None or item == "":
        return True
    return isinstance(item, list | dict) and not item and not isinstance(item, Kept)
