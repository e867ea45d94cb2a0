"""What happens with single members, with nothing left open: journeys, scripts, champions, what a successor needs."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Literal

from msgspec import Struct

from planner.knowledge.member_rows import ScriptArea, StepChannel, Trigger
from planner.knowledge.schema import Text


class CompleteJourneyStep(Struct, frozen=True):
    """A step relative to the member's own day; ``owner`` is a person's id, or a role's where nobody is named."""

    id: str
    after_days: int
    channel: StepChannel
    owner: str
    minutes: Decimal
    """For one member, the answer included."""
    share: Decimal
    """Of those who set out, how many get this step."""
    title: Text
    say: Text
    note: Text


class CompleteJourney(Struct, frozen=True):
    """A journey; ``knowledge`` is the row's id, empty for the operator's own."""

    id: str
    name: Text
    trigger: Trigger
    sign: Text
    stop: Text
    touches: int
    steps: tuple[CompleteJourneyStep, ...]
    per_month: Decimal | None = None
    """Members a month, as written."""
    rate: Decimal | None = None
    """Share of the basis a month, where nothing is written."""
    knowledge: str = ""
    written: bool = False


class CompleteScript(Struct, frozen=True):
    """Words for a situation; ``escalate_to`` is a holder's id, empty where nothing is passed on."""

    id: str
    area: ScriptArea | Literal["own"]
    title: Text
    sign: Text
    where: Literal["group", "direct", "both"]
    say: tuple[Text, ...]
    never: tuple[Text, ...]
    close: Text
    escalate_when: Text = Text("", "")
    escalate_to: str = ""
    minutes: int = 0
    bites: tuple[str, ...] = ()
    """Red lines to print beside it, in the operator's words."""
    written: bool = False


class CompleteChampions(Struct, frozen=True):
    """Members who carry the community. ``target`` is how many there are to be on ``by``; nobody is paid."""

    name: Text
    target: int | None
    """``None`` where it is a ``share`` of the members."""
    by: date | None
    share: Decimal
    accepts: Decimal
    minutes: int
    """A week, each."""
    serves_weeks: int
    criteria: tuple[Text, ...]
    sources: tuple[Text, ...]
    ask: Text
    jobs: tuple[Text, ...]
    recognition: tuple[Text, ...]
    rest: Text
    exit: Text
    knowledge: str = ""


class CompleteAccount(Struct, frozen=True):
    name: str
    holder: str = ""
    second: str = ""
    kept: str = ""


class CompletePlace(Struct, frozen=True):
    what: str
    where: str
    owner: str = ""


class CompleteHandover(Struct, frozen=True):
    accounts: tuple[CompleteAccount, ...] = ()
    places: tuple[CompletePlace, ...] = ()
    notes: tuple[str, ...] = ()
