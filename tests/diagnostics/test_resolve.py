"""From findings to diagnostics: places, words, severities, suppressions."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from planner.checks.policy import code_texts
from planner.diagnostics.model import Diagnostic, Finding, Language, Position, Related, Severity
from planner.diagnostics.resolve import Resolver
from planner.source.locate import locate
from planner.source.reader import read_source

TEXT = """\
goals:
  - {kpi: 成员数, target: 120}   # planner: ignore[KPI002] 今年搬家，先缩 until=2026-08-31
  - {kpi: 月活跃率, target: 10%}
offers: [餐包, 吐司]
"""
LOWER = Finding(
    "KPI002", ("goals", 0, "target"), "lower", {"kpi": "成员数", "target": "120", "baseline": "200"}
)


def resolver(
    text: str = TEXT,
    language: Language = "zh-CN",
    today: date | None = date(2026, 7, 1),
    severity: Mapping[str, str] | None = None,
) -> Resolver:
    source = read_source(text, "plan.yaml")
    return Resolver(
        "plan.yaml",
        code_texts(),
        language,
        lambda path, at: locate(source, path, at),
        source.line,
        severity or {},
        source.suppressions,
        today,
    )


def codes(diagnostics: tuple[Diagnostic, ...]) -> list[str]:
    return [diagnostic.code for diagnostic in diagnostics if not diagnostic.suppressed]


def test_a_finding_gets_its_place_its_words_and_its_severity() -> None:
    finding = Finding(
        "STR002",
        ("offers", 1),
        params={"value": "吐司", "what": "产品", "known": ("餐包",)},
        suggestions=("餐包",),
    )
    (diagnostic,) = resolver(TEXT.split("#")[0]).resolve((), (finding,))
    assert diagnostic.severity is Severity.ERROR
    assert diagnostic.message == "产品里没有“吐司”"
    assert diagnostic.hint == "是不是想写“餐包”？可以写：餐包。"
    assert diagnostic.path == ("offers", 1)


def test_the_same_finding_in_english() -> None:
    finding = Finding(
        "STR002",
        ("offers", 1),
        params={"value": "x", "what": "offer", "known": ("a", "b")},
        suggestions=("a", "b"),
    )
    diagnostic = resolver(language="en").resolve((), (finding, LOWER))[-1]
    assert diagnostic.message == "there is no offer “x”"
    assert diagnostic.hint == "Did you mean “a” or “b”? You can write: a, b."
    assert diagnostic.position == Position(4, 14, 4, 16)
    assert diagnostic.source_line == "offers: [餐包, 吐司]"


def test_a_comment_silences_its_code_on_its_line() -> None:
    (diagnostic,) = resolver().resolve((), (LOWER,))
    assert diagnostic.suppressed
    assert diagnostic.reason == "今年搬家，先缩"


def test_on_another_line_the_comment_is_unused() -> None:
    elsewhere = Finding("KPI002", ("goals", 1, "target"), "lower", LOWER.params)
    found = resolver().resolve((), (elsewhere,))
    assert codes(found) == ["STR090", "KPI002"]
    assert found[0].severity is Severity.INFO


def test_unused_comments_are_not_reported_before_all_checks_ran() -> None:
    assert resolver().resolve((), (), all_checks_ran=False) == ()


def test_an_expired_comment_silences_nothing_and_is_reported() -> None:
    found = resolver(today=date(2026, 9, 1)).resolve((), (LOWER,))
    assert codes(found) == ["KPI002", "STR090"]
    assert "2026-08-31" in found[1].message
    assert codes(resolver(today=date(2026, 8, 31)).resolve((), (LOWER,))) == []
    assert codes(resolver(today=None).resolve((), (LOWER,))) == []


def test_what_keeps_a_plan_from_being_read_cannot_be_silenced_or_lowered() -> None:
    text = "budget:\n  total: 两万   # planner: ignore[STR007] 先这样\n"
    finding = Finding("STR007", ("budget", "total"), "number", {"key": "total", "value": "两万"})
    found = resolver(text, severity={"STR007": "off"}).resolve((finding,), (), all_checks_ran=False)
    assert [(d.code, d.severity, d.suppressed) for d in found] == [
        ("STR007", Severity.ERROR, False),
        ("STR090", Severity.WARNING, False),
    ]


def test_the_plan_sets_severities() -> None:
    text = TEXT.replace("   # planner: ignore[KPI002] 今年搬家，先缩 until=2026-08-31", "")
    (diagnostic,) = resolver(text, severity={"KPI002": "info"}).resolve((), (LOWER,))
    assert diagnostic.severity is Severity.INFO
    assert resolver(text, severity={"KPI002": "off"}).resolve((), (LOWER,)) == ()


def test_a_missing_path_points_at_its_deepest_ancestor() -> None:
    finding = Finding("STR008", ("offers", 0, "name"), params={"key": "name"}, at="key")
    diagnostic = resolver().resolve((), (finding, LOWER))[-1]
    assert diagnostic.position == Position(4, 10, 4, 12)


def test_related_places_have_words() -> None:
    finding = Finding(
        "STR003",
        ("offers", 1),
        params={"value": "a", "what": "offer"},
        related=(Related(("offers", 0), "first_use"),),
    )
    diagnostic = resolver(language="en").resolve((), (finding, LOWER))[-1]
    assert [(one.position.column, one.message) for one in diagnostic.related] == [(10, "first used here")]


def test_the_same_finding_twice_is_one_diagnostic() -> None:
    assert len(resolver().resolve((), (LOWER, LOWER))) == 1


def test_a_code_without_texts_is_still_reported() -> None:
    (diagnostic, _) = resolver().resolve((), (Finding("ZZZ001", ("goals",)),))
    assert (diagnostic.code, diagnostic.severity) == ("ZZZ001", Severity.ERROR)
