"""The orders that ``docs/demo-orders.md`` lists, for whoever tries the shop, and for tests."""

from __future__ import annotations

from dataclasses import dataclass

from shop.demo.people import ANNA, ANTONIO, GIULIA, LUCA, MARCO, NOEMI, SARA, Person


@dataclass(frozen=True, slots=True)
class Documented:
    """An order that is always there.

    Attributes:
        number: Without the prefix.
        story: By its name in ``shop.demo.stories``.
        person: Whose it is.
        skus: One line each; the same again is one piece more.
        method: Code of the payment method.
        personalisation: For what is made to order.
        code: Discount code used on it; None for none.
    """

    number: int
    story: str
    person: Person
    skus: tuple[str, ...]
    method: str = "card"
    personalisation: str = ""
    code: str | None = None


ORDERS = (
    Documented(20401, "received", GIULIA, ("GIGLIO-M-WHITE", "MERCATO-BLUE")),
    Documented(20402, "awaiting_transfer", MARCO, ("FIOCA-BRASS",), method="bank_transfer"),
    Documented(20403, "payment_failed", SARA, ("ORNELLA-M-NATURAL",)),
    Documented(20404, "preparing", MARCO, ("OLTRARNO-48-BLUE", "ARNOLFO-L-WHITE")),
    Documented(20405, "ready", SARA, ("ARNO-BLUE",), method="paypal"),
    Documented(20406, "shipped", GIULIA, ("CAMPANA-WHITE",)),
    Documented(20407, "late", SARA, ("LENZUOLA-2PIAZZE-WHITE",), method="satispay"),
    Documented(20408, "still", LUCA, ("TAPPETO-60X90-NATURAL",)),
    Documented(20409, "partly_shipped", LUCA, ("MERENDA-SAGE", "DESCO-WHITE")),
    Documented(20410, "failed_once", MARCO, ("VALIGIOLA-BLACK",)),
    Documented(20411, "held", ANTONIO, ("BRINA-M-BLACK",)),
    Documented(20412, "returning", LUCA, ("MEZZALUNA-WHITE",)),
    Documented(20413, "returned_to_sender", ANTONIO, ("TONDO-BRASS",)),
    Documented(
        20414,
        "delivered",
        GIULIA,
        ("ORNELLA-S-NATURAL", "ALBA-S-WHITE", "MERENDA-NOME-WHITE"),
        personalisation="Giulia",
        code="BENVENUTO10",
    ),
    Documented(20415, "missing", SARA, ("BUSTINA-SAGE",)),
    Documented(20416, "exchange", MARCO, ("ARNOLFO-L-BLUE",)),
    Documented(20417, "delivered_long_ago", GIULIA, ("VIGNA-M-BLACK", "FIOCA-BRASS")),
    Documented(20418, "out_for_delivery", NOEMI, ("FIESOLE-S-NATURAL",)),
    Documented(20419, "return_under_way", NOEMI, ("MAGGIO-M-BLUE",)),
    Documented(20420, "return_received", LUCA, ("CUSCINO-50X50-SAGE", "TRE-VEGLIE"), method="paypal"),
    Documented(20421, "return_refunded", SARA, ("LUNGARNO-40-BLACK",)),
    Documented(20422, "withdrawal", MARCO, ("CARTELLA-COGNAC",)),
    Documented(20423, "return_rejected", LUCA, ("BRINA-S-NATURAL",)),
    Documented(20424, "cancelled", SARA, ("ASCIUGAMANI-BLUE",)),
    Documented(20425, "cancelled_by_shop", LUCA, ("LUCCIOLA-SAGE",)),
    Documented(20426, "pickup_ready", GIULIA, ("VEGLIANTE-BRASS",)),
    Documented(20427, "shipped", NOEMI, ("TOVAGLIA-160X250-SAGE",), method="cash_on_delivery"),
    Documented(20428, "shipped", ANNA, ("GOCCIA-BLUE", "ARNO-WHITE")),
    Documented(20429, "lost", MARCO, ("SETTEMBRE-M-BLUE",)),
    Documented(20430, "fault", NOEMI, ("FIOCA-BRASS",)),
    Documented(20431, "delivered", ANTONIO, ("CUSCINO-50X50-SAGE",) * 3),
)
