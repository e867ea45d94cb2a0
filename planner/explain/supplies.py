"""Why something has to be there before a post or an event, who sees to it, and by when."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from planner.diagnostics.model import PlanPath
from planner.explain.events import event_headline
from planner.explain.lines import lines_of
from planner.explain.model import Explanation, Fact
from planner.explain.posts import entry_headline
from planner.explain.rows import rows_of
from planner.explain.scene import Scene
from planner.knowledge.load import load_consents
from planner.knowledge.schema import Text
from planner.playbook.values.activities import Occurrence
from planner.playbook.values.content import Entry, PatternFill
from planner.playbook.values.supplies import SupplyItem, SupplyKind

_KINDS: Mapping[SupplyKind, Text] = {
    "text": Text("定稿的文字", "The words"),
    "material": Text("素材、东西", "Material"),
    "approval": Text("审定", "Approval"),
    "consent": Text("本人点头", "Consent"),
    "price": Text("有效的价格", "A price that holds"),
}
_WHY: Mapping[SupplyKind, Text] = {
    "text": Text(
        "先有稿才好审：交稿的日子按 content.draft_days 往前数工作日",
        "it is read before it is sent: content.draft_days counts the work days back",
    ),
    "material": Text(
        "内容或活动要用到它，发出、开场之前就要在手里", "what is shown or used has to be at hand before"
    ),
    "approval": Text(
        "写的人不审自己的稿；要几天按 content.review_days 数工作日",
        "nobody approves their own words; content.review_days counts the work days that it takes",
    ),
    "consent": Text(
        "里面会出现别人的样子、话、作品或订单，没点头不发",
        "it shows somebody’s face, words, work or order; without a yes it is not sent",
    ),
    "price": Text(
        "里面有价格，发之前要核一遍还算不算数", "it shows a price, which is checked before it goes out"
    ),
}
_OVERRIDES: Mapping[SupplyKind, Text] = {
    "text": Text("想早点、晚点交，改 content.draft_days", "content.draft_days moves the day"),
    "material": Text(
        "选题里的 material、活动的准备和 venue 定要备什么",
        "material of the topic, preparation and venue of the event say what it is",
    ),
    "approval": Text(
        "换审的人写 content.approver；日子改 content.review_days",
        "content.approver sets who approves, content.review_days when",
    ),
    "consent": Text(
        "素材里写明不拍人、不带名字，就不用问", "material that says it shows no faces and no names needs none"
    ),
    "price": Text("价格到哪天写在 offers 的 price_until", "price_until of the offer says how long it holds"),
}


def explain_supply(scene: Scene, item: SupplyItem) -> Explanation:
    """Explain what has to be there: for what, why, who gets it and by when."""
    return Explanation(
        id=item.id,
        what=supply_headline(scene, item),
        facts=tuple(_facts(scene, item)),
        because=tuple(_because(scene, item)),
        lines=lines_of(scene, _paths(scene, item)),
        knowledge=rows_of(scene, _rows(scene, item)),
        otherwise=(scene.text(_OVERRIDES[item.kind]),),
    )


def supply_headline(scene: Scene, item: SupplyItem) -> str:
    """Return what it is and when it has to be there in one line."""
    what = scene.text(item.what) if item.what.zh else scene.own(item.offer)
    if item.consent:
        what = scene.text(load_consents()[item.consent].name)
    named = f"{scene.say('：', ': ')}{what.rstrip('。.')}" if what else ""
    return (
        scene.text(_KINDS[item.kind])
        + named
        + scene.say(f"，{scene.day(item.due)} 前", f", by {scene.day(item.due)}")
    )


def _facts(scene: Scene, item: SupplyItem) -> Iterator[Fact]:
    needs = _needing(scene, item)
    if isinstance(needs, Entry):
        yield scene.fact("给", "for", f"{entry_headline(scene, needs)} ({needs.id})")
    elif needs is not None:
        yield scene.fact("给", "for", f"{event_headline(scene, needs)} ({needs.id})")
    yield scene.fact("谁办", "seen to by", scene.holder(item.owner))
    if item.consent:
        yield scene.fact("怎么问", "how", scene.text(item.what))
    if item.takes_days:
        yield scene.fact("给几天", "work days for it", str(item.takes_days))
    if item.price_until is not None:
        yield scene.fact("价格到", "price until", scene.day(item.price_until))


def _because(scene: Scene, item: SupplyItem) -> Iterator[str]:
    yield scene.text(_WHY[item.kind])
    if item.price_until is not None and item.price_until < item.on:
        yield scene.say(
            f"{scene.day(item.on)} 用的时候，写下的价格已经过了",
            f"the written price is over when it is used on {scene.day(item.on)}",
        )


def _needing(scene: Scene, item: SupplyItem) -> Entry | Occurrence | None:
    entries = (one for one in scene.playbook.calendar.entries if one.id == item.needed_by)
    events = (one for one in scene.playbook.activities.occurrences if one.id == item.needed_by)
    return next(entries, None) or next(events, None)


def _paths(scene: Scene, item: SupplyItem) -> Iterator[PlanPath]:
    needs = _needing(scene, item)
    if isinstance(needs, Entry):
        yield from needs.reason.paths
        yield ("content", "series", needs.series)
    elif needs is not None:
        yield ("activities", needs.activity.id)
    yield ("people", item.owner)
    if item.kind == "price":
        yield from (
            ("offers", place) for place, one in enumerate(scene.plan.offers) if one.name == item.offer
        )
    if item.kind == "approval":
        yield ("content", "approver")
        yield ("content", "review_days")


def _rows(scene: Scene, item: SupplyItem) -> Iterator[str]:
    needs = _needing(scene, item)
    if item.consent:
        yield f"consents/{item.consent}"
    if isinstance(needs, Entry) and isinstance(needs.fill, PatternFill):
        yield f"patterns/{needs.fill.pattern}"
    elif isinstance(needs, Occurrence):
        yield f"activities/{needs.activity.kind}"
