"""Names in the document's language for everything that the plan calls by an id."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from planner.completion.model import CompletePlan
from planner.diagnostics.model import Language
from planner.documents.words import CHINESE, listing, with_blanks
from planner.knowledge.fill import in_language
from planner.knowledge.load import load_kpis, load_platforms, load_stages
from planner.knowledge.schema import PillarKind, StageId, Text

_KINDS: Mapping[PillarKind, Text] = {
    "question": Text("成员问答", "members' questions"),
    "howto": Text("怎么做", "how it is done"),
    "case": Text("案例", "cases"),
    "news": Text("新消息", "news"),
    "story": Text("成员的事", "members' stories"),
    "cocreate": Text("一起定", "decided together"),
    "offer": Text("有什么新的", "what is new"),
    "event": Text("活动", "events"),
    "ritual": Text("固定的仪式", "rituals"),
}
"""Months are themed by kind of pillar; a plan's own pillar of that kind lends its name."""

_PAIR = 2
ENGLISH_BLANK = "____"
_UNDERSCORES = re.compile(r"_{2,}")
_BETWEEN = " ·・•-–—:：|｜/"
"""What stands between the community's name and a group's own."""


@dataclass(frozen=True, slots=True)
class Names:
    """The names of one plan in one language; an id that the plan does not know comes back as it is."""

    plan: CompletePlan
    language: Language

    def text(self, text: Text) -> str:
        """Return a bilingual text in the document's language; blanks in ours have one form, the plan's stay."""
        shown = in_language(text, self.language)
        if text.zh == text.en:
            return shown
        return with_blanks(shown) if self.language == CHINESE else english_blanks(shown)

    def is_person(self, holder: str) -> bool:
        """Whether a holder is a named person rather than a role."""
        return any(person.id == holder for person in self.plan.people)

    def holder(self, holder: str) -> str:
        """Return a person's name, or the role's (``the group admin``) where nobody is named."""
        for person in self.plan.people:
            if person.id == holder:
                return person.name
        role = self.plan.roles.get(holder)
        if role is None:
            return holder
        name = self.text(role.name)
        return name if self.language == CHINESE else f"the {name}"

    def role(self, role: str) -> str:
        """Return a role's name."""
        known = self.plan.roles.get(role)
        return self.text(known.name) if known else role

    def persona(self, persona: str) -> str:
        """Return a persona's name."""
        return next((p.name for p in self.plan.personas if p.id == persona), persona)

    def group(self, group: str) -> str:
        """Return a group's name."""
        return next((g.name for g in self.plan.groups if g.id == group), group)

    def short_group(self, group: str) -> str:
        """Return what tells a group from the others where all begin with the community's name; else its name."""
        return _short_names(self.plan).get(group) or self.group(group)

    def groups(self, groups: Iterable[str]) -> str:
        """Return the names of groups; all of several open ones as ``两个群``, ``全部 3 个群`` / ``both groups`` …"""
        wanted = tuple(groups)
        running = [
            g.id for g in self.plan.groups if g.status in ("active", "silent") and not g.follows
        ]  # further groups open later
        if len(wanted) > 1 and set(wanted) == set(running):
            if len(wanted) == _PAIR:
                return "两个群" if self.language == CHINESE else "both groups"
            return f"全部 {len(wanted)} 个群" if self.language == CHINESE else f"all {len(wanted)} groups"
        return listing([self.group(group) for group in wanted], self.language)

    def short_groups(self, groups: Iterable[str]) -> str:
        """Return the short names of groups, for tables and headings."""
        return listing([self.short_group(group) for group in groups], self.language)

    def platform(self, platform: str) -> str:
        """Return a platform's own name, else the name of its kind."""
        for known in self.plan.platforms:
            if known.id == platform:
                row = load_platforms().get(known.kind)
                return known.name or (self.text(row.name) if row else known.kind)
        row = load_platforms().get(platform)
        return self.text(row.name) if row else platform

    def place(self, groups: tuple[str, ...], platform: str) -> str:
        """Return where something is sent: the groups, or the platform where it has none."""
        return self.groups(groups) if groups else self.platform(platform)

    def pillar(self, pillar: str) -> str:
        """Return a pillar's name."""
        return next((self.text(p.name) for p in self.plan.content.pillars if p.id == pillar), pillar)

    def pillar_kind(self, kind: PillarKind) -> str:
        """Return the name of the plan's pillar of this kind, else the kind's own."""
        return next(
            (self.text(p.name) for p in self.plan.content.pillars if p.kind == kind), self.text(_KINDS[kind])
        )

    def series(self, series: str) -> str:
        """Return a series' name."""
        return next((self.text(s.name) for s in self.plan.content.series if s.id == series), series)

    def kpi(self, kpi: str) -> str:
        """Return a KPI's name: the goal's own, the plan's, or the one that knowledge gives it."""
        goal = next((g.name for g in self.plan.goals if g.kpi == kpi and g.name), "")
        if goal:
            return goal
        known = self.plan.kpis.get(kpi)
        if known is not None:
            return self.text(known.name)
        row = load_kpis().get(kpi)
        return self.text(row.name) if row else kpi

    def is_own(self, kpi: str) -> bool:
        """Whether a KPI goes by the name that the plan gave to a goal: that may be a whole sentence."""
        return any(goal.kpi == kpi and goal.name for goal in self.plan.goals)

    def stage(self, stage: StageId) -> str:
        """Return a stage's name: ``发展期`` / ``growth stage``."""
        name = self.text(load_stages()[stage].name)
        return name if self.language == CHINESE else f"{name} stage"

    def offer(self, offer: str) -> str:
        """Return an offer's name, from its id or its name."""
        return next((o.name for o in self.plan.offers if offer in (o.id, o.name)), offer)


def english_blanks(text: str) -> str:
    """Return an English text of ours with every blank in its one form."""
    return _UNDERSCORES.sub(ENGLISH_BLANK, text)


def _short_names(plan: CompletePlan) -> Mapping[str, str]:
    """Group → its name without that of the community; empty unless all of several groups are named like that."""
    before = plan.community.name
    found = {}
    for group in plan.groups:
        rest = group.name.removeprefix(before)
        short = rest.lstrip(_BETWEEN)
        if rest == group.name or rest == short or not short:
            return {}
        found[group.id] = short
    return found if len(set(found.values())) == len(plan.groups) > 1 else {}
