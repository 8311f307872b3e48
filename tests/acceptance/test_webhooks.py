"""Vendors' calls, repeated, at once, forged, broken: one effect, the right refusal, never a 5xx (I1, I2)."""

from __future__ import annotations

import asyncio
import copy
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from connectors.telegram import updates
from connectors.telegram.parse import SECRET_HEADER
from connectors.whatsapp import forms
from handoff.records import Author, MessageRecord
from handoff.sql.tables import kept_events, messages
from tests.acceptance.stage import TELEGRAM, UNFINISHED, WHATSAPP, Stage, open_stage
from tests.support.desk import Nursery
from tests.support.vendors import SECRET

TIMES = 6
"""How often each call is made at once, after it was made twice in a row."""
CHAT, NUMBER = "5001", "+393330005001"
JSON = {"Content-Type": "application/json"}
FORM = {"Content-Type": forms.FORM_TYPE}
BODY_LIMIT = 1024 * 1024
REFUSED = {400, 403, 404, 413, 415, 422}
EXAMPLES = 120

Json = dict[str, Any]


def _group_update() -> Json:
    update = updates.text_update(int(CHAT), "ciao a tutti")
    update["message"]["chat"] = {"id": -100123, "type": "supergroup", "title": "Amici"}
    return update


def _location_update() -> Json:
    place = {"latitude": 45.07, "longitude": 7.68}
    return updates.update("message", updates.message(int(CHAT), location=place))


TELEGRAM_CALLS: dict[str, tuple[Callable[[], Json], int, int]] = {
    "text": (lambda: updates.text_update(int(CHAT), "ciao"), 1, 0),
    "command": (lambda: updates.text_update(int(CHAT), "/operatore"), 1, 0),
    "press": (lambda: updates.press_update(int(CHAT), "/ask_person"), 1, 0),
    "photo": (lambda: updates.photo_update(int(CHAT), "guarda"), 1, 0),
    "voice": (lambda: updates.voice_update(int(CHAT)), 1, 0),
    "document": (lambda: updates.document_update(int(CHAT)), 1, 0),
    "location": (_location_update, 1, 0),
    "group": (_group_update, 0, 1),
    "poll": (lambda: updates.update("poll", {"id": "1", "question": "?"}), 0, 1),
    "kind of tomorrow": (lambda: updates.update("telepathy", {"thought": "ciao"}), 0, 1),
}
WHATSAPP_CALLS: dict[str, tuple[Callable[[], forms.Form], int, int]] = {
    "text": (lambda: forms.inbound_form(NUMBER, "ciao"), 1, 0),
    "press": (lambda: forms.press_form(NUMBER, "/ask_person", "Una persona"), 1, 0),
    "media": (lambda: forms.media_form(NUMBER, "https://api.twilio.com/x/y", "image/jpeg"), 1, 0),
    "location": (lambda: forms.location_form(NUMBER, 45.07, 7.68), 1, 0),
}


async def test_every_call_twice_and_then_at_once_has_one_effect(any_stage: Stage) -> None:
    for kind, (make, received, kept) in TELEGRAM_CALLS.items():
        before, update = await _counts(any_stage), make()
        await _repeat(lambda update=update: any_stage.post_update(update))  # type: ignore[misc]
        after = await _counts(any_stage)
        assert (after[0] - before[0], after[1] - before[1]) == (received, kept), kind
    for kind, (make_form, received, kept) in WHATSAPP_CALLS.items():
        before, form = await _counts(any_stage), make_form()
        await _repeat(lambda form=form: any_stage.post_form(form))  # type: ignore[misc]
        after = await _counts(any_stage)
        assert (after[0] - before[0], after[1] - before[1]) == (received, kept), kind
    for channel, contact in ((TELEGRAM, CHAT), (WHATSAPP, NUMBER)):
        _check_answered_once(await any_stage.settled(channel, contact))
    assert len(any_stage.brain.turns) == len({turn["message"] for turn in any_stage.brain.turns})
    _check_log(any_stage)


async def _repeat(call: Callable[[], Any]) -> None:
    answers = [await call(), await call()]
    answers += await asyncio.gather(*(call() for _ in range(TIMES)))
    assert [answer.status_code for answer in answers] == [200] * (TIMES + 2), answers[0].text


def _check_answered_once(transcript: list[MessageRecord]) -> None:
    heard = [message for message in transcript if message.author is Author.SHOPPER]
    provider_ids = [message.provider_id for message in heard]
    assert len(provider_ids) == len(set(provider_ids))
    replied = [message.reply_to for message in transcript if message.author is not Author.SHOPPER]
    assert len(replied) == len(set(replied)) == len(heard)


