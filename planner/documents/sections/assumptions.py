"""The figures that we supplied, with their effect and the key that overrides them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from planner.documents.names import Names
from planner.documents.sections.keys import place_of
from planner.documents.words import hours, money
from planner.playbook.model import Playbook

_COUNTED_OTHERWISE = (
    "assumptions/loss_per_month",
    "assumptions/opening_weeks_new",
    "assumptions/opening_weeks_revive",
    "assumptions/labour_outside",
)
"""Members, days, and costs that nobody wrote hang on these, if neither hours nor money that anybody can name."""
_ONLY_HOURS = re.compile(r"[\d,.]+ (小时|hours)")


@dataclass(frozen=True, slots=True)
class AssumptionRow:
    """One assumption; ``hours`` and ``money`` are empty where nothing of that sort hangs on it.

    ``value`` is empty where it would only say the hours again.
    """

    what: str
    value: str
    hours: str
    money: str
    key: str
    item: str


def assumption_rows(playbook: Playbook, names: Names) -> tuple[AssumptionRow, ...]:
    """Return the assumptions as the playbook ranks them, without those on which nothing hangs in this plan."""
    rows = []
    for one in playbook.assumptions:
        if not (one.minutes or one.money or one.knowledge in _COUNTED_OTHERWISE):
            continue
        place = place_of(one.path, names)
        rows.append(
            AssumptionRow(
                what=names.text(one.what),
                value="" if _ONLY_HOURS.fullmatch(names.text(one.value)) else names.text(one.value),
                hours=hours(one.minutes, names.language) if one.minutes else "",
                money=money(one.money, names.plan.currency) if one.money else "",
                key=place.key,
                item=place.item,
            )
        )
    return tuple(rows)
