"""Plain words as HTML: paragraphs, lines and links; nothing in them is ever read as HTML."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

_LINK = re.compile(r"https?://[^\s<>\"']+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.IGNORECASE)
_TRAILING = ".,;:!?…»”'\")"
"""What ends a sentence, not an address."""


def prose(text: str) -> Markup:
    """Paragraphs where lines are left empty, breaks where they are not."""
    paragraphs = (it for it in re.split(r"\n\s*\n", text.strip()) if it.strip())
    return Markup("").join(Markup("<p>{}</p>").format(_lines(it)) for it in paragraphs)


def _lines(paragraph: str) -> Markup:
    return Markup("<br>").join(_linked(line.strip()) for line in paragraph.splitlines())


def _linked(line: str) -> Markup:
    parts, end = [], 0
    for found in _LINK.finditer(line):
        address = found.group().rstrip(_TRAILING)
        href = address if address.lower().startswith("http") else f"mailto:{address}"
        parts += [escape(line[end : found.start()]), _anchor(href, address)]
        end = found.start() + len(address)
    return Markup("").join([*parts, escape(line[end:])])


def _anchor(href: str, shown: str) -> Markup:
    return Markup('<a href="{}" rel="noopener nofollow">{}</a>').format(href, shown)
