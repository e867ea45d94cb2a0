"""The reference page of the plan file, made from the models: every key, what it takes, what it means, an example."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from planner.plan.outline import SECTION_DESCRIPTIONS, describe
from planner.plan.plan import HEAD_KEYS, REQUIRED, SECTION_TYPES
from planner.plan.schema import plan_schema

_EXAMPLE = Path(__file__).with_name("every_key.yaml")
_TOP_LEVEL_KEY = re.compile(r"^([a-z_]+):", re.MULTILINE)
_INTRODUCTION = """\
# The plan file · 运营方案文件

Every key of a plan, with an example of each. Made from the program itself (`planner schema --markdown`); edit the
descriptions there, not here. 本页由程序生成，列出方案里的每一个键。

- Keys are English, values are in any language. 键用英文，值用什么语言都行。
- **Required** keys are bold; leave out whatever you do not know. **加粗**的键必须写，其余不知道就不写。
- Dates `2027-01-04`, times `"07:30"` in quotes, shares `40%` or `0.4`, money as plain numbers in the plan's currency.
  日期 `2027-01-04`，时间加引号 `"07:30"`，份额 `40%` 或 `0.4`，金额只写数字。
- *Ids* are short ASCII words (`a-z`, digits, `_`, `-`) by which other keys refer to a thing; names work as well.
  *id* 是给别处引用的短标识，写名字也认。
- How often: `weekly mon,thu`, `monthly 2nd sat`, `every 2 weeks on fri`, `every workday`, 每周一、四, 每月最后一个周五.
  多久一次，中英文写法都行。
- What is written wins. A written list *is* the list, except `activities`, `content.topics` and `rules.prohibited`, which are
  added to unless the section says `only_written: true`. An explicit `[]` means none, on purpose.
  写下的为准：写了列表就以它为准；只有 activities、content.topics、rules.prohibited 会再补充，除非写
  `only_written: true`。写 `[]` 表示特意不要。
"""
_KINDS: Mapping[str, str] = {
    "string": "text",
    "integer": "whole number",
    "number": "number",
    "boolean": "true / false",
    "date": "date",
    "time": "time",
    "id": "id",
    "share": "share",
    "figure": "number or %",
    "currency": "currency code",
}


def plan_reference() -> str:
    """Return the page as Markdown; ends with a single line feed."""
    schema, chinese = plan_schema("en"), plan_schema("zh-CN")
    examples = _examples()
    head = {key: schema["properties"][key] for key in HEAD_KEYS}
    rows = _rows(head, set(REQUIRED), "", schema, chinese["properties"])
    parts = [
        _INTRODUCTION,
        _page_part(", ".join(HEAD_KEYS), "", rows, "\n".join(examples[key] for key in HEAD_KEYS)),
    ]
    for name in SECTION_TYPES:
        rows = list(_walk(schema["properties"][name], schema, chinese, "", {}))
        parts.append(_page_part(name, _sentence(name), rows, examples[name]))
    return "\n".join(parts)


@cache
def example_plan() -> str:
    """Return the plan that uses every key."""
    return _EXAMPLE.read_text(encoding="utf-8")


def _examples() -> Mapping[str, str]:
    """Cut the example plan into its top-level keys."""
    text = example_plan()
    starts = [(match[1], match.start()) for match in _TOP_LEVEL_KEY.finditer(text)]
    ends = [start for _, start in starts[1:]] + [len(text)]
    return {name: text[start:end].rstrip() for (name, start), end in zip(starts, ends, strict=True)}


def _sentence(name: str) -> str:
    description = SECTION_DESCRIPTIONS[name]
    sentence = f"{describe(description, 'en')}. {describe(description, 'zh-CN')}。"
    return f"**Required.** {sentence}" if name in REQUIRED else sentence


def _page_part(title: str, sentence: str, rows: list[str], example: str) -> str:
    table = "\n".join(["| key | takes | meaning | 说明 |", "|---|---|---|---|", *rows])
    middle = f"{sentence}\n\n" if sentence else ""
    return f"## {title}\n\n{middle}{table}\n\n```yaml\n{example}\n```\n"


def _walk(
    node: Mapping[str, Any],
    schema: Mapping[str, Any],
    chinese: Mapping[str, Any],
    prefix: str,
    shown: dict[str, str],
) -> Iterator[str]:
    """Give the table rows of the model below a node, with the keys under their dotted path.

    ``shown`` holds the path at which a model's keys stand already; they are not listed again.
    """
    found = next(_models(node), None)
    if found is None or found[0] in shown:
        return
    name, mark = found
    start = f"{prefix}{mark}." if prefix or mark else ""
    shown[name] = f"{prefix}{mark}"
    model, model_chinese = _mapping(schema["$defs"][name]), _mapping(chinese["$defs"][name])
    required = set(model.get("required", ()))
    for key, child in model["properties"].items():
        same = next((shown[inner] for inner, _ in _models(child) if inner in shown), "")
        yield from _rows({key: child}, required, start, schema, model_chinese["properties"], same)
        yield from _walk(child, schema, chinese, f"{start}{key}", shown)


def _rows(
    properties: Mapping[str, Any],
    required: set[str],
    prefix: str,
    schema: Mapping[str, Any],
    chinese: Mapping[str, Any],
    same: str = "",
) -> list[str]:
    rows = []
    for key, node in properties.items():
        path = f"`{prefix}{key}`"
        cells = (
            f"**{path}**" if key in required else path,
            _takes(node, schema) + (f", as `{same}`" if same else ""),
            node.get("description", ""),
            chinese[key].get("description", ""),
        )
        rows.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    return rows


def _models(node: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Give the models that a node leads to, with ``[]`` where it is a list of them; mappings come first."""
    forms = [node, *node.get("anyOf", ())]
    for form in forms:
        if "$ref" in form:
            yield form["$ref"].removeprefix("#/$defs/"), ""
    for form in forms:
        if "$ref" in form.get("items", {}):
            yield form["items"]["$ref"].removeprefix("#/$defs/"), "[]"


