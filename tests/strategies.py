"""Random plans as the reader gives them: text, int, Decimal, true and false, lists and mappings.

Everything generated passes ``read_plan`` without findings; references may still lead nowhere, as in real plans.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

Data = dict[str, Any]

FIRST_DAY = date(2025, 1, 1)
_HOSTILE = (
    "=1+1",
    "{{ 7*7 }}{offer}",
    "<script>alert(1)</script>",
    "a | b\n# c\n- d",
    "**重点**：内容",
    "null",
    "yes",
    "[/x] :rocket:",
    "“引号”和\"引号\"、'撇号'",
    "行一\u2028行二\x85行三",
    "🍞🥐" * 30,
    "很长的话" * 60,
    "?？。",
    "%s %d {0} {moment}",
    "owner",
    "群管",
)
_WORDS = (
    "急单",
    "换墨水",
    "early birds",
    "门店",
    "row report",
    "周三试吃",
    "Ø 5 mm",
    "阳台",
    "2026",
    "a",
    "试吃 40 份",
)


def words(most: int = 24) -> st.SearchStrategy[str]:
    """Texts that people write, and some that nobody should."""
    free = st.text(
        st.characters(exclude_categories=("Cs", "Cc", "Cn", "Co"), exclude_characters="\ufeff"),
        min_size=1,
        max_size=most,
    ).filter(str.strip)
    return st.one_of(st.sampled_from(_WORDS), st.sampled_from(_WORDS), free, st.sampled_from(_HOSTILE))


def shares() -> st.SearchStrategy[Any]:
    return st.one_of(
        st.integers(0, 100).map(lambda n: f"{n}%"),
        st.integers(0, 100).map(lambda n: Decimal(n) / 100),
    )


def money(most: int = 200_000) -> st.SearchStrategy[Any]:
    return st.one_of(
        st.just(0), st.integers(0, most), st.integers(0, most * 100).map(lambda cents: Decimal(cents) / 100)
    )


def clocks() -> st.SearchStrategy[str]:
    return st.builds("{:02}:{:02}".format, st.integers(0, 23), st.sampled_from((0, 15, 30, 59)))


WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
RECURRENCES = (
    "daily",
    "every workday",
    "weekly mon,thu",
    "weekly sat",
    "weekly sun",
    "every 2 weeks on fri",
    "monthly 2nd sat",
    "monthly last fri",
    "every 3 months 3rd thu",
    "每周三",
    "每月最后一个周五",
    "每月第一个周二",
)
KPIS = (
    "members",
    "成员数",
    "月活跃率",
    "active_rate",
    "first_response_hours",
    "satisfaction",
    "revenue",
    "nps",
    "violation_rate",
    "events_held",
    "incidents",
    "k_factor",
)
KINDS = (
    "case_clinic",
    "challenge_7_days",
    "expert_talk",
    "meetup_dinner",
    "onsite_visit",
    "outdoor_walk_run",
    "qa_hour",
    "workshop_hands_on",
    "showcase_day",
)
STAGES = ("build", "growth", "maturity")
RED_LINES = ("不抽奖", "不拼团", "不压价", "No giveaways", "不做线下", "No cold direct messages", "不吃东西")
CATEGORIES = ("platform", "content", "activity", "operations")
PLATFORMS = ("wechat_group", "企业微信客户群", "公众号", "discord", "forum", "website", "github_discussions")


def sparse(needed: dict[str, st.SearchStrategy[Any]], optional: dict[str, st.SearchStrategy[Any]]) -> Any:
    """Mappings with all needed keys and any of the optional ones."""
    return st.fixed_dictionaries(needed, optional=optional)


def listed(items: st.SearchStrategy[Any], least: int = 0, most: int = 4) -> Any:
    return st.lists(items, min_size=least, max_size=most)


def figures() -> st.SearchStrategy[Any]:
    return st.one_of(
        st.integers(0, 5000),
        st.integers(0, 1000).map(lambda n: Decimal(n) / 10),
        st.integers(0, 1000).map(lambda n: f"{Decimal(n) / 10:f}%"),
    )


@st.composite
def plans(draw: st.DrawFn, *, most_months: int = 6) -> Data:
    """A valid plan of any type, situation and language, with any of the optional parts."""
    start = FIRST_DAY + timedelta(days=draw(st.integers(0, 1000)))
    months = draw(st.one_of(st.integers(1, 3), st.integers(1, most_months)))
    last = start + timedelta(days=30 * months)
    if draw(st.booleans()):
        period: Data = {"start": start.isoformat(), "months": months}
    else:
        last = start + timedelta(days=draw(st.integers(0, 30 * months)))
        period = {"start": start.isoformat(), "end": last.isoformat()}

    def day(before: int = 20, after: int = 40) -> st.SearchStrategy[str]:
        length = (last - start).days
        return st.integers(-before, length + after).map(lambda n: (start + timedelta(days=n)).isoformat())

    def days(before: int = 10, after: int = 20) -> st.SearchStrategy[Data]:
        length = (last - start).days
        return st.builds(
            lambda first, span: {
                "start": (start + timedelta(days=first)).isoformat(),
                "end": (start + timedelta(days=first + span)).isoformat(),
            },
            st.integers(-before, length + after),
            st.integers(0, 20),
        )

    name = words(12)
    personas = draw(listed(_persona(), 1, 3))
    people = draw(st.none() | st.lists(_person(days()), max_size=4, unique_by=lambda p: p["name"]))
    holders = [p["name"] for p in people or ()] or ["小林"]
    holder = st.sampled_from((*holders, "admin", "编辑", "expert"))
    optional: dict[str, st.SearchStrategy[Any]] = {
        "timezone": st.sampled_from(("Asia/Shanghai", "Europe/London")),
        "currency": st.sampled_from(("CNY", "USD", "JPY")),
        "offers": listed(
            st.one_of(
                name,
                sparse(
                    {"name": name},
                    {
                        "detail": words(),
                        "price": money(500),
                        "available_from": day(),
                        "available_until": day(),
                    },
                ),
            ),
            0,
            6,
        ),
        "question_pool": listed(words(), 0, 10),
        "fixed": listed(
            st.one_of(
                words(),
                sparse(
                    {"text": words()}, {"when": st.sampled_from(RECURRENCES), "date": day(), "time": clocks()}
                ),
            )
        ),
        "wont_do": listed(st.one_of(st.sampled_from(RED_LINES), words())),
        "kpis": st.lists(_kpi(), max_size=2, unique_by=lambda kpi: kpi["id"]),
        "stages": _stages(day(), holder),
        "platforms": st.lists(_platform(), max_size=3, unique_by=str),
        "groups": st.lists(_group(day(60, 20), holder), max_size=3, unique_by=lambda group: group["name"]),
        "roles": st.lists(
            sparse(
                {"id": st.sampled_from(("owner", "editor", "sales"))},
                {"name": name, "hours": st.integers(0, 30)},
            ),
            max_size=2,
            unique_by=lambda role: role["id"],
        ),
        "content": _content(day(), holder),
        "routines": st.lists(_routine(holder), max_size=2, unique_by=lambda routine: routine["id"]),
        "activities": st.one_of(
            listed(_activity(day(0, 0), holder), 0, 3),
            st.fixed_dictionaries(
                {"items": listed(_activity(day(0, 0), holder), 0, 3), "only_written": st.booleans()}
            ),
        ),
        "rules": _rules(holder),
        "acquisition": st.one_of(
            listed(_channel(holder)),
            sparse({"channels": listed(_channel(holder))}, {"loss_per_month": shares()}),
        ),
        "calendar": _calendar(day(), days()),
    }
    head = draw(st.fixed_dictionaries({}, optional=optional))
    plan: Data = {
        "version": 1,
        "language": draw(st.sampled_from(("zh-CN", "en"))),
        "community": draw(
            sparse(
                {
                    "name": name,
                    "type": st.sampled_from(("industry", "knowledge", "interest", "technical", "retail")),
                },
                {
                    "situation": st.sampled_from(("new", "revive", "running")),
                    "product": name,
                    "purpose": words(),
                    "slogan": words(),
                },
            )
        ),
        "positioning": draw(
            sparse({"problem": words(), "promise": words()}, {"theme": words(), "values": listed(name)})
        ),
        "audience": personas,
        "goals": draw(listed(_goal(day(), holder, tuple(k["id"] for k in head.get("kpis", ()))), 1, 4)),
        "period": period,
        "budget": draw(_budget(day())),
        **head,
    }
    if people is not None:
        plan["people"] = people
    return plan


def _persona() -> Any:
    return sparse(
        {"name": words(12), "needs": listed(words(12), 1, 3)},
        {"times": listed(clocks(), 0, 2), "moments": listed(words(10), 0, 3), "size": st.integers(0, 10_000)},
    )


def _person(leave: st.SearchStrategy[Data]) -> Any:
    return sparse(
        {"name": words(8)},
        {
            "roles": listed(
                st.sampled_from(("owner", "admin", "editor", "planner", "expert", "负责人")), 0, 3
            ),
            "hours": st.one_of(st.integers(0, 40), st.integers(0, 300).map(lambda n: Decimal(n) / 10)),
            "days": st.lists(st.sampled_from(WEEKDAYS), max_size=7, unique=True),
            "leave": listed(leave, 0, 2),
            "cost": st.fixed_dictionaries({"per": st.sampled_from(("month", "hour")), "amount": money(9000)}),
        },
    )


def _goal(day: st.SearchStrategy[str], holder: st.SearchStrategy[str], own: tuple[str, ...]) -> Any:
    return sparse(
        {"kpi": st.sampled_from((*KPIS, *own)), "target": figures(), "by": day},
        {
            "baseline": st.one_of(st.just("unknown"), figures()),
            "kind": st.sampled_from(("at_least", "at_most", "keep", "mean")),
            "trajectory": st.sampled_from(("linear", "compound", "s_curve", "constant")),
            "name": words(),
            "owner": holder,
        },
    )


def _kpi() -> Any:
    return sparse(
        {"id": st.sampled_from(("members", "cakes", "rate_of_ours"))},
        {
            "name": words(8),
            "unit": words(3),
            "value": st.sampled_from(("count", "percent", "money", "score", "permille", "ratio", "hours")),
            "direction": st.sampled_from(("up", "down", "band")),
            "nature": st.sampled_from(("stock", "flow", "rate", "mean")),
            "minimum": figures(),
            "formula": words(),
        },
    )


def _stages(day: st.SearchStrategy[str], holder: st.SearchStrategy[str]) -> Any:
    task = st.one_of(
        words(12),
        sparse(
            {"title": words(12)},
            {"due": day, "owner": holder, "minutes": st.integers(0, 600), "how": words(), "done": words()},
        ),
    )
    condition = st.one_of(
        st.fixed_dictionaries({"kpi": st.sampled_from(KPIS), "at_least": figures()}),
        st.fixed_dictionaries({"kpi": st.sampled_from(KPIS), "at_most": figures()}),
    )
    stage = sparse(
        {},
        {
            "start": day,
            "end": day,
            "focus": words(),
            "tasks": listed(task),
            "gate": listed(condition, 0, 2),
            "strategy": sparse({}, {"content": words()}),
            "skip_reason": words(),
        },
    ).filter(lambda s: "start" not in s or "end" not in s or s["start"] <= s["end"])
    return sparse({}, dict.fromkeys(STAGES, stage))


def _platform() -> Any:
    kind = st.sampled_from(PLATFORMS)
    quiet = st.fixed_dictionaries({"start": clocks(), "end": clocks()})
    return st.one_of(
        kind,
        sparse(
            {"kind": kind},
            {"name": words(8), "capacity": st.integers(1, 500), "quiet": quiet, "why": words()},
        ),
    )


def _group(day: st.SearchStrategy[str], holder: st.SearchStrategy[str]) -> Any:
    def in_order(group: Data) -> Data:
        if {"opened", "closes"} <= group.keys():
            group["opened"], group["closes"] = sorted((group["opened"], group["closes"]))
        return group

    return sparse(
        {"name": words(8)},
        {
            "opened": day,
            "closes": day,
            "members": st.integers(0, 800),
            "capacity": st.integers(0, 500),
            "platform": st.sampled_from(PLATFORMS),
            "owner": holder,
            "status": st.sampled_from(("active", "silent", "closing")),
        },
    ).map(in_order)


def _content(day: st.SearchStrategy[str], holder: st.SearchStrategy[str]) -> Any:
    pillar = sparse(
        {"id": st.sampled_from(("p1", "p2", "p3", "p4")), "name": words(8)},
        {
            "share": shares(),
            "kind": st.sampled_from(("question", "howto", "case", "news", "cocreate", "offer")),
        },
    )
    series = sparse(
        {"id": st.sampled_from(("s1", "s2", "s3")), "name": words(8), "when": st.sampled_from(RECURRENCES)},
        {
            "time": clocks(),
            "pillar": st.sampled_from(("p1", "p2", "p9")),
            "platform": st.sampled_from(PLATFORMS),
            "minutes": st.integers(0, 300),
            "owner": holder,
            "start": day,
            "until": day,
            "count": st.integers(0, 9),
            "exceptions": listed(day, 0, 2),
            "stages": st.lists(st.sampled_from(STAGES), min_size=1, max_size=2, unique=True),
            "groups": listed(words(8), 0, 2),
            "first": words(),
            "ask": words(),
            "material": words(),
        },
    )
    topic = st.one_of(
        words(),
        sparse(
            {"title": words()},
            {
                "date": day,
                "pillar": st.sampled_from(("p1", "p2")),
                "series": st.sampled_from(("s1", "s2")),
                "ask": words(),
            },
        ),
    )
    return sparse(
        {},
        {
            "pillars": st.lists(pillar, max_size=4, unique_by=lambda p: p["id"]),
            "series": st.lists(series, max_size=3, unique_by=lambda s: s["id"]),
            "topics": listed(topic),
            "only_written": st.booleans(),
            "detail_weeks": st.integers(0, 26),
            "draft_days": st.integers(0, 10),
            "review_days": st.integers(0, 10),
            "quality_bar": listed(words()),
        },
    )


def _routine(holder: st.SearchStrategy[str]) -> Any:
    return sparse(
        {
            "id": st.sampled_from(("r1", "r2")),
            "name": words(8),
            "when": st.sampled_from(RECURRENCES),
            "minutes": st.integers(0, 240),
        },
        {"per_group": st.booleans(), "role": holder},
    )


def _activity(day: st.SearchStrategy[str], holder: st.SearchStrategy[str]) -> Any:
    kind = st.sampled_from(KINDS)
    whole = sparse(
        {"kind": kind},
        {
            "name": words(10),
            "mode": st.sampled_from(("online", "offline")),
            "count": st.integers(0, 4),
            "stages": st.lists(st.sampled_from(STAGES), min_size=1, max_size=3, unique=True),
            "time": clocks(),
            "duration": st.sampled_from((0, 45, 120, 1440, 10_080)),
            "required": st.booleans(),
            "participants": st.integers(0, 300),
            "venue": sparse(
                {"mode": st.sampled_from(("own", "rent", "swap"))}, {"cost": money(900), "name": words(8)}
            ),
            "prize": sparse({"name": words(8), "value": money(100)}, {"count": st.integers(0, 9)}),
            "roles": st.fixed_dictionaries({"host": holder}),
            "success": words(),
            "tasks": listed(
                sparse(
                    {"title": words(8), "work_days_before": st.integers(0, 30)},
                    {"minutes": st.integers(0, 200), "done": words()},
                ),
                0,
                2,
            ),
            "outdoor": st.booleans(),
            "food": st.booleans(),
            "holiday_ok": st.booleans(),
        },
    )
    when = st.one_of(
        st.just({}),
        day.map(lambda on: {"date": on}),
        st.sampled_from(("monthly 2nd sat", "每月最后一个周五")).map(lambda rule: {"when": rule}),
    )
    costs = st.one_of(
        st.just({}),
        money(3000).map(lambda amount: {"cost": amount}),
        listed(
            sparse({"name": words(8), "amount": money(300)}, {"per": st.sampled_from(("event", "head"))}),
            0,
            2,
        ).map(lambda lines: {"costs": lines}),
    )
    return st.one_of(
        kind, st.builds(lambda *parts: {k: v for part in parts for k, v in part.items()}, whole, when, costs)
    )


def _rules(holder: st.SearchStrategy[str]) -> Any:
    desk = sparse({"channel": words()}, {"owner": holder, "hours": st.integers(0, 72)})
    step = st.fixed_dictionaries({"id": st.sampled_from(("s1", "s2")), "name": words(8), "action": words()})
    return sparse(
        {},
        {
            "encouraged": listed(words()),
            "prohibited": listed(
                st.one_of(
                    words(),
                    sparse(
                        {"text": words()}, {"category": st.sampled_from(("advertising", "fraud", "other"))}
                    ),
                )
            ),
            "only_written": st.booleans(),
            "ladder": st.lists(step, max_size=2, unique_by=lambda s: s["id"]),
            "reports": desk,
            "appeal": desk,
            "joining": listed(words()),
        },
    )


def _channel(holder: st.SearchStrategy[str]) -> Any:
    return sparse(
        {"channel": words(8), "joins_per_month": st.one_of(st.integers(0, 500), st.just(Decimal("2.5")))},
        {"cost_per_month": money(900), "place": words(8), "owner": holder},
    )


def _budget(day: st.SearchStrategy[str]) -> Any:
    amount_or_share = st.one_of(money(20_000), st.integers(0, 100).map(lambda n: f"{n}%"))
    line = st.builds(
        lambda base, amount: {**base, **amount},
        sparse(
            {"name": words(8), "category": st.sampled_from(CATEGORIES)},
            {
                "per": st.sampled_from(("once", "month")),
                "stage": st.sampled_from(STAGES),
                "date": day,
                "activity": st.sampled_from((*KINDS, "nothing")),
            },
        ),
        st.one_of(
            money(9000).map(lambda amount: {"amount": amount}),
            st.fixed_dictionaries({"unit_price": money(90), "quantity": st.integers(0, 50)}),
        ),
    )
    return sparse(
        {"total": money()},
        {
            "includes_labour": st.booleans(),
            "lines": listed(line),
            "contingency": amount_or_share,
            "by_stage": sparse({}, dict.fromkeys(STAGES, amount_or_share)),
            "funds": listed(sparse({"date": day, "amount": money()}, {"source": words(8)}), 0, 3),
            "caps": sparse({}, dict.fromkeys(CATEGORIES, money(9000))),
        },
    )


def _calendar(day: st.SearchStrategy[str], days: st.SearchStrategy[Data]) -> Any:
    return sparse(
        {},
        {
            "country": st.sampled_from(("CN", "GB", "US", "none", "ZZ")),
            "days_off": listed(day),
            "make_up_days": listed(day),
            "nodes": listed(sparse({"name": words(8), "date": day}, {"lead_days": st.integers(0, 60)})),
            "blackout": listed(days, 0, 2),
            "overrides": listed(
                st.one_of(
                    st.builds(lambda on: {"id": f"post:s1:{on}", "action": "skip"}, day),
                    st.builds(lambda on, to: {"id": f"post:s1:{on}", "action": "move", "date": to}, day, day),
                    st.builds(
                        lambda on, t: {"id": f"post:s2:{on}", "action": "replace", "title": t}, day, words()
                    ),
                    st.builds(
                        lambda to: {"id": "event:qa_hour:1", "action": "move", "date": to, "time": "09:00"},
                        day,
                    ),
                )
            ),
        },
    )


PEOPLE = ("ann", "ben", "cleo")
_WHENS = ("daily", "every workday", "weekly mon,wed,fri", "weekly tue,sat", "weekly sun", "monthly 2nd sat")
_TYPES = ("industry", "knowledge", "interest", "technical", "retail")


@st.composite
def working_plans(draw: st.DrawFn) -> Data:
    """A plan that people could work by: names agree, figures are of an ordinary size, and limits do bite."""
    start = FIRST_DAY + timedelta(days=draw(st.integers(200, 900)))
    days = draw(st.sampled_from((45, 80, 120)))
    team = PEOPLE[: draw(st.integers(1, 3))]

    def day(first: int = 0, last: int = days - 1) -> st.SearchStrategy[str]:
        return st.integers(first, last).map(lambda n: (start + timedelta(days=n)).isoformat())

    def span(longest: int) -> st.SearchStrategy[Data]:
        return st.builds(
            lambda first, length: {
                "start": (start + timedelta(days=first)).isoformat(),
                "end": (start + timedelta(days=first + length)).isoformat(),
            },
            st.integers(0, days),
            st.integers(0, longest),
        )

    total = draw(st.sampled_from((0, 900, 4000, 30_000)))
    plan: Data = {
        "version": 1,
        "language": draw(st.sampled_from(("zh-CN", "en"))),
        "community": {
            "name": "Quay",
            "type": draw(st.sampled_from(_TYPES)),
            "situation": draw(st.sampled_from(("new", "revive", "running"))),
        },
        "positioning": {"problem": "急单找不到料", "promise": "a list with dates in the first week"},
        "audience": [
            {"name": "shops", "needs": ["急单"], "times": draw(listed(clocks(), 1, 2)), "moments": ["开机前"]}
        ],
        "goals": [
            {"kpi": kpi, "target": 300, "by": (start + timedelta(days=days - 1)).isoformat(), "baseline": 100}
            for kpi in draw(
                st.lists(
                    st.sampled_from(("members", "active_rate", "events_held", "satisfaction", "revenue")),
                    min_size=1,
                    max_size=3,
                    unique=True,
                )
            )
        ],
        "period": {"start": start.isoformat(), "end": (start + timedelta(days=days - 1)).isoformat()},
        "offers": ["车身贴", "灯布", "墨水"][: draw(st.integers(0, 3))],
        "question_pool": ["会留胶吗？", "几天能到？", "Why does it fade?", "多久裱膜？"][
            : draw(st.integers(0, 4))
        ],
        "people": draw(st.tuples(*(_worker(name, number, span(20)) for number, name in enumerate(team)))),
        "budget": draw(_purse(total, days, day)),
    }
    return plan | draw(
        st.fixed_dictionaries(
            {},
            optional={
                "wont_do": listed(st.sampled_from(RED_LINES), 1, 2),
                "platforms": st.sampled_from((["wechat_group"], ["discord"], ["企业微信客户群", "公众号"])),
                "groups": st.just([{"id": "g1", "name": "One", "members": 80}]),
                "content": _rhythm(team, day()),
                "activities": _programme(team, day(), draw(st.booleans())),
                "stages": st.just(
                    {"growth": {"tasks": ["写一份名单", {"title": "Check it", "minutes": 90}]}}
                ),
                "calendar": sparse(
                    {},
                    {
                        "country": st.sampled_from(("CN", "GB", "none")),
                        "days_off": listed(day(), 0, 2),
                        "blackout": listed(span(12), 1, 2),
                        "overrides": listed(
                            st.one_of(
                                st.builds(lambda on: {"id": f"post:s1:{on}", "action": "skip"}, day()),
                                st.builds(
                                    lambda on, to: {"id": f"post:s1:{on}", "action": "move", "date": to},
                                    day(),
                                    day(),
                                ),
                            ),
                            1,
                            2,
                        ),
                    },
                ),
            },
        )
    )


def _worker(name: str, number: int, leave: st.SearchStrategy[Data]) -> Any:
    roles = (["owner", "expert"], ["admin", "editor"], ["planner"])[number]
    return sparse(
        {"id": st.just(name), "name": st.just(name.title()), "roles": st.just(roles)},
        {
            "hours": st.sampled_from((3, 8, 20, 40)),
            "leave": listed(leave, 1, 1),
            "days": st.sampled_from((["tue", "thu", "sat"], ["mon", "tue", "wed", "thu", "fri"])),
        },
    )


def _purse(total: int, days: int, day: Any) -> Any:
    part = total // 3
    return sparse(
        {"total": st.just(total)},
        {
            "contingency": st.sampled_from(("0%", "10%", "30%")),
            "lines": st.just([{"name": "hall", "category": "platform", "amount": total // 5}]),
            "by_stage": sparse({}, {stage: st.sampled_from((0, part)) for stage in STAGES}),
            "caps": sparse({}, {"activity": st.sampled_from((0, part, total))}),
            "funds": st.tuples(day(0, 9), day(days // 3, days - 1)).map(
                lambda on: [{"date": on[0], "amount": part}, {"date": on[1], "amount": total - part}]
            ),
        },
    )


def _rhythm(team: tuple[str, ...], day: st.SearchStrategy[str]) -> Any:
    series = sparse(
        {"when": st.sampled_from(_WHENS)},
        {
            "time": clocks(),
            "pillar": st.sampled_from(("p1", "p2")),
            "minutes": st.sampled_from((5, 30, 120)),
            "owner": st.sampled_from(team),
            "format": st.sampled_from(("text", "image", "live")),
        },
    )
    return sparse(
        {
            "pillars": st.just(
                [
                    {"id": "p1", "name": "Help", "share": "60%", "kind": "question"},
                    {"id": "p2", "name": "Cases", "share": "40%", "kind": "case"},
                ]
            )
        },
        {
            "series": st.lists(series, min_size=1, max_size=3).map(
                lambda many: [{"id": f"s{i}", "name": f"Series {i}", **one} for i, one in enumerate(many)]
            ),
            "topics": listed(
                st.one_of(st.just("一个选题"), st.builds(lambda on: {"title": "定好的", "date": on}, day))
            ),
            "detail_weeks": st.sampled_from((2, 6, 20)),
        },
    )


def _programme(team: tuple[str, ...], day: st.SearchStrategy[str], only_written: bool) -> Any:
    own = st.builds(
        lambda base, when, rest: {**base, **when, **rest},
        st.fixed_dictionaries({"kind": st.sampled_from(KINDS)}),
        st.one_of(
            day.map(lambda on: {"date": on}),
            st.sampled_from(("monthly 2nd sat", "every 2 weeks on fri")).map(lambda rule: {"when": rule}),
            st.integers(1, 3).map(lambda many: {"count": many}),
        ),
        sparse({}, {"required": st.booleans(), "cost": st.sampled_from((0, 200, 1500))}),
    )
    return st.lists(own, min_size=1, max_size=3).map(
        lambda many: {
            "items": [{"id": f"a{i}", **one} for i, one in enumerate(many)],
            "only_written": only_written,
        }
    )
