"""In which language the program speaks to the person at the terminal."""

from __future__ import annotations

import locale
import os
import sys

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
