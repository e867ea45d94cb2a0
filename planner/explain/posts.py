"""Why an entry is there, on that day, with that title."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from planner.diagnostics.model import PlanPath
from planner.explain.duty import duty_reasons, duty_remedies, moved_hour
from planner.explain.lines import lines_of
from planner.explain.model import Explanation, Fact
from planner.explain.origins import origin_of
from planner.explain.rows import rows_of
from planner.explain.rules import rule_words
from planner.explain.scene import Scene
from planner.knowledge.load import assumed, load_patterns
from planner.knowledge.topic_rows import PatternRow
from planner.playbook.record.dated import pattern_title
from planner.playbook.values.content import Entry, LaterFill, OpenFill, PatternFill, TopicFill

_MOST_PATTERNS = 3


def entry_title(scene: Scene, entry: Entry) -> str:
    """Return the title of an entry, or what stands in for one."""
    match entry.fill:
        case TopicFill(topic):
            return scene.quoted(topic.title)
        case PatternFill() as made:
            return scene.quoted(scene.text(pattern_title(made)))
        case LaterFill(decided=decided):
            return scene.say(f"题目 {decided} 再定", f"title decided on {decided}")
        case OpenFill():
            return scene.say("还没有题目", "no title yet")


def entry_headline(scene: Scene, entry: Entry) -> str:
    """Return series, day, hour and title of an entry in one line."""
    series = next(
        (scene.text(one.name) for one in scene.plan.content.series if one.id == entry.series), entry.series
    )
    return f"{series} {scene.day(entry.on)} {entry.time} {entry_title(scene, entry)}"


def explain_entry(scene: Scene, entry: Entry) -> Explanation:
    """Explain a post: who, when, why this title, and which others there were."""
    paths = tuple(_paths(scene, entry))
    return Explanation(
        id=entry.id,
        what=scene.say("内容条目：", "Post: ") + entry_headline(scene, entry),
        facts=tuple(_facts(scene, entry)),
        because=tuple(_because(scene, entry)),
        lines=lines_of(scene, paths),
        knowledge=rows_of(scene, (*entry.reason.knowledge, *_presets(scene, paths))),
        otherwise=tuple(_otherwise(scene, entry)),
    )


def _facts(scene: Scene, entry: Entry) -> Iterator[Fact]:
    plan = scene.plan
    groups = [next((g.name for g in plan.groups if g.id == one), one) for one in entry.groups]
    platform = next((p.name for p in plan.platforms if p.id == entry.platform), entry.platform)
    yield scene.fact("发到", "goes to", scene.listed(groups) or platform)
    yield scene.fact("阶段", "stage", scene.stage(entry.stage))
    pillar = next((scene.text(p.name) for p in plan.content.pillars if p.id == entry.pillar), entry.pillar)
    if pillar:
        yield scene.fact("内容板块", "pillar", pillar)
    yield scene.fact(
        "谁写",
        "written by",
        f"{scene.holder(entry.owner)}{scene.say('，', ', ')}{scene.time(entry.minutes)}"
        + scene.say(f"，{scene.day(entry.draft_due)} 交稿", f", draft due {scene.day(entry.draft_due)}"),
    )
    yield scene.fact(
        "谁审",
        "reviewed by",
        scene.holder(entry.reviewer)
        + scene.say(f"，{scene.day(entry.review_due)} 前", f", by {scene.day(entry.review_due)}"),
    )
    there = "" if entry.duty.covered else scene.say("（不在）", " (not there)")
    yield scene.fact("谁来回", "answers", scene.holder(entry.duty.person) + there)


def _because(scene: Scene, entry: Entry) -> Iterator[str]:
    yield moved_hour(scene, entry) or rule_words(scene, entry.reason.rule)
    if entry.on != entry.nominal:
        yield scene.say(
            f"本该在 {scene.day(entry.nominal)}", f"its own day would be {scene.day(entry.nominal)}"
        )
    yield from _of_fill(scene, entry)
    yield from duty_reasons(scene, entry)


def _of_fill(scene: Scene, entry: Entry) -> Iterator[str]:
    match entry.fill:
        case TopicFill() if entry.topic is not None:
            yield scene.say(
                "题目是方案里写的，方案里写的先排", "the plan has this topic, and written topics come first"
            )
        case TopicFill():
            yield scene.say(
                "这个栏目的话是方案里写好的，每次都一样",
                "the plan has the words of this series, the same each time",
            )
        case PatternFill():
            weeks = int(assumed("pattern_weeks"))
            yield scene.say(
                f"题目用选题模板配方案里的素材写成；同一个模板 {weeks} 周内不重复，用得少的先用",
                f"the title is a pattern filled with the plan's own words; a pattern rests {weeks} weeks, the least used comes first",
            )
        case LaterFill():
            weeks = scene.plan.content.detail_weeks
            yield scene.say(
                f"只有头 {weeks} 周的题目写到定稿，后面的先定主题",
                f"only the first {weeks} weeks have final titles; later ones have a theme",
            )
        case OpenFill(lacks):
            keys = scene.listed(lacks)
            yield scene.say(
                f"合适的模板都要用到 {keys}，方案里不够",
                f"every pattern that suits needs more of {keys} than the plan has",
            )


def _paths(scene: Scene, entry: Entry) -> Iterator[PlanPath]:
    yield from entry.reason.paths
    yield ("content", "series", entry.series)
    yield ("content", "pillars", entry.pillar)
    if isinstance(entry.fill, PatternFill):
        yield from entry.fill.sources
    yield from (("groups", group) for group in entry.groups)
    yield ("people", entry.owner)
    yield ("people", entry.duty.person)
    yield from override_paths(scene, entry.id)


def override_paths(scene: Scene, thing: str) -> Iterator[PlanPath]:
    """Give the paths of the plan's own changes to one dated thing."""
    for index, override in enumerate(scene.plan.calendar.overrides):
        if override.id == thing:
            yield ("calendar", "overrides", index)