async def test_an_edit_and_a_status_repeated_change_one_message_once(any_stage: Stage) -> None:
    update = updates.text_update(int(CHAT), "ciao")
    assert (await any_stage.post_update(update)).status_code == 200
    edit = updates.edited_update(int(CHAT), update["message"]["message_id"], "ciao a te")
    await _repeat(lambda: any_stage.post_update(edit))
    await any_stage.write(WHATSAPP, NUMBER, "ciao")
    (_, answer) = await any_stage.settled(WHATSAPP, NUMBER)
    assert answer.provider_id is not None
    for status in ("delivered", "read", "sent"):
        form = forms.status_form(answer.provider_id, status, NUMBER)
        await _repeat(lambda form=form: any_stage.post_form(form, "/webhooks/whatsapp/status"))  # type: ignore[misc]
    (heard, _) = await any_stage.settled(TELEGRAM, CHAT)
    assert heard.text == "ciao a te"
    assert heard.edited_at is not None
    assert (await any_stage.reader.message(answer.id)).state.value == "read"
    assert await _counts(any_stage) == (2, 0)


async def test_the_same_number_in_another_chat_is_another_message(any_stage: Stage) -> None:
    """Telegram counts messages within each chat."""
    for chat in ("5002", "5003"):
        update = updates.text_update(int(chat), f"da {chat}", message_id=77)
        assert (await any_stage.post_update(update)).status_code == 200
        await any_stage.until_sent(TELEGRAM, chat, f"Hai scritto: da {chat}")


async def test_a_hundred_shoppers_at_once_all_begin_once(any_stage: Stage) -> None:
    """First messages race to open the conversation, each delivered twice at the same moment."""
    made = [updates.text_update(5100 + n % 20, f"m{n}") for n in range(100)]
    answers = await asyncio.gather(*(any_stage.post_update(update) for update in (*made, *made)))
    assert {answer.status_code for answer in answers} == {200}
    for n in range(20):
        transcript = await any_stage.settled(TELEGRAM, str(5100 + n))
        heard = [message.text for message in transcript if message.author is Author.SHOPPER]
        assert sorted(heard) == sorted(f"m{k}" for k in range(100) if k % 20 == n)
        _check_answered_once(transcript)


GOOD_UPDATE = json.dumps(updates.text_update(5901, "ciao")).encode()


@pytest.fixture
def telegram_refusals() -> list[tuple[str, bytes, dict[str, str], set[int]]]:
    """What Telegram never sends: what it is, the body, the headers, what we may answer."""
    signed = updates.headers(SECRET)
    no_number = json.dumps({"message": updates.message(5901, text="ciao")}).encode()
    wrong_types = json.dumps({"update_id": 1, "message": "ciao"}).encode()
    return [
        ("no secret", GOOD_UPDATE, updates.headers(None), {403}),
        ("another secret", GOOD_UPDATE, updates.headers("indovinato"), {403}),
        ("our secret and more", GOOD_UPDATE, updates.headers(SECRET + "x"), {403}),
        ("truncated", GOOD_UPDATE[:-7], signed, {400}),
        ("empty", b"", signed, {400}),
        ("a list", b"[]", signed, {400}),
        ("a number", b"7", signed, {400}),
        ("null", b"null", signed, {400}),
        ("not UTF-8", GOOD_UPDATE.replace(b"ciao", b"\xff\xfe"), signed, {400}),
        ("UTF-16", GOOD_UPDATE.decode().encode("utf-16"), signed, {400, 200}),
        ("deep", b"[" * 200_000, signed, {400}),
        ("deep objects", b'{"a":' * 100_000 + b"1" + b"}" * 100_000, signed, {400}),
        ("no number", no_number, signed, {400}),
        ("wrong types", wrong_types, signed, {400}),
        ("a form", b"update_id=1", {**signed, "Content-Type": forms.FORM_TYPE}, {400}),
        ("XML", b"<update/>", {**signed, "Content-Type": "text/xml"}, {415}),
        ("no type", GOOD_UPDATE, {SECRET_HEADER: SECRET}, {415}),
        ("oversized", b'{"a":"' + b"x" * BODY_LIMIT + b'"}', signed, {413}),
        ("infinite", b'{"update_id": 1e999, "message": {}}', signed, {400}),
        ("a long number", b'{"update_id": ' + b"9" * 5000 + b"}", signed, {400}),
    ]


async def test_what_telegram_never_sends_is_refused(
    any_stage: Stage, telegram_refusals: list[tuple[str, bytes, dict[str, str], set[int]]]
) -> None:
    for what, body, headers, allowed in telegram_refusals:
        answer = await any_stage.http.post("/webhooks/telegram", content=body, headers=headers)
        assert answer.status_code in allowed, (what, answer.status_code, answer.text)
    answer = await any_stage.http.post(
        "/webhooks/telegram/x", content=GOOD_UPDATE, headers=updates.headers(SECRET)
    )
    assert answer.status_code in REFUSED
    await _still_serves(any_stage, TELEGRAM, CHAT)
    assert (await _counts(any_stage))[0] <= 2


