"""The stages section: windows, focus, strategy, tasks, gate."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from planner.plan.fields import Day, Figure, Id, PlanModel, Ref, RefList, Whole, Words, end_before_start


class Strategy(PlanModel):
    """How a stage goes about content, promotion and interaction."""

    content: Words | None = Field(None, description="内容策略 | Content")
    promotion: Words | None = Field(None, description="推广策略 | Promotion")
    interaction: Words | None = Field(None, description="互动策略 | Interaction")


class StageTask(PlanModel):
    """A task of the operator's own."""

    id: Id | None = Field(None, description="短标识（可省） | Short id (optional)")
    title: Words = Field(description="做什么 | What is done")
    how: Words | None = Field(None, description="怎么做 | How")
    done: Words | None = Field(None, description="怎样算做完 | How one sees that it is finished")
    say: Words | None = Field(None, description="要发的话，照发 | Words to send as they stand")
    due: Day | None = Field(None, description="哪天前 | Due day")
    owner: Ref | None = Field(None, description="谁做（人或角色） | Who does it (person or role)")
    minutes: Whole | None = Field(None, description="大约多少分钟 | About how many minutes")
    after: RefList | None = Field(None, description="在哪些任务之后 | Tasks that come first")
    rung: Literal["relation", "community", "network"] | None = Field(
        None,
        description="relation 建立关系、community 建立社群、network 建立关系网 | Rung of the relation ladder",
    )

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, value: Any) -> Any:
        return {"title": value} if isinstance(value, str) else value


class GateCondition(PlanModel):
    """One condition to leave a stage."""

    kpi: Ref = Field(description="KPI 的名称或标识 | Name or id of a KPI")
    at_least: Figure | None = Field(None, description="至少 | At least")
    at_most: Figure | None = Field(None, description="至多 | At most")

    @model_validator(mode="after")
    def _one_bound(self) -> GateCondition:
        if (self.at_least is None) == (self.at_most is None):
            raise PydanticCustomError("plan_gate_bound", "exactly one bound", {})
        return self


class Stage(PlanModel):
    """One stage."""

    start: Day | None = Field(None, description="第一天 | First day")
    end: Day | None = Field(None, description="最后一天（含） | Last day, inclusive")
    focus: Words | None = Field(None, description="这个阶段的重点 | Focus")
    strategy: Strategy | None = Field(
        None, description="内容、推广、互动策略 | Content, promotion and interaction strategy"
    )
    tasks: tuple[StageTask, ...] | None = Field(
        None, description="任务；写了就以此为准 | Tasks; a written list is the list"
    )
    gate: tuple[GateCondition, ...] | None = Field(
        None, description="阶段达标条件 | Conditions to leave the stage"
    )
    skip_reason: Words | None = Field(None, description="不设这个阶段的理由 | Why this stage is left out")

    @model_validator(mode="after")
    def _in_order(self) -> Stage:
        if self.start is not None and self.end is not None and self.end < self.start:
            raise end_before_start(self.start, self.end)
        return self


class Stages(PlanModel):
    """The three stages."""

    build: Stage | None = Field(None, description="建设期 | Build")
    growth: Stage | None = Field(None, description="发展期 | Growth")
    maturity: Stage | None = Field(None, description="成熟期 | Maturity")
