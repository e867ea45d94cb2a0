"""The budget section."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from planner.plan.fields import (
    AmountOrShare,
    CategoryName,
    Day,
    Money,
    Number,
    PlanModel,
    Ref,
    StageName,
    Words,
)


class BudgetLine(PlanModel):
    """One line of the budget."""

    name: Words = Field(description="花在什么上 | What it is for")
    category: CategoryName = Field(
        description="platform 平台、content 内容、activity 活动、operations 运营维护 | Category"
    )
    amount: Money | None = Field(None, description="金额 | Amount")
    unit_price: Money | None = Field(None, description="单价 | Unit price")
    quantity: Number | None = Field(None, description="数量 | Quantity", ge=0)
    per: Literal["once", "month"] = Field("once", description="once 一次、month 每月 | Once or every month")
    stage: StageName | None = Field(None, description="哪个阶段 | Stage")
    date: Day | None = Field(None, description="哪天付 | Paid on")
    activity: Ref | None = Field(None, description="给哪个活动 | For which activity")

    @model_validator(mode="after")
    def _some_amount(self) -> BudgetLine:
        if self.amount is None and (self.unit_price is None or self.quantity is None):
            raise PydanticCustomError("plan_line_amount", "amount, or unit_price and quantity", {})
        return self


class Funds(PlanModel):
    """Money that arrives."""

    date: Day = Field(description="哪天到账 | Arrives on")
    amount: Money = Field(description="金额 | Amount")
    source: Words | None = Field(None, description="谁给 | From whom")


class ByStage(PlanModel):
    """Budget by stage, as amounts or shares."""

    build: AmountOrShare | None = Field(None, description="建设期 | Build")
    growth: AmountOrShare | None = Field(None, description="发展期 | Growth")
    maturity: AmountOrShare | None = Field(None, description="成熟期 | Maturity")


class Caps(PlanModel):
    """The most that may be spent, by category."""

    platform: Money | None = Field(None, description="平台 | Platform")
    content: Money | None = Field(None, description="内容 | Content")
    activity: Money | None = Field(None, description="活动 | Activities")
    operations: Money | None = Field(None, description="运营维护 | Operations")


class Budget(PlanModel):
    """What there is to spend."""

    total: Money = Field(description="总预算 | Total budget")
    includes_labour: bool | None = Field(
        None, description="总预算里含不含人工 | Whether the total includes labour"
    )
    lines: tuple[BudgetLine, ...] | None = Field(None, description="分项 | Lines")
    contingency: AmountOrShare | None = Field(None, description="预备金，如 8% | Contingency, e.g. 8%")
    by_stage: ByStage | None = Field(None, description="各阶段多少 | By stage")
    funds: tuple[Funds, ...] | None = Field(None, description="钱什么时候到 | When the money arrives")
    caps: Caps | None = Field(None, description="各类上限 | Caps by category")
