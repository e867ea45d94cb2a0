"""Bytes → text: UTF-8 with or without mark; other encodings are named and read as well as they can be."""

from __future__ import annotations

import re

from planner.source.lines import split_lines
from planner.source.slip import Slip

MAX_BYTES = 1024 * 1024
HIDDEN_CHARACTERS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]+")
"""Characters that no text has; YAML refuses them too."""
_CONTROL_BYTES = bytes({*range(32), 127} - {9, 10, 13})
_RARE_BYTES = (b"\xc2", b"\xed", b"\xef\xbf")
"""How the hidden characters beyond ASCII begin in UTF-8; a text without them need not be searched."""
_BYTE_LINE_END = re.compile(rb"\r\n|\n|\r")
_CHINESE = re.compile("[\u4e00-\u9fff]")
_SHOWN_OF_LARGE = 4_096
_SHOWN_OF_BINARY = 64
_OFFICE = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""How the files of Word and Excel begin, new and old."""
_MAX_HIDDEN = 20


def decode(content: bytes | str) -> tuple[str, list[Slip], bool]:
    """Give the text, what is wrong with its encoding, and whether it is small enough to be read on.

    Characters that no text has become U+FFFD one for one, so that the text can be shown and written anywhere.
    """
    slips: list[Slip] = []
    if isinstance(content, str):
        size = len(content)
        text = content[: MAX_BYTES + 1]
        encoded = text.encode("utf-8", "surrogatepass")
        size = max(size, len(encoded))
    else:
        size, encoded = len(content), content[: MAX_BYTES + 1]
        text, slips = _decode_bytes(encoded)
    text = text.lstrip("\ufeff")
    if size > MAX_BYTES:
        params = {"size": f"{size / MAX_BYTES:.2f}", "limit": 1}
        return _hide(text[:_SHOWN_OF_LARGE]), [Slip("SYN020", 0, 1, params=params)], False
    if not slips and _is_clean(encoded):
        return text, slips, True
    if binary := _binary(encoded):
        return _hide(text[:_SHOWN_OF_BINARY]), [Slip("SYN018", 0, 1, binary)], False
    for match in HIDDEN_CHARACTERS.finditer(text):
        if len(slips) > _MAX_HIDDEN:
            break
        params = {"character": f"U+{ord(match[0][0]):04X}"}
        slips.append(Slip("SYN019", match.start(), match.end(), params=params))
    return _hide(text), slips, True


def _binary(encoded: bytes) -> str:
    """Say which variant of "no text" some bytes are, empty for a text: a text may have a stray sign, not many."""
    if encoded.startswith(_OFFICE):
        return "office"
    if encoded.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ""
    sample = encoded[:8_192]
    controls = len(sample) - len(sample.translate(None, _CONTROL_BYTES))
    zeros_of_utf16 = sample.count(0) * 4 > len(sample) and sample.count(0) == controls
    return "binary" if controls * 20 > len(sample) and controls > 20 and not zeros_of_utf16 else ""


def _is_clean(encoded: bytes) -> bool:
    """Whether a quick look at the bytes rules hidden characters out."""
    if len(encoded.translate(None, _CONTROL_BYTES)) < len(encoded):
        return False
    return not any(rare in encoded for rare in _RARE_BYTES)


def _hide(text: str) -> str:
    return HIDDEN_CHARACTERS.sub(lambda match: "\ufffd" * len(match[0]), text)


def _decode_bytes(content: bytes) -> tuple[str, list[Slip]]:
    for mark, codec in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if content.startswith(mark):
            return content.decode(codec, "replace"), [Slip("SYN018", 0, 1, "utf16")]
    even, odd = content[:200:2], content[1:200:2]
    for full, zero, codec in ((even, odd, "utf-16-le"), (odd, even, "utf-16-be")):
        if zero.count(0) * 2 > len(zero) > 1 and 0 not in full:
            return content.decode(codec, "replace"), [Slip("SYN018", 0, 1, "utf16")]
    try:
        return content.decode("utf-8"), []
    except UnicodeDecodeError as error:
        number = len(_BYTE_LINE_END.findall(content, 0, error.start)) + 1
    text, variant = _guess(content)
    lines = split_lines(text)
    number = min(number, len(lines))
    start = sum(len(match) for match in re.split(r"(\r\n|\n|\r)", text, maxsplit=number - 1)[:-1])
    return text, [Slip("SYN018", start, start + len(lines[number - 1]), variant, {"line": number})]


def _guess(content: bytes) -> tuple[str, str]:
    try:
        text = content.decode("gb18030")
    except UnicodeDecodeError:
        return content.decode("utf-8", "replace"), "default"
    return (text, "gbk") if _CHINESE.search(text) else (content.decode("utf-8", "replace"), "default")
