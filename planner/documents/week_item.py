"""One thing that somebody does on a day of a week, in one language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from planner.documents.texts import Supply
from planner.playbook.posts.message import TooLong

ItemKind = Literal[
    "post",
    "open",
    "later",
    "draft",
    "draft_open",
    "draft_later",
    "review",
    "task",
    "preparation",
    "event",
    "follow_up",
    "invite",
    "again",
    "remind",
    "count",
    "step",
    "champions",
    "called",
]
NoteKind = Literal[
    "write",
    "words",
    "blanks",
    "material",
    "consent",
    "price",
    "replies",
    "silence",
    "answers",
    "how",
    "done",
    "what",
    "enough",
]


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that somebody does on a day."""

    kind: ItemKind
    title: str
    """Of the post, the task, the preparation, the step; name of the event."""
    at: str = ""
    """The hour in the plan's zone, and in the person's own where that is another one; empty where it does not matter."""
    minutes: str = ""
    where: str = ""
    event: str = ""
    when: str = ""
    """Of a draft and a review, when the post goes out; of a later slot, when its title is decided."""
    block: str = ""
    """Words to paste as they stand."""
    blocks: tuple[tuple[str, str], ...] = ()
    """The same where they differ by the place: where each goes, and the words."""
    notes: tuple[tuple[NoteKind, str], ...] = ()
    format: str = ""
    until: str = ""
    """Until when somebody stays to answer."""
    absent: bool = False
    """Whether nobody is there to answer."""
    too_long: tuple[TooLong, ...] = ()
    unwritten: tuple[Supply, ...] = ()
    """Keys of a written topic that are empty."""
    due: str = ""
    """Day by which they have to be there; of what may be done on any day, by which it is done; of an approval, its day."""
    task: str = ""
    """Title of the task whose minutes hold it."""
    ready: str = ""
    """Day by which its material has to be there."""
    gets: str = ""
    """Who gets the material, where that is somebody else than who sends the post."""
