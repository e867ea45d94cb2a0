"""Calendar and checks: days off, nodes, overrides; severities and thresholds."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from planner.plan.fields import Clock, Day, DayList, Number, PlanModel, Ref, Whole, Words, end_before_start


class NodeDay(PlanModel):
    """A marketing or festival day of the plan's own."""

    name: Words = Field(description="名称 | Name")
    date: Day = Field(description="日期 | Date")
    lead_days: Whole | None = Field(None, description="提前几个工作日准备 | Work days of preparation", le=120)


class Blackout(PlanModel):
    """Days on which nothing is sent or held."""

    start: Day = Field(description="第一天 | First day")
    end: Day = Field(description="最后一天（含） | Last day, inclusive")
    reason: Words | None = Field(None, description="为什么 | Why")

    @model_validator(mode="after")
    def _in_order(self) -> Blackout:
        if self.end < self.start:
            raise end_before_start(self.start, self.end)
        return self


class Override(PlanModel):
    """One dated thing skipped, moved or replaced, by its id."""

    id: Words = Field(description="条目或场次的编号（playbook 里有） | Id of an entry or occurrence")
    action: Literal["skip", "move", "replace"] = Field(
        description="skip 取消、move 改期、replace 换题 | Skip, move or replace"
    )
    date: Day | None = Field(None, description="改到哪天 | New day")
    time: Clock | None = Field(None, description="改到几点 | New time")
    title: Words | None = Field(None, description="换成什么题目 | New title")

    @model_validator(mode="after")
    def _complete(self) -> Override:
        if self.action == "move" and self.date is None and self.time is None:
            raise PydanticCustomError("plan_override_move", "move needs date or time", {})
        if self.action == "replace" and self.title is None:
            raise PydanticCustomError("plan_override_replace", "replace needs title", {})
        return self


class Calendar(PlanModel):
    """Days that matter."""

    country: Words | None = Field(
        None, description="用哪国的节假日，如 CN、GB、US | Whose public holidays, e.g. CN, GB, US"
    )
    days_off: DayList | None = Field(None, description="另外放假的日子 | Further days off")
    make_up_days: DayList | None = Field(None, description="另外上班的日子 | Further work days")
    nodes: tuple[NodeDay, ...] | None = Field(None, description="自己的重要日子 | Days of your own")
    blackout: tuple[Blackout, ...] | None = Field(None, description="不发不办的日子 | Days with nothing")
    overrides: tuple[Override, ...] | None = Field(
        None, description="对单条的改动 | Changes to single dated things"
    )


class Checks(PlanModel):
    """How strict ``check`` is for this plan."""

    severity: dict[Ref, Literal["error", "warning", "info", "off"]] | None = Field(
        None, description="某个检查项的级别 | Severity of a check"
    )
    thresholds: dict[Ref, Number] | None = Field(None, description="阈值 | Thresholds")
