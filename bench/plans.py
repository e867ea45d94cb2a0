"""Plans to measure with: made, not written, so that their size is known."""

from __future__ import annotations

_HEAD = """\
version: 1
language: {language}
timezone: Asia/Shanghai
currency: CNY
community:
  name: {name}
  type: interest
  situation: running
  product: bread and classes
positioning:
  problem: people who bake at home fail at the second loaf and have nobody to ask
  promise: show us a loaf and know within a day what to change
audience:
  - name: home bakers
    needs: [bread in time for breakfast]
    times: ["07:30", "20:00"]
    moments: [Saturday morning]
  - name: parents
    needs: [something to do with the children]
    times: ["12:30"]
    moments: [Sunday afternoon]
goals:
  - {{kpi: members, target: 900, by: 2026-12-31, baseline: 420}}
  - {{kpi: active_rate, target: 35%, by: 2026-12-31, baseline: 22%}}
period:
  start: 2026-01-01
  end: 2026-12-31
budget:
  total: 60000
  includes_labour: false
  contingency: 8%
"""


def plan_of_220_lines(number: int = 1) -> str:
    """A plan of an ordinary size for a year: about 220 lines."""
    parts = [_HEAD.format(language="en", name=f"Bread Circle {number}")]
    parts.append("offers:\n" + "".join(f"  - {name}\n" for name in _names("loaf", 8)))
    parts.append(
        "question_pool:\n" + "".join(f"  - Why does {name} fail in winter?\n" for name in _names("dough", 16))
    )
    parts.append("platforms:\n  - {id: chat, kind: wecom_group}\n  - {id: mp, kind: wechat_mp}\n")
    parts.append(
        "groups:\n"
        + "".join(f"  - {{id: g{i}, name: Group {i}, platform: chat, members: 120}}\n" for i in (1, 2, 3))
    )
    parts.append(
        "people:\n"
        "  - {id: ann, name: Ann, roles: [owner, expert], hours: 20}\n"
        "  - {id: ben, name: Ben, roles: [admin, editor, planner], hours: 40, deputy: ann}\n"
    )
    parts.append(
        "content:\n  pillars:\n"
        "    - {id: rescue, name: Loaf rescue, share: 60%, kind: question}\n"
        "    - {id: people, name: Who bakes here, share: 40%, kind: story}\n"
        "  series:\n"
    )
    days = ("mon", "tue", "wed", "thu", "fri", "sat")
    for index, day in enumerate(days):
        parts.append(
            f"    - id: s{index}\n      name: Series {index}\n      when: weekly {day}\n"
            f'      time: "{8 + index:02}:30"\n      pillar: {"rescue" if index % 2 else "people"}\n'
            f"      platform: chat\n      owner: ben\n      minutes: 20\n"
        )
    parts.append(
        "  topics:\n" + "".join(f"    - title: What {name} taught us\n" for name in _names("batch", 62))
    )
    parts.append(
        "rules:\n  prohibited:\n"
        + "".join(f"    - {{text: No {name}, sanction: reminder}}\n" for name in _names("advert", 20))
    )
    parts.append("calendar:\n  country: CN\n  nodes:\n")
    parts.append("".join(f"    - {{name: Fair {i}, date: 2026-{i:02}-20}}\n" for i in range(1, 13)))
    return "".join(parts)


def busy_plan(language: str = "en") -> str:
    """A plan for a year with about 1,000 posts."""
    parts = [_HEAD.format(language=language, name="Bread Circle")]
    parts.append("offers:\n" + "".join(f"  - {name}\n" for name in _names("loaf", 8)))
    parts.append(
        "question_pool:\n" + "".join(f"  - Why does {name} fail in winter?\n" for name in _names("dough", 20))
    )
    parts.append("platforms:\n  - {id: chat, kind: wecom_group, posts_per_day: 4}\n")
    parts.append("groups:\n  - {id: g1, name: Quay, platform: chat, members: 220}\n")
    parts.append("people:\n  - {id: ann, name: Ann, roles: [owner, expert], hours: 40}\n")
    parts.append("  - {id: ben, name: Ben, roles: [admin, editor, planner], hours: 60, deputy: ann}\n")
    parts.append(
        "content:\n  pillars:\n    - {id: rescue, name: Rescue, share: 100%, kind: question}\n  series:\n"
    )
    for index, time in enumerate(("07:30", "12:30", "20:00")):
        parts.append(
            f'    - {{id: s{index}, name: Series {index}, when: daily, time: "{time}", pillar: rescue, '
            f"platform: chat, owner: ben, minutes: 10, reply_minutes: 5}}\n"
        )
    return "".join(parts)


