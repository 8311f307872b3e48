"""The shop's rules that no API tells, from a TOML file; what is not in it is not claimed."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import fields
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from shop.errors import BadShopSettings
from shop.records import (
    OpeningHours,
    OrderState,
    PaymentMethod,
    PickupPoint,
    Policies,
    ShippingRate,
    Trait,
)

LEGAL: dict[str, Any] = {"return_days": 14}
"""Without a promise of the shop's own, an item comes back within the days that the law gives."""
_SHORTEST = {"withdrawal_days": 14, "guarantee_months": 24}
_MONEY = {"price", "free_from", "island_extra", "fee", "minimum", "maximum", "drop_off_fee",
          "home_collection_fee"}  # fmt: skip
Kind = TypeVar("Kind")


class Delivery(BaseModel):
    """Working days from hand-over to the carrier.

    Attributes:
        standard: At the earliest and the latest.
        express: The same for express; None where there is none.
        pickup: Until it can be collected.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    standard: tuple[int, int]
    express: tuple[int, int] | None = None
    pickup: tuple[int, int] = (1, 2)


class Rules(BaseModel):
    """What the file says.

    Attributes:
        policies: Days, fees and limits.
        delivery: Days that delivery takes; None where the file does not say, and then none are promised.
        changeable_hours: Hours after payment during which nobody begins to pack: for so long an order may be
            cancelled in chat.
        opening_hours: Of customer care.
        pickup_points: Where parcels are collected and handed in.
        payment_methods: Where the API does not tell them.
        rates: What shipping costs, where the API does not tell it.
        statuses: Our state by the name of an order status that a plugin added.
        traits: Patterns of SKUs (``INT-*``) by exception to the return rules.
    """

    model_config = ConfigDict(frozen=True, arbitrary_types_allowed=True)
    policies: Policies = Policies(**LEGAL)
    delivery: Delivery | None = None
    changeable_hours: float = Field(0.0, ge=0, le=72)
    opening_hours: tuple[OpeningHours, ...] = ()
    pickup_points: tuple[PickupPoint, ...] = ()
    payment_methods: tuple[PaymentMethod, ...] = ()
    rates: tuple[ShippingRate, ...] = ()
    statuses: dict[str, OrderState] = Field(default_factory=dict)
    traits: dict[Trait, tuple[str, ...]] = Field(default_factory=dict)

    def traits_of(self, sku: str) -> frozenset[Trait]:
        """The exceptions that hold for a SKU."""
        name = sku.upper()
        return frozenset(
            trait
            for trait, patterns in self.traits.items()
            if any(fnmatchcase(name, pattern.upper()) for pattern in patterns)
        )


def load_rules(path: Path | None) -> Rules:
    """Reads the file; the law's rules alone where there is none.

    Raises:
        BadShopSettings: It can't be read; one sentence says where it is wrong.
    """
    if path is None:
        return Rules()
    try:
        return parse_rules(tomllib.loads(path.read_text(encoding="utf-8")))
    except OSError as error:
        raise BadShopSettings(f"SPORTELLO_SHOP_RULES: {type(error).__name__}: {path}.") from None
    except tomllib.TOMLDecodeError as error:
        raise BadShopSettings(f"SPORTELLO_SHOP_RULES: {path} is no TOML: {error}.") from None


def parse_rules(data: Mapping[str, Any]) -> Rules:
    """The rules in a file's data; raises ``BadShopSettings``."""
    given = dict(data)
    currency = str(given.pop("currency", "EUR"))
    _refuse_strangers("", given, set(Rules.model_fields))
    given["policies"] = _record(Policies, {**LEGAL, **given.get("policies", {})}, "policies", currency)
    lists: dict[str, type[Any]] = {
        "opening_hours": OpeningHours,
        "pickup_points": PickupPoint,
        "payment_methods": PaymentMethod,
        "rates": ShippingRate,
    }
    for name, kind in lists.items():
        given[name] = tuple(_record(kind, one, name, currency) for one in given.get(name, ()))
    rules = _validated(TypeAdapter(Rules), given, "the file")
    _check_law(rules.policies)
    return rules


def _record(kind: type[Kind], data: Any, where: str, currency: str) -> Kind:
    if not isinstance(data, Mapping):
        raise BadShopSettings(f"SPORTELLO_SHOP_RULES: {where} must be a table.")
    _refuse_strangers(f"{where}.", data, {field.name for field in fields(kind)})  # type: ignore[arg-type]
    return _validated(TypeAdapter(kind), _with_money(data, currency), where)


def _validated(adapter: TypeAdapter[Kind], data: Any, where: str) -> Kind:
    try:
        return adapter.validate_python(data)
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False, include_input=False)[0]
        place = ".".join(str(part) for part in first["loc"])
        raise BadShopSettings(f"SPORTELLO_SHOP_RULES: {where}, {place}: {first['msg']}.") from None


def _with_money(data: Any, currency: str) -> Any:
    """``price = "5.90"`` means so many of the shop's currency."""
    if isinstance(data, Mapping):
        return {
            key: {"amount": str(value), "currency": currency}
            if key in _MONEY and isinstance(value, str | int)
            else _with_money(value, currency)
            for key, value in data.items()
        }
    return [_with_money(one, currency) for one in data] if isinstance(data, list) else data


def _refuse_strangers(where: str, data: Mapping[str, Any], known: set[str]) -> None:
    strangers = sorted(set(data) - known)
    if strangers:
        raise BadShopSettings(f"SPORTELLO_SHOP_RULES: there is no {where}{strangers[0]}.")


def _check_law(policies: Policies) -> None:
    for name, least in _SHORTEST.items():
        if getattr(policies, name) < least:
            raise BadShopSettings(f"SPORTELLO_SHOP_RULES: policies.{name}: the law wants at least {least}.")
