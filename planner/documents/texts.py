"""Knowledge texts as they stand in a document: slots filled, in one language; and what an empty slot asks for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from planner.diagnostics.model import Language
from planner.documents.names import ENGLISH_BLANK, Names, english_blanks
from planner.documents.words import BLANK, CHINESE, with_blanks
from planner.knowledge.fill import fill, in_language, said
from planner.knowledge.load import load_patterns
from planner.knowledge.schema import Text
from planner.playbook.posts.message import TooLong, compose, is_titled, too_long
from planner.playbook.posts.message import as_sent as trimmed
from planner.playbook.values.content import Entry, LaterFill, OpenFill, PatternFill, TopicFill

SUPPLIES: Mapping[str, Text] = {
    "offers": Text("真实在卖或在做的东西，写够五样", "real products or services, five of them"),
    "question_pool": Text(
        "成员真问过的问题，照原话，写够十个",
        "questions that members really asked, in their own words, ten of them",
    ),
    "audience.moments": Text(
        "目标用户一天里碰上这件事的钟点和地方", "the hour and place at which a target user meets this"
    ),
    "audience": Text(
        "目标用户一天里碰上这件事的钟点和地方", "the hour and place at which a target user meets this"
    ),
    "content.topics": Text("自己写几条选题，一条一行", "a few topics of your own, one a line"),
    "fixed": Text("已经定死的事，比如每周三试吃", "what is already set, such as a tasting every Wednesday"),
    "calendar.nodes": Text(
        "自己的日子：店庆、展会、开学", "days of your own: an anniversary, a fair, the start of term"
    ),
    "activities": Text("要办的活动", "the activities to be held"),
    "goals": Text("要到的数", "the figures to be reached"),
}
"""Plan key → what to write there."""


def filled(text: Text, params: Mapping[str, Text], language: Language) -> str:
    """Return a text of ours with its slots filled, in one language; blanks have their one form."""
    if language == CHINESE:
        return fill(Text(with_blanks(text.zh), text.en), params).zh
    return fill(Text(text.zh, english_blanks(text.en)), params).en


_TOPIC_KEYS: Mapping[str, Text] = {
    "first": Text("第一句话", "the first sentence"),
    "ask": Text("请大家做什么", "what members are asked"),
    "silence": Text("没人回怎么办", "what happens when nobody answers"),
    "answers": Text("回来的话怎么用", "what becomes of the answers"),
    "material": Text("发之前备什么", "what is ready beforehand"),
}


@dataclass(frozen=True, slots=True)
class Supply:
    """Something that the plan still lacks: the key at which to write it, and what that is, in words."""

    key: str
    what: str


def supply(key: str, language: Language) -> Supply:
    """Return what is to be written at a plan key or at a topic's own key."""
    what = SUPPLIES.get(key) or _TOPIC_KEYS.get(key)
    return Supply(key, in_language(what, language) if what else "")


@dataclass(frozen=True, slots=True)
class EntryTexts:
    """What one entry says; empty where nobody wrote it."""

    title: str
    first: str = ""
    post: str = ""
    """What is sent between the first sentence and the ask."""
    body: str = ""
    """What the writer minds."""
    ask: str = ""
    silence: str = ""
    answers: str = ""
    material: str = ""
    unwritten: tuple[str, ...] = ()
    """Keys of a written topic that are still empty."""


def entry_texts(entry: Entry, names: Names) -> EntryTexts:
    """Return the words of an entry: the operator's for a topic, the filled pattern's otherwise."""
    made = entry.fill
    if isinstance(made, TopicFill):
        topic = made.topic
        parts = {key: getattr(topic, key) for key in ("first", "ask", "silence", "answers", "material")}
        return EntryTexts(
            topic.title,
            post=topic.text,
            **parts,
            unwritten=tuple(key for key, said_ in parts.items() if not said_),
        )
    if isinstance(made, PatternFill):
        return _pattern_texts(entry, made, names)
    return EntryTexts(names.series(entry.series))


def _pattern_texts(entry: Entry, made: PatternFill, names: Names) -> EntryTexts:
    row = load_patterns()[made.pattern]
    holder = said(names.holder(entry.owner))
    params = {
        "owner": holder,
        "reviewer": said(names.holder(entry.reviewer)),
        "group": said(names.place(entry.groups, entry.platform)),
        "community": said(names.plan.community.name),
        **made.params,
    }
    # The plan's words for a person are bilingual; a document names people in its own language.
    params["owner"], params["reviewer"] = holder, said(names.holder(entry.reviewer))

    def words(text: Text) -> str:
        return filled(text, params, names.language)

    return EntryTexts(
        title=words(row.title),
        first=words(row.first),
        post=words(row.post) if row.post else "",
        body=words(row.body),
        ask=words(row.ask),
        silence=words(row.silence),
        answers=words(row.answers),
        material=words(row.material),
    )


# --- what is pasted ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Message:
    """What is sent for one entry, ready to paste."""

    title: str
    """Empty where it is sent in a chat, which knows no titles."""
    text: str
    """First sentence, what follows it, and the ask."""
    whole: bool
    """Whether the text is all that is sent; otherwise somebody writes the rest between first sentence and ask."""
    too_long: tuple[TooLong, ...] = ()

    @property
    def paste(self) -> str:
        """The text letter by letter, the title on top; ends without a line feed."""
        return f"{self.title}\n\n{self.text}" if self.title else self.text


def message(entry: Entry, names: Names) -> Message | None:
    """Return what is pasted for an entry; ``None`` where nobody has written anything to send yet."""
    texts = entry_texts(entry, names)
    parts = [part for part in (texts.first, texts.post, texts.ask) if part]
    if is_open(entry) or is_later(entry) or not parts:
        return None
    platform = next((one for one in names.plan.platforms if one.id == entry.platform), None)
    title = as_sent(texts.title, names) if is_titled(entry, platform) else ""
    text = compose(parts, _blank(names))
    kind = platform.kind if platform is not None else entry.platform
    by_words = isinstance(entry.fill, TopicFill) or bool(texts.post)
    return Message(title, text, by_words or not texts.body, tuple(too_long(kind, title, text)))


def as_sent(text: str, names: Names) -> str:
    """Return words as they are sent: lines without ends that nobody sees, blanks long enough to be seen."""
    return trimmed(text, _blank(names))


def _blank(names: Names) -> str:
    return BLANK if names.language == CHINESE else ENGLISH_BLANK


def is_worded(entry: Entry, names: Names) -> bool:
    """Whether an entry has its title, its first sentence and what it asks for."""
    texts = entry_texts(entry, names)
    return bool(texts.first and texts.ask)


def is_open(entry: Entry) -> bool:
    """Whether nothing specific fills the entry yet."""
    return isinstance(entry.fill, OpenFill)


def is_later(entry: Entry) -> bool:
    """Whether the entry's title is decided later."""
    return isinstance(entry.fill, LaterFill)
