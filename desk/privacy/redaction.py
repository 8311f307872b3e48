"""Card numbers, IBANs and passwords, taken out of what shoppers write before anybody stores it.

What is taken out keeps its length and shows its last four characters, as in ``bot/components/values.py``: an
agent can still compare it with what the shopper reads out, and nobody can use it. What only looks like a card
(an order, a parcel) fails the check digit or begins as no card does, and stays.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

MASK = "•"
SHOWN = 4
_SEPARATOR = r"[ \u00a0.\-]"
_NUMBERS = re.compile(rf"\d{{4}}{_SEPARATOR}?\d\d")
"""What every card and account number has, and few messages: one quick look saves two slow ones."""
_CARD = re.compile(rf"(?<!\d)[2-6]\d{{3}}(?:{_SEPARATOR}?\d){{9,15}}(?!\d)")
_IBAN = re.compile(rf"(?<![0-9A-Za-z])[A-Za-z]{{2}}\d{{2}}(?:{_SEPARATOR}?[0-9A-Za-z]){{11,30}}")
_NAMES = ("pass", "pwd", "psw", "pin", "parola d", "segreto")
_SAID = re.compile(
    r"(?<!\w)(?:pass(?:word|wort|code|phrase|wd)|pwd|psw|pin|parola d.ordine|codice segreto)(?!\w)"
    r"(?P<link>\s*[:=]\s*|\s+(?:è|e'|é|is|era|was|sarebbe)\s*:?\s+|\s+)(?P<value>\S{4,64})"
)
_SECURITY_CODE = re.compile(r"(?<!\w)(?:cvv2?|cvc2?|csc)(?!\w)\D{0,12}?(?P<value>\d{3,4})(?!\d)")
_TALK = re.compile(r"(?i)[^\W\d_'’]+[.,;!?]*")
"""A plain word: after the word password, it is more often talk about it than the password."""

IBAN_LENGTHS = {
    **dict.fromkeys(("NO",), 15),
    **dict.fromkeys(("BE",), 16),
    **dict.fromkeys(("DK", "FI", "FO", "GL", "NL"), 18),
    **dict.fromkeys(("MK", "SI"), 19),
    **dict.fromkeys(("AT", "BA", "EE", "LT", "LU", "XK"), 20),
    **dict.fromkeys(("CH", "HR", "LI", "LV"), 21),
    **dict.fromkeys(("BG", "DE", "GB", "IE", "ME", "RS"), 22),
    **dict.fromkeys(("AE", "GI", "IL", "IQ"), 23),
    **dict.fromkeys(("AD", "CZ", "ES", "MD", "RO", "SE", "SK", "TN"), 24),
    **dict.fromkeys(("PT",), 25),
    **dict.fromkeys(("IS", "TR"), 26),
    **dict.fromkeys(("FR", "GR", "IT", "MC", "SM"), 27),
    **dict.fromkeys(("AL", "CY", "HU", "LB", "PL"), 28),
    **dict.fromkeys(("MT",), 31),
}
"""Letters and digits of an account number, by country (ISO 13616 registry)."""
_SHORTEST_IBAN = 15


def redact(text: str) -> str:
    """The same text, and the same length, without what must not be kept."""
    if _NUMBERS.search(text):
        text = _CARD.sub(_without_card, _IBAN.sub(_without_iban, text))
    small = _small(text)
    if "cv" in small or "csc" in small:
        for found in _SECURITY_CODE.finditer(small):
            text = _hidden(text, found)
    if any(name in small for name in _NAMES):
        for found in _SAID.finditer(small):
            if _is_password(found["link"], text[found.start("value") : found.end("value")]):
                text = _hidden(text, found)
    return text


def redact_body(body: Any) -> Any:
    """A vendor's event as it came, with every text in it redacted."""
    if isinstance(body, str):
        return redact(body)
    if isinstance(body, Mapping):
        return {key: redact_body(value) for key, value in body.items()}
    if isinstance(body, list | tuple):
        return [redact_body(value) for value in body]
    return body


def passes_luhn(digits: str) -> bool:
    """Whether a card number's last digit fits the others (ISO/IEC 7812-1)."""
    numbers = [int(digit) for digit in digits]
    doubled = [2 * digit - 9 * (digit > 4) for digit in numbers[-2::-2]]
    return (sum(numbers[-1::-2]) + sum(doubled)) % 10 == 0


def passes_iban(compact: str) -> bool:
    """Whether an account number's check digits fit (ISO 7064, 97-10)."""
    turned = "".join(str(int(character, 36)) for character in compact[4:] + compact[:4])
    return int(turned) % 97 == 1


def _without_card(found: re.Match[str]) -> str:
    digits = re.sub(r"\D", "", found[0])
    return _masked(found[0]) if _is_issued(digits) and passes_luhn(digits) else found[0]


def _is_issued(digits: str) -> bool:
    """Whether numbers of this length begin like this: orders and parcels rarely do."""
    size, two, four = len(digits), int(digits[:2]), int(digits[:4])
    if digits[0] == "4":
        return size in {13, 16, 19}
    if 51 <= two <= 55 or 2221 <= four <= 2720:
        return size == 16
    if two in {34, 37}:
        return size == 15
    if two in {36, 38} or 3000 <= four <= 3059:
        return size == 14
    return size >= 16 and (3528 <= four <= 3589 or two == 50 or 56 <= two <= 69)


def _without_iban(found: re.Match[str]) -> str:
    """The pattern may have run on into the words that follow: the country says where the number ends."""
    places = [place for place, character in enumerate(found[0]) if character.isalnum()]
    compact = "".join(found[0][place] for place in places).upper()
    if not compact.isascii():
        return found[0]
    length = IBAN_LENGTHS.get(compact[:2])
    lengths = [length] if length else range(len(compact), _SHORTEST_IBAN - 1, -1)
    for size in lengths:
        if size <= len(compact) and passes_iban(compact[:size]):
            end = places[size - 1] + 1
            return _masked(found[0][:end]) + found[0][end:]
    return found[0]


def _is_password(link: str, value: str) -> bool:
    """After a colon anything is one; after a verb, or nothing at all, only what no sentence goes on with."""
    if ":" in link or "=" in link:
        return True
    word = value.rstrip(".,;!?")
    is_talk = _TALK.fullmatch(value) is not None and value.islower()
    return not is_talk and re.search(r"[\d\W_A-Z]", word) is not None


def _small(text: str) -> str:
    """In small letters, each in its place: a few capitals of the world would become two."""
    small = text.lower()
    if len(small) == len(text):
        return small
    return "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text)


def _hidden(text: str, found: re.Match[str]) -> str:
    """All of the value: of a password, four characters are too many to show."""
    begin, end = found.span("value")
    return text[:begin] + MASK * (end - begin) + text[end:]


def _masked(words: str) -> str:
    """The same length with all but the last four letters and digits hidden."""
    hidden = sum(character.isalnum() for character in words) - SHOWN
    shown = []
    for character in words:
        counts = character.isalnum()
        shown.append(MASK if counts and hidden > 0 else character)
        hidden -= counts
    return "".join(shown)
