"""User text shows as typed wherever a template puts it, and stays readable in raw form."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from planner.documents.markdown import escape_markdown, mermaid_label, quote_block

Reader = Callable[[str], str]

HOSTILE = [
    "a | b",
    "`code` and ``more``",
    "{{x}} {% raw %} {host}",
    "<script>alert(1)</script>",
    "=1+1",
    "# x",
    "####### not a heading",
    "- x",
    "+ x",
    "-",
    "---",
    "- - -",
    "===",
    "> x",
    ">x",
    "1. x",
    "2024) x",
    "1.",
    "😀 emoji",
    "全角：（！）；",
    "**重点：**内容",
    "*a* _b_ __c__ ___d___",
    "到场__人，退__人",
    "（__）2（__）",
    "snake_case_name",
    "https://x.org/a_b/_c_?q=1&amp;r=2",
    "~~gone~~ ~x~",
    "$x$ costs $5",
    "[a](b) ![c](d) [x]: y",
    "- [ ] task",
    "a & b &amp; &#35;",
    "back\\slash \\* end\\",
    "<!-- c --> <?p?> </a> a < b > c",
    "<https://x.org>",
    "line one\nline two\r\nline three",
    "first\n# second\n- third\n1. fourth",
    "    indented",
    "\ttab",
]
PLACES = {
    "paragraph": ("{}", ""),
    "after text": ("前文：{}", "前文："),
    "list item": ("- {}", ""),
    "heading": ("## {}", ""),
    "bold label": ("- **标题**：{}", "标题："),
}


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("place", PLACES)
def test_text_shows_as_typed(text: str, place: str, as_read: Reader) -> None:
    frame, before = PLACES[place]
    assert as_read(frame.format(escape_markdown(text))) == before + _typed(text)


@pytest.mark.parametrize("text", HOSTILE)
def test_text_stays_in_its_cell(text: str, to_html: Reader, as_read: Reader) -> None:
    table = f"| a | b |\n|---|---|\n| {escape_markdown(text)} | end |"
    assert to_html(table).count("<td>") == 2
    assert as_read(table).replace("\n", "").endswith(_typed(text).replace("\n", "") + "end")


@pytest.mark.parametrize("text", HOSTILE)
def test_a_quotation_keeps_its_lines(text: str, as_read: Reader, to_html: Reader) -> None:
    assert as_read(quote_block(text)) == _typed(text)
    assert to_html(quote_block(text)).startswith("<blockquote>")


def test_an_empty_line_of_a_quotation_parts_paragraphs(to_html: Reader) -> None:
    assert to_html(quote_block("one\n\ntwo")).count("<p>") == 2


@pytest.mark.parametrize(
    "text", ["7-12 岁，半价（限 20 份）", "Mon–Fri, 9.30 (ask first)", "snake_case", "成本 < 5 % ＋ 运费", "¥1,500", "$5 each", "{host}", "a + b = c"]
)  # fmt: skip
def test_ordinary_text_is_left_alone(text: str) -> None:
    assert escape_markdown(text) == text


@given(st.text(alphabet=st.sampled_from(list("ab 1._*`~|<>[]()#+-=\\!&;$：（中\n")), min_size=1, max_size=24))
def test_whatever_is_typed_comes_back(text: str) -> None:
    reader = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    rendered = reader.render(f"| a |\n|---|\n| x{escape_markdown(text)}x |")
    cells = [
        token
        for token in reader.parse(f"| a |\n|---|\n| x{escape_markdown(text)}x |")
        if token.type == "inline"
    ]
    assert len(cells) == 2, rendered
    shown = {
        child.content if child.type == "html_inline" else child.type for child in cells[1].children or ()
    }
    assert shown <= {"text", "text_special", "<br>"}, shown


def test_a_diagram_label_is_one_line_without_signs_that_act() -> None:
    assert mermaid_label('a: b;\n"c" # %% `<d>') == "a#58; b#59; #34;c#34; #35; #37;#37; #96;#60;d#62;"


def _typed(text: str) -> str:
    """The text without what Markdown never shows: blanks at the ends of lines, runs of blanks."""
    lines = text.replace("\r\n", "\n").strip().split("\n")
    return "\n".join(" ".join(line.split()) for line in lines)
