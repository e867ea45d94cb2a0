"""Words for situations and journeys of members as ``planner list`` shows them."""

from __future__ import annotations

from planner.cli.shelf import Shelf, Words, card
from planner.knowledge.load import community_type_ids, load_journeys, load_roles, load_scripts
from planner.knowledge.member_rows import JourneyRow, ScriptRow
from planner.knowledge.schema import Text

_WHERE = {
    "group": Text("群里", "in the group"),
    "direct": Text("私下", "in private"),
    "both": Text("群里一句，其余私下", "a line in the group, the rest in private"),
}
_CHANNELS = {
    "auto": Text("平台自动发", "sent by the platform"),
    "direct": Text("私下", "in private"),
    "group": Text("群里叫名字", "by name in the group"),
}


def _of_types(row: ScriptRow | JourneyRow) -> str:
    return ", ".join(row.types or community_type_ids())


def scripts_shelf(words: Words) -> Shelf:
    scripts = load_scripts()

    def details(id: str) -> str:
        row = scripts[id]
        passed_on = []
        if row.escalate is not None:
            name = words(load_roles()[row.escalate.role].name)
            passed_on = [
                words.either(
                    f"{words(row.escalate.when)}：{row.escalate.minutes} 分钟内交给{name}",
                    f"if {words(row.escalate.when)}: the {name}, within {row.escalate.minutes} min",
                )
            ]
        return card(
            words,
            row,
            words(row.title),
            [
                (words.either("怎么看出来", "How one knows"), [words(row.sign)]),
                (
                    words.either(
                        f"这么说（{words(_WHERE[row.where])}）", f"Say ({words(_WHERE[row.where])})"
                    ),
                    [words(text) for text in row.say],
                ),
                (words.either("不这么说", "Never"), [words(text) for text in row.never]),
                (words.either("交给谁", "Passed on"), passed_on),
                (words.either("怎么了结", "How it is closed"), [words(row.close)]),
                (
                    words.either("方案里要有", "Needs of the plan"),
                    [words.join(row.needs)] if row.needs else [],
                ),
            ],
        )

    return Shelf(
        (
            "id",
            words.either("情形", "situation"),
            words.either("类型", "types"),
            words.either("要用到", "needs"),
        ),
        tuple((row.id, words(row.title), _of_types(row), ", ".join(row.needs)) for row in scripts.values()),
        details,
    )


def journeys_shelf(words: Words) -> Shelf:
    journeys = load_journeys()

    def step_lines(row: JourneyRow) -> list[str]:
        lines = []
        for step in row.steps:
            day = words.either(f"第 {step.after_days} 天", f"day {step.after_days}")
            how = words(_CHANNELS[step.channel])
            head = words.either(
                f"{day}，{how}，{step.minutes} 分钟：{words(step.title)}",
                f"{day}, {how}, {step.minutes} min: {words(step.title)}",
            )
            lines += [head, f"  {words(step.say)}"]
        return lines

    def details(id: str) -> str:
        row = journeys[id]
        return card(
            words,
            row,
            words(row.name),
            [
                (words.either("怎么看出来", "How one knows"), [words(row.sign)]),
                (words.either("步骤", "Steps"), step_lines(row)),
                (words.either("什么时候停", "When it stops"), [words(row.stop)]),
            ],
        )

    return Shelf(
        (
            "id",
            words.either("名称", "name"),
            words.either("触发", "trigger"),
            words.either("步数", "steps"),
            words.either("类型", "types"),
        ),
        tuple(
            (row.id, words(row.name), row.trigger, str(len(row.steps)), _of_types(row))
            for row in journeys.values()
        ),
        details,
    )
