"""The knowledge as ``planner list`` shows it: rows of a table, and the details of one row."""

from __future__ import annotations

from collections.abc import Callable

from planner.cli.member_shelves import journeys_shelf, scripts_shelf
from planner.cli.shelf import Shelf, Words, card
from planner.diagnostics.model import Language
from planner.knowledge.load import (
    activity_kind_ids,
    community_type_ids,
    load_activity_kind,
    load_kpis,
    load_patterns,
    load_platforms,
    load_type,
)


def open_shelf(kind: str, language: Language) -> Shelf:
    """Return a shelf in one language; ``kind`` is a key of the table at the end of this module."""
    return _SHELVES[kind](Words(language))


def _types(words: Words) -> Shelf:
    rows = [load_type(id) for id in community_type_ids()]

    def details(id: str) -> str:
        row = load_type(id)
        return card(
            words,
            row,
            words(row.name),
            [
                (words.either("是什么", "What it is"), [words(row.summary)]),
                (words.either("适合", "Suits"), [words(row.suits)]),
                (
                    words.either("内容板块", "Pillars"),
                    [words.label(f"{p.id}  {words(p.name)}", words(p.purpose)) for p in row.pillars],
                ),
                (
                    words.either("平台", "Platforms"),
                    [words.label(p.id, words(p.why)) for p in row.platforms[words.language]],
                ),
                *(
                    (
                        f"{words.either('栏目', 'Series')} ({situation})",
                        [f"{s.id}  {words(s.name)}  {s.when} {s.time}" for s in rhythm.series],
                    )
                    for situation, rhythm in row.rhythm.items()
                ),
            ],
        )

    return Shelf(
        ("id", words.either("名称", "name"), words.either("适合", "suits")),
        tuple((row.id, words(row.name), words(row.suits)) for row in rows),
        details,
    )


def _platforms(words: Words) -> Shelf:
    platforms = load_platforms()

    def details(id: str) -> str:
        row = platforms[id]
        limits = [
            words.label(
                words(limit.what),
                f"{limit.value} {words(limit.unit)} ({limit.source}, {limit.as_of}, {limit.confidence})",
            )
            for limit in row.limits
        ]
        return card(
            words,
            row,
            words(row.name),
            [
                (words.either("也叫", "Also called"), [words.join(row.aliases)] if row.aliases else []),
                (
                    words.either("能做什么", "Can do"),
                    [words.join(row.capabilities)] if row.capabilities else [],
                ),
                (words.either("限制", "Limits"), limits),
                (words.either("备注", "Note"), [words(row.note)] if row.note else []),
            ],
        )

    def capacity(size: int | None) -> str:
        return str(size) if size is not None else "-"

    return Shelf(
        (
            "id",
            words.either("名称", "name"),
            words.either("用途", "role"),
            words.either("每群人数", "capacity"),
        ),
        tuple(
            (p.id, words(p.name), p.role, capacity(p.capacity))
            for p in platforms.values()
            if p.status == "active"
        ),
        details,
    )


def _length(words: Words, minutes: int) -> str:
    """How long an activity lasts: in minutes, or in days if it goes on for several."""
    if minutes < 24 * 60:
        return words.either(f"{minutes} 分钟", f"{minutes} min")
    days = -(-minutes // (24 * 60))
    return words.either(f"{days} 天", f"{days} days")


def _activities(words: Words) -> Shelf:
    rows = [load_activity_kind(id) for id in activity_kind_ids()]

    def details(id: str) -> str:
        row = load_activity_kind(id)
        people = row.participants
        return card(
            words,
            row,
            words(row.name),
            [
                (words.either("是什么", "What it is"), [words(row.summary)]),
                (
                    words.either("规模", "Size"),
                    [
                        words.either(
                            f"{people['min']}–{people['max']} 人，一般 {people['typical']} 人，{_length(words, row.duration)}",
                            f"{people['min']}–{people['max']} people, usually {people['typical']}, {_length(words, row.duration)}",
                        )
                    ],
                ),
                (words.either("为哪些 KPI", "Serves"), [words.join(list(row.serves))]),
                (
                    words.either("筹备", "Preparation"),
                    [
                        words.either(
                            f"提前 {p.work_days_before} 个工作日：{words(p.title)}（{p.minutes} 分钟）",
                            f"{p.work_days_before} work days before: {words(p.title)} ({p.minutes} min)",
                        )
                        for p in row.preparation
                    ],
                ),
                (words.either("留下什么", "What remains"), [words(row.deliverable)]),
            ],
        )

    return Shelf(
        (
            "id",
            words.either("名称", "name"),
            words.either("方式", "mode"),
            words.either("人数", "people"),
            words.either("多久", "length"),
            words.either("类型", "types"),
        ),
        tuple(
            (
                row.id,
                words(row.name),
                "/".join(row.mode),
                f"{row.participants['min']}–{row.participants['max']}",
                _length(words, row.duration),
                ", ".join(type_id for type_id, fit in row.types.items() if fit),
            )
            for row in rows
        ),
        details,
    )


def _kpis(words: Words) -> Shelf:
    kpis = load_kpis()

    def details(id: str) -> str:
        row = kpis[id]
        return card(
            words,
            row,
            words(row.name),
            [
                (words.either("也叫", "Also called"), [words.join(row.aliases)] if row.aliases else []),
                (words.either("怎么算", "Formula"), [words(row.formula)]),
                (
                    words.either("怎么数", "How it is counted"),
                    [words.label(m.capability, words(m.how)) for m in row.measures],
                ),
                (words.either("当心", "Mind"), [words(row.caveat)] if row.caveat else []),
            ],
        )

    return Shelf(
        ("id", words.either("名称", "name"), words.either("单位", "unit"), words.either("怎么算", "formula")),
        tuple((row.id, words(row.name), words(row.unit), words(row.formula)) for row in kpis.values()),
        details,
    )


def _patterns(words: Words) -> Shelf:
    patterns = load_patterns()

    def details(id: str) -> str:
        row = patterns[id]
        return card(
            words,
            row,
            words(row.title),
            [
                (words.either("首句", "First sentence"), [words(row.first)]),
                (words.either("请成员做什么", "Ask"), [words(row.ask)]),
                (words.either("冷场怎么办", "When nobody answers"), [words(row.silence)]),
                (words.either("回答拿来做什么", "What is done with the answers"), [words(row.answers)]),
                (words.either("要什么素材", "Material"), [words(row.material)]),
                (words.either("方案里要有", "Needs of the plan"), [words.join(row.needs)]),
            ],
        )

    return Shelf(
        ("id", words.either("题目", "title"), words.either("板块", "kinds"), words.either("要用到", "needs")),
        tuple((p.id, words(p.title), ", ".join(p.kinds), ", ".join(p.needs)) for p in patterns.values()),
        details,
    )


_SHELVES: dict[str, Callable[[Words], Shelf]] = {
    "types": _types,
    "platforms": _platforms,
    "activities": _activities,
    "kpis": _kpis,
    "patterns": _patterns,
    "scripts": scripts_shelf,
    "journeys": journeys_shelf,
}
