"""What each part of a plan file is for: one sentence per top-level key, ``"中文 | English"``."""

from __future__ import annotations

from collections.abc import Mapping

from planner.diagnostics.model import Language

SECTION_DESCRIPTIONS: Mapping[str, str] = {
    "community": "我们是谁：名称、类型、现状 | Who we are: name, type, situation",
    "positioning": "解决什么问题，承诺给谁什么 | What it solves, and what it promises to whom",
    "audience": "目标用户：一类人一条，最重要的写在最前 | Target users, one item each, the most important first",
    "goals": "目标：一个数字加一个日期 | Goals: a number and a day each",
    "period": "方案从哪天到哪天 | From which day to which the plan runs",
    "budget": "有多少钱，花在哪里 | How much money there is, and what for",
    "offers": "真实的产品或服务，约五个；内容和活动会用到它们的名字 | Real products or services, about five; posts and events use their names",
    "question_pool": "成员真的问过的话，照原话写，约十条 | Questions members really asked, in their words, about ten",
    "fixed": "已经定下来、不能动的事 | What is already set and cannot be moved",
    "wont_do": "红线：我们不做的事 | Red lines: what we will not do",
    "kpis": "自己的 KPI，或对内置 KPI 的修改 | KPIs of your own, or changes to built-in ones",
    "stages": "建设期、发展期、成熟期各做什么 | What happens in the build, growth and maturity stages",
    "platforms": "在哪些平台上 | The platforms it lives on",
    "groups": "一个个具体的群 | The concrete groups",
    "people": "谁来做，每周有几小时 | Who does the work, with hours a week",
    "roles": "角色的名称和职责与默认不同时 | Roles, where names or duties differ from the usual ones",
    "content": "内容板块、栏目、选题 | Pillars, series and topics",
    "routines": "不发帖的日常工作，如巡群 | Recurring work that is not a post, e.g. patrol",
    "activities": "活动；可以直接写成列表 | Activities; a plain list is enough",
    "rules": "群规、处置、举报和申诉 | Rules, sanctions, reports and appeal",
    "journeys": "成员旅程：进群、首单、沉默……之后第几天做什么；不写就用内置的 | Members' journeys: what happens so many days after joining, a purchase, silence; ours unless written",
    "scripts": "话术：自己的写在这里，内置的照样有；可以直接写成列表 | Scripts of your own beside ours; a plain list is enough",
    "champions": "骨干：要几位、怎么找、怎么谢、怎么歇 | Champions: how many, how they are found, thanked and rested",
    "handover": "交接：账号、东西放在哪、头三天要知道什么 | For a successor: accounts, where things are, what to know first",
    "incentives": "怎么感谢有贡献的人；不写就不设积分 | How contributions are thanked; no points unless written",
    "acquisition": "新成员从哪来，每月走多少；可以直接写成渠道列表 | Where members come from and how many leave; a plain list of channels is enough",
    "calendar": "节假日、自己的重要日子、停发日、单条改动 | Holidays, days of your own, quiet days, single changes",
    "checks": "检查的级别和阈值 | Severities and thresholds of checks",
}
_SEPARATOR = " | "


def describe(description: str, language: Language) -> str:
    """Return one language of a description ``"中文 | English"``."""
    chinese, separator, english = description.partition(_SEPARATOR)
    return english if separator and language == "en" else chinese


def is_bilingual(description: str) -> bool:
    """Say whether a description has both languages; class docstrings, which pydantic also shows, have not."""
    return _SEPARATOR in description
