"""Returns, withdrawals and exchanges, begun in chat."""

from __future__ import annotations

from typing import ClassVar

from actions.confirming import NO, YES
from actions.errand import Ended, Errand, Question
from actions.identify import identify
from actions.phrases import day, fragment
from actions.pieces import MOST, PIECES, HowMany, most_of, settle
from actions.return_questions import (
    CONFIRM,
    DAMAGED,
    HAND_IN,
    INSTEAD,
    ITEM,
    REASON,
    SEALED,
    ConfirmReturn,
    HowBack,
    Instead,
    Sealed,
    WhichItem,
    Why,
    chosen_line,
    line_in,
    line_name,
    others_in_stock,
    reason_in,
)
from actions.visit import Visit
from shop.errors import BadInput, NotAllowed, NotFound
from shop.records import (
    HandIn,
    LineVerdict,
    Order,
    OrderLine,
    OrderState,
    Reason,
    Return,
    ReturnKind,
    ReturnLine,
    ReturnReason,
    ReturnRequest,
)

CHOICES, EXCHANGES = "return_choices", "exchange_choices"
SLOTS = (ITEM, CHOICES, PIECES, MOST, SEALED, REASON, INSTEAD, EXCHANGES, HAND_IN, CONFIRM)


def has_arrived(order: Order) -> bool:
    """Whether there is something to send back."""
    return order.state is OrderState.DELIVERED


class Sending(Errand):
    """What returns, withdrawals and exchanges have in common.

    Attributes:
        kind: Which of them.
        asks: What is asked after the item, in order.
        begun: The response that says it is done.
    """

    kind: ClassVar[ReturnKind]
    asks: ClassVar[tuple[str, ...]]
    begun: ClassVar[str]
    slots: ClassVar[tuple[str, ...]] = SLOTS
    questions: ClassVar[dict[str, Question]] = {
        one.slot: one
        for one in (WhichItem(), HowMany(), Sealed(), Why(), Instead(), HowBack(), ConfirmReturn())
    }

    async def next(self, visit: Visit) -> str | None:
        """The order, the item that may come back, how many of it, and then the rest."""
        if slot := await identify(visit, has_arrived):
            return slot
        line = await self._line(visit)
        if line is None:
            return ITEM
        verdict = await self._verdict(visit, line)
        if not verdict.allowed:
            self._refuse(visit, verdict, line)
        if not settle(visit, verdict.quantity):
            return PIECES
        if slot := self._seal(visit, verdict, line):
            return slot
        if INSTEAD in self.asks:
            await self._offer(visit, line)
        self._absorb(visit)
        return next((slot for slot in self.asks if visit.get(slot) is None), None)

    async def do(self, visit: Visit) -> None:
        """Records it, and says how to send it."""
        if visit.get(CONFIRM) == NO:
            visit.say("utter_return/not_begun")
            return
        line = chosen_line(visit)
        if line is None:
            raise Ended
        try:
            begun = await visit.services.shop.returns.open(self._request(visit, line))
        except NotAllowed as refused:
            self._refuse(visit, self._no(line, Reason(refused.reason)), line)
        except BadInput:
            # Somebody else took some of the pieces a moment ago.
            self._refuse(visit, self._no(line, Reason.ALREADY_RETURNED), line)
        else:
            await self._tell(visit, begun)

    def _no(self, line: OrderLine, reason: Reason) -> LineVerdict:
        return LineVerdict(line.id, self.kind, allowed=False, reason=reason, quantity=0, until=None)

    async def _tell(self, visit: Visit, begun: Return) -> None:
        policies = await visit.services.shop.terms.policies()
        visit.say(
            self.begun,
            return_number=begun.number,
            way=way_back(begun, visit.language),
            until=day(begun.send_back_by, visit.language),
            days=str(policies.refund_days),
        )

    def _request(self, visit: Visit, line: OrderLine) -> ReturnRequest:
        reason = visit.get(REASON) or ReturnReason.OTHER
        return ReturnRequest(
            key=f"{visit.tracker.sender_id}/{visit.get('errand_key')}/{line.id}",
            order_number=visit.known_order.number,
            kind=self.kind,
            lines=(
                ReturnLine(
                    line.id,
                    quantity=int(visit.get(PIECES) or most_of(visit)),
                    reason=ReturnReason(reason),
                    exchange_for=visit.get(INSTEAD) if self.kind is ReturnKind.EXCHANGE else None,
                    sealed=visit.get(SEALED) == YES,
                ),
            ),
            hand_in=HandIn(visit.get(HAND_IN) or HandIn.DROP_OFF),
        )

    async def _line(self, visit: Visit) -> OrderLine | None:
        """The chosen line; the only one that can come back, or that was named, without asking."""
        if line := chosen_line(visit):
            return line
        order = visit.known_order
        verdicts = await visit.services.shop.returns.eligibility(order.number, self.kind)
        possible = [line for one in verdicts if one.allowed and (line := order.line(one.line_id))]
        if not possible:
            self._refuse_all(visit, verdicts)
        named = line_in(visit.text, order.lines) if not visit.text.strip().isdecimal() else None
        if named or len(possible) == len(order.lines) == 1:
            visit.set(ITEM, named or possible[0].id)
            return chosen_line(visit)
        visit.set(CHOICES, {line.id: line_name(line, visit.language) for line in order.lines})
        return None

    async def _verdict(self, visit: Visit, line: OrderLine) -> LineVerdict:
        verdicts = await visit.services.shop.returns.eligibility(visit.known_order.number, self.kind)
        return next(one for one in verdicts if one.line_id == line.id)

    def _seal(self, visit: Visit, verdict: LineVerdict, line: OrderLine) -> str | None:
        if not verdict.only_sealed or visit.get(SEALED) == YES:
            return None
        if visit.get(SEALED) == NO:
            visit.say("utter_return/hygiene", item=line_name(line, visit.language))
            raise Ended
        return SEALED

    def _absorb(self, visit: Visit) -> None:
        """Takes up a reason that was given by the way; a fault is somebody else's errand."""
        if REASON in self.asks and visit.get(REASON) is None and (reason := reason_in(visit.text)):
            visit.set(REASON, reason)
        if visit.get(REASON) == DAMAGED:
            line = chosen_line(visit)
            visit.say("utter_return/faulty", item=line_name(line, visit.language) if line else "")
            raise Ended

    async def _offer(self, visit: Visit, line: OrderLine) -> None:
        """Looks what could be had instead, once."""
        if visit.get(EXCHANGES) is not None:
            return
        catalogue = visit.services.shop.catalogue
        try:
            product = await catalogue.product(line.product_id or line.sku, language=visit.language)
            found = others_in_stock(line, product.variants)
        except NotFound:
            found = {}
        if not found:
            visit.say("utter_return/none_to_exchange", item=line_name(line, visit.language))
            raise Ended
        visit.set(EXCHANGES, found)

    def _refuse_all(self, visit: Visit, verdicts: list[LineVerdict]) -> None:
        first = verdicts[0]
        line = visit.known_order.line(first.line_id) or visit.known_order.lines[0]
        self._refuse(visit, first, line)

    def _refuse(self, visit: Visit, verdict: LineVerdict, line: OrderLine) -> None:
        if verdict.reason is Reason.NOT_DELIVERED and visit.known_order.state is OrderState.CANCELLED:
            verdict = self._no(line, Reason.CANCELLED)
        visit.say(
            f"utter_return/{verdict.reason}",
            item=line_name(line, visit.language),
            number=visit.known_order.number,
            until=_until(verdict, visit.language),
        )
        raise Ended


