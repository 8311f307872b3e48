"""Finds products by the words that people use, with their plurals and their typing errors."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

from rapidfuzz import fuzz

from shop.records import Product

ALIKE = 85.0
"""Of 100: so much two words must resemble each other to count as one mistyped."""
_WORD = re.compile(r"[^\W_]+")
_ENDING = re.compile(r"(?:[aeiou]|es|s)$")
# fmt: off
_STOP_WORDS = frozenset({
    "avete", "della", "delle", "degli", "dello", "quel", "quella", "questo", "questa", "vorrei", "cerco",
    "come", "sono", "con", "per", "una", "uno", "che", "taglia", "colore", "disponibile",
    "quanto", "costa", "have", "you", "any", "the", "this", "that", "with", "for", "are", "there", "size",
    "colour", "available", "how", "much", "looking", "want",
})
# fmt: on
_NAME, _CATEGORY, _FACT = 4.0, 2.0, 1.0


def rank(products: Sequence[Product], words: str, limit: int = 5) -> list[Product]:
    """The products that fit the words best, best first; none where nothing fits."""
    asked = [stem for stem in _stems(words) if stem not in _STOP_STEMS]
    scored = [(_score(product, asked), product) for product in products]
    best = max((score for score, _ in scored), default=0.0)
    fitting = [(score, product) for score, product in scored if score > 0 and score >= best / 2]
    fitting.sort(key=lambda pair: (-pair[0], not pair[1].available))
    return [product for _, product in fitting[:limit]]


def _score(product: Product, asked: Iterable[str]) -> float:
    fields = (
        (_NAME, _stems(f"{product.name} {product.id}")),
        (_CATEGORY, _stems(f"{product.category_name} {product.keywords}")),
        (_FACT, _stems(" ".join([product.description, *(one.value for one in product.attributes)]))),
        (_FACT, _stems(" ".join(sorted({variant.colour or "" for variant in product.variants})))),
    )
    return sum(max(weight * _likeness(stem, stems) for weight, stems in fields) for stem in asked)


def _likeness(asked: str, stems: Iterable[str]) -> float:
    """1 for the same word, 0.9 for one that is much like it, 0 for others."""
    best = max((fuzz.ratio(asked, stem) for stem in stems), default=0.0)
    if best == 100:
        return 1.0
    return 0.9 if best >= ALIKE else 0.0


@lru_cache(maxsize=4_096)
def _stems(text: str) -> tuple[str, ...]:
    """Words without accents and endings: *borse* and *borsa* are one."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return tuple(_ENDING.sub("", word) for word in _WORD.findall(plain) if len(word) > 2)


_STOP_STEMS = frozenset(stem for word in _STOP_WORDS for stem in _stems(word))
