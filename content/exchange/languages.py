"""In which language a text is, where nobody says: told by the small words that every sentence has."""

from __future__ import annotations

import re

_WORDS = {
    "it": frozenset(
        [
            "il",
            "lo",
            "la",
            "i",
            "gli",
            "le",
            "un",
            "una",
            "di",
            "del",
            "della",
            "dei",
            "che",
            "chi",
            "come",
            "cosa",
            "dove",
            "quando",
            "quanto",
            "quanta",
            "quanti",
            "per",
            "con",
            "non",
            "si",
            "è",
            "sono",
            "ho",
            "hai",
            "posso",
            "puoi",
            "potete",
            "mi",
            "ti",
            "vi",
            "ci",
            "mio",
            "mia",
            "nel",
            "nella",
            "sul",
            "al",
            "alla",
            "ai",
            "se",
            "ma",
            "e",
            "o",
            "da",
            "in",
            "più",
            "fate",
            "avete",
        ]
    ),
    "en": frozenset(
        [
            "the",
            "a",
            "an",
            "of",
            "to",
            "is",
            "are",
            "do",
            "does",
            "did",
            "can",
            "could",
            "how",
            "what",
            "where",
            "when",
            "which",
            "who",
            "my",
            "your",
            "you",
            "i",
            "we",
            "it",
            "on",
            "at",
            "for",
            "with",
            "not",
            "if",
            "but",
            "and",
            "or",
            "from",
            "have",
            "has",
            "will",
            "be",
            "this",
            "that",
            "there",
        ]
    ),
}


def guess(text: str, default: str) -> str:
    """The language whose small words it has more of; the default where that says nothing."""
    words = re.findall(r"[^\W\d_]+", text.casefold())
    counts = {language: sum(word in small for word in words) for language, small in _WORDS.items()}
    best = max(counts, key=lambda language: counts[language])
    others = max(count for language, count in counts.items() if language != best)
    return best if counts[best] > others else default
