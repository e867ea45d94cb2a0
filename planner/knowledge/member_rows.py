"""Rows about single members: words for situations, journeys, champions, procedures of groups, consents."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from msgspec import Struct

from planner.knowledge.schema import CommunityType, RoleId, Row, Situation, Text

Trigger = Literal[
    "joined",
    "first_contribution",
    "first_purchase",
    "silent",
    "sign_up",
    "no_show",
    "leaving",
    "expiring",
]
"""What sets a member's journey off."""

StepChannel = Literal["auto", "direct", "group"]
"""Sent by the platform itself (typed by hand where it cannot), to one person, or to one person within the group."""

ScriptArea = Literal[
    "arriving", "asking", "trade", "money", "order", "care", "events", "staying", "leaving", "helping"
]
"""Newcomers; questions and silence; goods and services; refunds and prices; order; safety, health, minors;
events; waking and feedback; leaving; champions and referral."""


class EscalationRow(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """To whom a situation is passed on, when, and within how many minutes."""

    when: Text
    """The sign at which it is passed on: a half sentence."""
    role: RoleId
    minutes: int


class ScriptRow(Row, frozen=True, kw_only=True):
    """Words for a situation: what is said, what never, to whom it goes on, how it is closed."""

    area: ScriptArea
    types: tuple[CommunityType, ...] = ()
    """Empty: all types."""
    situations: tuple[Situation, ...] = ("new", "revive", "running")
    needs: tuple[Literal["offer", "question", "activity", "offline", "talk", "price", "group"], ...] = ()
    """What of the plan it cannot do without; an event at which people meet, or at which somebody speaks."""
    mentions: tuple[str, ...] = ()
    """It is left out unless the plan's own words hold one of these; empty: always there."""
    words: tuple[str, ...] = ()
    """Red lines and fixed things of the plan that hold one of these are printed beside it."""
    title: Text
    """The situation in a few words."""
    sign: Text
    """How one knows that this is the situation: what somebody wrote or did."""
    where: Literal["group", "direct", "both"]
    """Where it is said: in the group, one-to-one, or a line in the group and the rest one-to-one."""
    say: tuple[Text, ...]
    """Messages as they are sent, one after the other; one to three."""
    never: tuple[Text, ...]
    """What is never said, each with the reason in the same breath; one to three."""
    escalate: EscalationRow | None = None
    close: Text
    """How it is closed: who does what until when, and what is noted where."""
    tags: tuple[str, ...] = ()
    """What red lines can hit; a script with a banned tag is left out."""
    bites: tuple[str, ...] = ()
    """Tags of red lines that are printed beside it."""


class JourneyStepRow(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One step of a journey, relative to the member's own day."""

    id: str
    after_days: int
    """Days after the trigger; negative before it (an event, an expiry)."""
    channel: StepChannel
    role: RoleId
    minutes: Decimal
    """Minutes for one member, the answer included (an assumption)."""
    share: Decimal = Decimal(1)
    """Share of those who set out who still get this step (an assumption)."""
    title: Text
    """What the step is, in a few words."""
    say: Text
    """The message as it is sent, or the words of a talk."""
    together: Text | None = None
    """One line for all of a day, where the platform sends nothing by itself and the message would stand in the group."""
    note: Text
    """What is done with the answer, and where it is noted."""
    tags: tuple[str, ...] = ()


class JourneyRow(Row, frozen=True, kw_only=True):
    """A member's journey: what sets it off, its steps, when it stops."""

    trigger: Trigger
    types: tuple[CommunityType, ...] = ()
    situations: tuple[Situation, ...] = ("new", "revive", "running")
    name: Text
    sign: Text
    """How one sees that it has begun for somebody, and where one looks."""
    order: int
    """Which is kept first when hours are short; 1 is kept longest."""
    touches: int
    """Most messages to one member without an answer."""
    stop: Text
    """When it ends before its last step."""
    rate: Decimal | None = None
    """Share of the basis a month that sets out (an assumption): of the members for ``silent``, without those of the last
    month; of the joins for first contributions and purchases; ``None`` where the count is known (joins, leaves, sign-ups)."""
    needs: tuple[Literal["offer", "activity"], ...] = ()
    steps: tuple[JourneyStepRow, ...]
    tags: tuple[str, ...] = ()


class ChampionRow(Row, frozen=True, kw_only=True):
    """How a type finds and keeps the members who carry it."""

    types: tuple[CommunityType, ...]
    name: Text
    """What they are called: 老邻居、领队 / regulars, hosts."""
    share: Decimal
    """Champions as a share of the members (an assumption)."""
    accepts: Decimal
    """Share of those asked who say yes (an assumption)."""
    minutes: int
    """Minutes a week that one gives (an assumption)."""
    serves_weeks: int
    """Weeks after which each is asked whether they want to rest (an assumption)."""
    criteria: tuple[Text, ...]
    """What somebody has done before they are asked; countable."""
    sources: tuple[Text, ...]
    """Where one looks for them."""
    ask: Text
    """The words with which one is asked, with what it takes and that no is fine."""
    jobs: tuple[Text, ...]
    """Small jobs, each with its minutes and its end."""
    recognition: tuple[Text, ...]
    """Thanks without money."""
    rest: Text
    """What is said when the term is over."""
    exit: Text
    """How one stops without explaining, and what is handed back."""


class ProcedureStepRow(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A dated step of a group's procedure."""

    id: str
    days: int
    """Days from the day of the procedure; negative before it."""
    role: Literal["keeper", "taker", "owner"]
    """The group's owner; who takes over (the owner of the other group, or the new owner); the community's owner."""
    minutes: int
    title: Text
    done: Text
    say: Text | None = None
    """The message that is sent in the group, if any."""


class GroupProcedureRow(Row, frozen=True, kw_only=True):
    """Opening a further group, merging, handing over, closing, looking after one that fell silent."""

    name: Text
    what: Literal["open", "merge", "hand_over", "close", "review"]
    steps: tuple[ProcedureStepRow, ...]


class ConsentRow(Row, frozen=True, kw_only=True):
    """What needs somebody's consent before it is shown, and by which words in a material it is recognised."""

    name: Text
    words: tuple[str, ...]
    ask: Text
    """From whom it is got, in which form, by when."""
