"""Reads request bodies that anybody may have written: bounded, and with one error for all that is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar
from urllib.parse import parse_qsl

from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic_core import from_json

from connectors.base import MalformedRequest, WebhookRequest
from connectors.text import storable, storable_json

MAX_BODY_BYTES = 1_048_576
MAX_FORM_FIELDS = 500


class VendorModel(BaseModel):
    """Part of a vendor's body: the fields we use; what the vendor adds later is let through."""

    model_config = ConfigDict(extra="ignore", frozen=True, hide_input_in_errors=True)


Model = TypeVar("Model", bound=VendorModel)


def read_model(model: type[Model], value: Any) -> Model:
    """Checks a parsed value against a model.

    Raises:
        MalformedRequest: A field is missing or of the wrong type.
    """
    try:
        return model.model_validate(value)
    except ValidationError as error:
        raise MalformedRequest(f"{model.__name__}: {error.errors()[0]['msg']}.") from error


def read_json(request: WebhookRequest) -> dict[str, Any]:
    """Reads a JSON object.

    Raises:
        MalformedRequest: Not a POST, too large, or not a JSON object.
    """
    try:
        value = from_json(_bounded(request), allow_inf_nan=False)
    except ValueError as error:
        raise MalformedRequest("The body is not JSON.") from error
    if not isinstance(value, dict):
        raise MalformedRequest("The body is not a JSON object.")
    cleaned: dict[str, Any] = storable_json(value)
    return cleaned


def read_form(request: WebhookRequest) -> dict[str, list[str]]:
    """Reads a URL-encoded form, every value of every field, exactly as sent.

    Raises:
        MalformedRequest: Not a POST, too large, too many fields, or not UTF-8.
    """
    try:
        pairs = parse_qsl(
            _bounded(request).decode("ascii"),
            keep_blank_values=True,
            errors="strict",
            max_num_fields=MAX_FORM_FIELDS,
        )
    except ValueError as error:
        raise MalformedRequest("The body is not a form.") from error
    form: dict[str, list[str]] = {}
    for name, value in pairs:
        form.setdefault(name, []).append(value)
    return form


def first_values(form: Mapping[str, list[str]]) -> dict[str, str]:
    """The first value of each field, fit for storage."""
    return {storable(name): storable(values[0]) for name, values in form.items()}


def _bounded(request: WebhookRequest) -> bytes:
    if request.method != "POST":
        raise MalformedRequest("Only POST is understood here.")
    if len(request.body) > MAX_BODY_BYTES:
        raise MalformedRequest("The body is too large.")
    return request.body
