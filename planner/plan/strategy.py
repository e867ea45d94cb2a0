"""The sections that say what the community is for: head, community, positioning, audience, goals, period, offers …"""

from __future__ import annotations

from typing import Any, ClassVar, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from planner.plan.fields import (
    Baseline,
    Clock,
    ClockList,
    Currency,
    Day,
    Figure,
    Id,
    Money,
    PlanModel,
    Ref,
    RefList,
    StageName,
    TimeZone,
    When,
    Whole,
    WordList,
    Words,
    end_before_start,
)


class Head(PlanModel):
    """Top-level scalars."""

    version: Literal[1] = Field(description="方案格式版本，总是 1 | Version of the plan format; always 1")
    language: Literal["zh-CN", "en"] = Field(description="文档语言 | Language of the documents")
    timezone: TimeZone | None = Field(
        None, description="IANA 时区，如 Asia/Shanghai | IANA time zone, e.g. Europe/London"
    )
    currency: Currency | None = Field(
        None, description="三位货币代码，如 CNY | Three-letter currency code, e.g. USD"
    )


class Community(PlanModel):
    """Who we are."""

    name: Words = Field(
        description="社群名称，会出现在所有文档里 | The community's name, as printed everywhere"
    )
    type: Ref = Field(
        description="社群类型：industry 行业、knowledge 知识分享、interest 兴趣、retail 门店顾客、technical 技术交流 | Community type: industry, knowledge, interest, retail or technical"
    )
    situation: Literal["new", "revive", "running"] | None = Field(
        None,
        description="现状：new 新建（默认）、revive 唤醒、running 在运营 | Situation: new (default), revive or running",
    )
    purpose: WordList | None = Field(
        None, description="为什么办这个社群（一句或几句） | Why the organisation runs it"
    )
    product: Words | None = Field(
        None,
        description="主办方做什么、卖什么（一个短语） | What the organisation makes or offers, as a phrase",
    )
    background: Words | None = Field(
        None, description="背景：给经理看的一段话 | Background, for the manager's page"
    )
    slogan: Words | None = Field(None, description="口号 | Slogan")


class Positioning(PlanModel):
    """What it solves and for whom."""

    problem: Words = Field(
        description="社群要解决的问题：成员今天卡在哪里 | The problem: where members are stuck today"
    )
    promise: Words = Field(
        description="一句承诺：给谁、解决什么、新人第一周后手里有什么 | One promise: to whom, what it solves, what a newcomer holds after the first week"
    )
    theme: Words | None = Field(None, description="主题 | Theme")
    value: Words | None = Field(None, description="核心价值 | Core value")
    values: WordList | None = Field(None, description="共同价值观 | Shared values")


class Persona(PlanModel):
    """A target user."""

    id: Id | None = Field(None, description="短标识（可省） | Short id (optional)")
    name: Words = Field(
        description="怎么称呼这类人，如“广告制作门店老板” | What you call them, e.g. “print shop owner”"
    )
    needs: WordList = Field(
        description="他们要什么（至少一条，短语） | What they need (at least one, as a phrase)", min_length=1
    )
    traits: WordList | None = Field(None, description="特征 | Traits")
    interests: WordList | None = Field(None, description="关心什么 | Interests")
    times: ClockList | None = Field(
        None,
        description='一天里什么时候看手机，如 ["07:30", "20:00"] | When they are online, e.g. ["07:30", "20:00"]',
    )
    moments: WordList | None = Field(
        None,
        description="什么时候、在哪里会用到我们，如“早上开店前” | Their time or place, e.g. “before opening”",
    )
    platforms: RefList | None = Field(None, description="常用的平台 | Platforms they use")
    size: Whole | None = Field(None, description="大约多少人 | About how many there are")


class Goal(PlanModel):
    """A number and a day."""

    id: Id | None = Field(None, description="短标识（可省） | Short id (optional)")
    kpi: Ref = Field(
        description="KPI 的名称或标识，如“成员数”“月活跃率” | Name or id of a KPI, e.g. “members”， “active rate”"
    )
    target: Figure = Field(description="目标值；百分比写 15% | Target; write percentages as 15%")
    by: Day = Field(description="到哪天达到 | By which day")
    baseline: Baseline | None = Field(
        None, description="现状；不知道就写 unknown | Today's value; unknown is honest"
    )
    kind: Literal["at_least", "at_most", "keep", "mean"] | None = Field(
        None,
        description="at_least 至少、at_most 至多、keep 保持、mean 平均 | At least, at most, keep, or a mean",
    )
    name: Words | None = Field(
        None, description="这个目标的短名字，如“签约门店” | A short name for the goal, e.g. “signed shops”"
    )
    owner: Ref | None = Field(None, description="谁负责（人或角色） | Who answers for it (person or role)")
    co_owners: WordList | None = Field(None, description="哪些部门一起负责 | Departments that share it")
    trajectory: Literal["linear", "compound", "s_curve", "constant"] | None = Field(
        None, description="按月怎么走 | Shape of the monthly path"
    )


