"""How the words of an entity become its value."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

MASK = "•"
SHOWN = 4
SHORTEST_IBAN = 15
LONG_IBAN = 20
# What must never be kept: their value is what is left to see of them.
MASKS = frozenset({"iban", "card_number"})

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_NO_LETTER_OR_DIGIT = re.compile(r"[\W_]+")


def masked(words: str) -> str:
    """The same length with all but the last four letters and digits hidden, so that places in a text hold."""
    hidden = len(_NO_LETTER_OR_DIGIT.sub("", words)) - SHOWN
    shown = []
    for character in words:
        counts = character.isalnum()
        shown.append(MASK if counts and hidden > 0 else character)
        hidden -= counts
    return "".join(shown)


def iban(words: str) -> str:
    """An account number, masked; empty where it can't be one (its check digits, after ISO 7064).

    A long one is masked even so: one letter mistyped does not make it less private.
    """
    compact = _NO_LETTER_OR_DIGIT.sub("", words).upper()
    if not compact.isascii():
        return ""
    turned = "".join(str(int(character, 36)) for character in compact[4:] + compact[:4])
    is_one = len(compact) >= SHORTEST_IBAN and (int(turned) % 97 == 1 or len(compact) >= LONG_IBAN)
    return masked(words) if is_one else ""


def card(words: str) -> str:
    """A card number, masked; empty where it can't be one (its last digit checks the others, after Luhn)."""
    digits = [int(character) for character in words if character.isdigit()]
    doubled = [2 * digit - 9 * (digit > 4) for digit in digits[-2::-2]]
    return "" if (sum(digits[-1::-2]) + sum(doubled)) % 10 else masked(words)


def code(words: str) -> str:
    """In capitals, without spaces: a parcel's number, a product's reference."""
    return "".join(words.split()).upper()


def phone(words: str) -> str:
    """Digits, with the plus before the country where there is one."""
    digits = re.sub(r"\D", "", words)
    return f"+{digits}" if words.startswith("+") else digits


def amount(words: str) -> str:
    """A sum as a decimal number: ``1.249,90 €`` is ``1249.90``, ``€ 20`` is ``20``."""
    found = _NUMBER.search(words)
    if found is None:
        return words
    whole, mark, rest = re.match(r"([\d.,]*?)(?:([.,])(\d{1,2}))?$", found[0]).groups()  # type: ignore[union-attr]
    return re.sub(r"[.,]", "", whole) + (f".{rest}" if mark else "")


def grams(words: str) -> str:
    """A weight in grams: ``1,5 kg`` is ``1500``."""
    factor = 1000 if re.search(r"k|ch", words, re.IGNORECASE) else 1
    found = _NUMBER.search(words)
    return str(int(Decimal(found[0].replace(",", ".")) * factor)) if found else words


def as_written(words: str) -> str:
    """Unchanged."""
    return words


VALUES: dict[str, Callable[[str], str]] = {
    "as_written": as_written,
    "amount": amount,
    "card": card,
    "code": code,
    "grams": grams,
    "iban": iban,
    "phone": phone,
}
