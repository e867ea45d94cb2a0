"""Anchors of headings, as the usual Markdown hosts make them."""

from __future__ import annotations

import re

_NOT_KEPT = re.compile(r"[^\w\- ]")


def anchor(heading: str) -> str:
    """Return the anchor of a heading of plain text: lower case, no punctuation, hyphens for spaces."""
    return _NOT_KEPT.sub("", heading.strip().lower()).replace(" ", "-")
