"""What the parts of ``playbook.json`` are, in both languages; the schema shows one of them."""

from __future__ import annotations

from collections.abc import Mapping

TITLE = ("运营手册", "Operations playbook")

PARTS: Mapping[str, tuple[str, str]] = {
    "PlaybookRecord": (
        "由方案推算出的全部内容，连同原因。日期按 ISO 写，周写 2026-W24，月写 2026-06，金额和数值写成十进制文本。",
        "All that follows from a plan, with reasons. Dates are ISO, weeks 2026-W24, months 2026-06, money and figures decimal text.",
    ),
    "PlanRecord": ("哪份方案的手册，周期和设置。", "Whose playbook this is, with its period and settings."),
    "StageRecord": ("一个阶段：起止、任务、达标条件。", "A stage: window, tasks, gate."),
    "SkippedRecord": ("方案不做的阶段和理由。", "A stage that the plan leaves out, and why."),
    "GateCondition": ("阶段达标条件里的一条。", "One condition of a gate."),
    "TaskRecord": ("阶段里有截止日的任务。", "A dated task of a stage."),
    "CommitmentRecord": ("一个栏目或一件例行事务。", "A series or a routine."),
    "GoalRecord": ("一个目标和它的月度目标。", "A goal and its monthly path."),
    "MilestoneRecord": ("到某一天 KPI 该有多少。", "Where a KPI has to stand on a day."),
    "VerdictRecord": (
        "按写明的假设，目标够不够得着。",
        "Whether a goal is reachable on the stated assumptions.",
    ),
    "StepRecord": ("算够不够得着时的一个数。", "A number of the sum that leads to a verdict."),
    "TurnRecord": ("哪个假设变到多少，结论就变。", "An assumption at the point where the verdict turns."),
    "ConflictRecord": (
        "部分比整体还多的那一天。",
        "A day on which a goal asks for more than the whole that it is a part of.",
    ),
    "GrowthRecord": (
        "一个月的成员：月初、进、出、月末。",
        "Members in one month: at its start, joins, leaves, at its end.",
    ),
    "PortfolioRecord": (
        "选了哪些活动，分值和上限，碰到哪些限制。",
        "Which activities were chosen, what that is worth, under which limits.",
    ),
    "ChoiceRecord": (
        "某阶段选了哪种活动、几场、为什么。",
        "A kind chosen for a stage, how often, and why.",
    ),
    "LimitRecord": (
        "一条限制和已用掉的部分；金额按分计，时间按分钟计。",
        "A limit and how much of it is used; money in hundredths, time in minutes.",
    ),
    "AdviceRecord": (
        "定之前该知道的：另外几种选法，哪些权重一变结果就变。",
        "What to know before signing: other choices, and the weights that would turn this one.",
    ),
    "AlternativeRecord": (
        "另一种选法，差额是它减现在的。",
        "Another choice; differences are other minus chosen.",
    ),
    "FlipRecord": (
        "一个权重增减两成时，选择会怎么变。",
        "What changes when one weight is a fifth larger or smaller.",
    ),
    "CountRecord": ("某种活动在某阶段办几场。", "How often a kind is held in a stage."),
    "LeftOutRecord": ("能办却没排进来的，差在哪里。", "On offer, not taken, and what it lacks."),
    "ActivityRecord": ("方案里的或选进来的活动。", "An activity, written or chosen."),
    "PreparationStep": (
        "活动的一步准备，按活动日往前数工作日。",
        "A step of preparation, in work days before the event.",
    ),
    "CostRecord": ("活动的一项花费，按场或按人。", "A cost of an activity, per event or per head."),
    "VenueRecord": ("场地。", "Where it is held."),
    "PrizeRecord": ("奖品。", "A prize."),
    "OccurrenceRecord": ("一个活动场次。", "One dated event."),
    "PreparationRecord": ("一个场次的一件准备工作。", "A piece of preparation of one occurrence."),
    "FollowUpRecord": ("一个场次之后要做的事。", "What happens after one occurrence."),
    "ContentRecord": ("内容日历。", "The content calendar."),
    "MixRecord": (
        "内容板块的份额：写的和排出来的。",
        "Share of a pillar: as declared and as planned.",
    ),
    "FixedDayRecord": ("早就定好的一天。", "A day on which something is already set."),
    "EntryRecord": ("一条有日期的内容。", "A dated post and what fills it."),
    "DutyRecord": ("发出后谁来回。", "Who answers after a post."),
    "PlannedTopic": ("用方案里写的选题。", "Filled by a topic of the plan."),
    "OwnWords": ("用栏目自己写好的话。", "Filled by the words written for the series."),
    "FromPattern": (
        "用选题模板和方案里的素材写成。",
        "Filled by a topic pattern with words of the plan.",
    ),
    "StillOpen": ("还没有东西可写，要补什么。", "Nothing specific can fill it yet: what to collect."),
    "DecidedLater": (
        "以后再定题：主题、要收集的问题、哪天定。",
        "Decided later: theme, question to collect, and the day.",
    ),
    "TopicRecord": ("运营者写的选题。", "A topic in the operator's own words."),
    "HoursRecord": ("每人每周的工时，单位分钟。", "Hours by person and week, in minutes."),
    "WeekRecord": ("一个人一周的工时。", "One holder's week."),
    "AheadRecord": ("提前到前几周做的工作。", "Work done before the week in which it is due."),
    "OverloadRecord": ("排不下的一周和补救办法。", "A week over capacity, and its remedy."),
    "RemedyRecord": (
        "怎么补救：挪一场、少办一场、加时间。",
        "What would help: move one, drop one, add time.",
    ),
    "MoneyRecord": ("全部的钱，用方案的货币。", "All money, in the plan's currency."),
    "CashRecord": ("一个月的收入、支出、月末余额。", "Money of one month: in, out, left at its end."),
    "CellRecord": (
        "某月、某阶段、某类花了多少。",
        "What is paid in one month of one stage for one category.",
    ),
    "CurveRecord": (
        "到月末累计进了多少、花了多少、最多能花多少。",
        "What has arrived, been spent and may be spent by a month's end.",
    ),
    "UnitCostRecord": (
        "目标每前进一步合多少钱。",
        "What one step of a goal costs if all planned money counts towards it.",
    ),
    "PaymentRecord": ("一笔支出。", "Money that goes out."),
    "IncentiveRecord": ("积分规则算下来的结果。", "What the points rules come to."),
    "PointsRecord": ("一个月的积分。", "Points of one month."),
    "LevelRecord": ("一个等级，多少天能到。", "A level and when a member comes to it."),
    "ShortfallRecord": (
        "必须办的事怎么排都超出的限制，差多少。",
        "A limit that required things cannot keep, and by how much.",
    ),
    "CauseRecord": ("占用这条限制的一件事。", "One thing required at the limit."),
    "AssumptionRecord": (
        "由我们补上的数，以及在方案里怎么改。",
        "A figure that we supplied, and where to say otherwise.",
    ),
    "Why": ("原因：哪条规则、方案哪几处、哪几行知识。", "A reason: rule, plan paths, rows of knowledge."),
    "Words": ("中英两种说法；两种一样时只写一个文本。", "A text in both languages; one string where both are the same."),
}  # fmt: skip
"""Part → what it is."""

