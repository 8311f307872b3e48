"""The parts of WooCommerce's answers that we read (REST API v3)."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from shop.remote.reading import VendorModel


class Meta(VendorModel):
    """Whatever a plugin adds to an object."""

    key: str = ""
    value: Any = None
    display_value: Any = None


class Address(VendorModel):
    """Billing or shipping."""

    first_name: str = ""
    last_name: str = ""
    company: str = ""
    address_1: str = ""
    address_2: str = ""
    city: str = ""
    state: str = ""
    postcode: str = ""
    country: str = ""
    email: str = ""
    phone: str = ""


class LineItem(VendorModel):
    """One line of an order; amounts are without tax, which comes beside them."""

    id: str
    name: str = ""
    product_id: int = 0
    variation_id: int = 0
    quantity: int = 0
    subtotal: str = "0"
    subtotal_tax: str = "0"
    sku: str | None = None
    meta_data: tuple[Meta, ...] = ()


class ShippingLine(VendorModel):
    """How an order travels."""

    method_title: str = ""
    method_id: str | None = ""


class CouponLine(VendorModel):
    """A code that was used."""

    code: str = ""


class OrderRefund(VendorModel):
    """What an order says of a refund of its own."""

    id: str
    total: str = "0"


class WooOrder(VendorModel):
    """An order."""

    id: int
    number: str
    status: str
    currency: str = "EUR"
    date_created_gmt: str | None = None
    date_paid_gmt: str | None = None
    date_completed_gmt: str | None = None
    discount_total: str = "0"
    discount_tax: str = "0"
    shipping_total: str = "0"
    shipping_tax: str = "0"
    total: str = "0"
    customer_id: int = 0
    billing: Address = Field(default_factory=Address)
    shipping: Address = Field(default_factory=Address)
    payment_method: str = ""
    payment_method_title: str = ""
    meta_data: tuple[Meta, ...] = ()
    line_items: tuple[LineItem, ...] = ()
    shipping_lines: tuple[ShippingLine, ...] = ()
    coupon_lines: tuple[CouponLine, ...] = ()
    refunds: tuple[OrderRefund, ...] = ()

    def meta(self, key: str) -> Any:
        """A plugin's value; None where there is none."""
        return next((one.value for one in self.meta_data if one.key == key), None)


class WooRefund(VendorModel):
    """A refund, with what became of the money."""

    id: str
    date_created_gmt: str | None = None
    amount: str = "0"
    reason: str = ""
    refunded_payment: bool = False


class Named(VendorModel):
    """A category or a tag."""

    id: int = 0
    name: str = ""
    slug: str = ""


class ProductAttribute(VendorModel):
    """An attribute: ``options`` of a product, the one ``option`` of a variation."""

    name: str = ""
    slug: str = ""
    option: str = ""
    options: tuple[str, ...] = ()
    visible: bool = True
    variation: bool = False


class Image(VendorModel):
    """A picture."""

    src: str = ""


class WooProduct(VendorModel):
    """A product, or one of its variations."""

    id: int
    parent_id: int = 0
    name: str = ""
    type: str = "simple"
    status: str = "publish"
    permalink: str = ""
    description: str = ""
    short_description: str = ""
    sku: str | None = None
    price: str = ""
    regular_price: str = ""
    on_sale: bool = False
    purchasable: bool = True
    stock_quantity: int | None = None
    stock_status: str = "outofstock"
    weight: str = ""
    categories: tuple[Named, ...] = ()
    tags: tuple[Named, ...] = ()
    images: tuple[Image, ...] = ()
    attributes: tuple[ProductAttribute, ...] = ()


class Setting(VendorModel):
    """A setting's value."""

    value: Any = None

    @property
    def text(self) -> str:
        """As text."""
        return self.value if isinstance(self.value, str) else ""


class Zone(VendorModel):
    """A shipping zone; 0 is everywhere else."""

    id: int
    name: str = ""
    order: int = 0


class ZoneLocation(VendorModel):
    """One place of a zone."""

    code: str = ""
    type: str = ""


class ZoneMethod(VendorModel):
    """One way of shipping into a zone."""

    instance_id: int = 0
    title: str = ""
    enabled: bool = False
    method_id: str = ""
    settings: dict[str, Setting] = Field(default_factory=dict)

    def setting(self, name: str) -> str:
        """A setting's text; empty where there is none."""
        found = self.settings.get(name)
        return found.text.strip() if found else ""


class TaxRate(VendorModel):
    """One tax rate."""

    country: str = ""
    state: str = ""
    rate: str = "0"
    priority: int = 1
    shipping: bool = False
    tax_class: str = Field("standard", alias="class")


class Gateway(VendorModel):
    """A way to pay."""

    id: str
    title: str | None = ""
    enabled: bool = False


class Coupon(VendorModel):
    """A discount code."""

    code: str
    amount: str = "0"
    status: str = "publish"
    date_expires: str | None = None
    discount_type: str = ""
    usage_count: int = 0
    usage_limit: int | None = None
    free_shipping: bool = False
    exclude_sale_items: bool = False
    minimum_amount: str = "0"
    maximum_amount: str = "0"
    product_ids: tuple[int, ...] = ()
    excluded_product_ids: tuple[int, ...] = ()
    product_categories: tuple[int, ...] = ()
    excluded_product_categories: tuple[int, ...] = ()
    email_restrictions: tuple[str, ...] = ()
