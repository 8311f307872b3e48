"""Mends typing errors, towards the words of the assistant's own examples and nothing else."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache

from symspellpy import SymSpell, Verbosity
from wordfreq import zipf_frequency

from bot.components.wording import plain, tidy

# A word at least this frequent (Zipf: 3 is one in a million) is meant as it stands, whoever may know it.
COMMON = 3.0
LANGUAGES = ("it", "en")
SHORTEST = 4
LONG = 7
FURTHEST = 2

_WORDS = re.compile(r"[^\W\d_]+")


class Speller:
    """Knows the words of the examples, and brings back to them what is nearly one of them.

    Args:
        words: The examples' words and how often each occurs.
    """

    def __init__(self, words: dict[str, int]) -> None:
        self.words = words
        self._index = SymSpell(max_dictionary_edit_distance=FURTHEST, prefix_length=LONG)
        for word, count in words.items():
            self._index.create_dictionary_entry(word, count)
        self._mended = lru_cache(maxsize=10_000)(self._mend)

    @classmethod
    def of(cls, texts: Iterable[str]) -> Speller:
        """Learns the words of texts; one that is rare and occurs once may be a typing error itself."""
        counts = Counter(
            word for text in texts for word in _WORDS.findall(plain(text)) if len(word) >= SHORTEST
        )
        return cls({word: n for word, n in counts.items() if n > 1 or is_common(word)})

    def mend(self, text: str) -> str:
        """The text in lower case, without stretching, shorthand and typing errors."""
        return _WORDS.sub(lambda word: self._mended(word[0]), tidy(text))

    def _mend(self, word: str) -> str:
        bare = plain(word)
        if len(bare) < SHORTEST or " " in bare or bare in self.words or is_common(word) or is_common(bare):
            return word
        furthest = FURTHEST if len(bare) >= LONG else 1
        nearest = self._index.lookup(bare, Verbosity.TOP, max_edit_distance=furthest)
        return str(nearest[0].term) if nearest else word


def is_common(word: str, languages: Sequence[str] = LANGUAGES) -> bool:
    """Whether people use the word in one of the languages."""
    return any(zipf_frequency(word, language, wordlist="small") >= COMMON for language in languages)
