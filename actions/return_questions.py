"""What is asked before something is sent back."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, ClassVar

from actions.confirming import YesOrNo
from actions.errand import Question
from actions.phrases import fragment, money
from actions.pieces import counted
from actions.visit import Visit, button
from shop.records import HandIn, OrderLine, ReturnReason, Variant

ITEM, SEALED, REASON, INSTEAD, HAND_IN, CONFIRM = (
    "return_item",
    "sealed",
    "return_reason",
    "exchange_for",
    "hand_in",
    "confirm_return",
)
DAMAGED = "damaged"
REASONS = (
    ReturnReason.TOO_SMALL,
    ReturnReason.TOO_LARGE,
    ReturnReason.NOT_AS_EXPECTED,
    ReturnReason.CHANGED_MIND,
)
# Stems, in both languages, the plainest first.
_REASON_WORDS: tuple[tuple[str, str], ...] = (
    (
        DAMAGED,
        r"rott|rovinat|danneggiat|difett|buc|macchi|strapp|broken|damaged|faulty|defect|torn|hole|stain",
    ),
    (ReturnReason.WRONG_ITEM, r"sbagliat\w* articolo|articolo sbagliato|altro articolo|wrong item"),
    (ReturnReason.TOO_SMALL, r"piccol|strett|cort[ao]|small|tight|short"),
    (ReturnReason.TOO_LARGE, r"grand|larg|lung|big|large|loose|long"),
    (ReturnReason.ARRIVED_LATE, r"tardi|ritardo|\blate\b"),
    (
        ReturnReason.CHANGED_MIND,
        r"cambiato idea|ripensat|non (?:lo|la|mi) (?:voglio|serve)|changed my mind|don'?t (?:want|need)",
    ),
    (
        ReturnReason.NOT_AS_EXPECTED,
        r"non (?:mi )?(?:piac|convinc)|divers|aspettav|pensav|colore|expect|differ|like",
    ),
)
_HOME = re.compile(r"\b(?:cas[ae]|corriere|ritirate|venite|passate|home|courier|collect)", re.IGNORECASE)
_POINT = re.compile(r"\b(?:punto|locker|porto|consegno|gratis|drop|point|free)", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]{3,}")


def line_name(line: OrderLine, language: str | None) -> str:
    """``Camicia Giglio, M``."""
    if line.size:
        return fragment("return-line-size", language, title=line.title, size=line.size)
    return fragment("return-line", language, title=line.title)


def chosen_line(visit: Visit) -> OrderLine | None:
    """The line that was chosen, of the order that was proven."""
    return visit.known_order.line(str(visit.get(ITEM)))


def line_in(text: str, lines: Sequence[OrderLine]) -> str | None:
    """The line that a message names, by its place or by words that only its title has."""
    if re.fullmatch(r"\W*\d{1,2}\W*", text):
        place = int(re.sub(r"\D", "", text))
        return lines[place - 1].id if 1 <= place <= len(lines) else None
    said = {word.casefold() for word in _WORD.findall(text)}
    hits = {line.id: len(said & {w.casefold() for w in _WORD.findall(line.title)}) for line in lines}
    best = max(hits.values(), default=0)
    found = [line_id for line_id, count in hits.items() if count == best]
    return found[0] if best and len(found) == 1 else None


class _AboutItem(Question):
    async def blanks(self, visit: Visit) -> dict[str, str]:
        """The item."""
        line = chosen_line(visit)
        item = counted(line_name(line, visit.language), line, visit) if line else ""
        return {"item": item, "number": visit.known_order.number}


class WhichItem(Question):
    """Which line of the order; the errand puts those that can come back into ``return_choices``."""

    slot: ClassVar[str] = ITEM

    def read(self, visit: Visit) -> Any:
        """A line's id."""
        kept: dict[str, str] = visit.get("return_choices") or {}
        if visit.choice in kept:
            return visit.choice
        lines = [_Named(line_id, title) for line_id, title in kept.items()]
        return line_in(visit.text, lines)  # type: ignore[arg-type]

    async def buttons(self, visit: Visit) -> list[dict[str, str]]:
        """The lines that can come back."""
        kept: dict[str, str] = visit.get("return_choices") or {}
        return [button(title, line_id) for line_id, title in kept.items()]

    async def blanks(self, visit: Visit) -> dict[str, str]:
        """Which order."""
        return {"number": visit.known_order.number}


