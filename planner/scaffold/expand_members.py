"""What happens with single members, written as a plan file has it: journeys, scripts, champions, hand-over."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from planner.completion.model import CompletePlan
from planner.completion.values.members import CompleteChampions, CompleteJourney, CompleteScript
from planner.knowledge.schema import Text
from planner.scaffold.yaml_text import Kept

Speaker = Callable[[Text | None], str | None]
"""Puts a text into the plan's language."""


def members_data(plan: CompletePlan, said: Speaker) -> dict[str, Any]:
    """Return the sections as plain data; every journey and script is written out whole."""
    return {
        "journeys": Kept(_journey(journey, said) for journey in plan.journeys),
        "scripts": {"only_written": True, "items": Kept(_script(script, said) for script in plan.scripts)},
        "champions": _champions(plan.champions, said) if plan.champions is not None else {"target": 0},
        "handover": {
            "accounts": [
                {"name": one.name, "holder": one.holder, "second": one.second, "kept": one.kept}
                for one in plan.handover.accounts
            ],
            "places": [
                {"what": one.what, "where": one.where, "owner": one.owner} for one in plan.handover.places
            ],
            "notes": list(plan.handover.notes),
        },
    }


def _journey(journey: CompleteJourney, said: Speaker) -> dict[str, Any]:
    return {
        "id": journey.id,
        "name": said(journey.name),
        "trigger": journey.trigger,
        "sign": said(journey.sign),
        "per_month": journey.per_month,
        "rate": journey.rate,
        "touches": journey.touches,
        "stop": said(journey.stop),
        "steps": [
            {
                "day": step.after_days, "channel": step.channel, "title": said(step.title), "say": said(step.say),
                "note": said(step.note), "owner": step.owner, "minutes": step.minutes, "share": step.share,
            }
            for step in journey.steps
        ],
    }  # fmt: skip


def _script(script: CompleteScript, said: Speaker) -> dict[str, Any]:
    return {
        "id": script.id,
        "situation": said(script.title),
        "area": script.area,
        "sign": said(script.sign),
        "where": script.where,
        "say": [said(text) for text in script.say],
        "never": [said(text) for text in script.never],
        "escalate_to": script.escalate_to,
        "escalate_when": said(script.escalate_when) if script.escalate_to else "",
        "minutes": script.minutes or None,
        "close": said(script.close),
    }


def _champions(champions: CompleteChampions, said: Speaker) -> dict[str, Any]:
    return {
        "name": said(champions.name),
        "target": champions.target,
        "by": champions.by,
        "criteria": [said(text) for text in champions.criteria],
        "sources": [said(text) for text in champions.sources],
        "ask": said(champions.ask),
        "jobs": [said(text) for text in champions.jobs],
        "minutes": champions.minutes,
        "serves_weeks": champions.serves_weeks,
        "recognition": [said(text) for text in champions.recognition],
        "rest": said(champions.rest),
        "exit": said(champions.exit),
    }