def _mapping(node: Mapping[str, Any]) -> Mapping[str, Any]:
    return next(form for form in (node, *node.get("anyOf", ())) if "properties" in form)


def _takes(node: Mapping[str, Any], schema: Mapping[str, Any]) -> str:
    """Say in words what a node takes."""
    kinds = list(dict.fromkeys(kind for kind in _kinds(node, schema) if kind))
    lists = [kind for kind in kinds if kind.startswith("list of ")]
    # "text, or a list of text": the list says it all.
    kinds = [kind for kind in kinds if kind not in lists and f"list of {kind}" not in lists] + lists
    return " or ".join(kinds)


def _kinds(node: Mapping[str, Any], schema: Mapping[str, Any]) -> Iterator[str]:
    if "enum" in node:
        yield " · ".join(f"`{value}`" for value in node["enum"])
    elif "const" in node:
        yield f"`{node['const']}`"
    elif "$ref" in node:
        target = schema["$defs"][node["$ref"].removeprefix("#/$defs/")]
        for form in target.get("anyOf", ()):
            if "properties" not in form:
                yield from _kinds(form, schema)
        yield "mapping"
    elif "anyOf" in node:
        yield from _kinds_of_forms(node["anyOf"], schema)
    elif node.get("type") == "array":
        yield f"list of {' or '.join(dict.fromkeys(_kinds(node['items'], schema))).replace('mapping', 'mappings')}"
    elif node.get("type") == "object":
        yield "mapping"
    elif node.get("type") != "null":
        yield _KINDS[_kind_of_scalar(node)]


def _kinds_of_forms(forms: list[Mapping[str, Any]], schema: Mapping[str, Any]) -> Iterator[str]:
    percent = [form for form in forms if "%" in form.get("pattern", "")]
    if percent:
        is_share = any(form.get("maximum") == 1 for form in forms)
        yield _KINDS["share" if is_share else "figure"]
        forms = [form for form in forms if form not in percent and form.get("type") != "number"]
    for form in forms:
        yield from _kinds(form, schema)


def _kind_of_scalar(node: Mapping[str, Any]) -> str:
    if node.get("format") == "date":
        return "date"
    pattern = node.get("pattern", "")
    if pattern.startswith("^([01]"):
        return "time"
    if pattern.startswith("^[a-z]"):
        return "id"
    if pattern.startswith("^[A-Z]"):
        return "currency"
    kind = node["type"]
    return "string" if isinstance(kind, list) else str(kind)
