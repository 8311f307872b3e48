"""The errands that begin with something else than an order: products, prices, codes, troubles, papers."""

from __future__ import annotations

from actions.advising import ProductAdvice
from actions.codes import CheckDiscount, CheckGiftCard
from actions.errand import Errand
from actions.papers import Invoice, PaymentFailed, Warranty
from actions.privacy import PrivacyData
from actions.products import ProductAvailability, ProductCompare
from actions.shipping import ShippingCost
from actions.troubles import DamagedItem, MissingItem, WrongItem

SHOPPING_ERRANDS: tuple[Errand, ...] = (
    ShippingCost(),
    ProductAvailability(),
    ProductCompare(),
    ProductAdvice(),
    CheckDiscount(),
    CheckGiftCard(),
    DamagedItem(),
    WrongItem(),
    MissingItem(),
    Invoice(),
    Warranty(),
    PaymentFailed(),
    PrivacyData(),
)
