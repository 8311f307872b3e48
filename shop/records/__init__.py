"""What is known of a shop: the records that back ends give and actions tell."""

from __future__ import annotations

from shop.records.money import CurrencyMismatch, Money
from shop.records.orders import Invoice, Order, OrderLine, OrderState, Payment, PaymentState, Trait
from shop.records.parcels import DateRange, LineQuantity, Parcel, ParcelEvent, ParcelState
from shop.records.people import Customer, PostalAddress
from shop.records.products import Attribute, Product, Variant
from shop.records.requests import NewRequest, RequestKind, RequestState, ServiceRequest
from shop.records.returns import (
    HandIn,
    LineVerdict,
    Reason,
    Refund,
    RefundState,
    Return,
    ReturnKind,
    ReturnLine,
    ReturnReason,
    ReturnRequest,
    ReturnState,
)
from shop.records.shipping import (
    Basket,
    Destination,
    OpeningHours,
    PickupKind,
    PickupPoint,
    ShippingQuote,
    ShippingRate,
    Speed,
)
from shop.records.terms import DiscountCode, DiscountState, GiftCard, PaymentMethod, Policies, ReturnFee

__all__ = [
    "Attribute",
    "Basket",
    "CurrencyMismatch",
    "Customer",
    "DateRange",
    "Destination",
    "DiscountCode",
    "DiscountState",
    "GiftCard",
    "HandIn",
    "Invoice",
    "LineQuantity",
    "LineVerdict",
    "Money",
    "NewRequest",
    "OpeningHours",
    "Order",
    "OrderLine",
    "OrderState",
    "Parcel",
    "ParcelEvent",
    "ParcelState",
    "Payment",
    "PaymentMethod",
    "PaymentState",
    "PickupKind",
    "PickupPoint",
    "Policies",
    "PostalAddress",
    "Product",
    "Reason",
    "Refund",
    "RefundState",
    "RequestKind",
    "RequestState",
    "Return",
    "ReturnFee",
    "ReturnKind",
    "ReturnLine",
    "ReturnReason",
    "ReturnRequest",
    "ReturnState",
    "ServiceRequest",
    "ShippingQuote",
    "ShippingRate",
    "Speed",
    "Trait",
    "Variant",
]
