"""Channels of acquisition: what each means per day, per place and in money."""

from __future__ import annotations

from collections.abc import Sequence

from planner.completion.model import CompletePlan
from planner.playbook.values.members import ChannelCourse
from planner.playbook.values.targets import GoalPath, GrowthMonth


def build_channels(
    plan: CompletePlan, growth: Sequence[GrowthMonth], paths: Sequence[GoalPath]
) -> tuple[ChannelCourse, ...]:
    """Return the channels as written, and what the goal for members asks of each."""
    return ()
