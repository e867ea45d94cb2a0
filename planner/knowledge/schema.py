"""The shapes of the knowledge rows; loaders convert ``data/*.yaml`` into these and refuse anything else.

Every row says where it comes from: ``source`` (an id of ``docs/sources.md``) or ``assumption`` (``True``, or the
names of the fields that are assumed).
"""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from msgspec import Struct

CommunityType = Literal["industry", "knowledge", "interest", "technical"]
Situation = Literal["new", "revive", "running"]
StageId = Literal["build", "growth", "maturity"]
PillarKind = Literal["question", "howto", "case", "news", "story", "cocreate", "offer", "event", "ritual"]
RoleId = Literal["owner", "admin", "editor", "planner", "expert"]
Mode = Literal["online", "offline"]
Direction = Literal["up", "down", "band"]
Material = Literal["offer", "question", "moment", "node", "number", "activity", "fixed", "need", "product"]
"""What of the plan fills a pattern; all but ``need`` and ``product`` count towards specificity."""


class Text(Struct, frozen=True):
    """One text in both document languages; ``{slot}`` marks are filled by :mod:`planner.knowledge.fill`."""

    zh: str
    en: str


class Row(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What all rows have."""

    id: str
    source: str = ""
    assumption: bool | str = False


class PillarRow(Row, frozen=True, kw_only=True):
    """A content pillar that suits a community type."""

    kind: PillarKind
    name: Text
    purpose: Text


class SeriesRow(Row, frozen=True, kw_only=True):
    """A recurring commitment: when, where, in which pillar, and what it costs in minutes."""

    name: Text
    pillar: str
    """Id of one of the type's pillars."""
    when: str
    """A recurrence as in a plan, e.g. ``weekly mon,thu``."""
    time: str
    """``HH:MM``, or ``persona``: the first time at which the first persona is online (else ``HH:MM`` after a ``|``)."""
    format: Literal["text", "image", "video", "audio", "poll", "article", "live"]
    stages: tuple[StageId, ...]
    minutes: int
    """Minutes to write one entry and collect its material."""
    group_minutes: int = 5
    """Minutes per group to send it."""
    reply_minutes: int = 15
    """Minutes per group spent answering in the reply window after sending."""
    on: Literal["group", "channel"] = "group"
    """Sent into groups, or published on a broadcast channel or site."""


class RoutineRow(Row, frozen=True, kw_only=True):
    """Recurring staff work that is not a post: patrol, replies, newcomers, weekly report."""

    name: Text
    what: Text
    """What exactly is done, in one or two sentences; ends with when it is finished."""
    role: RoleId
    when: str
    minutes: int
    per_group: bool = False
    core: bool = False
    """Whether it stays when hours are short: patrol, answers, the numbers, the review."""
    stages: tuple[StageId, ...] = ("build", "growth", "maturity")


class StrategyRow(Struct, frozen=True, forbid_unknown_fields=True):
    """The three strategies of a stage; each says what is done and what is left, for this type."""

    content: Text
    promotion: Text
    interaction: Text


class GateRow(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One condition to leave a stage: a share of the goal, or a value of its own (an assumption)."""

    kpi: str
    of_goal: Decimal | None = None
    """Share (0–1) of the way from baseline to target, when the plan has a goal for this KPI."""
    value: Decimal | None = None
    """Fallback value in the KPI's unit, when the plan has none; the condition is dropped if neither applies."""


class TaskRow(Row, frozen=True, kw_only=True):
    """A dated piece of work of a stage."""

    stage: StageId
    rung: Literal["relation", "community", "network"]
    """关系 → 社群 → 关系网: which rung of the relation ladder the task belongs to."""
    situations: tuple[Situation, ...] = ("new", "revive", "running")
    types: tuple[CommunityType, ...] = ()
    """Empty: all types."""
    title: Text
    how: Text
    """What exactly is done, with slots; two to four sentences."""
    done: Text
    """How anyone can see that it is finished: a thing that exists, a number that is written down."""
    role: RoleId
    minutes: int
    at: Decimal
    """Share (0–1) of the stage at which it is due; 0 is the first week."""
    after: tuple[str, ...] = ()
    """Ids of tasks that must be finished before."""
    gap: int = 0
    """Least days between the last of those and this one."""
    days_after_opening: int | None = None
    """Days after the groups open on which it is due, where they open in this stage; instead of ``at``."""
    gate: bool = False
    """Whether it is the task that decides on leaving the stage."""
    opens: bool = False
    """Whether this is the task with which the groups open; what builds up to it is done before that day."""
    tags: tuple[str, ...] = ()
    """What red lines can hit, e.g. ``private_message``."""


class StageRow(Row, frozen=True, kw_only=True):
    """What a stage is for, common to all types."""

    name: Text
    focus: Text
    rung: Literal["relation", "community", "network"]
    question: Text
    """The one question that the stage has to answer."""


class PlatformChoice(Struct, frozen=True, forbid_unknown_fields=True):
    """A platform that a type uses by default, and why."""

    id: str
    why: Text


class RhythmRow(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """How a type is operated in one situation."""

    note: Text
    """What is different in this situation, in two or three sentences."""
    stage_shares: dict[StageId, int]
    """How the period is divided when no windows are written; integers that sum to 100."""
    mix: dict[str, int]
    """Pillar id → share of entries in per cent; sums to 100."""
    series: tuple[SeriesRow, ...]
    routines: tuple[RoutineRow, ...]
    focus: dict[StageId, Text]
    first_month: tuple[Text, ...]
    """The steps of the first month in order, each with its week; for revive and running as practice.md demands."""


class TypeRow(Row, frozen=True, kw_only=True):
    """A community type: what it is for and how it runs."""

    name: Text
    summary: Text
    suits: Text
    """When this type is the right one, against its neighbours."""
    pillars: tuple[PillarRow, ...]
    platforms: dict[str, tuple[PlatformChoice, ...]]
    """Document language → platforms, most useful first."""
    rhythm: dict[Situation, RhythmRow]
    strategy: dict[StageId, StrategyRow]
    kpis: dict[StageId, tuple[str, ...]]
    """KPI ids worth watching per stage beside the plan's goals, at most four."""
    gates: dict[StageId, tuple[GateRow, ...]]
    tasks: tuple[TaskRow, ...]
    """Tasks only this type has."""
    relations: dict[StageId, Text]
    """How members come to know each other in this stage: the relation ladder in this type's own words."""
    welcome: Text
    """Welcome message sent to a newcomer; slots community, promise, persona, ask."""


class EventRole(Struct, frozen=True, forbid_unknown_fields=True):
    """A role in an event, held by one of the team's roles."""

    id: str
    name: Text
    role: RoleId | Literal["outside"]
    """``outside``: somebody who is not of the team (the host of a visit), named once they are found."""


class PreparationRow(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Work before an event, due some work days before it."""

    id: str
    work_days_before: int
    role: str
    """Id of an event role."""
    minutes: int
    title: Text
    done: Text


class MaterialRow(Struct, frozen=True, forbid_unknown_fields=True):
    """A thing to bring: how many, for whom."""

    name: Text
    per: Literal["head", "group", "event"]
    quantity: Decimal
    unit: Text
    heads: int | None = None
    """How many heads make a group, with ``per: group``; ``None`` where one for all is meant."""
    mode: Mode | None = None
    """Needed in this way of holding it only; ``None``: in both."""


class CostRow(Struct, frozen=True, forbid_unknown_fields=True):
    """A cost with preset prices in four currencies; all presets are assumptions."""

    id: str
    name: Text
    per: Literal["head", "event"]
    amounts: dict[str, Decimal]
    """Currency code (CNY, USD, EUR, GBP) → price; not converted from each other."""


class RunSheetRow(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One row of the run sheet: minutes relative to the start, who does what with which words."""

    at: int
    """Minutes from the start of the event; negative before it."""
    role: str
    what: Text
    say: Text | None = None
    """Words as they are said or sent; ``None`` where the row says what to watch instead."""
    watch: Text | None = None


class BranchRow(Struct, frozen=True, forbid_unknown_fields=True):
    """What is done when something goes wrong, decided beforehand."""

    when: Text
    do: Text
    role: str


class SafetyRow(Struct, frozen=True, forbid_unknown_fields=True):
    """A safety rule and when it applies."""

    applies: Literal["always", "offline", "outdoor", "food", "minors", "recording", "data"]
    text: Text


class FollowUpRow(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What happens after the event."""

    days: int
    time: str
    role: str
    minutes: int
    what: Text


class SignUpRow(Struct, frozen=True, forbid_unknown_fields=True):
    """Calendar days before the event."""

    opens: int
    closes: int
    reminders: tuple[int, ...]
    fields: Text
    """What is asked at sign-up, and no more, with when it is deleted."""
    invite: Text
    """The message that opens the sign-up, as it is sent."""
    reminder: Text
    """The message of the last reminder, as it is sent."""


class SuccessRow(Struct, frozen=True, forbid_unknown_fields=True):
    """A measure of success that somebody can count."""

    measure: Text
    per_expected: Decimal | None = None
    """Threshold as a share of the expected participants (rounded up), or ``None`` with ``value``."""
    value: Decimal | None = None
    counted: Text | None = None
    """Who counts it, when."""


class ActivityKindRow(Row, frozen=True, kw_only=True):
    """An activity kind that a team can run from this row alone."""

    name: Text
    summary: Text
    mode: tuple[Mode, ...]
    """Ways in which it can be held; the first is the default."""
    types: dict[CommunityType, int]
    """Fit to each type, 0 (not offered) to 3."""
    situations: tuple[Situation, ...]
    stages: tuple[StageId, ...]
    capabilities: tuple[str, ...] = ()
    """Platform capabilities without which it cannot be held online."""
    serves: dict[str, int]
    """KPI id → contribution 0–3; the weights of the choice."""
    tags: tuple[str, ...] = ()
    """What red lines can hit, e.g. ``lottery``, ``discount``, ``food``, ``livestream``."""
    participants: dict[Literal["min", "typical", "max"], int]
    no_show: Decimal
    """Expected share of the registered who do not come."""
    duration: int
    """Minutes from start to end."""
    weekdays: tuple[Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"], ...]
    """Days that suit, best first."""
    times: tuple[str, ...]
    distance_days: int
    """Least days between two occurrences."""
    most_per_month: int
    roles: tuple[EventRole, ...]
    sign_up: SignUpRow | None
    preparation: tuple[PreparationRow, ...]
    materials: tuple[MaterialRow, ...]
    costs: tuple[CostRow, ...]
    run_sheet: tuple[RunSheetRow, ...]
    branches: tuple[BranchRow, ...]
    safety: tuple[SafetyRow, ...]
    success: tuple[SuccessRow, ...]
    follow_up: tuple[FollowUpRow, ...]
    deliverable: Text
    """What remains afterwards and where it is kept."""


class PatternRow(Row, frozen=True, kw_only=True):
    """A topic pattern: what it needs of the plan, and the words that are sent."""

    kinds: tuple[PillarKind, ...]
    needs: tuple[Material, ...]
    """What must be there to fill it; at least two that count towards specificity."""
    types: tuple[CommunityType, ...] = ()
    situations: tuple[Situation, ...] = ("new", "revive", "running")
    stages: tuple[StageId, ...] = ("build", "growth", "maturity")
    tags: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    """Activity kinds of which it can speak, where it needs one; empty: any."""
    after_first: bool = False
    """Whether it speaks of an earlier occurrence of the same activity."""
    formats: tuple[str, ...]
    """Formats it can take, e.g. ``text``, ``image``, ``poll``, ``article``, ``video``; first is the natural one."""
    on: tuple[Literal["group", "channel"], ...] = ("group",)
    title: Text
    first: Text
    """First sentence as it is sent; at most 40 characters in Chinese when filled with ordinary words."""
    body: Text
    """What the post says after the first sentence: two or three sentences of instruction to the writer."""
    ask: Text
    """One ask that can be answered in ten seconds."""
    silence: Text
    """What happens after 20 silent minutes, and by whom ({owner})."""
    answers: Text
    """What is done with the answers, by whom, and when."""
    material: Text
    """What has to be there before it is sent; {owner} gets it."""
    minutes: int
    """Minutes of writing and material."""
    live_minutes: int = 0
    """Minutes for which the post binds somebody in the group, where it promises that; 0 for an ordinary post."""
    interaction: Literal["number", "photo", "word", "vote", "story", "question", "attend", "none"]


class MeasureRow(Struct, frozen=True, forbid_unknown_fields=True):
    """How a KPI is counted on a class of platforms."""

    capability: str
    """Platform capability that makes this way possible; ``manual`` is always there."""
    how: Text


class KpiRow(Row, frozen=True, kw_only=True):
    """A KPI: its definition and how it can be measured."""

    name: Text
    aliases: tuple[str, ...]
    """Other names under which operators write it, Chinese and English."""
    unit: Text
    """Unit as printed after a number, e.g. 人 / members, ``%``, 元 …; empty for pure ratios."""
    value: Literal["count", "percent", "money", "score", "hours", "ratio", "permille"]
    nature: Literal["stock", "flow", "rate", "mean"]
    """Counted at a moment; summed over a period; a share over a window; a mean."""
    direction: Direction
    window: Literal["none", "day", "week", "month", "quarter"] = "none"
    formula: Text
    trajectory: Literal["linear", "compound", "s_curve", "constant"]
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    criterion: Literal["activity", "satisfaction", "loyalty", "scale", "efficiency"]
    """Which of the five success criteria it speaks for."""
    stages: tuple[StageId, ...]
    measures: tuple[MeasureRow, ...]
    """Ways to measure it, best first; none with ``manual`` means that a plain group cannot give it."""
    cadence: Literal["day", "week", "month", "quarter"]
    public: bool = False
    """Whether a target may be told to members: figures about what they do together, never about our business."""
    caveat: Text | None = None


class LimitRow(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A platform's limit with its date and confidence."""

    id: str
    what: Text
    value: int
    unit: Text
    applies: Literal["broadcast", "manual", "title", "body", "capacity", "images", "other"]
    per: Literal["none", "day", "week", "month"] = "none"
    source: str
    as_of: str
    confidence: Literal["high", "medium", "low"]


class PlatformRow(Row, frozen=True, kw_only=True):
    """A platform: what it can do, what it limits."""

    name: Text
    aliases: tuple[str, ...]
    role: Literal["group", "channel", "forum", "video", "site", "event"]
    capabilities: tuple[str, ...]
    capacity: int | None = None
    """Members of one group, where it is limited."""
    official_posts_per_day: int | None = None
    """Most official posts per group and day (an assumption)."""
    quiet: tuple[str, str] | None = None
    """Quiet hours, from and to, ``HH:MM``."""
    limits: tuple[LimitRow, ...] = ()
    formats: tuple[str, ...]
    jurisdiction: str = ""
    """Country whose platform rules apply, e.g. ``CN``; empty when none is tied to it."""
    status: Literal["active", "retired"] = "active"
    note: Text | None = None


class ProhibitionRow(Row, frozen=True, kw_only=True):
    """A preset prohibited behaviour."""

    category: Literal[
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
    ]
    severe: bool = False
    """Severe ones do not start at the first step of the ladder."""
    text: Text
    example: Text
    """What it means here: one case that is, one that is not."""
    step: str
    """Id of the ladder step at which it starts."""
    types: tuple[CommunityType, ...] = ()
    countries: tuple[str, ...] = ()


class EncouragedRow(Row, frozen=True, kw_only=True):
    """A preset behaviour that the community encourages."""

    text: Text
    types: tuple[CommunityType, ...] = ()


class LadderRow(Row, frozen=True, kw_only=True):
    """A step of the sanction ladder, lightest first."""

    name: Text
    action: Text
    words: Text
    """What the member is told, as it is sent."""
    days: int | None = None
    """How long it lasts; ``None`` for no term."""
    record_days: int
    """Days after which the record is dropped; 0 keeps it."""


class ProcedureRow(Row, frozen=True, kw_only=True):
    """Joining, leaving, reports, appeal, privacy, disputes: a preset procedure."""

    title: Text
    steps: tuple[Text, ...]
    hours: int | None = None
    """Within how many hours it is answered."""
    types: tuple[CommunityType, ...] = ()
    countries: tuple[str, ...] = ()


class RedLineRow(Row, frozen=True, kw_only=True):
    """A red line that plans draw, and the tags that it bans."""

    name: Text
    words: tuple[str, ...]
    """Words and phrases, Chinese and English, by which an operator's own sentence is recognised."""
    bans: tuple[str, ...]
    """Tags of activity kinds, patterns, tasks and incentives that fall away."""


class RoleRow(Row, frozen=True, kw_only=True):
    """A role of the team."""

    name: Text
    duty: Text


class NodeRow(Row, frozen=True, kw_only=True):
    """A festival or marketing day."""

    name: Text
    rule: str
    countries: tuple[str, ...]
    kind: Literal["festival", "marketing", "season", "professional"]
    types: tuple[CommunityType, ...] = ()
    lead_days: int
    until: str = ""
    """Rule of the last day of a season; empty for a single day."""


class AssumptionRow(Row, frozen=True, kw_only=True):
    """A figure of ours that holds until the plan says otherwise."""

    what: Text
    value: Decimal
    unit: Text
    path: str
    """Plan key that overrides it, dotted; empty where only other rows do."""