FIELDS: Mapping[str, tuple[str, str]] = {
    "PlaybookRecord.format": ("格式的版本。", "Version of the format."),
    "PlaybookRecord.libraries": ("用哪些软件的哪个版本算的。", "Packages and versions it was made with."),
    "PlaybookRecord.as_of": (
        "这天以前的照上次的手册没动。",
        "Everything before this day was taken over as it was.",
    ),
    "PlaybookRecord.holidays": (
        "每年的节假日安排：官方已公布、推算、不知道。",
        "How sure each year's public holidays are.",
    ),
    "PlanRecord.end": ("最后一天，含当天。", "Last day, included."),
    "PlanRecord.opening": ("方案没写时，新群哪天开。", "Day on which new groups open, if left to us."),
    "StageRecord.end": ("最后一天，含当天。", "Last day, included."),
    "CommitmentRecord.preset": ("是不是内置的。", "Whether the plan leaves it to us."),
    "TaskRecord.due": ("哪天做完。", "Day by which it is done."),
    "TaskRecord.owner": ("谁做：人，没写人的写角色。", "Person, or role where nobody is named."),
    "TaskRecord.after": ("要等哪些任务做完。", "Tasks that come first."),
    "TaskRecord.rung": ("关系到了哪一层。", "Step of the ladder of relations."),
    "GoalRecord.baseline": ("现状；没有这一项就是还不知道。", "Where it stands now; absent while unknown."),
    "GoalRecord.measured_by": ("哪天之前数出现状。", "Day by which the baseline is counted."),
    "GoalRecord.stage_values": ("每个阶段结束时该有多少。", "Value at the end of each stage."),
    "VerdictRecord.gap": ("还差多少，正数是差。", "Target minus planned; positive if something is missing."),
    "PortfolioRecord.points": ("这个选择的分值。", "What the choice is worth, in points."),
    "PortfolioRecord.bound": ("最多能到多少分。", "What could at most be reached."),
    "LeftOutRecord.path": ("在方案的哪里能改。", "Where the plan can change it."),
    "LeftOutRecord.detail": ("卡在谁、哪个平台、哪条红线、哪个上限。", "Who, which platform, line or limit stands in the way."),
    "ActivityRecord.key": (
        "活动的标识；过去的场次条件不同时，后面的写成 ID~2。",
        "Its id; ID~2 where past occurrences were held on other terms.",
    ),
    "ActivityRecord.holders": ("活动里的角色由谁担任。", "Event role → who holds it."),
    "ActivityRecord.duration": ("分钟。", "Minutes."),
    "OccurrenceRecord.activity": ("活动的 key。", "Key of its activity."),
    "OccurrenceRecord.ordinal": ("这个活动的第几场。", "1 for the first occurrence of its activity."),
    "EntryRecord.nominal": ("按栏目本该在哪天。", "The day that the series' rhythm gives."),
    "EntryRecord.minutes": ("写这一条要几分钟。", "Minutes of writing."),
    "EntryRecord.send_minutes": ("发出去要几分钟，按群相加。", "Minutes of sending, over all groups."),
    "EntryRecord.reply_minutes": ("回复要几分钟，按群相加。", "Minutes of replying, over all groups."),
    "WeekRecord.demand": ("各类工作要几分钟。", "Kind of work → minutes."),
    "WeekRecord.capacity": ("能用几分钟；没写工时就没有这一项。", "Minutes there are; absent where the plan gives no hours."),
    "MoneyRecord.unplanned": ("总数减已排减预备金，还没有用处的钱。", "Total minus planned minus contingency."),
    "MoneyRecord.lowest": ("余额最少的月份。", "Month in which cash is lowest."),
    "MoneyRecord.unpriced": ("没有价格的活动。", "Activities whose price nobody gave."),
    "PaymentRecord.assumed": ("金额是不是我们估的。", "Whether the amount is a preset of ours."),
    "Why.rule": ("规则的名称；planner why 会用话说出来。", "Name of the rule; planner why puts it into words."),
    "Why.paths": ("方案里的位置，如 goals[0].target。", "Plan paths, e.g. goals[0].target."),
    "Why.knowledge": ("知识行，如 activities/qa_hour。", "Rows of knowledge, e.g. activities/qa_hour."),
}  # fmt: skip
"""Part and field → what it is, where the name does not say it."""
