"""In which language the program speaks to the person at the terminal."""

from __future__ import annotations

import locale
import os
import sys
from typing import TYPE_CHECKING

from planner.cli.terminal import USAGE, stop

if TYPE_CHECKING:
    from planner.diagnostics.model import Language

_LOCALE_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")


def message_language() -> Language | None:
    """Return what ``PLANNER_LANG`` or a Chinese locale asks for; ``None`` leaves it to the plan."""
    wanted = os.environ.get("PLANNER_LANG", "")
    if wanted:
        return as_language(wanted)
    return "zh-CN" if _locale_name().lower().startswith(("zh", "chinese")) else None


def spoken_language(plan_language: str | None = None) -> Language:
    """Return the language of messages: as asked for, else the plan's, else English."""
    return message_language() or ("zh-CN" if plan_language == "zh-CN" else "en")


_CHINESE_NAMES = frozenset({"cn", "chinese", "中文", "简体中文", "简体", "汉语"})
_ENGLISH_NAMES = frozenset({"english", "英文", "英语"})


def named_language(name: str) -> Language | None:
    """Read the name of a document language; ``None`` for one that there is not."""
    plain = name.strip().lower()
    if plain.split("-")[0].split("_")[0] == "zh" or plain in _CHINESE_NAMES:
        return "zh-CN"
    return "en" if plain.split("-")[0].split("_")[0] == "en" or plain in _ENGLISH_NAMES else None


def wished_language(option: str | None) -> Language | None:
    """Return what ``--lang`` asks for, ``None`` if it was not given; ends the program for any other language."""
    if option is None:
        return None
    language = named_language(option)
    if language is None:
        stop(
            said(
                f"--lang：没有“{option}”，可选 zh-CN 或 en",
                f"--lang: there is no “{option}”; take zh-CN or en",
            ),
            USAGE,
        )
    return language


def as_language(name: str) -> Language:
    """Read a language name leniently: everything that starts with ``zh`` is Chinese, all else English."""
    return "zh-CN" if name.lower().startswith("zh") else "en"


def said(chinese: str, english: str, language: Language | None = None) -> str:
    """Choose one of two wordings."""
    return chinese if (language or spoken_language()) == "zh-CN" else english


def _locale_name() -> str:
    for variable in _LOCALE_VARIABLES:
        if value := os.environ.get(variable):
            return value
    return (locale.getlocale()[0] or "") if sys.platform == "win32" else ""
