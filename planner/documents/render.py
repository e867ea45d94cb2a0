"""Rendering the documents of a playbook as Markdown; the only module that knows the template language."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache

from jinja2 import BytecodeCache, Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from planner.diagnostics.model import Language
from planner.diagnostics.wording import bounded, set_apart, single_quoted
from planner.documents.catalogue import DOCUMENTS, documents_of
from planner.documents.markdown import code_block, code_span, escape_markdown, mermaid_label, quote_block
from planner.documents.model import Rendered
from planner.documents.words import CHINESE, capitalised
from planner.playbook.model import Playbook
from planner.resources import templates_folder

_MANY_BLANK_LINES = re.compile(r"\n{3,}")
_TRAILING_BLANKS = re.compile(r"[ \t]+$", re.MULTILINE)


def render_documents(
    playbook: Playbook, language: Language, only: Collection[str] | None = None
) -> tuple[Rendered, ...]:
    """Return the documents of the playbook's set, in the order of the catalogue.

    ``only`` asks for these instead, in the set or not, as far as they apply; a name that no document has is an error
    of the caller (KeyError).
    """
    known = {document.name for document in DOCUMENTS}
    for name in only or ():
        if name not in known:
            raise KeyError(name)
    return tuple(
        Rendered(page.path, render_view(document.name, page.view, language).encode())
        for document in (documents_of(playbook) if only is None else DOCUMENTS)
        if (only is None or document.name in only) and document.applies(playbook)
        for page in document.pages(playbook, language)
    )


def render_view(template: str, view: object, language: Language) -> str:
    """Return what a document's template makes of a view, as Markdown text; ends with a single line feed."""
    text = set_apart(_environment(language).get_template(f"{template}.md.j2").render(view=view))
    text = _TRAILING_BLANKS.sub("", text)
    return _MANY_BLANK_LINES.sub("\n\n", text).strip("\n") + "\n"


@cache
def _environment(language: Language) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(templates_folder() / language, encoding="utf-8"),
        undefined=StrictUndefined,
        autoescape=True,
        finalize=_finalize_bounded if language == CHINESE else _finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        bytecode_cache=_compiled_templates(),
    )
    environment.filters["quote"] = lambda text: Markup(quote_block(text))
    environment.filters["block"] = lambda text, kind="text": Markup(code_block(text, kind))
    environment.filters["inner"] = single_quoted
    environment.filters["key"] = lambda text: Markup(code_span(text))
    environment.filters["capitalize_first"] = capitalised
    environment.filters["capital"] = capitalised
    environment.filters["lower_first"] = lambda text: text[:1].lower() + text[1:]
    environment.filters["mermaid"] = lambda text: Markup(mermaid_label(text))
    return environment


def _compiled_templates() -> BytecodeCache | None:
    """Compiled templates in the user's own temporary folder: compiling takes longer than rendering.

    A template that has changed is compiled anew; where the folder is not the user's alone, nothing is cached.
    """
    try:
        return FileSystemBytecodeCache()
    except (OSError, RuntimeError):
        return None


def _finalize(value: object) -> Markup:
    """Escape what a template prints, once; macros, blocks and filters that return markup pass."""
    if hasattr(value, "__html__"):
        return Markup(value)
    if value is None:
        raise TypeError("a template prints None; the view should hold text or the template should ask first")
    return Markup(escape_markdown(str(value)))


def _finalize_bounded(value: object) -> Markup:
    """The same, with the ends of what is printed marked; empty and marked-up values stay as they are."""
    shown = _finalize(value)
    return shown if hasattr(value, "__html__") or not shown else Markup(bounded(shown))
