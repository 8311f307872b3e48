"""Approved templates through Twilio's Content API."""

from __future__ import annotations

import pytest

from connectors.base import BadCredentials, VendorUnreachable
from connectors.telegram.channel import TelegramChannel
from connectors.templates import Templating
from connectors.testing import Fault
from connectors.whatsapp import testing
from connectors.whatsapp.channel import WhatsappChannel
from connectors.whatsapp.forms import AUTH_TOKEN
from connectors.whatsapp.testing import FakeTwilio
from handoff.errors import OutsideWindow, Rejected, Retryable
from handoff.messages import Outbound, TemplateUse
from tests.connectors.support import GIULIA_WHATSAPP, HASTY_SECONDS, whatsapp_channel

BODY = "Ciao {{1}}, il tuo ordine {{2}} è pronto."


def used(sid: str, **values: str) -> Outbound:
    variables = {name.removeprefix("v"): value for name, value in values.items()}
    return Outbound(
        "Ciao Anna, il tuo ordine 7 è pronto.", id="m1", template=TemplateUse(sid, "p", "it", variables)
    )


@pytest.mark.parametrize("fault", [testing.server_error(), testing.too_many_requests(3), Fault.drop()])
async def test_twilio_may_not_answer(
    fake_twilio: FakeTwilio, whatsapp: WhatsappChannel, fault: Fault
) -> None:
    fake_twilio.fail_always(fault, method=testing.TEMPLATES)
    with pytest.raises(VendorUnreachable):
        await whatsapp.templates()


async def test_a_list_that_hangs_is_given_up(fake_twilio: FakeTwilio) -> None:
    channel = whatsapp_channel(fake_twilio.url, answer_seconds=HASTY_SECONDS)
    fake_twilio.fail(Fault.hang(), method=testing.TEMPLATES)
    with pytest.raises(VendorUnreachable):
        await channel.templates()
    await channel.close()


@pytest.mark.parametrize("body", ["", "<html>", "[]", '{"contents": 5}', '{"contents": [5]}', "null"])
async def test_a_list_that_is_nonsense_is_no_answer(
    fake_twilio: FakeTwilio, whatsapp: WhatsappChannel, body: str
) -> None:
    fake_twilio.fail(Fault.answer(200, body), method=testing.TEMPLATES)
    with pytest.raises(VendorUnreachable):
        await whatsapp.templates()


async def test_credentials_may_be_wrong(fake_twilio: FakeTwilio) -> None:
    channel = whatsapp_channel(fake_twilio.url, auth_token=AUTH_TOKEN[::-1])
    with pytest.raises(BadCredentials):
        await channel.templates()
    await channel.close()


async def test_only_what_is_approved_and_made_of_words_is_listed(
    fake_twilio: FakeTwilio, whatsapp: WhatsappChannel
) -> None:
    good = fake_twilio.add_template("pronto", BODY, variables={"1": "Anna", "2": "42"})
    reply = fake_twilio.add_template(
        "ricontatto", "Possiamo scriverti?", kind="twilio/quick-reply", actions=[{"title": "Sì", "id": "si"}]
    )
    for status in ("pending", "rejected", "unsubmitted", "paused"):
        fake_twilio.add_template(status, "Ciao", status=status)
    fake_twilio.add_template("foto", "Ciao", kind="twilio/media")
    fake_twilio.templates.append({**fake_twilio.templates[0], "approval_requests": None, "sid": "HX1"})
    found = {template.id: template for template in await whatsapp.templates()}
    assert set(found) == {good, reply}
    assert [(it.name, it.example) for it in found[good].variables] == [("1", "Anna"), ("2", "42")]
    assert (found[good].name, found[good].language, found[good].category) == ("pronto", "it", "UTILITY")
    assert [(it.title, it.payload) for it in found[reply].buttons] == [("Sì", "si")]


async def test_a_template_leaves_when_the_window_has_closed(
    fake_twilio: FakeTwilio, whatsapp: WhatsappChannel
) -> None:
    sid = fake_twilio.add_template("pronto", BODY)
    fake_twilio.outside_window.add(GIULIA_WHATSAPP.contact)
    with pytest.raises(OutsideWindow):
        await whatsapp.send(GIULIA_WHATSAPP, Outbound("Ciao", id="m0"))
    await whatsapp.send(GIULIA_WHATSAPP, used(sid, v1="Anna", v2="7"))
    call = fake_twilio.calls[-1].arguments
    assert "Body" not in call
    assert call["ContentSid"] == sid
    assert [sent.text for sent in fake_twilio.sent] == ["Ciao Anna, il tuo ordine 7 è pronto."]


async def test_a_template_that_was_withdrawn_is_refused(
    fake_twilio: FakeTwilio, whatsapp: WhatsappChannel
) -> None:
    sid = fake_twilio.add_template("pronto", BODY, status="paused")
    with pytest.raises(Rejected) as raised:
        await whatsapp.send(GIULIA_WHATSAPP, used(sid, v1="Anna", v2="7"))
    assert raised.value.reason == "template_refused"
    with pytest.raises(Rejected) as raised:
        await whatsapp.send(GIULIA_WHATSAPP, used(sid, v1="Anna"))
    assert raised.value.reason == "template_refused"


async def test_a_busy_twilio_gets_the_template_later(
    fake_twilio: FakeTwilio, whatsapp: WhatsappChannel
) -> None:
    sid = fake_twilio.add_template("pronto", BODY)
    fake_twilio.fail(testing.too_many_requests(3))
    with pytest.raises(Retryable):
        await whatsapp.send(GIULIA_WHATSAPP, used(sid, v1="Anna", v2="7"))


def test_a_template_is_one_row_however_long(whatsapp: WhatsappChannel) -> None:
    message = Outbound("parola " * 400, template=TemplateUse("HX1", "lungo", "it"))
    assert whatsapp.render(message) == [message]


@pytest.mark.parametrize(
    ("value", "problem"),
    [
        ("Anna", None),
        ("a\nb", "line_breaks"),
        ("a\tb", "line_breaks"),
        ("a     b", "line_breaks"),
        ("x" * 1025, "too_long"),
    ],
)
def test_values_that_whatsapp_would_refuse_are_known(
    whatsapp: WhatsappChannel, value: str, problem: str | None
) -> None:
    assert whatsapp.problem_with(value) == problem


def test_who_has_templates(whatsapp: WhatsappChannel, telegram: TelegramChannel) -> None:
    assert isinstance(whatsapp, Templating)
    assert not isinstance(telegram, Templating)
