"""Finds entries by words, whatever their endings and accents."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from desk.faq.records import Entry

LONGEST = 100
"""Characters of a search that are read."""
_WORD = re.compile(r"[a-z0-9]+")
_QUESTION, _ASKED, _ANSWER = 4, 2, 1
"""What a word counts where it is found."""
_SMALL_WORDS = (
    "a ad al allo ai agli alla alle che chi ci come con cosa da dal del della delle dei degli di do dove e "
    "ed fare faccio gli ho i il in io la le lo ma mi mie miei mio mia nel nella non o per piu posso puo "
    "quale quali quando quanto quanta se si sono su sul tra tu un una uno vi voi vorrei "
    "an and are at be can does for from get have how is it me my of on or the there to us we what when "
    "where which who with you your"
)
SMALL = frozenset(_SMALL_WORDS.split())
"""Words that say nothing about what is looked for."""


def folded(text: str) -> str:
    """Small letters without accents."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def words(text: str) -> list[str]:
    """The words that mean something, without their endings; all of them where none does."""
    found = _WORD.findall(folded(text))
    return [stem(word) for word in found if word not in SMALL] or [stem(word) for word in found]


def stem(word: str) -> str:
    """A word without what changes with number and gender, in Italian as in English."""
    if len(word) > 3 and word.endswith("s"):
        word = word[:-1]
    return word[:-1] if len(word) > 3 and word[-1] in "aeiou" else word


class Index:
    """The words of some entries."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._entries = [(entry, _weighted(entry)) for entry in entries]

    def find(self, wanted: str) -> Sequence[Entry]:
        """The entries that have every word of what is wanted, or begin one with it; best first.

        Where none has all of them, those that have some.
        """
        asked = words(wanted[:LONGEST])
        if not asked:
            return [entry for entry, _ in self._entries]
        scored = [(entry, [_score(word, weights) for word in asked]) for entry, weights in self._entries]
        whole = [(sum(scores), entry) for entry, scores in scored if all(scores)]
        found = whole or [(sum(scores), entry) for entry, scores in scored if any(scores)]
        return [entry for _, entry in sorted(found, key=lambda it: -it[0])]


def _weighted(entry: Entry) -> dict[str, int]:
    weights: dict[str, int] = {}
    for text, weight in (
        (entry.answer, _ANSWER),
        (" ".join(entry.asked), _ASKED),
        (entry.question, _QUESTION),
    ):
        weights |= dict.fromkeys(words(text), weight)
    return weights


def _score(asked: str, weights: dict[str, int]) -> int:
    if asked in weights:
        return 2 * weights[asked]
    return max((weight for word, weight in weights.items() if word.startswith(asked)), default=0)