class Period(PlanModel):
    """From when to when."""

    FORM: ClassVar = ("start", "months")
    """The keys with which a message shows how a period is written."""
    start: Day = Field(description="第一天 | First day")
    end: Day | None = Field(None, description="最后一天（含） | Last day, inclusive")
    months: Whole | None = Field(None, description="或者：几个月 | Or: how many months")

    @model_validator(mode="after")
    def _one_end(self) -> Period:
        if (self.end is None) == (self.months is None):
            kind = "plan_period_no_end" if self.end is None else "plan_period_two_ends"
            raise PydanticCustomError(kind, "period needs exactly one end", {})
        if self.months is not None and not 1 <= self.months <= 36:
            raise PydanticCustomError("plan_period_long", "1 to 36 months", {"months": self.months})
        if self.end is not None and self.end < self.start:
            raise end_before_start(self.start, self.end)
        if self.end is not None and (self.end - self.start).days > 36 * 31:
            raise PydanticCustomError(
                "plan_period_long", "1 to 36 months", {"months": (self.end - self.start).days // 30}
            )
        return self


class Offer(PlanModel):
    """A real product or service."""

    id: Id | None = Field(None, description="短标识（可省） | Short id (optional)")
    name: Words = Field(description="产品或服务的名字 | Name of a product or service")
    detail: Words | None = Field(None, description="一句话说明 | One sentence about it")
    price: Money | None = Field(None, description="价格（方案的货币） | Price in the plan's currency")
    price_until: Day | None = Field(None, description="价格有效到哪天 | Price valid until")
    available_from: Day | None = Field(None, description="从哪天起有 | Available from")
    available_until: Day | None = Field(None, description="到哪天为止有 | Available until")

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, value: Any) -> Any:
        return {"name": value} if isinstance(value, str) else value


class Question(PlanModel):
    """A question that members really asked."""

    text: Words = Field(description="成员真的问过的一句话 | A question members really asked")
    persona: Ref | None = Field(None, description="谁问的 | Which persona asked it")
    offer: Ref | None = Field(None, description="和哪个产品有关 | Which offer it is about")

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, value: Any) -> Any:
        return {"text": value} if isinstance(value, str) else value


class Fixed(PlanModel):
    """Something that is already set."""

    text: Words = Field(
        description="已经定下来的事，如“每周三试吃” | What is already set, e.g. “tasting on Wednesdays”"
    )
    when: When | None = Field(None, description="什么时候，如 weekly wed 或 每周三 | When, e.g. weekly wed")
    date: Day | None = Field(None, description="或者：哪一天 | Or: on which day")
    time: Clock | None = Field(None, description="几点 | Time")

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, value: Any) -> Any:
        return {"text": value} if isinstance(value, str) else value


class RedLine(PlanModel):
    """Something we will not do."""

    text: Words = Field(description="不做什么，如“不拼团” | What you will not do, e.g. “no giveaways”")
    bans: RefList | None = Field(
        None,
        description="这句话禁掉哪些做法（一般能自动认出） | The practices it bans; usually recognised by itself",
    )

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, value: Any) -> Any:
        return {"text": value} if isinstance(value, str) else value


class Kpi(PlanModel):
    """A KPI of the plan's own, or a change to one that we know."""

    id: Id = Field(
        description="标识；与内置 KPI 相同则为修改它 | Id; the same as a built-in one changes that one"
    )
    name: Words | None = Field(None, description="名称 | Name")
    unit: Words | None = Field(None, description="单位 | Unit")
    value: Literal["count", "percent", "money", "score", "hours", "ratio", "permille"] | None = Field(
        None, description="数值类型 | Kind of value"
    )
    nature: Literal["stock", "flow", "rate", "mean"] | None = Field(
        None, description="stock 时点数、flow 期间数、rate 比率、mean 平均 | Stock, flow, rate or mean"
    )
    direction: Literal["up", "down", "band"] | None = Field(
        None, description="up 越高越好、down 越低越好 | Up is better, or down"
    )
    window: Literal["none", "day", "week", "month", "quarter"] | None = Field(
        None, description="统计窗口 | Window"
    )
    formula: Words | None = Field(None, description="怎么算 | Formula")
    source: Words | None = Field(None, description="数从哪里来 | Where the number comes from")
    cadence: Literal["day", "week", "month", "quarter"] | None = Field(
        None, description="多久数一次 | How often it is counted"
    )
    owner: Ref | None = Field(None, description="谁数 | Who counts it")
    minimum: Figure | None = Field(None, description="最小可能值 | Least possible value")
    maximum: Figure | None = Field(None, description="最大可能值 | Greatest possible value")
    stages: tuple[StageName, ...] | None = Field(
        None, description="哪些阶段看它 | Stages in which it is watched"
    )
