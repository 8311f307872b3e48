"""Ways of asking that are nearly the same, as letters go."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from functools import lru_cache
from threading import Lock

from rapidfuzz import fuzz, process

ALIKE = 92
"""Percent of letters in common, as written or with the words sorted. "annullare l'ordine" and "annullare un
ordine" have 92 and mean one thing; "la mia carta non viene accettata" and "la mia gift card…" have 91 and
mean two."""
SHORTEST = 12
"""Letters: shorter messages differ by one and mean different things: "taglia", "tagli"."""
# Texts that share 92 percent of their letters differ by no more in length.
_LONGER = (200 - ALIKE) / ALIKE
Place = tuple[str, str, int]
Pair = tuple[str, str]


@lru_cache(maxsize=50_000)
def letters(text: str) -> str:
    """The text without capitals, punctuation and blanks; a message of emoji only keeps them."""
    return re.sub(r"[\W_]+", "", text.casefold()) or text.strip()


@lru_cache(maxsize=50_000)
def normal(text: str) -> str:
    """The letters without accents either, which phones add and people leave out."""
    return _unaccented(letters(text))


@lru_cache(maxsize=50_000)
def _words(text: str) -> tuple[str, str]:
    """The words without capitals, accents and punctuation: in their order, and sorted."""
    found = re.findall(r"[^\W_]+", _unaccented(text.casefold()))
    return " ".join(found), " ".join(sorted(found))


def pairs_alike(places: Mapping[Place, str]) -> Iterator[tuple[Place, Place]]:
    """Places in two topics, and in one language, with nearly the same text; the same is another matter."""
    by_language: dict[str, dict[str, list[Place]]] = {}
    for place, text in places.items():
        if len(normal(text)) >= SHORTEST:
            by_language.setdefault(place[1], {}).setdefault(text, []).append(place)
    for language, homes in by_language.items():
        for one, other in sorted(_COMPARED.pairs(language, frozenset(homes))):
            if normal(one) != normal(other):
                yield from (
                    (here, there) for here in homes[one] for there in homes[other] if here[0] != there[0]
                )


def are_alike(one: str, other: str) -> bool:
    """Whether two texts of one language are nearly the same, as ``pairs_alike`` has it."""
    if min(len(normal(one)), len(normal(other))) < SHORTEST:
        return False
    said = zip(_words(one), _words(other), strict=True)
    return any(fuzz.ratio(mine, theirs) >= ALIKE for mine, theirs in said)


class _Compared:
    """Remembers what was compared: while somebody writes, only what is new has to be."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._texts: dict[str, frozenset[str]] = {}
        self._found: dict[str, frozenset[Pair]] = {}

    def pairs(self, language: str, texts: frozenset[str]) -> frozenset[Pair]:
        """Pairs of texts that are nearly the same, each in alphabetical order."""
        with self._lock:
            before = self._texts.get(language, frozenset())
            known = self._found.get(language, frozenset())
            kept = {pair for pair in known if pair[0] in texts and pair[1] in texts}
            kept |= set(_new_pairs(texts, texts - before))
            self._texts[language], self._found[language] = texts, frozenset(kept)
            return self._found[language]


_COMPARED = _Compared()


def _new_pairs(texts: frozenset[str], new: frozenset[str]) -> Iterator[Pair]:
    for order in (0, 1) if new else ():
        rows = sorted((len(_words(text)[order]), _words(text)[order], text) for text in texts)
        lengths, written = [row[0] for row in rows], [row[1] for row in rows]
        for length, said, text in rows:
            if text not in new:
                continue
            # A pair of two new ones is found from the shorter.
            first = bisect_left(lengths, length / _LONGER)
            last = bisect_right(lengths, length * _LONGER)
            near = process.extract(
                said, written[first:last], scorer=fuzz.ratio, score_cutoff=ALIKE, limit=None
            )
            for _, _, at in near:
                other = rows[first + at][2]
                if other != text:
                    yield (text, other) if text < other else (other, text)


def _unaccented(text: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
