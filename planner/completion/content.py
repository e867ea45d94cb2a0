"""Completing content: pillars and their shares, series, routines; what fits the hours people really have."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from planner.completion.model import LeftOut
from planner.completion.naming import derive_id
from planner.completion.origins import OriginBook
from planner.completion.team import find_holder, find_platform, holder_of
from planner.completion.values.programme import (
    CompleteContent,
    CompletePillar,
    CompleteRoutine,
    CompleteSeries,
    CompleteTopic,
)
from planner.completion.values.team import CompleteGroup, CompletePerson, CompletePlatform, CompleteRole
from planner.knowledge.fill import fill, said
from planner.knowledge.load import assumed
from planner.knowledge.schema import StageId, Text
from planner.knowledge.type_rows import RhythmRow, SeriesRow, TypeRow
from planner.plan.plan import Plan
from planner.plan.programme import Series

_CHANNEL_ROLES = ("channel", "site", "video", "forum", "event")


def complete_pillars(
    plan: Plan, type_row: TypeRow, rhythm: RhythmRow, params: Mapping[str, Text], origins: OriginBook
) -> tuple[CompletePillar, ...]:
    """Take the written pillars, shares filled up evenly to 100 %; else the type's pillars with its mix."""
    written = plan.content.pillars if plan.content else None
    if written:
        given = sum((p.share for p in written if p.share is not None), Decimal(0))
        open_ones = sum(1 for p in written if p.share is None)
        rest = max(Decimal(0), 1 - given) / open_ones if open_ones else Decimal(0)
        rest = rest.quantize(Decimal("0.0001"))
        for index, pillar in enumerate(written):
            if pillar.share is None:
                origins.derived(
                    ("content", "pillars", index, "share"),
                    "what the written shares leave",
                    ("content", "pillars"),
                )
        return tuple(
            CompletePillar(
                p.id,
                said(p.name),
                p.kind,
                p.share if p.share is not None else rest,
                said(p.purpose) if p.purpose else None,
            )
            for p in written
        )
    origins.assumed(("content", "pillars"), f"types/{type_row.id}")
    return tuple(
        CompletePillar(
            row.id,
            fill(row.name, params),
            row.kind,
            Decimal(rhythm.mix.get(row.id, 0)) / 100,
            fill(row.purpose, params),
        )
        for row in type_row.pillars
        if rhythm.mix.get(row.id, 0) > 0
    )


def _pillar_id(reference: str, pillars: tuple[CompletePillar, ...], type_row: TypeRow) -> str:
    """The pillar meant by an id or a name; a preset's pillar stands for the written one of the same kind."""
    for pillar in pillars:
        if reference in (pillar.id, pillar.name.zh, pillar.name.en):
            return pillar.id
    kind = next((row.kind for row in type_row.pillars if row.id == reference), None)
    return next((pillar.id for pillar in pillars if kind is not None and pillar.kind == kind), "")


def complete_series(
    plan: Plan,
    type_row: TypeRow,
    rhythm: RhythmRow,
    pillars: tuple[CompletePillar, ...],
    platforms: tuple[CompletePlatform, ...],
    groups: tuple[CompleteGroup, ...],
    people: tuple[CompletePerson, ...],
    roles: Mapping[str, CompleteRole],
    stages: tuple[StageId, ...],
    params: Mapping[str, Text],
    origins: OriginBook,
) -> tuple[tuple[CompleteSeries, ...], tuple[LeftOut, ...]]:
    """Take the written series, else those of the type; presets without a platform for them are left out."""
    open_groups = tuple(group.id for group in groups if group.status in ("active", "silent"))
    home = next(
        (p for p in platforms if groups and p.id == groups[0].platform), platforms[0] if platforms else None
    )
    channel = next((p for p in platforms if p.role in _CHANNEL_ROLES and p is not home), None)
    times = tuple(time for persona in plan.audience for time in persona.times or ())
    editor = holder_of("editor", roles)
    written = plan.content.series if plan.content else None
    made: list[CompleteSeries] = []
    left_out: list[LeftOut] = []
    if written is not None:
        for index, own in enumerate(written):
            platform = (find_platform(own.platform, platforms) if own.platform else None) or home
            _note_series(own, index, origins)
            to_groups = platform is not None and (
                platform is home or any(group.platform == platform.id for group in groups)
            )
            named = tuple(g.id for ref in own.groups or () for g in groups if ref in (g.id, g.name))
            made.append(
                CompleteSeries(
                    id=own.id,
                    name=said(own.name),
                    when=own.when,
                    time=own.time
                    or _outside_quiet(times[0] if times else "10:00", platform.quiet if platform else None),
                    pillar=_pillar_id(own.pillar, pillars, type_row) if own.pillar else "",
                    platform=platform.id if platform else "",
                    groups=named if own.groups is not None else open_groups if to_groups else (),
                    format=own.format or "text",
                    owner=(find_holder(own.owner, people, roles) if own.owner else None) or editor,
                    minutes=own.minutes if own.minutes is not None else int(assumed("post_minutes")),
                    send_minutes=own.send_minutes
                    if own.send_minutes is not None
                    else int(assumed("send_minutes")),
                    reply_minutes=own.reply_minutes
                    if own.reply_minutes is not None
                    else int(assumed("reply_minutes")),
                    stages=own.stages or stages,
                    start=own.start,
                    until=own.until,
                    count=own.count,
                    exceptions=own.exceptions or (),
                    first=own.first or "",
                    ask=own.ask or "",
                    silence=own.silence or "",
                    answers=own.answers or "",
                    material=own.material or "",
                    text=own.text or "",
                )
            )
        return tuple(made), ()
    origins.assumed(("content", "series"), f"types/{type_row.id}")
    for row in rhythm.series:
        if not set(row.stages) & set(stages):
            continue
        platform = home if row.on == "group" else channel
        if platform is None:
            left_out.append(
                LeftOut(row.name, "platform", ("platforms",), f"types/{type_row.id}/{row.id}", row.minutes)
            )
            continue
        made.append(_from_row(row, type_row, pillars, platform, open_groups, times, editor, params, stages))
    return tuple(made), tuple(left_out)


