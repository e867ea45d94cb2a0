"""What happens with single members: journeys, scripts, champions; and what a successor has to know."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from planner.plan.fields import Day, Id, Number, PlanModel, Ref, Share, Whole, WordList, Words

TriggerName = Literal[
    "joined",
    "first_contribution",
    "first_purchase",
    "silent",
    "sign_up",
    "no_show",
    "leaving",
    "expiring",
]


class JourneyStep(PlanModel):
    """One step, relative to the member's own day."""

    day: Annotated[int, Field(ge=-90, le=365)] = Field(
        description="触发后第几天，之前写负数 | Days after the trigger; negative before it"
    )
    channel: Literal["auto", "direct", "group"] | None = Field(
        None,
        description="auto 平台自动发、direct 一对一、group 在群里 @ | Sent by the platform, to one person, or in the group",
    )
    title: Words | None = Field(None, description="这一步做什么 | What the step is")
    say: Words | None = Field(None, description="话术，照发 | The message as it is sent")
    note: Words | None = Field(None, description="回了以后怎么办 | What is done with the answer")
    owner: Ref | None = Field(None, description="谁做 | Who does it")
    minutes: Number | None = Field(None, description="每人几分钟 | Minutes per member", ge=0, le=240)
    share: Share | None = Field(None, description="走到这一步的还剩几成 | Share of members who get it")


class Journey(PlanModel):
    """What a member meets after something has happened."""

    use: Id | None = Field(
        None, description="用内置的哪一条，见 planner list journeys | A preset; see planner list journeys"
    )
    id: Id | None = Field(None, description="短标识（可省） | Short id (optional)")
    name: Words | None = Field(None, description="叫什么 | Name")
    trigger: TriggerName | None = Field(
        None,
        description="由什么触发：joined 进群、first_contribution 第一次开口、first_purchase 首单、silent 沉默、sign_up 报名、no_show 没来、leaving 退出、expiring 快到期 | What sets it off",
    )
    sign: Words | None = Field(None, description="从哪看出来 | How one sees that it has begun")
    per_month: Number | None = Field(
        None, description="每月大约多少人 | How many members a month", ge=0, le=10_000_000
    )
    rate: Share | None = Field(
        None,
        description="没写人数时，每月占成员（或新人）的几成 | Share of members, or of newcomers, a month where no number is written",
    )
    owner: Ref | None = Field(None, description="谁做（各步没写时） | Who does it, where a step names nobody")
    touches: Whole | None = Field(
        None, description="没回音最多找几次 | Most messages without an answer", le=12
    )
    stop: Words | None = Field(None, description="什么时候停 | When it ends early")
    steps: tuple[JourneyStep, ...] | None = Field(None, description="步骤 | Steps")

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, value: Any) -> Any:
        return {"use": value} if isinstance(value, str) else value

    @model_validator(mode="after")
    def _is_whole(self) -> Journey:
        if self.use is None and (self.trigger is None or not self.steps):
            raise PydanticCustomError("plan_journey_whole", "use, or trigger and steps", {})
        return self


class Script(PlanModel):
    """Words for a situation."""

    id: Id | None = Field(
        None, description="短标识；写内置的标识就换掉那一条 | Short id; that of a preset replaces it"
    )
    situation: Words = Field(description="什么情形 | The situation")
    area: (
        Literal[
            "own",
            "arriving",
            "asking",
            "trade",
            "money",
            "order",
            "care",
            "events",
            "staying",
            "leaving",
            "helping",
        ]
        | None
    ) = Field(
        None, description="归在哪一类（默认 own） | Which part of the document it belongs to (default own)"
    )
    sign: Words | None = Field(None, description="怎么看出来 | How one knows it")
    where: Literal["group", "direct", "both"] | None = Field(
        None, description="在群里、一对一，还是都有 | In the group, one-to-one, or both"
    )
    say: WordList = Field(description="这么说 | What is said")
    never: WordList | None = Field(None, description="不能这么说 | What is never said")
    escalate_to: Ref | None = Field(None, description="转给谁 | To whom it is passed on")
    escalate_when: Words | None = Field(None, description="什么情况转 | When it is passed on")
    minutes: Whole | None = Field(None, description="几分钟内转到 | Within how many minutes", le=10_080)
    close: Words | None = Field(None, description="怎么了结 | How it is closed")


class Scripts(PlanModel):
    """Scripts, with or without ours."""

    items: tuple[Script, ...] = Field((), description="话术 | Scripts")
    only_written: bool = Field(False, description="true:只用写下的 | true: only what is written")


ScriptsSection = Annotated[
    Scripts, BeforeValidator(lambda value: {"items": value} if isinstance(value, list | tuple) else value)
]


class Champions(PlanModel):
    """The members who carry the community; ``target: 0`` means none."""

    name: Words | None = Field(None, description="叫他们什么 | What they are called")
    target: Whole | None = Field(None, description="要几位 | How many", le=10_000)
    by: Day | None = Field(None, description="到哪天 | By when")
    criteria: WordList | None = Field(
        None, description="做到什么才请 | What they have done before they are asked"
    )
    sources: WordList | None = Field(None, description="从哪找 | Where they are found")
    ask: Words | None = Field(None, description="怎么开口 | The words of the ask")
    jobs: WordList | None = Field(None, description="做什么小事 | Their jobs")
    minutes: Whole | None = Field(None, description="每周几分钟 | Minutes a week", le=1_200)
    serves_weeks: Whole | None = Field(None, description="做几周歇一歇 | Weeks until a rest", le=104)
    recognition: WordList | None = Field(None, description="怎么谢（不发钱） | Thanks without money")
    rest: Words | None = Field(None, description="到期怎么说 | What is said when the term is over")
    exit: Words | None = Field(None, description="想停怎么停 | How one stops")


class Account(PlanModel):
    """An account that the community lives on."""

    name: Words = Field(description="账号 | Account")
    holder: Ref | None = Field(None, description="谁的、谁管 | Who holds it")
    second: Ref | None = Field(None, description="第二个能登录的人 | Who else can log in")
    kept: Words | None = Field(
        None, description="登录方法存在哪（不要写密码） | Where the login is kept (never the password itself)"
    )


class Place(PlanModel):
    """Where something is kept."""

    what: Words = Field(description="什么 | What")
    where: Words = Field(description="在哪 | Where")
    owner: Ref | None = Field(None, description="谁管 | Who keeps it")


class Handover(PlanModel):
    """What a successor has to know."""

    accounts: tuple[Account, ...] | None = Field(None, description="账号 | Accounts")
    places: tuple[Place, ...] | None = Field(None, description="东西放在哪 | Where things are kept")
    notes: WordList | None = Field(
        None, description="头三天一定要知道的 | What one must know in the first three days"
    )