async def test_what_twilio_never_sends_is_refused(any_stage: Stage) -> None:
    good = forms.inbound_form(NUMBER, "ciao")
    url = f"{any_stage.desk.url}/webhooks/whatsapp"
    body, signature = urlencode(good), any_stage.twilio.sign(url, good)
    signed = {**FORM, "X-Twilio-Signature": signature}
    calls: list[tuple[str, bytes | str, Mapping[str, str | bytes], set[int]]] = [
        ("no signature", body, FORM, {403}),
        ("an empty signature", body, {**FORM, "X-Twilio-Signature": ""}, {403}),
        ("another signature", body, {**FORM, "X-Twilio-Signature": signature[::-1]}, {403}),
        ("not ASCII", body, {**FORM, "X-Twilio-Signature": "è".encode()}, {403}),
        ("another body", body.replace("ciao", "addio"), signed, {403}),
        ("a field more", body + "&ButtonPayload=%2Fask_person", signed, {403}),
        ("truncated", body[:-20], signed, {403}),
        ("not UTF-8", body.replace("ciao", "%FF%FE").encode(), signed, {400, 403}),
        ("raw bytes", b"\xff\xfe\x00", signed, {400, 403}),
        ("empty", b"", signed, {400, 403}),
        ("JSON", json.dumps(good), {**JSON, "X-Twilio-Signature": signature}, {400, 403, 415}),
        ("multipart", body, {**signed, "Content-Type": "multipart/form-data; boundary=x"}, {415}),
        ("oversized", "Body=" + "x" * BODY_LIMIT, signed, {413}),
        ("a thousand fields", "&".join(f"a{n}=1" for n in range(5000)), signed, {400, 403}),
    ]
    for what, content, headers, allowed in calls:
        encoded = {name.encode(): _bytes(value) for name, value in headers.items()}
        answer = await any_stage.http.post("/webhooks/whatsapp", content=content, headers=encoded)
        assert answer.status_code in allowed, (what, answer.status_code, answer.text)
    status_signed = await any_stage.http.post("/webhooks/whatsapp/status", content=body, headers=signed)
    assert status_signed.status_code == 403, "a signature holds for one address"
    await _genuinely_signed_but_wrong(any_stage, good)
    await _still_serves(any_stage, WHATSAPP, NUMBER)


def _bytes(value: str | bytes) -> bytes:
    return value if isinstance(value, bytes) else value.encode()


async def _genuinely_signed_but_wrong(stage: Stage, good: forms.Form) -> None:
    """What Twilio might send one day: refused or kept, as it fits, and never a 5xx."""
    without = [name for name in good if name in {"From", "MessageSid", "SmsSid", "SmsMessageSid", "Body"}]
    for name in without:
        form = {key: value for key, value in good.items() if key != name}
        assert (await stage.post_form({**form, "Nonce": name})).status_code in {200, 400}, name
    wrong: list[forms.Form] = [
        {},
        {**good, "From": "whatsapp:"},
        {**good, "From": "messenger:123", "MessageSid": forms.new_sid()},
        {**good, "NumMedia": "molte", "MessageSid": forms.new_sid()},
        {**good, "NumMedia": "9" * 400, "MessageSid": forms.new_sid()},
        {**good, "MessageType": "telepathy", "MessageSid": forms.new_sid()},
        {**good, "Latitude": "NaN", "Longitude": "inf", "MessageSid": forms.new_sid()},
        {**good, "Body": "\x00\ufffe\U0001f4a9", "MessageSid": forms.new_sid()},
        {**good, "MessageSid": "S" * 100_000},
    ]
    for form in wrong:
        answer = await stage.post_form(form)
        assert answer.status_code in {200, 400}, (form, answer.text)
    for form in ({}, {"MessageSid": "SM1"}, forms.status_form("SM1", "teleported", NUMBER)):
        answer = await stage.post_form(form, "/webhooks/whatsapp/status")
        assert answer.status_code in {200, 400}, (form, answer.text)


async def test_channels_that_are_not_there(nursery: Nursery, tmp_path: Path, sqlite_url: str) -> None:
    async with open_stage(nursery, tmp_path, sqlite_url) as stage:
        for path in ("/webhooks/pigeon", "/webhooks/webchat", "/webhooks/", "/webhooks/telegram/a/b"):
            assert (await stage.http.post(path, json={})).status_code == 404, path
        assert (await stage.http.get("/webhooks/telegram")).status_code == 405
        await stage.desk.stop()
        off = ("SPORTELLO_TELEGRAM", "SPORTELLO_TWILIO", "SPORTELLO_WHATSAPP")
        stage.desk.settings = {
            name: value for name, value in stage.desk.settings.items() if not name.startswith(off)
        }
        await stage.desk.start()
        assert (await stage.post_update(updates.text_update(1, "ciao"))).status_code == 404
        assert (await stage.post_form(forms.inbound_form(NUMBER, "ciao"))).status_code == 404
        assert stage.desk.log().count("channel is off") == 2


SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(min_value=-(10**40), max_value=10**40),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(max_size=20),
    st.sampled_from(["\x00", "\ud800", "/start", "", " ", "💩" * 5000, "-1", "1e999", "2" * 300]),
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
GENUINE = [make() for make, _, _ in TELEGRAM_CALLS.values()] + [
    updates.edited_update(5001, 3, "ciao"),
    updates.membership_update(5001, "kicked"),
]


@st.composite
def mutated_updates(draw: st.DrawFn) -> bytes:
    """A genuine update in which something is something else, or missing, or of another number."""
    update = copy.deepcopy(draw(st.sampled_from(GENUINE)))
    update["update_id"] = updates.next_number()
    for _ in range(draw(st.integers(1, 3))):
        places = list(_places(update))
        holder, key = places[draw(st.integers(0, len(places) - 1))]
        if draw(st.booleans()):
            holder[key] = draw(VALUES)
        elif isinstance(holder, dict):
            del holder[key]
        if not update:
            break
    return json.dumps(update).encode()


def _places(value: Any) -> Any:
    items = value.items() if isinstance(value, dict) else enumerate(value)
    for key, inner in list(items):
        yield value, key
        if isinstance(inner, dict | list):
            yield from _places(inner)


FIELDS = st.sampled_from([*forms.inbound_form(NUMBER), "MediaUrl0", "Latitude", "ButtonPayload", "ErrorCode"])
CHANGES = st.dictionaries(
    FIELDS, st.one_of(st.none(), st.text(max_size=30), st.sampled_from(["9" * 50, "-1", "\x00"])), max_size=4
)
STRANGE = st.one_of(
    mutated_updates(), VALUES.map(lambda value: json.dumps(value).encode()), st.binary(max_size=200)
)
fuzzed = settings(
    max_examples=EXAMPLES,
    deadline=None,
    database=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)


async def test_whatever_is_posted_is_taken_or_refused(any_stage: Stage) -> None:
    await asyncio.to_thread(_fuzz, any_stage)
    received, kept = await _counts(any_stage)
    assert received, "some of it must have been taken"
    assert kept, "some of it must have been kept"
    await _still_serves(any_stage, TELEGRAM, "5950")
    _check_log(any_stage)


def _fuzz(stage: Stage) -> None:
    with httpx.Client(base_url=stage.desk.url, timeout=60) as client:

        @fuzzed
        @given(body=STRANGE)
        def telegram(body: bytes) -> None:
            answer = client.post("/webhooks/telegram", content=body, headers=updates.headers(SECRET))
            assert answer.status_code in {200, 400}, (answer.status_code, body)

        @fuzzed
        @given(changes=CHANGES, status=st.booleans())
        def whatsapp(changes: dict[str, str | None], status: bool) -> None:
            genuine = {**forms.inbound_form(NUMBER, "ciao"), **changes}
            form = {name: value for name, value in genuine.items() if value is not None}
            path = "/webhooks/whatsapp/status" if status else "/webhooks/whatsapp"
            headers = {**FORM, "X-Twilio-Signature": stage.twilio.sign(f"{stage.desk.url}{path}", form)}
            answer = client.post(path, content=urlencode(form, errors="replace"), headers=headers)
            assert answer.status_code in {200, 400, 403}, (answer.status_code, form)

        telegram()
        whatsapp()


async def _counts(stage: Stage) -> tuple[int, int]:
    """Messages received, and events kept."""
    received = select(func.count()).select_from(messages).where(~messages.c.outgoing)
    kept = select(func.count()).select_from(kept_events)
    async with stage.database.read() as connection:
        first = int((await connection.execute(received)).scalar_one())
        return first, int((await connection.execute(kept)).scalar_one())


async def _still_serves(stage: Stage, channel: str, contact: str) -> None:
    await stage.write(channel, contact, "ci siete ancora?")
    await stage.until_sent(channel, contact, "Hai scritto: ci siete ancora?")
    waiting = [state.value for state in UNFINISHED]
    unfinished = select(func.count()).select_from(messages).where(messages.c.state.in_(waiting))

    async def nothing_left() -> bool:
        async with stage.database.read() as connection:
            return not (await connection.execute(unfinished)).scalar_one()

    await stage.until(nothing_left, "nothing is left to do")


def _check_log(stage: Stage) -> None:
    """No trace of a bug."""
    log = stage.desk.log()
    assert "Traceback" not in log, log[-3000:]
    assert '"level": "error"' not in log, log[-3000:]
