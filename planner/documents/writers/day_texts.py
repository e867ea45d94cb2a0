"""The messages of a week as plain text files, a folder for each day: exactly what is pasted, nothing else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from planner.documents.model import Rendered
from planner.documents.names import Names
from planner.documents.texts import message
from planner.playbook.values.content import Entry


def day_texts(entries: Iterable[Entry], names: Names) -> tuple[Rendered, ...]:
    """Return one UTF-8 file for each post that has words: ``2026-06-08/0730-GROUP+GROUP.txt``, without a line feed
    at the end; a second post to the same groups at the same minute gets a number."""
    found = []
    seen: Counter[str] = Counter()
    for entry in entries:
        sent = message(entry, names)
        if sent is None:
            continue
        place = "+".join(entry.groups) or entry.platform
        path = f"{entry.on.isoformat()}/{entry.time.replace(':', '')}-{place}"
        seen[path] += 1
        number = f"-{seen[path]}" if seen[path] > 1 else ""
        found.append(Rendered(f"{path}{number}.txt", sent.paste.encode()))
    return tuple(found)
