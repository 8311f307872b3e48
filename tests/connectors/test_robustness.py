"""Anything at all may be posted: it is refused or read, and nothing else ever happens."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from connectors.base import BadSignature, Channel, ChannelContext, MalformedRequest, WebhookRequest
from connectors.telegram.updates import webhook_request as telegram_request
from connectors.webchat.channel import WebchatChannel
from connectors.whatsapp.forms import webhook_request as twilio_request
from handoff.messages import ContactBlocked, Edited, Inbound, StatusUpdate, Unknown
from tests.connectors.support import SECRET, load, names, telegram_channel, whatsapp_channel

TELEGRAM = telegram_channel()
WHATSAPP = whatsapp_channel()
EVENTS = (Inbound, Edited, StatusUpdate, ContactBlocked, Unknown)
URL = "https://shop.example/webhooks/whatsapp"

scalars = st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(), max_size=8)
anything = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=10,
)


def attempt(channel: Channel, request: WebhookRequest) -> None:
    """Verifies and parses; what is read must be storable, and the rest is refused by name."""
    with suppress(BadSignature):
        channel.verify(request)
    try:
        events = channel.parse(request)
    except MalformedRequest:
        return
    assert events
    for event in events:
        assert isinstance(event, EVENTS)
        repr(event).encode()
        assert "\\x00" not in repr(event)


requests = st.builds(
    WebhookRequest,
    method=st.sampled_from(["POST", "GET", ""]),
    url=st.text(st.characters(), max_size=30) | st.just(URL),
    headers=st.dictionaries(
        st.sampled_from(["x-twilio-signature", "x-telegram-bot-api-secret-token", "content-type"]),
        st.text(st.characters(), max_size=40) | st.just(SECRET),
    ),
    body=st.binary(max_size=300),
    route=st.sampled_from(["", "status", "x"]),
    query=st.dictionaries(st.text(max_size=8), st.text(max_size=8), max_size=2),
)


@settings(max_examples=80, deadline=None)
@given(requests)
def test_any_request_at_all(request: WebhookRequest) -> None:
    for channel in (TELEGRAM, WHATSAPP, WebchatChannel(ChannelContext(push=push))):
        attempt(channel, request)


async def push(contact: str, event: str, body: object) -> None:
    """Nobody is there."""


def paths_of(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place in a JSON value."""
    items: list[tuple[Any, Any]] = []
    if isinstance(value, dict):
        items = list(value.items())
    elif isinstance(value, list):
        items = list(enumerate(value))
    return [path, *(found for key, inner in items for found in paths_of(inner, (*path, key)))]


def put(value: Any, path: tuple[Any, ...], new: Any) -> Any:
    """The value with another one at a place."""
    if not path:
        return new
    changed = copy.deepcopy(value)
    inner = changed
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = new
    return changed


@pytest.mark.parametrize("name", names("telegram"))
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_a_recorded_update_with_one_thing_changed(name: str, data: st.DataObject) -> None:
    update = load("telegram", name)
    path = data.draw(st.sampled_from(paths_of(update)))
    changed = put(update, path, data.draw(anything))
    attempt(TELEGRAM, replace(telegram_request({}, SECRET), body=dumps(changed)))


@pytest.mark.parametrize("name", names("telegram"))
def test_a_recorded_update_cut_anywhere(name: str) -> None:
    body = json.dumps(load("telegram", name), ensure_ascii=False).encode()
    request = telegram_request({}, SECRET)
    for end in range(0, len(body), 7):
        attempt(TELEGRAM, replace(request, body=body[:end]))


@pytest.mark.parametrize("name", names("whatsapp"))
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_a_recorded_form_with_one_field_changed(name: str, data: st.DataObject) -> None:
    form = load("whatsapp", name)
    field = data.draw(st.sampled_from(sorted(form)))
    value = data.draw(st.text(max_size=30) | st.sampled_from(["", "whatsapp:", "-1", "1e9", "nan"]))
    for route in ("", "status"):
        attempt(WHATSAPP, replace(twilio_request({**form, field: value}), route=route))


@pytest.mark.parametrize("name", names("whatsapp"))
def test_a_recorded_form_cut_anywhere(name: str) -> None:
    body = urlencode(load("whatsapp", name)).encode()
    request = twilio_request(load("whatsapp", name))
    for end in range(0, len(body), 5):
        attempt(WHATSAPP, replace(request, body=body[:end]))


@pytest.mark.parametrize("name", names("whatsapp"))
def test_a_recorded_form_without_one_field(name: str) -> None:
    form = load("whatsapp", name)
    for field in form:
        attempt(WHATSAPP, twilio_request({key: value for key, value in form.items() if key != field}))


@settings(max_examples=80, deadline=None)
@given(anything)
def test_any_utterance_at_all(body: Any) -> None:
    attempt_utterance(body)


@pytest.mark.parametrize("name", names("webchat", "user_uttered_*"))
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_a_recorded_utterance_with_one_thing_changed(name: str, data: st.DataObject) -> None:
    body = load("webchat", name)["body"]
    path = data.draw(st.sampled_from(paths_of(body)))
    attempt_utterance(put(body, path, data.draw(anything)))


def attempt_utterance(body: Any) -> None:
    channel = WebchatChannel(ChannelContext(push=push))
    channel.wants_metadata(body)
    channel.contact_of(body)
    try:
        event = channel.inbound_from_utterance("v-1", body)
    except MalformedRequest:
        return
    repr(event).encode()


def dumps(value: Any, encode: Callable[..., str] = json.dumps) -> bytes:
    """JSON as Python writes it, with its ``NaN`` and its lone surrogates."""
    return encode(value).encode()
