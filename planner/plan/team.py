"""Where and who: platforms, groups, people, roles."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from planner.plan.fields import (
    Clock,
    Day,
    Id,
    Money,
    Number,
    PlanModel,
    Ref,
    RefList,
    Share,
    SpanList,
    TimeZone,
    Whole,
    Words,
    _as_list,
    end_before_start,
)

WEEKDAY_NAMES = {
    **dict.fromkeys(("mon", "monday", "一", "周一", "星期一"), "mon"),
    **dict.fromkeys(("tue", "tues", "tuesday", "二", "周二", "星期二"), "tue"),
    **dict.fromkeys(("wed", "wednesday", "三", "周三", "星期三"), "wed"),
    **dict.fromkeys(("thu", "thur", "thurs", "thursday", "四", "周四", "星期四"), "thu"),
    **dict.fromkeys(("fri", "friday", "五", "周五", "星期五"), "fri"),
    **dict.fromkeys(("sat", "saturday", "六", "周六", "星期六"), "sat"),
    **dict.fromkeys(("sun", "sunday", "日", "天", "周日", "周天", "星期日", "星期天"), "sun"),
}


def _as_weekday(value: Any) -> str:
    name = WEEKDAY_NAMES.get(str(value).strip().lower())
    if name is None:
        raise PydanticCustomError("plan_weekday", "not a weekday", {"value": str(value)})
    return name


Weekday = Annotated[Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"], BeforeValidator(_as_weekday)]


class QuietHours(PlanModel):
    """When nothing is sent."""

    start: Clock = Field(description="从几点起不发 | Quiet from")
    end: Clock = Field(description="到几点 | Quiet until")


class Platform(PlanModel):
    """Where the community lives."""

    id: Id | None = Field(None, description="短标识（可省） | Short id (optional)")
    kind: Ref = Field(
        description="平台，如 wechat_group；见 planner list platforms | Platform kind; see planner list platforms"
    )
    name: Words | None = Field(None, description="账号或群的名字 | Account or group name")
    why: Words | None = Field(None, description="为什么用它 | Why this one")
    capacity: Whole | None = Field(None, description="一个群最多多少人 | Members per group")
    posts_per_day: Whole | None = Field(
        None, description="每群每天最多几条官方消息 | Most official posts per group and day"
    )
    quiet: QuietHours | None = Field(None, description="安静时段 | Quiet hours")

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, value: Any) -> Any:
        return {"kind": value} if isinstance(value, str) else value


class HandOver(PlanModel):
    """When a group gets another owner."""

    to: Ref = Field(description="交给谁 | To whom")
    on: Day = Field(description="哪天交 | On which day")


class Group(PlanModel):
    """One concrete group."""

    id: Id | None = Field(None, description="短标识（可省） | Short id (optional)")
    name: Words = Field(description="群名 | Name of the group")
    platform: Ref | None = Field(None, description="在哪个平台 | Platform")
    persona: Ref | None = Field(None, description="主要是谁 | Mainly which persona")
    opened: Day | None = Field(None, description="哪天建的 | Opened on")
    closes: Day | None = Field(None, description="哪天关 | Closes on")
    members: Whole | None = Field(None, description="现在多少人 | Members today")
    capacity: Whole | None = Field(None, description="最多多少人 | Capacity")
    owner: Ref | None = Field(None, description="群主 | Owner")
    deputy: Ref | None = Field(None, description="副手 | Deputy")
    kind: Literal["standing", "pop_up"] | None = Field(
        None, description="standing 常设、pop_up 快闪 | Standing or pop-up"
    )
    status: Literal["active", "silent", "merging", "closing"] | None = Field(
        None, description="active 活跃、silent 沉默、merging 合并中、closing 关闭中 | Status"
    )
    into: Ref | None = Field(None, description="并到哪个群 | Into which group it merges")
    same_members_as: RefList | None = Field(
        None,
        description="和哪些群是同一拨人：同一条内容轮流发，不同时发 | Groups with the same members: posts take turns",
    )
    hand_over: HandOver | None = Field(None, description="换群主 | Change of owner")
    next_at: Share | None = Field(
        None,
        description="住满几成就开下一个群（默认 90%） | Share of the capacity at which the next group opens (default 90%)",
    )
    keep_at: Share | None = Field(
        None,
        description="两周里多少成员开过口就留（默认 10%） | Members who speak in two weeks to keep it (default 10%)",
    )
    merge_at: Share | None = Field(
        None,
        description="不到留、多少成员开过口就并（默认 3%） | Members who speak in two weeks to merge it (default 3%)",
    )

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, value: Any) -> Any:
        return {"name": value} if isinstance(value, str) else value

    @model_validator(mode="after")
    def _in_order(self) -> Group:
        if self.opened is not None and self.closes is not None and self.closes < self.opened:
            raise end_before_start(self.opened, self.closes)
        return self


class Leave(PlanModel):
    """Days on which a person is away."""

    start: Day = Field(description="第一天 | First day")
    end: Day = Field(description="最后一天（含） | Last day, inclusive")

    @model_validator(mode="after")
    def _in_order(self) -> Leave:
        if self.end < self.start:
            raise end_before_start(self.start, self.end)
        return self


class LabourCost(PlanModel):
    """What a person costs."""

    per: Literal["month", "hour"] = Field(description="按月或按小时 | Per month or per hour")
    amount: Money = Field(description="金额 | Amount")


class Person(PlanModel):
    """Somebody who does the work."""

    id: Id | None = Field(None, description="短标识（可省） | Short id (optional)")
    name: Words = Field(description="名字 | Name")
    roles: Annotated[
        RefList,
        Field(
            description="担任的角色：owner 负责人、admin 群管、editor 内容、planner 活动、expert 专家 | Roles: owner, admin, editor, planner, expert"
        ),
    ] = ()
    hours: Number | None = Field(
        None, description="每周能给社群的小时数 | Hours a week for the community", ge=0, le=80
    )
    days: Annotated[tuple[Weekday, ...], BeforeValidator(_as_list)] | None = Field(
        None, description="哪几天有空，如 [mon, thu] | Days available"
    )
    leave: tuple[Leave, ...] | None = Field(None, description="请假 | Leave")
    present: SpanList | None = Field(
        None,
        description="几点到几点在（他自己那里的时间），如 [07:00-09:00, 19:00-21:30] | Hours of presence, in their own time zone",
    )
    timezone: TimeZone | None = Field(
        None,
        description="人在哪个时区，如 Europe/Lisbon（默认同方案） | Their time zone (default: the plan's)",
    )
    deputy: Ref | None = Field(None, description="不在时谁替 | Who stands in")
    cost: LabourCost | None = Field(None, description="人工成本 | Labour cost")

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, value: Any) -> Any:
        return {"name": value} if isinstance(value, str) else value

    @model_validator(mode="after")
    def _stands_in_for_another(self) -> Person:
        if self.deputy is not None and self.deputy in (self.name, self.id):
            raise PydanticCustomError("plan_own_deputy", "own deputy", {"name": self.name})
        return self


class Role(PlanModel):
    """A role of the team, where names differ from the five we know."""

    id: Id = Field(description="标识 | Id")
    name: Words | None = Field(None, description="叫什么 | Name")
    duty: Words | None = Field(None, description="负责什么 | Duty")
    hours: Number | None = Field(
        None, description="每周工时（没有具名的人时） | Hours a week, where nobody is named", ge=0, le=400
    )