def _note_series(own: Series, index: int, origins: OriginBook) -> None:
    path = ("content", "series", index)
    for key, row in (
        ("minutes", "post_minutes"),
        ("send_minutes", "send_minutes"),
        ("reply_minutes", "reply_minutes"),
    ):
        if getattr(own, key) is None:
            origins.assumed((*path, key), f"assumptions/{row}")
    if own.time is None:
        origins.derived((*path, "time"), "the first time at which a persona is online", ("audience",))


def _from_row(
    row: SeriesRow,
    type_row: TypeRow,
    pillars: tuple[CompletePillar, ...],
    platform: CompletePlatform,
    groups: tuple[str, ...],
    times: tuple[str, ...],
    editor: str,
    params: Mapping[str, Text],
    stages: tuple[StageId, ...],
) -> CompleteSeries:
    wished, _, fallback = row.time.partition("|")
    time = (times[0] if times else fallback or "10:00") if wished == "persona" else wished
    grouped = row.on == "group"
    return CompleteSeries(
        id=row.id,
        name=fill(row.name, params),
        when=row.when,
        time=_outside_quiet(time, platform.quiet),
        pillar=_pillar_id(row.pillar, pillars, type_row),
        platform=platform.id,
        groups=groups if grouped else (),
        format=row.format,
        owner=editor,
        minutes=row.minutes,
        send_minutes=row.group_minutes,
        reply_minutes=row.reply_minutes,
        stages=tuple(stage for stage in row.stages if stage in stages),
    )


def _outside_quiet(time: str, quiet: tuple[str, str] | None) -> str:
    """The same time, or the end of the quiet hours when it lies inside them."""
    if quiet is None:
        return time
    start, end = quiet
    inside = start <= time or time < end if start > end else start <= time < end
    return end if inside else time


def complete_routines(
    plan: Plan,
    rhythm: RhythmRow,
    type_row: TypeRow,
    people: tuple[CompletePerson, ...],
    roles: Mapping[str, CompleteRole],
    stages: tuple[StageId, ...],
    params: Mapping[str, Text],
    names: Mapping[str, Text],
    origins: OriginBook,
) -> tuple[CompleteRoutine, ...]:
    """Take the written routines, else those of the type; ``names`` are those of the people and roles."""
    if plan.routines is not None:
        return tuple(
            CompleteRoutine(
                id=own.id,
                name=said(own.name),
                what=said(own.what) if own.what else None,
                owner=(find_holder(own.role, people, roles) if own.role else None)
                or holder_of("admin", roles),
                when=own.when,
                minutes=own.minutes,
                per_group=own.per_group,
                stages=own.stages or stages,
                start=own.start,
                events=own.events or "",
            )
            for own in plan.routines
        )
    origins.assumed(("routines",), f"types/{type_row.id}")
    return tuple(
        CompleteRoutine(
            id=row.id,
            name=fill(row.name, params),
            what=fill(row.what, {**params, "owner": names[holder_of(row.role, roles)]}),
            owner=holder_of(row.role, roles),
            when=row.when,
            minutes=row.minutes,
            per_group=row.per_group,
            stages=tuple(stage for stage in row.stages if stage in stages),
            events=row.events,
        )
        for row in rhythm.routines
        if set(row.stages) & set(stages)
    )


def complete_topics(
    plan: Plan, pillars: tuple[CompletePillar, ...], type_row: TypeRow
) -> tuple[CompleteTopic, ...]:
    """Take over the written topics and give each an id."""
    topics = (plan.content.topics if plan.content else None) or ()
    taken = {topic.id for topic in topics if topic.id}
    return tuple(
        CompleteTopic(
            id=topic.id or derive_id(topic.title, "topic", taken),
            title=topic.title,
            date=topic.date,
            pillar=_pillar_id(topic.pillar, pillars, type_row) if topic.pillar else "",
            series=topic.series or "",
            first=topic.first or "",
            ask=topic.ask or "",
            silence=topic.silence or "",
            answers=topic.answers or "",
            material=topic.material or "",
            owner=topic.owner or "",
            text=topic.text or "",
        )
        for topic in topics
    )


def complete_content(
    plan: Plan,
    pillars: tuple[CompletePillar, ...],
    series: tuple[CompleteSeries, ...],
    topics: tuple[CompleteTopic, ...],
    approver: str,
    origins: OriginBook,
) -> CompleteContent:
    """Put content together; detail weeks and lead days rest on standing assumptions where not written."""
    own = plan.content

    def days(key: str) -> int:
        written = getattr(own, key) if own else None
        return int(written) if written is not None else int(origins.figure(("content", key), key))

    # Nothing is reviewed before it is drafted: a lead that was not written gives way to the one that was.
    draft, review = days("draft_days"), days("review_days")
    if own is None or own.draft_days is None:
        draft = max(draft, review)
    elif own.review_days is None:
        review = min(draft, review)
    return CompleteContent(
        pillars=pillars,
        series=series,
        topics=topics,
        only_written=bool(own and own.only_written),
        detail_weeks=days("detail_weeks"),
        draft_days=draft,
        review_days=review,
        quality_bar=tuple(said(text) for text in (own.quality_bar if own else None) or ()),
        approver=approver,
    )
