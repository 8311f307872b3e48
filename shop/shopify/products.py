"""Makes our product out of Shopify's."""

from __future__ import annotations

from decimal import Decimal

from pydantic import Field

from shop.records import Attribute, Product, Variant
from shop.remote.reading import amount, plain, web_address
from shop.remote.rules import Rules
from shop.shopify.models import Option, ShopifyModel
from shop.shopify.reading import COLOURS, SIZES, chosen, short_id

GRAMS = {"GRAMS": Decimal(1), "KILOGRAMS": Decimal(1000), "POUNDS": Decimal("453.59237"),
         "OUNCES": Decimal("28.349523")}  # fmt: skip
_NO_CHOICE = "title"
"""What Shopify calls the only option of a product that has none."""


class Weight(ShopifyModel):
    """How heavy."""

    value: float = 0.0
    unit: str = ""


class Measurement(ShopifyModel):
    """Its measures."""

    weight: Weight | None = None


class InventoryItem(ShopifyModel):
    """What is in stock."""

    tracked: bool = False
    measurement: Measurement | None = None


class ShopifyVariant(ShopifyModel):
    """One size and colour."""

    id: str
    sku: str | None = None
    price: str | None = None
    compare_at_price: str | None = None
    available_for_sale: bool = False
    inventory_quantity: int | None = None
    selected_options: tuple[Option, ...] = ()
    inventory_item: InventoryItem | None = None


class Variants(ShopifyModel):
    """All of them."""

    nodes: tuple[ShopifyVariant, ...] = ()


class ImageAddress(ShopifyModel):
    """A picture."""

    url: str | None = None


class Preview(ShopifyModel):
    """A picture of a picture or film."""

    image: ImageAddress | None = None


class Media(ShopifyModel):
    """A picture or film."""

    preview: Preview | None = None


class ProductOption(ShopifyModel):
    """What can be chosen."""

    name: str = ""
    values: tuple[str, ...] = ()


class ShopifyProduct(ShopifyModel):
    """A product."""

    id: str
    title: str = ""
    product_type: str = ""
    status: str = "ACTIVE"
    tags: tuple[str, ...] = ()
    description: str = ""
    online_store_url: str | None = None
    featured_media: Media | None = None
    options: tuple[ProductOption, ...] = ()
    variants: Variants = Field(default_factory=Variants)


def category_code(product_type: str) -> str:
    """A product type as a code."""
    return "-".join(product_type.lower().split())


def product_of(given: ShopifyProduct, currency: str, rules: Rules) -> Product | None:
    """Our product; None where nothing of it has a price."""
    made = (_variant(one, currency) for one in given.variants.nodes)
    variants = tuple(one for one in made if one is not None)
    if not variants or given.status != "ACTIVE":
        return None
    preview = given.featured_media.preview if given.featured_media else None
    return Product(
        id=short_id(given.id),
        name=plain(given.title, 120),
        category=category_code(given.product_type),
        category_name=given.product_type,
        description=plain(given.description),
        variants=variants,
        attributes=tuple(_attribute(one) for one in given.options if not _is_choice(one.name)),
        url=web_address(given.online_store_url),
        image_url=web_address(preview.image.url) if preview and preview.image else None,
        traits=frozenset().union(*(rules.traits_of(one.sku) for one in variants)),
        keywords=" ".join(given.tags),
    )


def _variant(given: ShopifyVariant, currency: str) -> Variant | None:
    price = amount(given.price, currency)
    if price is None:
        return None
    full = amount(given.compare_at_price, currency)
    item = given.inventory_item
    return Variant(
        sku=given.sku or short_id(given.id),
        price=price,
        available=given.available_for_sale,
        stock=given.inventory_quantity if item and item.tracked else None,
        size=chosen(given.selected_options, SIZES),
        colour=chosen(given.selected_options, COLOURS),
        full_price=full if full is not None and full > price else None,
        weight=_grams(item.measurement.weight if item and item.measurement else None),
    )


def _is_choice(name: str) -> bool:
    return name.lower() in SIZES | COLOURS | {_NO_CHOICE}


def _attribute(given: ProductOption) -> Attribute:
    return Attribute(given.name.lower().replace(" ", "_"), given.name, plain(", ".join(given.values), 200))


def _grams(weight: Weight | None) -> int | None:
    """None also for a weight of nothing: that is what Shopify says where nobody weighed it."""
    factor = GRAMS.get(weight.unit) if weight and weight.value > 0 else None
    return int(Decimal(str(weight.value)) * factor) if weight and factor else None
