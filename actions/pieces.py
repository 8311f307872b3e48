"""How many pieces of a line come back: asked only where there is more than one."""

from __future__ import annotations

import re
from typing import Any, ClassVar

from actions.errand import Question
from actions.phrases import fragment
from actions.visit import Visit, button
from shop.records import OrderLine

PIECES, MOST = "return_pieces", "return_most"
MOST_BUTTONS = 9
_ALL = re.compile(
    r"\b(?:tutt[aieo]|ogni pezzo|l['’ ]intero|interamente|all|every|everything|the (?:whole )?lot)\b",
    re.IGNORECASE,
)
_ALL_OF = re.compile(r"\b(?:tutt[ei] e|all) (\w+)")
_PAIR = re.compile(r"\b(?:entramb[ei]|both)\b", re.IGNORECASE)
_NUMBERS = {
    **dict.fromkeys(("un", "uno", "una", "one", "a"), 1),
    **dict.fromkeys(("due", "two"), 2),
    **dict.fromkeys(("tre", "three"), 3),
    **dict.fromkeys(("quattro", "four"), 4),
    **dict.fromkeys(("cinque", "five"), 5),
    **dict.fromkeys(("sei", "six"), 6),
    **dict.fromkeys(("sette", "seven"), 7),
    **dict.fromkeys(("otto", "eight"), 8),
    **dict.fromkeys(("nove", "nine"), 9),
    **dict.fromkeys(("dieci", "ten"), 10),
}
_BY_THE_WAY = re.compile(
    r"\b(?P<some>\w+) (?:sol[oai] )?(?:de(?:i|l|lle|gli|lla)|d[ei]|su|of(?: the)?|out of) (?P<of>\w+)\b"
    r"|\b(?:solo|soltanto|only|just) (?P<only>\w+)\b"
    r"|\b(?P<count>\w+) (?:pezz[io]|pz|pieces?)\b",
    re.IGNORECASE,
)


class HowMany(Question):
    """How many pieces; the errand puts how many can come back into ``return_most``."""

    slot: ClassVar[str] = PIECES

    def read(self, visit: Visit) -> Any:
        """A number, as text."""
        most = most_of(visit)
        said = visit.choice if visit.choice is not None else visit.text
        return _text(pieces_in(said, most), most)

    async def buttons(self, visit: Visit) -> list[dict[str, str]]:
        """Each number, as long as they are few."""
        most = most_of(visit)
        counts = range(1, most + 1) if most <= MOST_BUTTONS else ()
        return [button(fragment("return-pieces", visit.language, count=n), str(n)) for n in counts]

    async def blanks(self, visit: Visit) -> dict[str, str]:
        """Of what, and how many there are."""
        line = visit.known_order.line(str(visit.get("return_item")))
        return {"item": line.title if line else "", "most": str(most_of(visit))}


def most_of(visit: Visit) -> int:
    """How many pieces can come back."""
    return int(visit.get(MOST) or 1)


def settle(visit: Visit, most: int) -> bool:
    """Notes how many can come back; whether it is known how many shall."""
    visit.set(MOST, str(most))
    if int(visit.get(PIECES) or 0) > most:
        visit.forget(PIECES)
    if most == 1:
        visit.set(PIECES, "1")
    elif visit.get(PIECES) is None and (said := _text(pieces_by_the_way(visit.text, most), most)):
        visit.set(PIECES, said)
    return visit.get(PIECES) is not None


def counted(item: str, line: OrderLine, visit: Visit) -> str:
    """``Camicia Giglio, M (1 di 3)``; the bare name where there is one piece, or nothing was said yet."""
    pieces = visit.get(PIECES)
    if line.quantity == 1 or pieces is None:
        return item
    return fragment("return-line-pieces", visit.language, item=item, pieces=pieces, of=str(line.quantity))


def pieces_in(text: str, most: int) -> int | None:
    """The number that an answer gives: a figure, a word, or all of them."""
    words = re.findall(r"\w+", text.casefold())
    if (all_of := _ALL_OF.search(text.casefold())) and (count := _number(all_of[1])):
        return count
    if _PAIR.search(text):
        return 2
    numbers = [count for word in words if (count := _number(word))]
    return numbers[0] if numbers else most if _ALL.search(text) else None


def pieces_by_the_way(text: str, most: int) -> int | None:
    """The number that a longer message gives: one that counts pieces, and no size or order."""
    if _PAIR.search(text):
        return 2
    for found in _BY_THE_WAY.finditer(text.casefold()):
        if found["of"] and (_number(found["of"]) or 0) < 2:
            continue
        if count := _number(found["some"] or found["only"] or found["count"]):
            return count
    return most if _ALL_OF.search(text.casefold()) else None


def _number(word: str) -> int | None:
    return int(word) if re.fullmatch(r"[1-9]\d?", word) else _NUMBERS.get(word)


def _text(count: int | None, most: int) -> str | None:
    return str(count) if count is not None and 1 <= count <= most else None
