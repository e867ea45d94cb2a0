"""The engine: which documents, what it refuses to print, and that nothing of a plan acts as markup."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from jinja2 import Environment, UndefinedError

from planner.diagnostics.model import Language
from planner.diagnostics.wording import set_apart
from planner.documents.catalogue import DOCUMENTS, documents_of
from planner.documents.render import _environment, render_documents
from planner.playbook.model import Playbook
from planner.resources import templates_folder

LANGUAGES: tuple[Language, ...] = ("zh-CN", "en")


@dataclass(frozen=True)
class View:
    text: str = "a | *b*"
    nothing: None = None


@pytest.fixture
def engine() -> Environment:
    return _environment("en")


def test_documents_come_in_the_order_of_the_catalogue(street: Playbook) -> None:
    paths = [rendered.path for rendered in render_documents(street, "zh-CN")]
    pages = [page.path for document in documents_of(street) for page in document.pages(street, "zh-CN")]
    assert paths == pages
    assert [document.name for document in documents_of(street)] == [
        document.name for document in DOCUMENTS if document in documents_of(street)
    ]
    assert {"calendar.md", "rules.md"} <= set(paths)


def test_some_documents_can_be_asked_for(street: Playbook) -> None:
    (rendered,) = render_documents(street, "zh-CN", only=("activity-plan",))
    assert rendered.path == "activity-plan.md"
    with pytest.raises(KeyError):
        render_documents(street, "zh-CN", only=("no-such-document",))


def test_the_same_playbook_gives_the_same_bytes(street: Playbook) -> None:
    assert render_documents(street, "en") == render_documents(street, "en")


def test_both_languages_have_the_same_templates() -> None:
    chinese, english = ({path.name for path in (templates_folder() / lang).iterdir()} for lang in LANGUAGES)
    assert chinese
    assert chinese == english


def test_values_are_escaped_once(engine: Environment) -> None:
    source = "{% macro m(x) %}{{ x }}{% endmacro %}{% set s %}{{ view.text }}{% endset %}"
    source += "{{ m(view.text) }}/{{ s }}/{{ [view.text, view.text] | join('; ') }}/{{ m(m(view.text)) }}"
    once = r"a \| \*b\*"
    assert engine.from_string(source).render(view=View()) == f"{once}/{once}/{once}; {once}/{once}"


def test_nothing_undefined_and_no_none_is_printed(engine: Environment) -> None:
    with pytest.raises(UndefinedError):
        engine.from_string("{{ view.typo }}").render(view=View())
    with pytest.raises(TypeError):
        engine.from_string("{{ view.nothing }}").render(view=View())


def test_what_a_plan_says_is_never_read_as_a_template(engine: Environment) -> None:
    assert (
        engine.from_string("{{ view.text }}").render(view=View("{{ view.nothing }}")) == "{{ view.nothing }}"
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("plan", ["street", "fixers", "hostile"])
def test_documents_are_clean(
    plan: str, language: Language, request: pytest.FixtureRequest, to_html: Callable[[str], str]
) -> None:
    playbook: Playbook = request.getfixturevalue(plan)
    rendered = render_documents(playbook, language)
    assert rendered
    for document in rendered:
        text = document.content.decode()
        shown = to_html(text)
        assert text.endswith("\n")
        assert "\n\n\n" not in text
        assert not re.search(r"[ \t]$", text, re.MULTILINE)
        assert not re.search(r"\bNone\b|Decimal\(|datetime", text), document.path
        if plan != "hostile":
            assert "**" not in re.sub(r"<pre>.*?</pre>", "", shown, flags=re.DOTALL), document.path
            assert not re.search(r"\{[a-z_0-9]+\}", text), document.path
        tags = set(re.findall(r"</?([A-Za-z][A-Za-z0-9]*)", shown))
        assert tags <= {
            "h1", "h2", "h3", "h4", "h5", "p", "ul", "ol", "li", "strong", "em", "table", "thead", "tbody", "tr",
            "th", "td", "blockquote", "br", "pre", "code", "hr", "a",
        }  # fmt: skip
        _assert_tables_are_whole(shown, document.path)


def _assert_tables_are_whole(shown: str, path: str) -> None:
    for table in re.findall(r"<table>.*?</table>", shown, flags=re.DOTALL):
        widths = {
            row.count("</td>") + row.count("</th>")
            for row in re.findall(r"<tr>.*?</tr>", table, flags=re.DOTALL)
        }
        assert len(widths) == 1, path
    assert "|---" not in shown, path


def test_what_a_hostile_plan_says_is_read_as_typed(hostile: Playbook, as_read: Callable[[str], str]) -> None:
    read = "\n".join(as_read(document.content.decode()) for document in render_documents(hostile, "zh-CN"))
    for words in (
        "<script>alert(1)</script> | **群** {{x}}：",
        "小|周*",
        "动手 | 课",
        "不做 <img src=x>",
        "能不能 | 分开",
        "**重点：**内容",
    ):
        assert words in read


def test_a_chinese_document_of_a_chinese_plan_has_no_english(street: Playbook) -> None:
    """Apart from keys and pieces of the plan, commands and charts; what is pasted counts."""
    allowed = r"question_pool|offers|people|activities|cost|audience|T\+\d+|KPI|BGM|WiFi|Wi-Fi|A4|AED|[A-C](?= 面)|br"
    rendered = render_documents(street, "zh-CN")
    assert len(rendered) > len(documents_of(street))
    for document in rendered:
        shown = document.content.decode()
        text = re.sub(r"^( *)```(?!text$)\w+\n.*?^\1```$", "", shown, flags=re.DOTALL | re.MULTILINE)
        text = re.sub(r"^ *```text$|`[^`\n]*`|\]\([^)]*\)", "", text, flags=re.MULTILINE)
        found = set(re.findall(r"[A-Za-z]{2,}", re.sub(allowed, "", text)))
        assert not found, (document.path, found)


def test_a_latin_letter_of_a_value_stands_apart_from_chinese_but_nothing_inside_a_value_moves() -> None:
    chinese = _environment("zh-CN").from_string(
        "{{ view.text }}运营{% if view.text %}（{{ view.text }}）{% endif %}到{{ view.text }}"
    )
    shown = set_apart(chinese.render(view=View("Q3计划A")))
    assert shown == "Q3计划A 运营（Q3计划A）到 Q3计划A"


UGLY = {
    "two signs in a row": re.compile(r"[。，；：、]{2,}|“”|（）"),
    "a half-width sign beside Chinese": re.compile(
        r"(?<=[\u3400-\u9fff])[,;:?!](?=[\u3400-\u9fff\s])|(?<=[\u3400-\u9fff])\("
    ),
    "a word twice": re.compile(r"的的|了了|和和"),
    "a blank in another form": re.compile(r"(?<![_\\])_{2,}|\\_|(?<!＿)＿{1,3}(?!＿)"),
    "two spaces": re.compile(r"(?<=[^\s|])  +(?=[^\s|])"),
    "a space at a full-width sign": re.compile(
        r"(?<=[^|\s]) +[，。；：、！？）]|[（，；：、] +(?=[\u3400-\u9fff])"
    ),
}


@pytest.mark.parametrize("plan", ["printers", "caterers", "street", "balcony", "runners", "fruit"])
@pytest.mark.parametrize("what", UGLY)
def test_chinese_is_set_as_it_should_be(plan: str, what: str, request: pytest.FixtureRequest) -> None:
    for document in render_documents(request.getfixturevalue(plan), "zh-CN"):
        text = re.sub(r"```.*?```", "", document.content.decode(), flags=re.DOTALL)
        found = [text[max(0, m.start() - 15) : m.end() + 15] for m in UGLY[what].finditer(text)]
        assert not found, (document.path, found)


@pytest.mark.parametrize("plan", ["printers", "caterers", "street", "balcony", "fruit"])
def test_no_table_has_an_empty_column(
    plan: str, request: pytest.FixtureRequest, to_html: Callable[[str], str]
) -> None:
    looked, forms = 0, set()
    for document in render_documents(request.getfixturevalue(plan), "zh-CN"):
        for table in re.findall(r"<tbody>.*?</tbody>", to_html(document.content.decode()), flags=re.DOTALL):
            rows = [
                re.findall(r"<td[^>]*>(.*?)</td>", row, flags=re.DOTALL) for row in table.split("</tr>")[:-1]
            ]
            if not any(cell.strip() for row in rows for cell in row):
                forms.add(document.path)  # lines to write on
                continue
            for column, cells in enumerate(zip(*rows, strict=True)):
                looked += 1
                to_be_ticked = column == len(rows[0]) - 1 and len(rows[0]) == 3
                assert any(cell.strip() for cell in cells) or to_be_ticked, (document.path, column, rows[0])
    assert looked > 50
    assert forms <= {"members.md", "hand-over.md"}
