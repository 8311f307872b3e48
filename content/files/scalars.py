"""Texts as YAML: in quotes, or as lines; read back they are the same."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

_ESCAPED = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}
# What YAML prints as it is; line ends of other alphabets would be read as spaces by some parsers.
_PRINTED = re.compile(r"[^\x20-\x7E\xA0-\u2027\u202A-\uD7FF\uE000-\uFEFE\uFF00-\uFFFD\U00010000-\U0010FFFF]")
_NEVER = re.compile(r"[\x00-\x08\x0B\x0C\x0E-\x1F\x7F-\x84\x86-\x9F\uD800-\uDFFF\uFFFE\uFFFF]")
"""What no text of a shop holds, and YAML can't carry everywhere."""
_BREAKS = re.compile(r"[\t\n\r\x0B\x0C\x1C-\x1E\x85\u2028\u2029]+")
_PLAIN = re.compile(r"[A-Za-z_][\w/-]*")
_SPECIAL = re.compile(r"(?:true|false|null|yes|no|on|off|y|n)", re.IGNORECASE)


def clean(text: str) -> str:
    """A text of several lines without what can't be stored; its line ends are newlines."""
    return _NEVER.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def one_line(text: str) -> str:
    """A text in one line without blanks around it."""
    return _NEVER.sub("", _BREAKS.sub(" ", text)).strip()


def quoted(text: str) -> str:
    """In one line: in single quotes where it has double ones and nothing else that is special."""
    if '"' in text and "'" not in text and "\\" not in text and not _PRINTED.search(text):
        return f"'{text}'"
    return '"' + _PRINTED.sub(_code, re.sub(r'["\\\n\t\r]', lambda it: _ESCAPED[it.group()], text)) + '"'


def double_quoted(text: str) -> str:
    """In one line, in double quotes."""
    return '"' + _PRINTED.sub(_code, re.sub(r'["\\\n\t\r]', lambda it: _ESCAPED[it.group()], text)) + '"'


def lines(text: str, indent: str, newline: str) -> str | None:
    """As a block after ``|``; None where the text can't be said so.

    Args:
        text: What is said.
        indent: What stands before each line.
        newline: How lines end.
    """
    body = text.removesuffix("\n")
    fit = "\n" in body and body[0] not in " \n" and not body.endswith("\n")
    if not fit or any(_PRINTED.search(line) or line != line.rstrip() for line in body.split("\n")):
        return None
    sign = "|" if text.endswith("\n") else "|-"
    return newline.join([sign, *(indent + line if line else "" for line in body.split("\n"))])


def word(text: str) -> str:
    """A name as it is, anything else in quotes."""
    return text if _PLAIN.fullmatch(text) and not _SPECIAL.fullmatch(text) else double_quoted(text)


def flow(value: Any) -> str:
    """Lists, dictionaries and texts in brackets; names without quotes."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{word(str(key))}: {flow(one)}" for key, one in value.items()) + "}"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "[" + ", ".join(flow(one) for one in value) + "]"
    return "null" if value is None else word(value) if isinstance(value, str) else repr(value)


def _code(found: re.Match[str]) -> str:
    number = ord(found.group())
    return (
        f"\\x{number:02x}"
        if number < 0x100
        else f"\\u{number:04x}"
        if number < 0x10000
        else f"\\U{number:08x}"
    )
