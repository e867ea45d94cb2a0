"""What an operator probably meant by a value that cannot be taken as it stands: only ever offered, never used."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

_UNITS: Mapping[str, int] = {
    "十": 10,
    "百": 100,
    "千": 1000,
    "k": 1000,
    "万": 10_000,
    "萬": 10_000,
    "w": 10_000,
    "亿": 10**8,
}
_DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0}
_MONEY_SIGNS = "¥￥$€£人民币约共"
_FIGURE = re.compile(
    r"(?P<digits>\d[\d,\uff0c]*(?:\.\d+)?)\s*(?P<unit>[十百千万萬亿kKwW]?)(?P<rest>.*)", re.DOTALL
)
_CHINESE_FIGURE = re.compile(r"(?P<digits>[零〇一二两三四五六七八九十百千万]{1,12})(?P<rest>\D*)")
_RATE = re.compile(
    r"(?:每|/|一)(?:个)?(?P<unit>[天日周月年])|[天日周月]均|\b(?:an?|per|each) (?P<english>day|week|month|year)\b",
    re.I,
)
_OWN_RATE: Mapping[str, tuple[str, ...]] = {
    "hours": ("周", "week"),
    "joins_per_month": ("月", "month"),
    "loss_per_month": ("月", "month"),
    "months": ("年",),
}
_CLOCK = re.compile(
    r"(?P<part>凌晨|清晨|早上|早晨|上午|中午|下午|傍晚|晚上|夜里)?\s*"
    r"(?P<hour>\d{1,2}|[一二两三四五六七八九十]{1,3})\s*(?:[点时:\uff1a.](?P<minute>半|\d{1,2}|一刻)?分?)"
)
_TWELVE_HOURS = re.compile(
    r"(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2}))?\s*(?P<half>[ap])\.?m\.?", re.IGNORECASE
)
_AFTERNOON = frozenset({"下午", "傍晚", "晚上", "夜里"})
_NOON = {"中午": "12:00", "正午": "12:00", "noon": "12:00", "midday": "12:00"}
_SEPARATORS = re.compile(r"\s*[、,\uff0c;\uff1b/和]\s*")
_LONGEST = 40


def meant_number(text: str, key: str = "") -> str:
    """Return the number that a text such as ``3,000元``, ``5万`` or ``三千`` stands for; empty if that is not sure.

    ``key`` is the key that takes it: ``每天2小时`` is no figure for hours a week, nor ``3000元/月`` for a total.
    """
    plain = text.strip().strip(_MONEY_SIGNS).strip()
    if len(plain) > _LONGEST or any(sign in plain for sign in "%\uff05‰"):
        return ""
    rate = _RATE.search(plain)
    if rate is not None and (rate["unit"] or (rate["english"] or "").lower()) not in _OWN_RATE.get(key, ()):
        return ""
    if "年" in plain:
        return _months(plain) if key == "months" else ""
    figure = _FIGURE.match(plain) or _FIGURE.search(plain)
    if figure is not None:
        if re.search(r"\d", figure["rest"]) or plain.startswith("-"):
            return ""
        number = Decimal(re.sub(r"[,\uff0c]", "", figure["digits"]))
        return _plain(number * _UNITS.get(figure["unit"].lower(), 1))
    chinese = _CHINESE_FIGURE.match(plain)
    if chinese is None or chinese["rest"].strip()[:1] in ("分", "成"):
        return ""
    number_read = _read_chinese(chinese["digits"])
    return "" if number_read is None else str(number_read)


def _months(text: str) -> str:
    """Read years as months: ``半年``, ``一年半``."""
    years = re.fullmatch(r"(?P<count>\d|[一二两三])?个?(?P<half>半)?年(?P<more>半)?", text)
    if years is None or not (years["count"] or years["half"]):
        return ""
    count = (
        int(years["count"]) if (years["count"] or "").isdecimal() else _DIGITS.get(years["count"] or "零", 0)
    )
    return str(count * 12 + (6 if years["half"] or years["more"] else 0))


def _plain(number: Decimal) -> str:
    text = f"{number:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return text[:24]


def _read_chinese(text: str) -> int | None:
    """Read a Chinese numeral below a hundred million; ``None`` for what is none, such as a row of digits."""
    total = section = 0
    digit: int | None = None
    if len(text) > 2 and text[-1] in _DIGITS and text[-2] in "百千万":
        # 一万二 is 12,000: the last digit counts the next lower unit.
        head = _read_chinese(text[:-1])
        return None if head is None else head + _DIGITS[text[-1]] * _UNITS[text[-2]] // 10
    for character in text:
        if character in _DIGITS:
            if digit:
                return None
            digit = _DIGITS[character]
        elif character == "万":
            total, section, digit = (section + (digit or 0)) * 10_000, 0, None
        else:
            section += (1 if digit is None else digit) * _UNITS[character]
            digit = None
    return total + section + (digit or 0)


def meant_time(text: str) -> str:
    """Return the time of day that a text such as ``晚上8点半`` or ``8 pm`` stands for; empty if that is not sure."""
    plain = text.strip()
    if plain.lower() in _NOON:
        return _NOON[plain.lower()]
    if len(plain) > _LONGEST:
        return ""
    if (found := _TWELVE_HOURS.match(plain)) is not None:
        hour = int(found["hour"]) % 12 + (12 if found["half"].lower() == "p" else 0)
        return _time(hour, int(found["minute"] or 0)) if int(found["hour"]) <= 12 else ""
    clock = _CLOCK.match(plain)
    if clock is None:
        return ""
    number = int(clock["hour"]) if clock["hour"].isdecimal() else _read_chinese(clock["hour"])
    minute = {"半": 30, "一刻": 15, None: 0}.get(clock["minute"])
    if number is None:
        return ""
    if (clock["part"] in _AFTERNOON and number < 12) or (clock["part"] == "中午" and number < 3):
        number += 12
    return _time(number, int(clock["minute"]) if minute is None else minute)


def _time(hour: int, minute: int) -> str:
    return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else ""


def meant_times(text: str) -> str:
    """Return the list that a text with several times stands for, e.g. ``12:30、20:00``; empty if it is none."""
    pieces = _SEPARATORS.split(text.strip())
    times = [meant_time(piece) for piece in pieces]
    if len(pieces) < 2 or not all(times):
        return ""
    return "[" + ", ".join(f'"{time}"' for time in times) + "]"


WORDS: Mapping[str, tuple[str, ...]] = {
    # head
    "version": ("版本",),
    "language": ("语言",),
    "timezone": ("时区",),
    "currency": ("货币", "币种"),
    # sections
    "community": ("社群", "社区", "群体"),
    "positioning": ("定位", "社群定位"),
    "audience": ("用户", "目标用户", "用户画像", "人群", "受众"),
    "goals": ("目标", "运营目标", "指标"),
    "period": ("周期", "时间", "方案周期", "运营周期"),
    "budget": ("预算", "经费", "费用"),
    "offers": ("产品", "服务", "产品或服务", "商品"),
    "question_pool": ("问题", "问题池", "常见问题"),
    "fixed": ("固定", "固定安排", "已定", "已经定下来的事"),
    "wont_do": ("红线", "不做", "不做的事", "禁忌"),
    "stages": ("阶段",),
    "platforms": ("平台",),
    "groups": ("群", "群组", "分群"),
    "people": ("人员", "团队", "成员", "负责人员"),
    "roles": ("角色", "岗位", "职责"),
    "content": ("内容",),
    "routines": ("例行", "例行事务", "日常"),
    "activities": ("活动",),
    "rules": ("群规", "规则"),
    "incentives": ("激励",),
    "acquisition": ("渠道", "拉新", "获客", "引流"),
    "calendar": ("日历", "节假日"),
    "checks": ("检查",),
    # keys that many sections have
    "name": ("名称", "名字", "姓名"),
    "type": ("类型",),
    "situation": ("现状", "状态"),
    "product": ("产品",),
    "problem": ("问题", "痛点"),
    "promise": ("承诺",),
    "needs": ("需求",),
    "times": ("时间", "时段"),
    "moments": ("场景", "时刻"),
    "kpi": ("指标", "名称"),
    "target": ("目标", "目标值"),
    "by": ("日期", "截止", "截止日期", "期限"),
    "baseline": ("现状", "基线", "当前"),
    "start": ("开始", "开始日期", "起始"),
    "end": ("结束", "结束日期"),
    "months": ("月数", "月", "几个月"),
    "total": ("总额", "总预算", "合计", "总计"),
    "hours": ("工时", "小时", "每周小时"),
    "deputy": ("副手", "替补", "代班"),
    "amount": ("金额",),
    "category": ("类别", "分类"),
    "date": ("日期",),
    "time": ("时间", "几点"),
    "when": ("频率", "多久一次", "时间"),
    "text": ("内容", "文字", "问", "问题"),
    "kind": ("类型", "种类"),
    "owner": ("负责人", "群主"),
    "channel": ("渠道",),
    # what some keys take
    "industry": ("行业", "行业型", "行业社群", "行业交流"),
    "knowledge": ("知识", "知识型", "知识分享", "学习", "读书", "读书会"),
    "retail": ("门店", "零售", "店铺", "私域", "顾客群", "shop", "store"),
    "interest": ("兴趣", "兴趣型", "兴趣社群", "爱好", "hobby"),
    "technical": ("技术", "技术型", "技术交流", "技术社群", "tech"),
    "build": ("建设期", "建设"),
    "growth": ("发展期", "发展", "成长期"),
    "maturity": ("成熟期", "成熟"),
    "new": ("新建", "新群", "新"),
    "revive": ("唤醒", "激活", "沉默", "沉寂"),
    "running": ("运营中", "在运营", "正在运营", "已有"),
    "zh-CN": ("中文", "简体中文", "汉语", "zh", "cn", "zh_cn", "chinese"),
    "en": ("英文", "英语", "english", "en-us", "en-gb"),
    "activity": ("活动",),
    "operations": ("运营", "运营维护", "运维"),
    "platform": ("平台",),
    "once": ("一次", "一次性"),
    "month": ("每月", "月", "按月", "monthly"),
    "hour": ("每小时", "小时", "按小时", "hourly"),
    "event": ("每场", "场"),
    "head": ("每人", "人均"),
    "online": ("线上",),
    "offline": ("线下",),
    "at_least": ("至少", "不低于"),
    "at_most": ("至多", "最多", "不超过"),
    "keep": ("保持", "守住"),
    "mean": ("平均", "均值"),
    "own": ("自有",),
    "rent": ("租", "租用", "租赁"),
    "public": ("公共", "公共场所"),
    "active": ("活跃",),
    "silent": ("沉默",),
    "mon": ("monday",),
    "sat": ("saturday",),
}
"""English word of the plan file → how operators write it instead; one spelling may stand for several words."""


def meant_words(text: str, allowed: tuple[str, ...]) -> tuple[str, ...]:
    """Return those of the allowed words that a word in another language or spelling stands for."""
    plain = text.strip().lower()
    return tuple(word for word in allowed if plain in WORDS.get(word, ()))


CURRENCIES: Mapping[str, tuple[str, ...]] = {
    "CNY": ("rmb", "cnh", "人民币", "元", "块", "¥", "￥", "yuan"),
    "USD": ("美元", "美金", "$", "us$", "dollar", "dollars"),
    "EUR": ("欧元", "€", "euro", "euros"),
    "GBP": ("英镑", "£", "ukp", "pound", "pounds"),
    "HKD": ("港币", "港元", "hk$"),
    "JPY": ("日元", "日币", "yen"),
    "TWD": ("新台币", "台币", "ntd", "nt$"),
    "SGD": ("新加坡元", "新币", "s$"),
}
"""Currency code → how operators write it instead."""


def meant_currency(text: str) -> str:
    """Return the currency code that a word or sign stands for; empty if that is not sure."""
    plain = text.strip().lower()
    return next((code for code, words in CURRENCIES.items() if plain == code.lower() or plain in words), "")


_CHINA = re.compile(
    r"(?:utc|gmt)\s*\+\s*0?8(?::?00)?|asia/(?:beijing|peking)|beijing|peking|北京.*|中国.*|东八区|上海.*",
    re.I,
)


def meant_timezone(text: str) -> str:
    """Return the time zone that was probably meant; empty if none comes close."""
    from difflib import get_close_matches
    from zoneinfo import available_timezones

    if _CHINA.fullmatch(text.strip()):
        return "Asia/Shanghai"
    wanted = text.strip().lower().replace(" ", "_")
    zones = {zone.lower(): zone for zone in available_timezones() if "/" in zone or zone == "UTC"}
    cities = {zone.rpartition("/")[2]: zone for zone in sorted(zones)}
    if wanted in cities:
        return zones[cities[wanted]]
    close = get_close_matches(wanted, sorted(zones), n=1, cutoff=0.8)
    return zones[close[0]] if close else ""
