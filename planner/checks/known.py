"""What the references of a plan may name: things that it defines, and rows of knowledge."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import chain
from typing import Any

from planner.checks.document import reach, value_at
from planner.completion.kpis import kpi_names, resolve_kpi
from planner.knowledge.load import (
    activity_kind_ids,
    assumed,
    community_type_ids,
    load_activity_kind,
    load_journeys,
    load_kpis,
    load_platforms,
    load_red_lines,
    load_roles,
    load_rules,
    load_type,
)
from planner.knowledge.lookup import kind_of, platform_kind, role_id
from planner.knowledge.schema import Text
from planner.knowledge.type_rows import TypeRow
from planner.plan.meant import meant_words

_SHOWN = 8
_SEVERAL = re.compile("[、,，;；/+]|和|与| and ")


@dataclass(frozen=True, slots=True)
class Known:
    """The things of one kind: what they are called, where they are defined, every spelling that is accepted.

    ``shown`` are the spellings worth offering; ``accepts`` may recognise more than ``spellings`` lists, which is
    only asked for when a reference fails.
    """

    what: Text
    section: str
    accepts: Callable[[str], bool]
    spellings: Callable[[], Iterable[str]]
    shown: Callable[[], Iterable[object]]
    command: str = ""
    """The command that lists all of them, where they are too many to offer."""
    variant: str = "default"
    """The text that says what to write instead."""

    def offered(self) -> tuple[object, ...]:
        """Return the first spellings worth offering."""
        found = tuple(dict.fromkeys(self.shown()))
        more = Text(f"…（全部见 {self.command}）", f"… (all: {self.command})") if self.command else "…"
        if len(found) > _SHOWN:
            return (*found[:_SHOWN], more)
        return (*found, more) if self.command and found else found

    def close_to(self, value: str) -> tuple[str, ...]:
        """Return what was probably meant, best first."""
        by_plain = {spelling.lower(): spelling for spelling in self.spellings()}
        found = get_close_matches(
            value.strip().lower(), by_plain, n=2, cutoff=0.6 if value.isascii() else 0.5
        )
        inside = [plain for plain in by_plain if len(value) > 1 and value.lower() in plain]
        close = tuple(by_plain[plain] for plain in dict.fromkeys([*found, *inside[:1]]))[:2]
        return close or meant_words(value, tuple(str(one) for one in self.shown()))

    def parts_of(self, value: str) -> tuple[str, ...]:
        """Return the pieces of a text that names several of these at once, ``小周、陈姐``; empty if it does not."""
        pieces = tuple(piece.strip() for piece in _SEVERAL.split(value))
        return pieces if len(pieces) > 1 and all(map(self.accepts, pieces)) else ()


def _values(data: object, *patterns: str) -> list[str]:
    return [str(value).strip() for pattern in patterns for _, value in reach(data, pattern)]


def _type_row(data: object) -> TypeRow | None:
    name = str(value_at(data, ("community", "type")))
    return load_type(name) if name in community_type_ids() else None


def _defined(what: Text, section: str, spellings: list[str], shown: list[str] | None = None) -> Known:
    plain = {spelling.lower() for spelling in spellings}
    return Known(what, section, lambda v: v.lower() in plain, lambda: spellings, lambda: shown or spellings)


def _community_types(data: object) -> Known:
    ids = community_type_ids()
    what = Text("社群类型", "community type")
    return Known(what, "community.type", lambda value: value in ids, lambda: ids, lambda: ids)


def _platform_kinds(data: object) -> Known:
    rows = load_platforms().values()
    return Known(
        Text("平台种类", "platform kind"),
        "platforms",
        lambda value: platform_kind(value) is not None,
        lambda: chain.from_iterable((row.id, row.name.zh, row.name.en, *row.aliases) for row in rows),
        lambda: [row.name for row in rows if row.status == "active"],
        "planner list platforms",
    )


def _kpis(data: object) -> Known:
    own = _values(data, "kpis[].id", "kpis[].name")
    plain = {name.lower() for name in own}
    goals = ("members", "active_rate", "retention_d30", "satisfaction", "repurchase")
    return Known(
        Text("指标（KPI）", "KPI"),
        "kpis",
        lambda value: value.lower() in plain or resolve_kpi(value) is not None,
        lambda: [*own, *kpi_names()],
        lambda: [*own, *(load_kpis()[goal].name for goal in goals if goal in load_kpis())],
        "planner list kpis",
    )


def _holders(data: object) -> Known:
    people = _values(data, "people[].name", "people[].id")
    roles = [*_values(data, "roles[].id", "roles[].name"), *load_roles()]
    names = [name for row in load_roles().values() for name in (row.name.zh, row.name.en)]
    plain = {name.lower() for name in (*people, *roles)}
    return Known(
        Text("人员或角色", "person or role"),
        "people",
        lambda value: value.lower() in plain or role_id(value) is not None,
        lambda: [*people, *roles, *names],
        lambda: [*_values(data, "people[].name"), *roles],
    )


def _people(data: object) -> Known:
    shown = _values(data, "people[].name")
    return _defined(Text("人员", "person"), "people", _values(data, "people[].name", "people[].id"), shown)


def _roles(data: object) -> Known:
    own = _values(data, "roles[].id")
    names = [name for row in load_roles().values() for name in (row.name.zh, row.name.en)]
    return Known(
        Text("角色", "role"),
        "roles",
        lambda value: value in own or role_id(value) is not None,
        lambda: [*own, *load_roles(), *names],
        lambda: [*load_roles(), *own],
    )


def _platforms(data: object) -> Known:
    what = Text("平台", "platform")
    if value_at(data, ("platforms",)) is not None:
        written = _values(data, "platforms[].kind")
        names = _values(data, "platforms[].id", "platforms[].name")
    else:
        type_row = _type_row(data)
        language = str(value_at(data, ("language",)))
        choices = (
            type_row.platforms.get(language, ())[: int(assumed("default_platforms"))] if type_row else ()
        )
        written, names = [choice.id for choice in choices], []
    kinds = {row.id for kind in written if (row := platform_kind(kind)) is not None}
    plain = {name.lower() for name in (*names, *written)}

    def accepts(value: str) -> bool:
        row = platform_kind(value)
        return value.lower() in plain or (row is not None and row.id in kinds)

    return Known(what, "platforms", accepts, lambda: [*names, *written], lambda: [*names, *written])


def _groups(data: object) -> Known:
    what = Text("群", "group")
    if value_at(data, ("groups",)) is None:
        return _defined(
            what, "groups", ["main", *_values(data, "community.name", "platforms[].name")], ["main"]
        )
    shown = _values(data, "groups[].name")
    return _defined(what, "groups", [*shown, *_values(data, "groups[].id")], shown)


def _personas(data: object) -> Known:
    shown = _values(data, "audience[].name")
    return _defined(
        Text("目标用户画像", "persona"), "audience", [*shown, *_values(data, "audience[].id")], shown
    )


def _offers(data: object) -> Known:
    shown = _values(data, "offers[].name")
    return _defined(
        Text("产品或服务（offers）", "offer"), "offers", [*shown, *_values(data, "offers[].id")], shown
    )


def _pillars(data: object) -> Known:
    what = Text("内容板块", "pillar")
    row = _type_row(data)
    preset = row.pillars if row else ()
    if value_at(data, ("content", "pillars")):
        kinds = _values(data, "content.pillars[].kind")
        shown = _values(data, "content.pillars[].name")
        ids = _values(data, "content.pillars[].id")
        stand_ins = [pillar.id for pillar in preset if pillar.kind in kinds]
        return _defined(what, "content.pillars", [*shown, *ids, *stand_ins], shown)
    names = [name for pillar in preset for name in (pillar.id, pillar.name.zh, pillar.name.en)]
    return _defined(what, "content.pillars", names, [pillar.id for pillar in preset])


def _series(data: object) -> Known:
    what = Text("栏目", "series")
    if value_at(data, ("content", "series")) is not None:
        shown = _values(data, "content.series[].id")
        return _defined(what, "content.series", [*shown, *_values(data, "content.series[].name")], shown)
    row = _type_row(data)
    situation: Any = value_at(data, ("community", "situation")) or "new"
    rhythm = row.rhythm.get(situation) if row else None
    rows = rhythm.series if rhythm else ()
    return _defined(
        what, "content.series", [n for s in rows for n in (s.id, s.name.zh, s.name.en)], [s.id for s in rows]
    )


def _journeys(data: object) -> Known:
    rows = load_journeys()
    names = [name for row in rows.values() for name in (row.id, row.trigger)]
    return Known(
        Text("内置旅程", "journey of ours"),
        "planner list journeys",
        lambda value: value in names,
        lambda: names,
        lambda: list(dict.fromkeys(row.trigger for row in rows.values())),
        "planner list journeys",
        "journey",
    )


def _activity_kinds(data: object) -> Known:
    def names() -> Iterable[str]:
        for kind_id in activity_kind_ids():
            row = load_activity_kind(kind_id)
            yield from (kind_id, row.name.zh, row.name.en)

    return Known(
        Text("活动类型", "activity kind"),
        "planner list activities",
        lambda value: kind_of(value) is not None,
        names,
        lambda: [load_activity_kind(kind_id).name for kind_id in activity_kind_ids()],
        "planner list activities",
        "activity_kind",
    )


def _goals(data: object) -> Known:
    shown = _values(data, "goals[].id", "goals[].name", "goals[].kpi")
    plain = {name.lower() for name in shown}
    kpis = {resolve_kpi(name) for name in _values(data, "goals[].kpi")} - {None}
    return Known(
        Text("目标", "goal"),
        "goals",
        lambda value: value.lower() in plain or resolve_kpi(value) in kpis,
        lambda: [*shown, *(kpi for kpi in kpis if kpi)],
        lambda: shown,
    )


def _activities(data: object) -> Known:
    written = _values(data, "activities.items[].id", "activities.items[].name", "activities.items[].kind")
    plain = {name.lower() for name in written}
    return Known(
        Text("活动", "activity"),
        "activities",
        lambda value: value.lower() in plain or kind_of(value) is not None,
        lambda: [*written, *activity_kind_ids()],
        lambda: written or list(activity_kind_ids()),
    )


def _steps(data: object) -> Known:
    what = Text("处置阶梯的步骤", "step of the ladder")
    if value_at(data, ("rules", "ladder")) is not None:
        ids = _values(data, "rules.ladder[].id")
        return _defined(what, "rules.ladder", [*ids, *_values(data, "rules.ladder[].name")], ids)
    rows = load_rules().ladder
    return _defined(
        what, "rules.ladder", [n for r in rows for n in (r.id, r.name.zh, r.name.en)], [r.id for r in rows]
    )


def banned_tags() -> tuple[str, ...]:
    """Return every tag that a red line can ban."""
    return tuple(sorted({tag for row in load_red_lines().values() for tag in row.bans}))


def _tags(data: object) -> Known:
    return _defined(Text("能禁掉的做法", "practice that can be banned"), "wont_do", list(banned_tags()))


THINGS: Mapping[str, Callable[[object], Known]] = {
    "community_type": _community_types,
    "platform_kind": _platform_kinds,
    "kpi": _kpis,
    "holder": _holders,
    "person": _people,
    "role": _roles,
    "platform": _platforms,
    "group": _groups,
    "persona": _personas,
    "offer": _offers,
    "pillar": _pillars,
    "series": _series,
    "activity_kind": _activity_kinds,
    "journey": _journeys,
    "goal": _goals,
    "activity": _activities,
    "step": _steps,
    "tag": _tags,
}