class _Named:
    def __init__(self, line_id: str, title: str) -> None:
        self.id = line_id
        self.title = title


class Sealed(_AboutItem, YesOrNo):
    """Whether a hygiene seal is unbroken."""

    slot: ClassVar[str] = SEALED
    titles: ClassVar[str] = "sealed"


class Why(_AboutItem):
    """The reason."""

    slot: ClassVar[str] = REASON

    def read(self, visit: Visit) -> Any:
        """A reason's code."""
        if visit.choice in {*REASONS, DAMAGED}:
            return visit.choice
        return reason_in(visit.text)

    async def buttons(self, visit: Visit) -> list[dict[str, str]]:
        """The usual reasons."""
        return [button(fragment(f"reason-{one}", visit.language), one) for one in (*REASONS, DAMAGED)]


def reason_in(text: str) -> str | None:
    """The reason that a message gives; None where it gives none that we know."""
    for reason, words in _REASON_WORDS:
        if re.search(rf"\b(?:{words})", text, re.IGNORECASE):
            return str(reason)
    return None


class Instead(_AboutItem):
    """What is wanted instead; the errand puts what there is into ``exchange_choices``."""

    slot: ClassVar[str] = INSTEAD

    def read(self, visit: Visit) -> Any:
        """A SKU."""
        kept: dict[str, str] = visit.get("exchange_choices") or {}
        if visit.choice in kept:
            return visit.choice
        said = {word.casefold() for word in re.findall(r"\w+", visit.text)}
        found = [sku for sku, name in kept.items() if said & {w.casefold() for w in re.findall(r"\w+", name)}]
        return found[0] if len(found) == 1 else None

    async def buttons(self, visit: Visit) -> list[dict[str, str]]:
        """What there is."""
        kept: dict[str, str] = visit.get("exchange_choices") or {}
        return [button(name, sku) for sku, name in kept.items()]


class HowBack(_AboutItem):
    """Drop-off point or fetched from home."""

    slot: ClassVar[str] = HAND_IN

    def read(self, visit: Visit) -> Any:
        """``drop_off`` or ``home_collection``."""
        if visit.choice in set(HandIn):
            return visit.choice
        if _POINT.search(visit.text):
            return HandIn.DROP_OFF.value
        return HandIn.HOME_COLLECTION.value if _HOME.search(visit.text) else None

    async def buttons(self, visit: Visit) -> list[dict[str, str]]:
        """Both, with their price."""
        return [
            button(fragment(f"hand-in-{way}", visit.language, price=price), way)
            for way, price in (await _prices(visit)).items()
        ]

    async def blanks(self, visit: Visit) -> dict[str, str]:
        """What either costs, in words."""
        words = {}
        for way, price in (await _prices(visit)).items():
            is_free = price == fragment("free", visit.language)
            key = "return-free" if is_free else "return-costs"
            words[way] = fragment(key, visit.language, **({} if is_free else {"price": price}))
        return {"drop_off": words[HandIn.DROP_OFF], "home": words.get(HandIn.HOME_COLLECTION, "")}


async def _prices(visit: Visit) -> dict[str, str]:
    policies = await visit.services.shop.terms.policies()
    fees = {HandIn.DROP_OFF.value: policies.drop_off_fee}
    if policies.home_collection_fee is not None:
        fees[HandIn.HOME_COLLECTION.value] = policies.home_collection_fee
    free = fragment("free", visit.language)
    return {way: money(fee, visit.language) if fee else free for way, fee in fees.items()}


class ConfirmReturn(_AboutItem, YesOrNo):
    """Whether to go ahead."""

    slot: ClassVar[str] = CONFIRM
    titles: ClassVar[str] = "return"


def others_in_stock(line: OrderLine, variants: Sequence[Variant]) -> dict[str, str]:
    """What can be had instead of a line, by SKU: size and colour in words."""
    offered = [one for one in variants if one.available and one.sku != line.sku]
    return {one.sku: ", ".join(filter(None, (one.size, one.colour))) or one.sku for one in offered[:9]}
