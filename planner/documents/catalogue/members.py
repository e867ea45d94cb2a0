"""Members: their groups, where they come from, what they meet, who carries it; a small team's supplies after it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from planner.completion.team import holder_of
from planner.diagnostics.model import Language
from planner.documents.anchors import anchor
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
from planner.knowledge.fill import fill, in_language, said
from planner.knowledge.schema import Text
from planner.playbook.model import Playbook

_GROUPS, _PROCEDURES = (
    Text("群", "Groups"),
    Text("开群、并群、换人、关群", "Opening, merging, handing over and closing groups"),
)
_ARRIVALS, _JOURNEYS = Text("从哪来", "Where they come from"), Text("来了以后", "What they meet")
_CHAMPIONS = Text("骨干：{name}", "Who carries it: {name}")
_MATERIALS = Text("{name}：素材与审批", "{name}: materials and approvals")
_HAND_OVER = Text("{name}：交接", "{name}: hand-over")
"""The headings of chapters; the last two are those of documents that a large team gets on their own."""


@dataclass(frozen=True, slots=True)
class Chapter:
    title: str
    anchor: str


@dataclass(frozen=True, slots=True)
class MembersView:
    community: str
    decides: str
    keeps: str
    chapters: Mapping[str, Chapter]
    """The chapters that it has, in their order."""
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
    view = MembersView(
        community=playbook.plan.community.name,
        decides=names.holder(holder_of("owner", playbook.plan.roles)),
        keeps=names.holder(holder_of("admin", playbook.plan.roles)),
        chapters={},
        groups=group_register(playbook, names),
        procedures=group_procedures(playbook, names),
        arrivals=arrivals_part(playbook, names),
        journeys=journey_parts(playbook, names),
        champions=champions_part(playbook, names),
        scripts_file=file_of("scripts", playbook.plan) if playbook.plan.scripts else "",
        hand_over=view_hand_over(playbook, language) if small else None,
        materials=view_materials(playbook, language) if small and has_supplies(playbook) else None,
    )
    return replace(view, chapters=dict(_chapters(view, names)))


def _chapters(view: MembersView, names: Names) -> Iterator[tuple[str, Chapter]]:
    """Yield the chapters that the view fills."""
    parts: tuple[tuple[str, bool, Text, str], ...] = (
        ("groups", bool(view.groups), _GROUPS, ""),
        ("procedures", bool(view.procedures), _PROCEDURES, ""),
        ("arrivals", True, _ARRIVALS, ""),
        ("journeys", bool(view.journeys), _JOURNEYS, ""),
        ("champions", view.champions is not None, _CHAMPIONS, view.champions.name if view.champions else ""),
        ("materials", view.materials is not None, _MATERIALS, view.community),
        ("hand_over", view.hand_over is not None, _HAND_OVER, view.community),
    )
    for key, is_there, title, name in parts:
        if is_there:
            shown = in_language(fill(title, {"name": said(name)}), names.language)
            yield key, Chapter(shown, anchor(shown))


DOCUMENT = Document("members", always, view_members)
