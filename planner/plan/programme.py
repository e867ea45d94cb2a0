"""What happens: content and activities."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from planner.plan.fields import (
    Clock,
    Day,
    DayList,
    Id,
    Money,
    PlanModel,
    Ref,
    RefList,
    Share,
    StageName,
    When,
    Whole,
    WordList,
    Words,
    _as_list,
)

FormatName = Literal["text", "image", "video", "audio", "poll", "article", "live"]
PillarKindName = Literal["question", "howto", "case", "news", "story", "cocreate", "offer", "event", "ritual"]


class Pillar(PlanModel):
    """A theme of content."""

    id: Id = Field(description="标识 | Id")
    name: Words = Field(description="名称 | Name")
    share: Share | None = Field(None, description="占内容的份额，如 30% | Share of the mix, e.g. 30%")
    purpose: Words | None = Field(None, description="看完它的人手里有什么 | What a member holds after it")
    kind: PillarKindName | None = Field(
        None,
        description="属于哪一类：question 答疑、howto 方法、case 案例、news 资讯、story 人物、cocreate 共创、offer 产品、event 活动、ritual 固定仪式 | Kind of pillar",
    )


class Series(PlanModel):
    """A recurring commitment."""

    id: Id = Field(description="标识 | Id")
    name: Words = Field(description="栏目名 | Name")
    when: When = Field(
        description="多久一次，如 weekly mon,thu 或 每周一、四 | How often, e.g. weekly mon,thu"
    )
    time: Clock | None = Field(None, description="几点 | Time")
    pillar: Ref | None = Field(
        None, description="内容板块；不写则由份额决定 | Pillar; left open, the shares decide"
    )
    platform: Ref | None = Field(None, description="平台 | Platform")
    groups: RefList | None = Field(None, description="发到哪些群 | Which groups")
    format: FormatName | None = Field(None, description="形式 | Format")
    owner: Ref | None = Field(None, description="谁做（人或角色） | Who makes it (person or role)")
    minutes: Whole | None = Field(None, description="写一条要多少分钟 | Minutes to write one")
    send_minutes: Whole | None = Field(
        None, description="每个群发送要多少分钟 | Minutes to send it, per group"
    )
    reply_minutes: Whole | None = Field(
        None, description="每个群回复要多少分钟 | Minutes of replying, per group"
    )
    start: Day | None = Field(None, description="从哪天起 | From")
    until: Day | None = Field(None, description="到哪天止（含） | Until, inclusive")
    count: Whole | None = Field(None, description="一共几次 | How many times")
    exceptions: DayList | None = Field(None, description="哪几天不发 | Days left out")
    first: Words | None = Field(
        None, description="每次都用的首句，照发 | First sentence of every entry, as it is sent"
    )
    text: Words | None = Field(
        None, description="首句和问法之间的正文，照发 | What is sent between first sentence and ask"
    )
    ask: Words | None = Field(None, description="每次请成员做什么 | The ask of every entry")
    silence: Words | None = Field(None, description="冷场怎么办 | What happens after 20 silent minutes")
    answers: Words | None = Field(None, description="回答拿来做什么 | What is done with the answers")
    material: Words | None = Field(None, description="要什么素材 | Material")
    stages: Annotated[tuple[StageName, ...], BeforeValidator(_as_list)] | None = Field(
        None, description="在哪些阶段 | In which stages"
    )


class Routine(PlanModel):
    """Recurring staff work that is not a post."""

    id: Id = Field(description="标识 | Id")
    name: Words = Field(description="名称 | Name")
    what: Words | None = Field(
        None, description="具体做什么，做到什么算完 | What exactly is done, and when it is finished"
    )
    role: Ref | None = Field(None, description="谁做（人或角色） | Who does it (person or role)")
    when: When = Field(description="多久一次 | How often")
    minutes: Whole = Field(description="一次多少分钟 | Minutes each time")
    per_group: bool = Field(False, description="每个群都要做一遍 | Once for every group")
    stages: Annotated[tuple[StageName, ...], BeforeValidator(_as_list)] | None = Field(
        None, description="在哪些阶段 | In which stages"
    )
    start: Day | None = Field(None, description="从哪天起 | From which day")
    events: Literal["before", "on", "after"] | None = Field(
        None,
        description="只在线下活动前七天（before）、当天（on）、后七天（after）做 | "
        "Only in the seven days before an offline event, on its day, or in the seven days after",
    )


class Topic(PlanModel):
    """A concrete title."""

    id: Id | None = Field(None, description="短标识（可省） | Short id (optional)")
    title: Words = Field(description="题目 | Title")
    date: Day | None = Field(None, description="定在哪天 | Fixed day")
    pillar: Ref | None = Field(None, description="内容板块 | Pillar")
    series: Ref | None = Field(None, description="放进哪个栏目 | Series")
    first: Words | None = Field(None, description="首句，照发 | First sentence as it is sent")
    text: Words | None = Field(
        None, description="首句和问法之间的正文，照发 | What is sent between first sentence and ask"
    )
    ask: Words | None = Field(
        None, description="请成员做什么（十秒内能答） | The ask, answerable in ten seconds"
    )
    silence: Words | None = Field(
        None, description="冷场二十分钟怎么办 | What happens after 20 silent minutes"
    )
    answers: Words | None = Field(None, description="回答拿来做什么 | What is done with the answers")
    material: Words | None = Field(None, description="要什么素材 | Material")
    owner: Ref | None = Field(None, description="谁做 | Who makes it")

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, value: Any) -> Any:
        return {"title": value} if isinstance(value, str) else value


class Content(PlanModel):
    """What is posted."""

    pillars: tuple[Pillar, ...] | None = Field(None, description="内容板块与份额 | Pillars with shares")
    series: tuple[Series, ...] | None = Field(None, description="栏目 | Series")
    topics: tuple[Topic, ...] | None = Field(None, description="已经想好的选题 | Topics you already have")
    only_written: bool = Field(
        False, description="true:只用写下的选题，不用模板补 | true: only the written topics, no patterns"
    )
    detail_weeks: Whole | None = Field(
        None, description="前几周写到定稿（默认 6） | Weeks with final titles (default 6)", le=26
    )
    quality_bar: WordList | None = Field(None, description="发之前要过的几条 | What every post must pass")
    draft_days: Whole | None = Field(
        None, description="发布前几个工作日交稿 | Draft due, work days before", le=20
    )
    review_days: Whole | None = Field(
        None, description="发布前几个工作日审完 | Review due, work days before", le=20
    )
    approver: Ref | None = Field(
        None, description="谁审稿（默认负责人） | Who approves posts (default: the owner)"
    )


class Participants(PlanModel):
    """How many people."""

    min: Whole | None = Field(None, description="最少多少人才办 | Fewest to hold it")
    expected: Whole | None = Field(None, description="预计多少人 | Expected")
    max: Whole | None = Field(None, description="最多多少人 | Most")

    @model_validator(mode="before")
    @classmethod
    def _from_number(cls, value: Any) -> Any:
        return {"expected": value} if isinstance(value, int | str) and not isinstance(value, bool) else value

    @model_validator(mode="after")
    def _in_order(self) -> Participants:
        known = [n for n in (self.min, self.expected, self.max) if n is not None]
        if known != sorted(known):
            raise PydanticCustomError("plan_participants_order", "min <= expected <= max", {})
        return self


class Preparation(PlanModel):
    """Work before an activity."""

    id: Id | None = Field(None, description="短标识（可省） | Short id (optional)")
    title: Words = Field(description="做什么 | What is done")
    work_days_before: Whole = Field(description="提前几个工作日 | Work days before", le=260)
    owner: Ref | None = Field(None, description="谁做 | Who does it")
    minutes: Whole | None = Field(None, description="多少分钟 | Minutes")
    done: Words | None = Field(None, description="怎样算做完 | How one sees that it is finished")


class CostLine(PlanModel):
    """One cost of an activity."""

    name: Words = Field(description="花在什么上 | What it is for")
    amount: Money = Field(description="金额 | Amount")
    per: Literal["event", "head"] = Field("event", description="每场或每人 | Per event or per head")


class Venue(PlanModel):
    """Where an offline activity is held."""

    mode: Literal["own", "rent", "swap", "ad_barter", "public"] = Field(
        description="own 自有、rent 租、swap 资源互换、ad_barter 广告置换、public 公共场所 | How you get the venue"
    )
    name: Words | None = Field(None, description="哪里 | Where")
    cost: Money | None = Field(None, description="场租（每场） | Rent per event")
    partner: Words | None = Field(None, description="和谁 | With whom")


class Prize(PlanModel):
    """A prize and its terms."""

    name: Words = Field(description="奖品 | Prize")
    value: Money = Field(description="单个价值 | Value of one")
    count: Whole = Field(1, description="几个 | How many")
    draw: bool = Field(False, description="是不是抽奖 | Whether it is drawn by lot")
    terms: Words | None = Field(
        None, description="规则：种类、条件、时间、方式、数量或概率、兑奖、主办方 | Terms"
    )


class Activity(PlanModel):
    """An activity that the plan has."""

    id: Id | None = Field(None, description="短标识（可省） | Short id (optional)")
    kind: Ref = Field(
        description="活动类型，见 planner list activities | Activity kind; see planner list activities"
    )
    name: Words | None = Field(None, description="叫什么 | Name")
    mode: Literal["online", "offline"] | None = Field(None, description="线上或线下 | Online or offline")
    when: When | None = Field(
        None, description="多久一次，如 monthly 2nd sat | How often, e.g. monthly 2nd sat"
    )
    date: Day | None = Field(None, description="哪天（只一场） | Which day (one occurrence)")
    count: Whole | None = Field(None, description="一共几场 | How many", le=200)
    stages: Annotated[tuple[StageName, ...], BeforeValidator(_as_list)] | None = Field(
        None, description="在哪些阶段 | In which stages"
    )
    time: Clock | None = Field(None, description="几点开始 | Starts at")
    duration: Whole | None = Field(None, description="多少分钟 | Minutes", le=10_080)
    required: bool | None = Field(None, description="一定要办（默认是） | Must be held (default true)")
    participants: Participants | None = Field(None, description="人数 | Participants")
    tasks: tuple[Preparation, ...] | None = Field(
        None, description="筹备事项；写了就以此为准 | Preparation; a written list is the list"
    )
    roles: dict[Ref, Ref] | None = Field(
        None, description="谁做哪个角色，如 {host: 小周} | Who does which role"
    )
    cost: Money | None = Field(None, description="每场费用（总数） | Cost of one occurrence")
    costs: tuple[CostLine, ...] | None = Field(
        None, description="每场费用（分项） | Costs of one occurrence, by line"
    )
    venue: Venue | None = Field(None, description="场地 | Venue")
    prize: Prize | None = Field(None, description="奖品 | Prize")
    success: Annotated[tuple[Words, ...], BeforeValidator(_as_list)] | None = Field(
        None, description="怎样算成功 | What counts as success"
    )
    goal: Ref | None = Field(None, description="为哪个目标 | Which goal it serves")
    persona: Ref | None = Field(None, description="主要给谁 | Mainly for whom")
    offer: Ref | None = Field(None, description="围绕哪个产品 | Which offer it is about")
    outdoor: bool | None = Field(None, description="户外 | Outdoors")
    food: bool | None = Field(None, description="有吃的 | With food")
    minors: bool | None = Field(None, description="有未成年人 | With minors")
    holiday_ok: bool | None = Field(None, description="可以放在法定假日 | May fall on a public holiday")
    permit: Words | None = Field(None, description="许可（1000 人以上） | Permit, for large crowds")

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, value: Any) -> Any:
        return {"kind": value} if isinstance(value, str) else value

    @model_validator(mode="after")
    def _one_schedule(self) -> Activity:
        if self.date is not None and self.when is not None:
            raise PydanticCustomError("plan_activity_two_dates", "date or when", {})
        if self.cost is not None and self.costs is not None:
            raise PydanticCustomError("plan_activity_two_costs", "cost or costs", {})
        return self


class Activities(PlanModel):
    """Activities, with or without what the tool would add."""

    items: tuple[Activity, ...] = Field((), description="活动 | Activities")
    only_written: bool = Field(False, description="true:只办写下的，不再补 | true: only what is written")


def _activities(value: Any) -> Any:
    return {"items": value} if isinstance(value, list | tuple) else value


ActivitiesSection = Annotated[Activities, BeforeValidator(_activities)]