def engine_plan(times: int = 1) -> str:
    """A plan for the engine: about 1,000 posts, 60 occurrences and 500 pieces of preparation in 12 months.

    With ``times=4`` there is four times as much of each, in 36 months. Kinds beyond those of the product are the
    clones of ``bench.engine``.
    """
    years = 1 if times == 1 else 3
    head = _HEAD.format(language="en", name="Bread Circle").replace("total: 60000", f"total: {60000 * times}")
    parts = [head.replace("end: 2026-12-31", f"end: {2025 + years}-12-31")]
    parts.append("offers:\n" + "".join(f"  - {name}\n" for name in _names("loaf", 8)))
    parts.append(
        "question_pool:\n" + "".join(f"  - Why does {name} fail in winter?\n" for name in _names("dough", 24))
    )
    parts.append("platforms:\n  - {id: chat, kind: wecom_group, posts_per_day: 6}\n")
    parts.append("groups:\n  - {id: g1, name: Quay, platform: chat, members: 220}\n")
    parts.append(
        "stages:\n  build: {start: 2026-01-01, end: 2026-03-15}\n"
        f"  growth: {{start: 2026-03-16, end: {2025 + years}-08-31}}\n"
        f"  maturity: {{start: {2025 + years}-09-01, end: {2025 + years}-12-31}}\n"
    )
    parts.append("people:\n")
    for number, (name, roles) in enumerate(ENGINE_PEOPLE):
        parts.append(
            f"  - {{id: {name}, name: {name.title()}, roles: [{roles}], hours: {40 - 4 * number}}}\n"
        )
    parts.append(
        "content:\n  pillars:\n"
        "    - {id: rescue, name: Rescue, share: 50%, kind: question}\n"
        "    - {id: how, name: How, share: 30%, kind: howto}\n"
        "    - {id: people, name: People, share: 20%, kind: story}\n  series:\n"
    )
    whens = ("daily", "daily", "weekly mon,tue,wed,thu,fri")
    for index, when in enumerate(whens if times == 1 else ("daily", *whens)):
        parts.append(
            f'    - {{id: s{index}, name: Series {index}, when: "{when}", time: "{8 + 3 * index:02}:30", '
            f"platform: chat, owner: {ENGINE_PEOPLE[index][0]}, minutes: 10, reply_minutes: 5}}\n"
        )
    parts.append("activities:\n")
    written, steps = (
        (11, 10) if times == 1 else (67, 9)
    )  # the choice adds what is missing to 60 and 240 events
    for index in range(written):
        tasks = "".join(
            f"      - {{title: Step {step} of {index}, work_days_before: {2 * step}, minutes: 40, "
            f"owner: {ENGINE_PEOPLE[(index + step) % len(ENGINE_PEOPLE)][0]}}}\n"
            for step in range(1, steps + 1)
        )
        parts.append(
            f"  - id: written{index}\n    kind: {ENGINE_KINDS[index % len(ENGINE_KINDS)]}\n"
            f"    name: Evening {index}\n    count: 3\n    cost: 120\n    tasks:\n{tasks}"
        )
    return "".join(parts)


ENGINE_PEOPLE = (
    ("ann", "owner, expert"),
    ("ben", "admin"),
    ("cleo", "editor"),
    ("dan", "planner"),
    ("eve", "expert"),
    ("finn", "admin, editor"),
)
ENGINE_KINDS = ("qa_hour", "topic_discussion", "workshop_hands_on", "meetup_dinner", "member_interview")


def _names(word: str, count: int) -> list[str]:
    return [f"{word} number {index}" for index in range(1, count + 1)]
