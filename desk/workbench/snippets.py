"""A few words around what was found, safe to be shown as HTML."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence

from desk.workbench.words import Wanted, plain

BEFORE = 60
LONGEST = 180
"""Characters of a snippet, and of what comes before the first word found."""
_WORD = re.compile(r"[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*")


def snippet(text: str, parts: Sequence[Wanted]) -> str:
    """The text around the first word found, escaped, each word found in ``<mark>``.

    Every word that is looked for is marked wherever it stands: also one of a phrase that stands alone.
    """
    marks = [found.span() for found in _WORD.finditer(text) if _is_wanted(plain(found[0]).split(), parts)]
    start, end = _window(text, marks[0][0] if marks else 0)
    shown, at = ["…" if start else ""], start
    for begins, ends in marks:
        if at <= begins and ends <= end:
            shown += [html.escape(text[at:begins]), "<mark>", html.escape(text[begins:ends]), "</mark>"]
            at = ends
    shown += [html.escape(text[at:end]), "…" if end < len(text) else ""]
    return "".join(shown)


def _window(text: str, first: int) -> tuple[int, int]:
    """From a word's beginning to a word's end, where there are any near."""
    start = max(0, first - BEFORE)
    if start:
        space = text.find(" ", start, first)
        start = space + 1 if space >= 0 else start
    end = min(len(text), start + LONGEST)
    if end < len(text):
        space = text.rfind(" ", max(first + 1, end - 30), end)
        end = space if space >= 0 else end
    return start, end


def _is_wanted(words: Sequence[str], parts: Sequence[Wanted]) -> bool:
    return any(_fits(word, part) for word in words for part in parts)


def _fits(word: str, part: Wanted) -> bool:
    return word in part.words or (part.is_prefix and word.startswith(part.words[-1]))
