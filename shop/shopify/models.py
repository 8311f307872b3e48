"""The parts of Shopify's answers that we read; names are the API's."""

from __future__ import annotations

from pydantic import Field
from pydantic.alias_generators import to_camel

from shop.records import Money
from shop.remote.reading import VendorModel, amount


class ShopifyModel(VendorModel):
    """A part of an answer, its names in camel case."""

    model_config = VendorModel.model_config | {"alias_generator": to_camel}


class MoneyV2(ShopifyModel):
    """An amount."""

    amount: str = "0"
    currency_code: str = "EUR"

    @property
    def money(self) -> Money:
        """As ours; nothing where it is no amount."""
        return amount(self.amount, self.currency_code) or Money.zero(self.currency_code)


class MoneyBag(ShopifyModel):
    """An amount in the shop's currency."""

    shop_money: MoneyV2 = Field(default_factory=MoneyV2)

    @property
    def money(self) -> Money:
        """As ours."""
        return self.shop_money.money


class Reference(ShopifyModel):
    """Another object."""

    id: str


class Option(ShopifyModel):
    """One choice."""

    name: str = ""
    value: str = ""


class LineVariant(ShopifyModel):
    """What a line's variant is."""

    selected_options: tuple[Option, ...] = ()


class LineItem(ShopifyModel):
    """One line of an order."""

    id: str
    title: str = ""
    quantity: int = 0
    current_quantity: int | None = None
    sku: str | None = None
    product: Reference | None = None
    variant: LineVariant | None = None
    original_unit_price_set: MoneyBag = Field(default_factory=MoneyBag)


class PageInfo(ShopifyModel):
    """Where a page ends."""

    has_next_page: bool = False
    end_cursor: str | None = None


class LineItems(ShopifyModel):
    """A page of lines."""

    page_info: PageInfo = Field(default_factory=PageInfo)
    nodes: tuple[LineItem, ...] = ()


class TrackingInfo(ShopifyModel):
    """A number of a carrier's."""

    company: str | None = None
    number: str | None = None
    url: str | None = None


class FulfillmentLine(ShopifyModel):
    """What is in a parcel."""

    quantity: int | None = None
    line_item: Reference


class FulfillmentLines(ShopifyModel):
    """All that is in a parcel."""

    nodes: tuple[FulfillmentLine, ...] = ()


class FulfillmentEvent(ShopifyModel):
    """One thing that happened."""

    status: str = ""
    happened_at: str | None = None
    city: str | None = None
    message: str | None = None


class FulfillmentEvents(ShopifyModel):
    """All that happened."""

    nodes: tuple[FulfillmentEvent, ...] = ()


class Fulfillment(ShopifyModel):
    """A shipment."""

    id: str
    status: str = ""
    display_status: str | None = None
    created_at: str | None = None
    delivered_at: str | None = None
    estimated_delivery_at: str | None = None
    tracking_info: tuple[TrackingInfo, ...] = ()
    fulfillment_line_items: FulfillmentLines = Field(default_factory=FulfillmentLines)
    events: FulfillmentEvents = Field(default_factory=FulfillmentEvents)


class EmailAddress(ShopifyModel):
    """A customer's."""

    email_address: str | None = None


class PhoneNumber(ShopifyModel):
    """A customer's."""

    phone_number: str | None = None


class ShopifyCustomer(ShopifyModel):
    """A customer."""

    id: str
    first_name: str | None = None
    last_name: str | None = None
    default_email_address: EmailAddress | None = None
    default_phone_number: PhoneNumber | None = None


class MailingAddress(ShopifyModel):
    """An address."""

    name: str | None = None
    address1: str | None = None
    address2: str | None = None
    zip: str | None = None
    city: str | None = None
    province_code: str | None = None
    country_code_v2: str | None = Field(None, alias="countryCodeV2")
    phone: str | None = None


class ShippingLine(ShopifyModel):
    """How it travels."""

    title: str = ""
    code: str | None = None


class Transaction(ShopifyModel):
    """Money that moved, or should have."""

    kind: str = ""
    status: str = ""
    processed_at: str | None = None
    gateway: str | None = None


class ShopifyOrder(ShopifyModel):
    """An order."""

    id: str
    name: str
    created_at: str | None = None
    cancelled_at: str | None = None
    cancel_reason: str | None = None
    email: str | None = None
    phone: str | None = None
    customer_locale: str | None = None
    display_financial_status: str | None = None
    display_fulfillment_status: str = ""
    payment_gateway_names: tuple[str, ...] = ()
    discount_code: str | None = None
    total_price_set: MoneyBag = Field(default_factory=MoneyBag)
    total_discounts_set: MoneyBag | None = None
    total_shipping_price_set: MoneyBag = Field(default_factory=MoneyBag)
    customer: ShopifyCustomer | None = None
    shipping_address: MailingAddress | None = None
    shipping_line: ShippingLine | None = None
    transactions: tuple[Transaction, ...] = ()
    line_items: LineItems = Field(default_factory=LineItems)
    fulfillments: tuple[Fulfillment, ...] = ()
