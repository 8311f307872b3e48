"""The demo shop's products, in each language, from its TOML."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import product as combinations
from typing import Any

from shop.demo.data import read
from shop.records import Attribute, Money, Product, Trait, Variant
from shop.workdays import add_working_days

LANGUAGES = ("it", "en")
MADE_IN = (10, 15)
"""Working days for what is made to order."""
SITE = "https://bottegalume.example"


def products(language: str, today: date) -> list[Product]:
    """All of them.

    Args:
        language: ``it`` or ``en``.
        today: From which the days are counted until something is back.
    """
    return [_product(ware, language, today) for ware in read("products")["product"]]


def categories(language: str) -> dict[str, str]:
    """Names by code."""
    return {code: names[language] for code, names in read("words")["category"].items()}


def _product(ware: dict[str, Any], language: str, today: date) -> Product:
    words = ware[language]
    return Product(
        id=ware["id"],
        name=words["name"],
        category=ware["category"],
        category_name=categories(language)[ware["category"]],
        description=words["about"],
        variants=tuple(_variants(ware, language, today)),
        attributes=tuple(_attributes(ware, language)),
        url=f"{SITE}/{language}/{ware['id']}",
        traits=frozenset(Trait(trait) for trait in ware.get("traits", ())),
        size_guide=words.get("fits", ""),
        lead_days=MADE_IN if Trait.CUSTOM_MADE in ware.get("traits", ()) else None,
        keywords=read("words")["category"][ware["category"]].get(f"{language}_also", ""),
    )


def _attributes(ware: dict[str, Any], language: str) -> Iterator[Attribute]:
    words = read("words")
    for key, value in ware["attributes"].items():
        yield Attribute(key, words["attribute"][key][language], words["value"][value][language])


def _variants(ware: dict[str, Any], language: str, today: date) -> Iterator[Variant]:
    full, sale = Money.of(ware["price"]), ware.get("sale")
    for size, colour in combinations(ware["sizes"] or [""], ware["colours"] or [""]):
        missing = ware["out"].get(f"{size}/{colour}")
        yield Variant(
            sku=_sku(ware["id"], size, colour),
            price=Money.of(sale) if sale else full,
            available=missing is None,
            stock=_stock(ware["id"], size, colour) if missing is None else 0,
            size=size or None,
            colour=read("words")["colour"][colour][language] if colour else None,
            full_price=full if sale else None,
            back_on=add_working_days(today, missing) if missing else None,
            weight=ware["weight"],
        )


def _sku(*parts: str) -> str:
    return "-".join(part.replace(" ", "") for part in parts if part).upper()


def _stock(*parts: str) -> int:
    """Some number from 1 to 24, always the same."""
    return 1 + sum(ord(letter) for part in parts for letter in part) % 24