class Returns(Sending):
    """The shop's own promise."""

    name: ClassVar[str] = "returns"
    kind: ClassVar[ReturnKind] = ReturnKind.RETURN
    asks: ClassVar[tuple[str, ...]] = (REASON, HAND_IN, CONFIRM)
    begun: ClassVar[str] = "utter_return/begun"


class Withdrawal(Sending):
    """The right by law: nobody is asked why."""

    name: ClassVar[str] = "withdrawal"
    kind: ClassVar[ReturnKind] = ReturnKind.WITHDRAWAL
    asks: ClassVar[tuple[str, ...]] = (HAND_IN, CONFIRM)
    begun: ClassVar[str] = "utter_return/withdrawn"


class Exchange(Sending):
    """Another size or colour of the same thing."""

    name: ClassVar[str] = "exchange"
    kind: ClassVar[ReturnKind] = ReturnKind.EXCHANGE
    asks: ClassVar[tuple[str, ...]] = (INSTEAD, HAND_IN, CONFIRM)
    begun: ClassVar[str] = "utter_return/exchanged"


def way_back(begun: Return, language: str | None) -> str:
    """How a return travels: a label, a code, or somebody who fetches it."""
    if begun.label_url:
        return fragment("return-label", language, link=begun.label_url)
    if begun.hand_in is HandIn.DROP_OFF and begun.hand_in_code:
        return fragment("return-code", language, code=begun.hand_in_code)
    return fragment("return-fetched", language) if begun.hand_in is HandIn.HOME_COLLECTION else ""


def _until(verdict: LineVerdict, language: str | None) -> str:
    return fragment("day-on", language, day=day(verdict.until, language)) if verdict.until else ""
