"""Reading one YAML text strictly: data, positions and every slip that can be told apart, in one run."""

from __future__ import annotations

import gc
import re
from collections.abc import Iterator
from contextlib import contextmanager

import yaml

from planner.diagnostics.model import Finding, Position, Related
from planner.source.builder import build_tree
from planner.source.decoding import decode
from planner.source.lines import LineIndex
from planner.source.model import SourceText, Suppression
from planner.source.positions import Positions
from planner.source.repairs import Edit, RepairedText
from planner.source.slip import Slip, shorten
from planner.source.tree import Tree

_SUPPRESSION = re.compile(r"#[ \t]*planner[ \t]*[:：]")
_FENCE = re.compile(r"(?m)^[ \t]*(?:`{3,}|~{3,})[a-zA-Z]*[ \t]*\r?$")
_DIRECTIVE = re.compile(r"(?:[ \t]*(?:#[^\r\n]*)?(?:\r\n|\n|\r))*(?P<line>%[^\r\n]*)")
_MAX_ROUNDS = 30
_MAX_PARSED = 6 * 1024 * 1024
"""Characters that all rounds together may parse: a large broken file is not repaired to its end."""
_SHAPE = frozenset({"SYN012", "SYN013", "SYN028"})
_OPENED = frozenset({"SYN010", "SYN011"})
_COMMENT_ONLY = re.compile(r"(?m)^[ \t]*#")


def read_source(content: bytes | str, name: str = "<text>") -> SourceText:
    """Read a YAML text of at most 1 MiB; ``name`` is what reports call it.

    Never raises and never loops: what is wrong is in ``findings`` (codes SYN…), with positions inside the text.
    Slips with one plain reading are put right in memory so that the rest is read too; where the text still
    cannot be understood, ``data`` is None.
    """
    with _paused_collection():
        return _read(content, name)


def _read(content: bytes | str, name: str) -> SourceText:
    written, slips, is_readable = decode(content)
    text = RepairedText(LineIndex(written))
    findings = [_as_finding(text, slip) for slip in slips]
    if not is_readable:
        return SourceText(name, written, None, Positions(text, None), (), tuple(findings))
    text, tree, found = _parse(text)
    findings += found
    if tree.error is not None:
        tree.data = tree.root = None
        if not findings:
            at = tree.error[0]
            findings.append(_as_finding(text, Slip("SYN028", at, at, params={"text": ""})))
    elif tree.is_empty and not findings:
        variant = "comments" if _COMMENT_ONLY.search(written) else "default"
        findings.append(_as_finding(text, Slip("SYN017", 0, 1, variant)))
    suppressions: tuple[Suppression, ...] = ()
    if tree.root is not None and _SUPPRESSION.search(written):
        from planner.source.suppress import read_suppressions

        suppressions, bad = read_suppressions(text, tree.root)
        findings += (_as_finding(text, slip) for slip in bad)
    return SourceText(name, written, tree.data, Positions(text, tree.root), suppressions, _in_order(findings))


def _parse(text: RepairedText) -> tuple[RepairedText, Tree, list[Finding]]:
    """Parse; put the slips right that were found; parse again, until nothing is left that can be put right."""
    found: list[Finding] = []
    guesses: list[Slip] = []
    whole: tuple[RepairedText, Tree] | None = None
    parsed = 0
    for _ in range(_MAX_ROUNDS):
        tree = build_tree(text.text)
        parsed += len(text.text)
        if tree.error is None:
            whole = text, tree
        elif whole is not None:
            # Putting a slip right broke what could be read before: then it is better left as it was written.
            return *whole, found
        slips = _not_caused_by(guesses, _slips_of(text.text, tree), text)
        curable = [slip for slip in slips if slip.edits]
        edits = [edit for slip in curable for edit in slip.edits]
        budget = _MAX_PARSED if yaml.__with_libyaml__ else _MAX_PARSED // 10
        repaired = text.repair(edits) if edits and parsed < budget else None
        if repaired is None:
            return text, tree, found + [_as_finding(text, slip) for slip in slips if slip.code]
        found += (_as_finding(text, slip) for slip in curable if slip.code)
        guesses += (_in_written_text(text, slip) for slip in curable if slip.guessed)
        text = repaired
    return text, tree, found


def _slips_of(text: str, tree: Tree) -> list[Slip]:
    if directives := list(_directive(text)) or _fences(text):
        return directives
    slips = tree.slips
    if tree.error is not None:
        # Imported here, as below: most texts are sound and hold no suppression, and its patterns take time to build.
        from planner.source.explain_error import explain_error

        slips = [*slips, *explain_error(text, tree)]
    # Indentation is put right in the whole text at once: report it once, at its first line.
    return list({slip.edits or (slip.start, slip.code): slip for slip in reversed(slips)}.values())


def _in_written_text(text: RepairedText, slip: Slip) -> Slip:
    return slip._replace(start=text.written_index(slip.start), end=text.written_index(slip.end))


def _not_caused_by(guesses: list[Slip], slips: list[Slip], text: RepairedText) -> list[Slip]:
    """Leave out what may be due to a guess: all complaints about the shape, and a bracket beside a closed quote."""
    if not guesses:
        return slips
    lines = {text.lines.place(guess.start)[0] for guess in guesses if guess.code in _OPENED}
    kept: list[Slip] = []
    for slip in slips:
        if slip.code in _SHAPE:
            continue
        if slip.code in _OPENED and text.span(slip.start, slip.end).line in lines:
            slip = slip._replace(code="")
        kept.append(slip)
    return kept


def _directive(text: str) -> Iterator[Slip]:
    match = _DIRECTIVE.match(text) if "%" in text else None
    if match:
        start, end = match.span("line")
        yield Slip(
            "SYN026", start, end, params={"text": shorten(match["line"])}, edits=(Edit(start, start, "#"),)
        )


def _fences(text: str) -> list[Slip]:
    """Find the marks that a text copied from a chat or a web page brings along: ```yaml around it."""
    if "```" not in text and "~~~" not in text:
        return []
    marks = list(_FENCE.finditer(text))
    if not marks or text[: marks[0].start()].strip():
        return []
    edits = tuple(Edit(mark.start(), mark.start(), "#") for mark in marks)
    return [Slip("SYN026", *marks[0].span(), "fence", {"text": shorten(marks[0][0])}, edits=edits)]


def _as_finding(text: RepairedText, slip: Slip) -> Finding:
    related = tuple(Related(None, key, text.span(start, end)) for start, end, key in slip.related)
    return Finding(
        slip.code,
        variant=slip.variant,
        params=dict(slip.params),
        position=text.span(slip.start, slip.end),
        related=related,
        suggestions=slip.suggestions,
    )


def _in_order(findings: list[Finding]) -> tuple[Finding, ...]:
    """Sort by place and drop repetitions."""
    unique = {(finding.position, finding.code, finding.variant): finding for finding in reversed(findings)}

    def place(finding: Finding) -> tuple[Position, str]:
        return finding.position or Position(1, 1, 1, 1), finding.code

    return tuple(sorted(unique.values(), key=place))


@contextmanager
def _paused_collection() -> Iterator[None]:
    # Reading allocates many small objects that all stay: collecting in between costs a third of the time.
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
