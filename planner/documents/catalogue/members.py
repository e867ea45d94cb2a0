"""Members: their groups, where they come from, what they meet, who carries it; a small team's supplies after it."""

from __future__ import annotations

from dataclasses import dataclass

from planner.diagnostics.model import Language
from planner.documents.catalogue.hand_over import view_hand_over
from planner.documents.catalogue.materials import MaterialsView, has_supplies, view_materials
from planner.documents.merging import file_of, is_small
from planner.documents.model import Document, always
from planner.documents.names import Names
from planner.documents.sections.acquisition import Arrivals, arrivals_part
from planner.documents.sections.champions import ChampionsPart, champions_part
from planner.documents.sections.groups import GroupProcedure, GroupRow, group_procedures, group_register
from planner.documents.sections.handover import HandOver
from planner.documents.sections.journeys import JourneyPart, journey_parts
from planner.playbook.model import Playbook


@dataclass(frozen=True, slots=True)
class MembersView:
    community: str
    groups: tuple[GroupRow, ...]
    procedures: tuple[GroupProcedure, ...]
    arrivals: Arrivals
    journeys: tuple[JourneyPart, ...]
    champions: ChampionsPart | None
    scripts_file: str
    materials: MaterialsView | None
    """The second part; ``None`` where materials have a document of their own, or nothing has to be there."""
    hand_over: HandOver | None
    """The third part; ``None`` where it has a document of its own."""


def view_members(playbook: Playbook, language: Language) -> MembersView:
    """Return everything about groups and single members in one language."""
    names = Names(playbook.plan, language)
    small = is_small(playbook.plan)
    return MembersView(
        community=playbook.plan.community.name,
        groups=group_register(playbook, names),
        procedures=group_procedures(playbook, names),
        arrivals=arrivals_part(playbook, names),
        journeys=journey_parts(playbook, names),
        champions=champions_part(playbook, names),
        scripts_file=file_of("scripts", playbook.plan) if playbook.plan.scripts else "",
        hand_over=view_hand_over(playbook, language) if small else None,
        materials=view_materials(playbook, language) if small and has_supplies(playbook) else None,
    )


DOCUMENT = Document("members", always, view_members)
