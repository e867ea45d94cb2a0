"""Rules, incentives and acquisition."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator

from planner.plan.fields import Id, Money, Number, PlanModel, Ref, Share, Whole, WordList, Words

CategoryOfRule = Literal[
    "flooding",
    "illegal",
    "attack",
    "advertising",
    "privacy",
    "fraud",
    "off_topic",
    "copyright",
    "safety",
    "poaching",
    "other",
]


class Prohibition(PlanModel):
    """Something that members must not do."""

    id: Id | None = Field(None, description="短标识（可省） | Short id (optional)")
    text: Words = Field(description="不允许什么 | What is not allowed")
    category: CategoryOfRule | None = Field(None, description="类别 | Category")
    sanction: Ref | None = Field(
        None, description="从处置阶梯的哪一步开始 | At which step of the ladder it starts"
    )
    example: Words | None = Field(None, description="举例 | Example")

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, value: Any) -> Any:
        return {"text": value} if isinstance(value, str) else value


class LadderStep(PlanModel):
    """A sanction, lightest first."""

    id: Id = Field(description="标识 | Id")
    name: Words = Field(description="名称 | Name")
    action: Words = Field(description="做什么 | What is done")
    words: Words | None = Field(None, description="怎么对当事人说 | What the member is told")
    days: Whole | None = Field(None, description="持续几天 | For how many days")
    record_days: Whole | None = Field(None, description="记录留多少天 | Days the record is kept")


class Desk(PlanModel):
    """Where something is reported or appealed, who decides, how fast."""

    channel: Words = Field(description="去哪里说 | Where")
    owner: Ref | None = Field(None, description="谁处理（人或角色） | Who decides (person or role)")
    hours: Whole | None = Field(None, description="多少小时内答复 | Answered within hours")


class Rules(PlanModel):
    """The community's own rules."""

    encouraged: WordList | None = Field(None, description="提倡什么 | What is encouraged")
    prohibited: tuple[Prohibition, ...] | None = Field(None, description="不允许什么 | What is not allowed")
    only_written: bool = Field(
        False, description="true:只用写下的禁止条目 | true: only the written prohibitions"
    )
    ladder: tuple[LadderStep, ...] | None = Field(
        None, description="处置阶梯，从轻到重 | Sanctions, lightest first"
    )
    reports: Desk | None = Field(None, description="举报 | Reports")
    appeal: Desk | None = Field(None, description="申诉 | Appeal")
    joining: WordList | None = Field(None, description="怎么加入 | Joining")
    leaving: WordList | None = Field(None, description="怎么离开 | Leaving")
    privacy: WordList | None = Field(None, description="个人信息怎么用 | Privacy")


class Earning(PlanModel):
    """An action that earns points."""

    action: Words = Field(description="做了什么 | Action")
    points: Whole = Field(description="得几分 | Points")
    daily_cap: Whole | None = Field(None, description="每人每天最多几次 | Most times a day")


class Redemption(PlanModel):
    """What points buy."""

    reward: Words = Field(description="换什么 | Reward")
    points: Whole = Field(description="要几分 | Points")
    value: Money | None = Field(None, description="价值 | What it costs")


class Points(PlanModel):
    """Points: earned, spent, dropped."""

    earn: tuple[Earning, ...] = Field(description="怎么得 | Earning")
    redeem: tuple[Redemption, ...] = Field((), description="怎么用 | Spending")
    expire_months: Whole | None = Field(None, description="几个月后作废 | Months until they expire")
    active_share: Share | None = Field(
        None,
        description="一个月里有多少成员在挣分，如 30% | Share of members who earn points in a month, e.g. 30%",
    )
    median_actions: Number | None = Field(
        None,
        description="挣分的人里，中等的一位每周挣几次 | Times a week that a median earner earns",
        ge=0,
        le=1000,
    )
    top_actions: Number | None = Field(
        None,
        description="最勤的那一成，每周挣几次 | Times a week that the most active tenth earns",
        ge=0,
        le=1000,
    )
    redeem_share: Share | None = Field(
        None,
        description="手里的分每月兑掉多少，如 20% | Share of points held that is spent in a month, e.g. 20%",
    )


class Level(PlanModel):
    """A member level."""

    name: Words = Field(description="名称 | Name")
    points: Whole = Field(description="多少分到 | Threshold")
    perks: WordList = Field((), description="有什么不同 | What it gives")


class Referral(PlanModel):
    """Reward for bringing a friend."""

    levels: Whole = Field(1, description="几级（只能 1） | Levels (1 only)")
    reward: Words = Field(description="得到什么 | Reward")
    value: Money | None = Field(None, description="价值 | What it costs")
    condition: Words | None = Field(
        None, description="在什么之后（真实参与或购买） | After which real participation or purchase"
    )


class Incentives(PlanModel):
    """How contributions are thanked."""

    recognition: WordList | None = Field(None, description="怎么致谢（不花钱的） | Recognition without money")
    points: Points | None = Field(None, description="积分 | Points")
    levels: tuple[Level, ...] | None = Field(None, description="等级 | Levels")
    referral: Referral | None = Field(None, description="老带新 | Referral")
    budget: Money | None = Field(None, description="激励预算 | Budget for incentives")


class Channel(PlanModel):
    """Where members come from."""

    channel: Words = Field(description="从哪来 | Channel")
    place: Words | None = Field(None, description="具体在哪（门店收银台、某公众号…） | The exact place")
    joins_per_month: Number = Field(description="每月大约来多少人 | Joins a month", ge=0, le=10_000_000)
    cost_per_month: Money | None = Field(None, description="每月花多少 | Cost a month")
    owner: Ref | None = Field(None, description="谁负责 | Who does it")
    code: Words | None = Field(None, description="渠道码 | Code")
    proof: Words | None = Field(None, description="怎么核对 | How it is verified")


class Acquisition(PlanModel):
    """How members arrive and how many leave."""

    channels: tuple[Channel, ...] = Field((), description="渠道 | Channels")
    loss_per_month: Share | None = Field(
        None, description="每月流失份额，如 4% | Share of members who leave each month, e.g. 4%"
    )


def _channels(value: Any) -> Any:
    return {"channels": value} if isinstance(value, list | tuple) else value


AcquisitionSection = Annotated[Acquisition, BeforeValidator(_channels)]
