"""LAW: induced sharing and prize draws. Hints, not legal advice; only where platform or country makes them apply."""

from __future__ import annotations

import re
from collections.abc import Iterator

from planner.checks.activities import written_activities
from planner.checks.context import WorkedOut
from planner.checks.document import activity_path
from planner.checks.user_text import activity_texts, earning_texts, incentive_texts, is_denied, topic_texts
from planner.diagnostics.model import Finding
from planner.knowledge.schema import Text

# The last Chinese word is "help me to a discount", spelt by code points because our own texts never use it.
_SHARE = re.compile(
    r"转发|转到朋友圈|发(?:到)?朋友圈|晒(?:到)?朋友圈|分享(?:到|给|至|链接|海报|朋友圈|本群|群码|二维码|出去)|集赞|点赞数|攒赞|集卡"
    r"|砍一刀|帮砍|砍价|邀请(?:\s*\d+|一|两|三|几|多少)?\s*(?:位|个|名)?(?:好友|朋友|新人|同事|邻居)|拉(?:\s*\d+|一|两|三|几)\s*(?:位|个|名)?(?:人|好友|朋友)"
    r"|拉(?:人|好友|朋友)(?:进群|入群)|好友\u52a9\u529b|\u52a9\u529b(?:满|\d|成功)"
    r"|\b(?:forward(?:s|ing|ed)?|repost(?:s|ing|ed)?|retweet(?:s|ing)?|shar(?:e|es|ing) (?:this|the|our|it|with|to)|tag(?:s|ging)? (?:a|\d+|two|three|your) friends?"
    r"|collect(?:s|ing)? likes|like and share|invit(?:e|es|ing) (?:a|\d+|two|three|five|ten|your) (?:friends?|neighbours?|people))\b",
    re.IGNORECASE,
)
_REWARD = re.compile(
    r"领|送|得(?=[一二两三半\d份张个优免奖礼券现红]|到(?:一|\d|奖|礼|券))|换(?!成|人|到|了|句|题|时间|一种|一天|个(?:说法|时间|话题|人))|奖|红包|优惠|返现|免费|免单|打\s*[一-九\d]\s*折|折扣|返\s*\d+|减\s*\d+|赠|积分|抽中|礼品|好礼"
    r"|\b(?:win|wins|get(?:s)? (?:a|one|\d+|free)|free|rewards?|prizes?|discounts?|coupons?|vouchers?|cashback|gifts?|bonus|earns?|points)\b",
    re.IGNORECASE,
)
_REACH = 18
"""Characters between the two in Chinese; English words are longer, so three times as many there."""
_WECHAT = ("wechat", "wecom")
_TERMS: tuple[tuple[Text, str], ...] = (
    (Text("奖品", "the prize"), r"奖品|奖项|一等奖|prize|award|台|份|张"),
    (Text("参加条件", "conditions"), r"条件|可参加|参与方式|参加|资格|成员|eligib|condition|who can|members|open to|entr"),
    (Text("时间", "time"), r"\d+\s*[月日点时]|\d{1,2}:\d{2}|\d{4}-\d|时间|\d{1,2} (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|date|until"),
    (Text("方式", "method"), r"转盘|随机|抽取|摇号|抽签|抽奖|方式|random|drawn|draw|lot\b|method"),
    (Text("数量或概率", "number or odds"), r"\d+\s*[份台个名张位件]|[一两三四五六七八九十]\s*[份台个名张位件]|概率|中奖率|odds|chance|\d+ (?:prizes?|winners?|vouchers?)|one (?:prize|winner)"),
    (Text("兑奖", "claiming"), r"兑奖|领奖|领取|兑换|凭|claim|collect|pick up|hand(?:ed)? over"),
    (Text("主办方", "the organiser"), r"主办|举办方|组织者|organi[sz]er|run by|hosted by"),
)  # fmt: skip


def induced_sharing(text: str) -> tuple[str, str] | None:
    """Return the sharing and the reward that a text ties together within one sentence, unless it denies them."""
    for sentence in re.finditer(r"[^。！!\n；;]+", text):
        words = sentence.group()
        for share in _SHARE.finditer(words):
            if is_denied(words, share.start()):
                continue
            near = _REACH if not share.group().isascii() else 3 * _REACH
            for reward in _REWARD.finditer(words):
                apart = max(reward.start() - share.end(), share.start() - reward.end())
                if 0 <= apart <= near and not is_denied(words, reward.start()):
                    return share.group(), reward.group()
    return None


def check_induced_sharing(worked: WorkedOut) -> Iterator[Finding]:
    """Yield LAW001 for the operator's texts that reward sharing, where a WeChat platform is used."""
    if not any(platform.kind.startswith(_WECHAT) for platform in worked.complete.platforms):
        return
    plan = worked.plan
    for texts in (topic_texts(plan), activity_texts(plan, worked.data), incentive_texts(plan)):
        for path, text in texts:
            found = induced_sharing(text)
            if found is not None:
                params = {"text": _short(text), "share": found[0], "reward": found[1]}
                yield Finding("LAW001", path, params=params)
    for path, text in earning_texts(plan):
        share = _SHARE.search(text)
        if share is not None and not is_denied(text, share.start()):
            yield Finding("LAW001", path, "earning", {"text": _short(text)})


def _short(text: str) -> str:
    return text if len(text) <= 30 else text[:29] + "…"


def check_draws(worked: WorkedOut) -> Iterator[Finding]:
    """Yield LAW003 for drawn prizes above the cap, LAW004 for draws without complete terms; China only."""
    if worked.complete.calendar.country.split("-")[0] != "CN":
        return
    for index, item, _ in written_activities(worked):
        if item.prize is None or not item.prize.draw:
            continue
        path = activity_path(worked.data, index, "prize")
        cap = worked.policy.threshold("LAW003", "cap")
        if worked.complete.currency == "CNY" and item.prize.value > cap:
            params = {"prize": item.prize.name, "value": item.prize.value, "cap": cap}
            yield Finding("LAW003", (*path, "value"), params=params)
        if not item.prize.terms:
            yield Finding("LAW004", path, "absent", {"prize": item.prize.name}, "key")
            continue
        said = f"{item.prize.name}\n{item.prize.terms}".lower()
        missing = tuple(name for name, pattern in _TERMS if not re.search(pattern, said))
        if missing:
            params = {"prize": item.prize.name, "missing": missing}
            yield Finding("LAW004", (*path, "terms"), "lacking", params)
