"""``playbook.json``: the record of a playbook as bytes, the same ones for the same playbook."""

from __future__ import annotations

from datetime import date
from importlib.metadata import PackageNotFoundError, version

import msgspec

import planner
from planner.playbook.model import Playbook
from planner.playbook.record.figures import PlaybookRecord
from planner.playbook.record.making import record_playbook

PLAYBOOK_JSON = "playbook.json"
_LIBRARIES = ("borax", "chinesecalendar", "highspy", "holidays", "msgspec", "python-dateutil")
"""Packages whose version can change what is planned."""


def made_with() -> dict[str, str]:
    """Return the versions of the planner and of the libraries on which its results rest."""
    found = {"planner": planner.__version__}
    for name in _LIBRARIES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return dict(sorted(found.items()))


def record_of(playbook: Playbook, as_of: date | None = None) -> PlaybookRecord:
    """Return the record of a playbook made with the libraries that are installed."""
    return record_playbook(playbook, made_with(), as_of)


def write_playbook_json(record: PlaybookRecord) -> bytes:
    """Return the record as JSON: UTF-8, one space of indent, a line feed at the end."""
    return msgspec.json.format(msgspec.json.encode(record), indent=1) + b"\n"
