"""Which language a short message is in, from how frequent its words are in each language.

Unigram frequencies from ``wordfreq`` beat trained detectors on messages of two to six words, and cost
microseconds; see ``docs/decisions/language.md``.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from wordfreq import get_frequency_dict

# What an unlisted word is worth: rarer than anything in wordfreq's small lists (one in a million).
UNLISTED = 1e-7
# One word may be this much more likely in one language (natural logarithm) and no more: a borrowed word
# ("tracking", "ok") must neither outweigh a sentence nor, alone, pass for certain (e^2 against 1 is .88).
STRONGEST_WORD = 2.0
REMEMBERED = 5000

_WORDS = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_PARTS = re.compile(r"[^\W\d_]+")


class Guess(NamedTuple):
    """The likeliest language (ISO 639-1), and how likely it is among those that were offered (0 to 1)."""

    language: str | None
    confidence: float


class Tongues:
    """Tells apart the languages it is given.

    Args:
        languages: ISO 639-1 codes that ``wordfreq`` knows.

    Raises:
        LookupError: ``wordfreq`` has no word list for one of them.
    """

    def __init__(self, languages: Sequence[str]) -> None:
        self.languages = tuple(languages)
        self._frequencies = [get_frequency_dict(code, wordlist="small") for code in languages]
        # Nine words of ten have been weighed before.
        self._weighed = lru_cache(maxsize=REMEMBERED)(self._weigh)

    def guess(self, text: str) -> Guess:
        """Weighs a message's words; ``Guess(None, …)`` where no word of it is known in any language."""
        weights = [0.0] * len(self.languages)
        known = False
        for word in _WORDS.findall(text.lower()):
            for gains in self._weighed(word):
                known = True
                weights = [weight + gain for weight, gain in zip(weights, gains, strict=True)]
        if not known:
            return Guess(None, 1.0 / len(self.languages))
        best = max(range(len(weights)), key=weights.__getitem__)
        return Guess(self.languages[best], 1.0 / sum(math.exp(weight - weights[best]) for weight in weights))

    def _weigh(self, word: str) -> list[list[float]]:
        return [self._gains(part) for part in self._listed(word)]

    def _listed(self, word: str) -> list[str]:
        whole = word.replace("’", "'")
        candidates = [whole] if self._is_listed(whole) else _PARTS.findall(whole)
        return [candidate for candidate in candidates if self._is_listed(candidate)]

    def _is_listed(self, word: str) -> bool:
        return any(word in frequencies for frequencies in self._frequencies)

    def _gains(self, word: str) -> list[float]:
        logarithms = [math.log(frequencies.get(word, 0.0) + UNLISTED) for frequencies in self._frequencies]
        floor = max(logarithms) - STRONGEST_WORD
        return [max(logarithm, floor) for logarithm in logarithms]
