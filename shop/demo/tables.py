"""The demo shop's tables; returns and requests are in ``shop.sql``."""

from __future__ import annotations

from sqlalchemy import JSON, Column, Date, Index, Integer, String, Table

from columns import UtcDateTime
from shop.records import DiscountCode, GiftCard, Order, Product, Refund
from shop.sql.documents import Document
from shop.sql.metadata import metadata

orders = Table(
    "shop_orders",
    metadata,
    Column("number", String(40), primary_key=True),
    Column("state", String(30), nullable=False),
    Column("version", Integer, nullable=False),
    Column("placed_at", UtcDateTime, nullable=False),
    Column("email", String(254)),
    Column("phone", String(20)),
    Column("record", JSON, nullable=False),
    Index("ix_shop_orders_email", "email"),
    Index("ix_shop_orders_phone", "phone"),
)
refunds = Table(
    "shop_refunds",
    metadata,
    # An order owes the money of its cancellation once: the id says so.
    Column("id", String(80), primary_key=True),
    Column("order_number", String(40), nullable=False, index=True),
    Column("requested_at", UtcDateTime, nullable=False),
    Column("record", JSON, nullable=False),
)
products = Table(
    "shop_products",
    metadata,
    Column("id", String(80), primary_key=True),
    Column("language", String(5), primary_key=True),
    Column("position", Integer, nullable=False),
    Column("category", String(40), nullable=False),
    Column("record", JSON, nullable=False),
)
discounts = Table(
    "shop_discounts",
    metadata,
    Column("code", String(40), primary_key=True),
    Column("record", JSON, nullable=False),
)
gift_cards = Table(
    "shop_gift_cards",
    metadata,
    # A code is money: whoever reads the table learns none.
    Column("digest", String(64), primary_key=True),
    Column("record", JSON, nullable=False),
)
seeds = Table(
    "shop_seed",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("seed", Integer, nullable=False),
    Column("day", Date, nullable=False),
)
ORDERS = Document(Order)
REFUNDS = Document(Refund)
PRODUCTS = Document(Product)
DISCOUNTS = Document(DiscountCode)
GIFT_CARDS = Document(GiftCard)
