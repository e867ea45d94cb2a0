"""``playbook.json``: everything with reasons, the same bytes, described by a schema, and read back without loss."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import jsonschema
import pytest
from msgspec.structs import replace

import planner.documents.writers.playbook_json as writer
from planner.documents.writers.playbook_json import record_of, write_playbook_json
from planner.knowledge.schema import Text
from planner.pipeline import PlanResult, plan_text
from planner.playbook.model import Playbook
from planner.playbook.previous import NOTHING_BEFORE
from planner.playbook.record.belonging import is_of_plan
from planner.playbook.record.changes import compare_records, stages_changed_before, things_of
from planner.playbook.record.descriptions import FIELDS, PARTS
from planner.playbook.record.field_names import NAMES
from planner.playbook.record.figures import PlaybookRecord
from planner.playbook.record.plain import Words, path_of, path_text, text_of, words
from planner.playbook.record.reading import previous_of, read_previous, read_record
from planner.playbook.record.schema import playbook_schema, playbook_schema_text
from planner.playbook.record.shape import FromPattern, StillOpen
from planner.playbook.values.activities import Occurrence
from planner.resources import samples_folder

ROOT = Path(__file__).parents[2]
SAMPLES = sorted(samples_folder().glob("*.yaml"))
LONG_AFTER = date(2100, 1, 1)


@pytest.fixture(scope="module", params=SAMPLES, ids=lambda path: path.stem)
def planned(request: pytest.FixtureRequest) -> PlanResult:
    path: Path = request.param
    return plan_text(path.read_bytes(), path.name)


@pytest.fixture(scope="module")
def playbook(planned: PlanResult) -> Playbook:
    assert planned.playbook is not None
    return planned.playbook


@pytest.fixture(scope="module")
def record(playbook: Playbook) -> PlaybookRecord:
    return record_of(playbook)


def validator() -> jsonschema.Draft202012Validator:
    checker = jsonschema.Draft202012Validator.FORMAT_CHECKER
    return jsonschema.Draft202012Validator(playbook_schema("en"), format_checker=checker)


def test_the_record_is_text_that_a_person_can_read_and_compare(record: PlaybookRecord) -> None:
    content = write_playbook_json(record)
    text = content.decode("utf-8")
    assert text.endswith("}\n")
    assert "\r" not in text
    assert "\\u" not in text
    assert write_playbook_json(record) == content
    assert next(iter(json.loads(text))) == "format"


def test_it_follows_its_schema(record: PlaybookRecord) -> None:
    errors = [error.message for error in validator().iter_errors(json.loads(write_playbook_json(record)))]
    assert errors == []


def test_it_says_with_what_it_was_made(record: PlaybookRecord) -> None:
    assert {"planner", "chinesecalendar", "holidays", "borax", "python-dateutil"} <= set(record.libraries)
    assert list(record.libraries) == sorted(record.libraries)


def _events(playbook: Playbook) -> tuple[Occurrence, ...]:
    """The occurrences without the day of the next one, which is worked out anew."""
    return tuple(replace(event, next_on=None) for event in playbook.activities.occurrences)


def test_everything_dated_is_read_back_as_it_was(playbook: Playbook, record: PlaybookRecord) -> None:
    previous = read_previous(write_playbook_json(record), LONG_AFTER)
    tasks = tuple((stage.id, task) for stage in playbook.plan.stages for task in stage.tasks)
    assert previous.past_entries == playbook.calendar.entries
    assert previous.past_occurrences == _events(playbook)
    assert previous.past_payments == playbook.money.payments
    assert previous.earlier.past_tasks == tasks
    assert len(tasks) + len(previous.past_entries) + len(previous.past_occurrences) > 50


def test_only_what_lies_before_the_day_is_the_past(playbook: Playbook, record: PlaybookRecord) -> None:
    day = playbook.plan.period.start + (playbook.plan.period.end - playbook.plan.period.start) / 2
    previous = previous_of(record, day)
    assert previous.as_of == previous.earlier.as_of == day
    assert previous.past_entries == tuple(e for e in playbook.calendar.entries if e.on < day)
    assert previous.past_occurrences == tuple(o for o in _events(playbook) if o.on < day)
    assert set(previous.entries) == {entry.id for entry in playbook.calendar.entries}
    assert previous_of(record).past_entries == ()


def test_what_was_settled_is_a_wish_for_the_next_time(playbook: Playbook, record: PlaybookRecord) -> None:
    previous = previous_of(record)
    for event in playbook.activities.occurrences:
        placed = previous.occurrences[event.id]
        assert (placed.on, placed.time) == (event.on, f"{event.start:%H:%M}")
    for choice in playbook.portfolio.choices:
        assert previous.counts[(choice.activity.kind, choice.stage)] >= 1
    assert previous.earlier.tasks == {(s.id, t.id): t.due for s in playbook.plan.stages for t in s.tasks}


def test_another_title_on_the_same_day_is_reworded(record: PlaybookRecord) -> None:
    entries = record.content.entries
    place = next(i for i, one in enumerate(entries) if isinstance(one.fill, FromPattern))
    other = replace(entries[place], fill=StillOpen(lacks=("offers",)))
    content = replace(record.content, entries=(*entries[:place], other, *entries[place + 1 :]))
    changes = compare_records(record, replace(record, content=content))
    assert changes.reworded == (entries[place].id,)
    assert (changes.moved, changes.new, changes.gone) == ((), (), ())
    assert entries[place].id in changes.stayed


def test_posts_of_a_series_that_is_gone_keep_its_name(record: PlaybookRecord) -> None:
    without = replace(record, series=())
    entry = record.content.entries[0]
    assert things_of(without)[entry.id].name.zh == entry.series
    assert things_of(without, record)[entry.id].name == things_of(record)[entry.id].name
    assert compare_records(record, without).reworded == ()


def test_stages_that_were_changed_before_a_day(record: PlaybookRecord) -> None:
    first = record.stages[0]
    other = replace(record, stages=(replace(first, end=first.end + timedelta(days=7)), *record.stages[1:]))
    assert not stages_changed_before(record, record, record.plan.end)
    assert stages_changed_before(record, other, record.plan.end)
    assert not stages_changed_before(record, other, first.end)


def test_a_renamed_community_is_known_by_its_posts(record: PlaybookRecord, planned: PlanResult) -> None:
    assert planned.complete is not None
    renamed = replace(record, plan=replace(record.plan, community="\u53e6\u4e00\u4e2a"))
    assert is_of_plan(record, planned.complete)
    assert is_of_plan(renamed, planned.complete)
    ended = replace(renamed.plan, start=date(2001, 1, 1), end=date(2001, 6, 30))
    assert not is_of_plan(replace(renamed, plan=ended), planned.complete)
    posts = tuple(replace(one, id=f"{one.id}-other") for one in record.content.entries)
    others = replace(renamed, content=replace(record.content, entries=posts))
    assert not is_of_plan(others, planned.complete)


def test_planning_on_its_own_record_changes_nothing(record: PlaybookRecord, planned: PlanResult) -> None:
    content = write_playbook_json(record)
    path = samples_folder() / planned.source.name
    again = plan_text(path.read_bytes(), path.name, previous=content)
    assert again.anchor.status == "used"
    assert again.playbook is not None
    after = record_of(again.playbook)
    assert compare_records(record, after).moved == ()
    assert write_playbook_json(after) == content


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "null", '{"format": 1}', '{"format": 2}', "\ufeff{}", "\x00", "[" * 5000],
    ids=["empty", "cut off", "list", "null", "hollow", "other format", "mark", "nul", "deep"],
)
def test_what_is_no_record_is_nothing(text: str) -> None:
    assert read_record(text) is None
    assert read_previous(text, LONG_AFTER) is NOTHING_BEFORE


def test_a_record_with_wrong_types_or_another_format_is_nothing(record: PlaybookRecord) -> None:
    data = json.loads(write_playbook_json(record))
    for key, value in (("format", 2), ("stages", {}), ("plan", None), ("surprise", 1)):
        assert read_record(json.dumps({**data, key: value})) is None


def test_a_record_that_contradicts_itself_is_nothing(record: PlaybookRecord) -> None:
    data = json.loads(write_playbook_json(record))
    text = json.dumps({**data, "activities": []})
    assert read_record(text) is not None
    assert read_previous(text, LONG_AFTER) is NOTHING_BEFORE


def test_bytes_that_are_no_text_are_nothing() -> None:
    assert read_record(b"\xff\xfe\x00") is None


def test_the_libraries_are_named_even_if_one_is_absent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writer, "_LIBRARIES", ("holidays", "no-such-package"))
    assert set(writer.made_with()) == {"planner", "holidays"}


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (("goals", 0, "target"), "goals[0].target"),
        (("content", "series", "daily"), "content.series.daily"),
        (("groups", "2026"), "groups.2026"),
        (("budget", "caps", 'a.b["c"]'), 'budget.caps["a.b[\\"c\\"]"]'),
        (("\u5546\u54c1", 3), "\u5546\u54c1[3]"),
        ((), ""),
    ],
)
def test_a_path_is_one_string_and_comes_back(path: tuple[str | int, ...], text: str) -> None:
    assert path_text(path) == text
    assert path_of(text) == path


@pytest.mark.parametrize("text", ["a..b", "a[", "a[x]", ".", "[]"])
def test_what_is_no_path_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no plan path"):
        path_of(text)


def test_the_operators_own_words_are_one_string() -> None:
    assert words(Text("\u8bd5\u5403", "\u8bd5\u5403")) == "\u8bd5\u5403"
    assert words(Text("\u8bd5\u5403", "tasting")) == Words("\u8bd5\u5403", "tasting")
    assert text_of(words(Text("\u8bd5\u5403", "tasting"))) == Text("\u8bd5\u5403", "tasting")


def test_what_fields_are_called_is_said_once_and_of_fields_there_are() -> None:
    parts = playbook_schema("en")
    keys = {key for part in (parts, *parts["$defs"].values()) for key in part.get("properties", {})}
    assert set(NAMES) <= keys
    for chinese, english in (*NAMES.values(), *FIELDS.values()):
        assert chinese.endswith("\u3002"), chinese
        assert english.endswith("."), english


def test_the_committed_schema_is_fresh() -> None:
    committed = (ROOT / "docs" / "playbook.schema.json").read_text(encoding="utf-8")
    assert committed == playbook_schema_text("en"), "run make docs"


def test_the_schema_is_valid_strict_and_describes_every_part_in_both_languages() -> None:
    for language in ("en", "zh-CN"):
        schema = playbook_schema(language)
        jsonschema.Draft202012Validator.check_schema(schema)
        parts = {**schema["$defs"], "PlaybookRecord": schema}
        assert set(parts) == set(PARTS)
        for name, part in parts.items():
            assert part["description"]
            for key, field in part.get("properties", {}).items():
                assert field.get("description"), f"{name}.{key}"
            if "properties" in part:
                assert part["additionalProperties"] is False, name
    for field in FIELDS:
        part, key = field.split(".")
        assert key in parts[part]["properties"], field
