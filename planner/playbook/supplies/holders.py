"""The words for people and places in texts of ours that say what has to be there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from planner.completion.model import CompletePlan
from planner.knowledge.fill import fill, said
from planner.knowledge.load import load_consents
from planner.knowledge.schema import Text


@dataclass(frozen=True, slots=True)
class Wordings:
    """Fills texts of ours with the plan's people, groups and platforms, in both languages."""

    plan: CompletePlan

    def holder(self, holder: str) -> Text:
        """Return a person's name, or the role's where nobody is named, as it stands in a sentence."""
        person = next((one for one in self.plan.people if one.id == holder), None)
        if person is not None:
            return said(person.name)
        role = self.plan.roles.get(holder)
        return Text(role.name.zh, f"the {role.name.en}") if role is not None else said(holder)

    def place(self, groups: Sequence[str], platform: str) -> Text:
        """Return the names of groups, or of the platform where there are none."""
        names = [group.name for group in self.plan.groups if group.id in groups]
        if names:
            return Text("、".join(names), ", ".join(names))
        known = next((one for one in self.plan.platforms if one.id == platform), None)
        return said(known.name if known is not None and known.name else self.plan.community.name)

    def consent(self, consent: str, owner: str, groups: Sequence[str], platform: str) -> Text:
        """Return from whom a consent is got and how, said of whoever gets it."""
        params: Mapping[str, Text] = {
            "me": self.holder(owner),
            "owner": self.holder(self.plan.roles["owner"].holder or "owner"),
            "group": self.place(groups, platform),
            "community": said(self.plan.community.name),
        }
        return fill(load_consents()[consent].ask, params)