def _presets(scene: Scene, paths: tuple[PlanPath, ...]) -> Iterator[str]:
    for path in paths:
        found = origin_of(scene.plan, path)
        if found is not None and found[1].kind == "assumed":
            yield found[1].rule


def _otherwise(scene: Scene, entry: Entry) -> Iterator[str]:
    if isinstance(entry.fill, PatternFill):
        rows = [row for name in entry.fill.others if (row := load_patterns().get(name)) is not None]
        if rows:
            names = scene.listed(f"{scene.quoted(blank_title(scene, row))} ({row.id})" for row in rows)
            yield scene.say(f"也能用的选题模板：{names}", f"other patterns that fit: {names}")
        for row, used in _resting(scene, entry):
            yield scene.say(
                f"{row.id} 在 {used} 用过，还没隔够 {int(assumed('pattern_weeks'))} 周",
                f"{row.id} was used on {used}, less than {int(assumed('pattern_weeks'))} weeks away",
            )
    yield from duty_remedies(scene, entry)
    example = f"{{id: {entry.id}, action: replace, title: …}}"
    yield scene.say(
        f"要换题目，在 calendar.overrides 加一条 {example}；move 改日子，skip 不发",
        f"for another title add {example} to calendar.overrides; move changes the day, skip leaves it out",
    )


def blank_title(scene: Scene, row: PatternRow) -> str:
    """Return a pattern's title with dots for what would fill it."""
    title = scene.text(row.title)
    while "{" in title and "}" in title:
        title = title[: title.index("{")] + "…" + title[title.index("}") + 1 :]
    return title


def _resting(scene: Scene, entry: Entry) -> list[tuple[PatternRow, str]]:
    """Patterns for the same pillar, stage and place that were used too short a time before, with the day."""
    plan = scene.plan
    kind = next((p.kind for p in plan.content.pillars if p.id == entry.pillar), None)
    weeks = timedelta(weeks=int(assumed("pattern_weeks")))
    used: dict[str, str] = {}
    for one in scene.playbook.calendar.entries:
        if isinstance(one.fill, PatternFill) and entry.on - weeks <= one.on < entry.on:
            used[one.fill.pattern] = one.on.isoformat()
    rows = [
        row
        for row in load_patterns().values()
        if row.id in used and (kind is None or kind in row.kinds) and _suits(scene, row, entry)
    ]
    return [(row, used[row.id]) for row in rows[:_MOST_PATTERNS]]


def _suits(scene: Scene, row: PatternRow, entry: Entry) -> bool:
    plan = scene.plan
    there = {
        "offer": bool(plan.offers),
        "question": bool(plan.questions),
        "fixed": any(fixed.when for fixed in plan.fixed),
        "moment": any(persona.moments or persona.times for persona in plan.personas),
    }
    return (
        (not row.types or plan.community.type in row.types)
        and plan.community.situation in row.situations
        and entry.stage in row.stages
        and entry.format in row.formats
        and ("group" if entry.groups else "channel") in row.on
        and not plan.banned.intersection(row.tags)
        and all(there.get(need, True) for need in row.needs)
    )
