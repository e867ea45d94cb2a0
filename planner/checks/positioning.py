"""POS: positioning and personas."""

from __future__ import annotations

from collections.abc import Iterator

from planner.checks.context import WorkedOut, Written
from planner.diagnostics.model import Finding
from planner.knowledge.load import load_platforms
from planner.knowledge.lookup import platform_kind
from planner.knowledge.schema import Text


def check_promise(written: Written) -> Iterator[Finding]:
    """Yield POS001 where problem or promise are the same, or too short to say anything."""
    positioning = written.plan.positioning
    if _plain(positioning.problem) == _plain(positioning.promise):
        yield Finding("POS001", ("positioning", "promise"), "same")
        return
    least = written.policy.threshold("POS001", "characters")
    for key in ("problem", "promise"):
        text = getattr(positioning, key)
        if len(_plain(text)) < least:
            yield Finding("POS001", ("positioning", key), key, {"text": text})


def check_needs(written: Written) -> Iterator[Finding]:
    """Yield POS002 for needs that say nothing beyond the persona's name."""
    for index, persona in enumerate(written.plan.audience):
        for number, need in enumerate(persona.needs):
            path = ("audience", index, "needs", number)
            if _plain(need) == _plain(persona.name):
                yield Finding("POS002", path, "repeats_name", {"persona": persona.name})
            elif len(_plain(need)) < 2:
                yield Finding("POS002", path, "too_short", {"persona": persona.name, "need": need})


def _plain(text: str) -> str:
    return "".join(character for character in text.lower() if character.isalnum())


def check_persona_platforms(worked: WorkedOut) -> Iterator[Finding]:
    """Yield POS003 for personas none of whose platforms is the plan's."""
    ours = {platform.kind: _platform_name(platform.kind) for platform in worked.complete.platforms}
    for index, persona in enumerate(worked.plan.audience):
        theirs = [(name, platform_kind(name)) for name in persona.platforms or ()]
        if not theirs or any(row is not None and row.id in ours for _, row in theirs):
            continue
        names = tuple(row.name if row is not None else Text(name, name) for name, row in theirs)
        params = {"persona": persona.name, "theirs": names, "ours": tuple(ours.values())}
        yield Finding("POS003", ("audience", index, "platforms"), params=params)


def _platform_name(kind: str) -> Text:
    return load_platforms()[kind].name
