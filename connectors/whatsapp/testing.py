"""Twilio's messaging API, as far as we call it, on loopback.

https://www.twilio.com/docs/messaging/api/message-resource

``python -m connectors.whatsapp.testing --port 8082 --log sent.jsonl`` runs it by itself.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import time
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import aiohttp
from aiohttp import web

from connectors.testing import FakeVendor, Fault, Sent, serve
from connectors.whatsapp import forms
from connectors.whatsapp.http import basic_auth

CREATE = "messages.create"
LIST = "messages.list"
FETCH = "accounts.fetch"
TEMPLATES = "content.list"
BODY_LIMIT = 1600


def too_many_requests(retry_after: int | None = None) -> Fault:
    """Twilio asks us to slow down."""
    headers = {"Retry-After": str(retry_after)} if retry_after is not None else None
    return error(429, 20429, "Too Many Requests", headers)


def server_error(status: int = 500) -> Fault:
    """Twilio is in trouble."""
    return error(status, 20500, "An internal server error has occurred")


def outside_window() -> Fault:
    """More than 24 hours since the person wrote."""
    return error(400, 63016, "Failed to send freeform message because you are outside the allowed window.")


def opted_out() -> Fault:
    """The person does not want our messages."""
    return error(400, 21610, "Attempt to send to unsubscribed recipient")


def unauthorized() -> Fault:
    """The credentials are wrong."""
    return error(401, 20003, "Authenticate")


def error(status: int, code: int, message: str, headers: Mapping[str, str] | None = None) -> Fault:
    """Any error of Twilio's, in its own form."""
    more = f"https://www.twilio.com/docs/errors/{code}"
    body = {"code": code, "message": message, "more_info": more, "status": status}
    return Fault.answer(status, body, headers)


class FakeTwilio(FakeVendor):
    """Twilio, for ``SPORTELLO_TWILIO_API_URL``.

    Args:
        port: 0 for a free one.
        account_sid: The account it knows.
        auth_token: Its token; None knows any.
        log: See ``FakeVendor``.

    Attributes:
        messages: The message resources, newest first.
        media: What ``MediaUrl…`` finds: path → (bytes, MIME type).
        moved: Media that another server keeps: path → address, as Twilio's redirect names it.
        templates: Content resources with their approvals; ``add_template`` makes one.
        fetches_media: Fetch what ``MediaUrl`` names, as Twilio does, and refuse what is not there.
        fetched: What was fetched that way: (bytes, MIME type), in order.
        opted_out: Numbers that do not want our messages.
        outside_window: Numbers that have not written for 24 hours.
    """

    inbound_form = staticmethod(forms.inbound_form)
    press_form = staticmethod(forms.press_form)
    media_form = staticmethod(forms.media_form)
    location_form = staticmethod(forms.location_form)
    status_form = staticmethod(forms.status_form)

    def __init__(
        self,
        port: int = 0,
        account_sid: str = forms.ACCOUNT_SID,
        auth_token: str | None = forms.AUTH_TOKEN,
        log: Path | None = None,
    ) -> None:
        super().__init__(port, log)
        self.account_sid = account_sid
        self.auth_token = auth_token
        self.messages: list[dict[str, Any]] = []
        self.media: dict[str, tuple[bytes, str]] = {}
        self.moved: dict[str, str] = {}
        self.templates: list[dict[str, Any]] = []
        self.fetches_media = False
        self.fetched: list[tuple[bytes, str]] = []
        self.opted_out: set[str] = set()
        self.outside_window: set[str] = set()
        self.account_status = "active"
        self._callbacks: dict[str, str] = {}

    def sign(self, url: str, form: Mapping[str, str]) -> str:
        """Twilio's signature of a form posted to an address."""
        return forms.sign(url, form, self.auth_token or forms.AUTH_TOKEN)

    async def post_form(self, url: str, form: Mapping[str, str], public_url: str | None = None) -> int:
        """Calls a webhook as Twilio does; gives the HTTP status.

        Args:
            url: Where to post.
            form: What to post.
            public_url: The address that Twilio was given, where a proxy stands before ``url``.
        """
        headers = {
            "Content-Type": forms.FORM_TYPE,
            "X-Twilio-Signature": self.sign(public_url or url, form),
        }
        async with (
            aiohttp.ClientSession() as session,
            session.post(url, data=urlencode(form), headers=headers) as answer,
        ):
            return answer.status

    async def report(self, sid: str, status: str, error_code: int | None = None) -> int | None:
        """Tells the desk what became of a message, if it wanted to know; gives the HTTP status."""
        url = self._callbacks.get(sid)
        if url is None:
            return None
        number = next(m["to"] for m in self.messages if m["sid"] == sid).removeprefix("whatsapp:")
        return await self.post_form(url, forms.status_form(sid, status, number, error_code))

    def callback_of(self, sid: str) -> str | None:
        """The address to which a message's fate is reported."""
        return self._callbacks.get(sid)

    def add_media(self, content: bytes, media_type: str) -> str:
        """Keeps an attachment; gives its address, as it stands in ``MediaUrl0``."""
        path = f"/2010-04-01/Accounts/{self.account_sid}/Messages/MM1/Media/{forms.new_sid('ME')}"
        self.media[path] = (content, media_type)
        return f"https://api.twilio.com{path}"

    def add_template(
        self,
        name: str,
        body: str,
        *,
        language: str = "it",
        status: str = "approved",
        variables: Mapping[str, str] | None = None,
        kind: str = "twilio/text",
        **more: Any,
    ) -> str:
        """Keeps a template; gives its identifier."""
        sid = forms.new_sid("HX")
        content = forms.template(sid, name, {kind: {"body": body, **more}}, language, status, variables or {})
        self.templates.append({**content, "account_sid": self.account_sid})
        return sid

    def add_routes(self, router: web.UrlDispatcher) -> None:
        """The account, its messages and its media."""
        account = "/2010-04-01/Accounts/{account}"
        router.add_post(f"{account}/Messages.json", self._create)
        router.add_get(f"{account}/Messages.json", self._list)
        router.add_get(f"{account}.json", self._fetch)
        router.add_get("/v1/ContentAndApprovals", self._contents)
        router.add_get(f"{account}/Messages/{{message}}/Media/{{media}}", self._media)

    async def _create(self, request: web.Request) -> web.Response:
        fields = {name: str(value) for name, value in (await request.post()).items()}
        await self.record(CREATE, fields)
        fault = self.next_fault(CREATE, sends=True)
        if fault is not None and fault.accepted:
            await self._accept(fields)
        if fault is not None and (answer := await self.misbehave(request, fault)) is not None:
            return answer
        refusal = self._refusal(request, fields) or await self._media_refusal(fields)
        if refusal is not None:
            return _respond(refusal)
        return web.json_response(await self._accept(fields), status=201)

    def _refusal(self, request: web.Request, fields: Mapping[str, str]) -> Fault | None:
        number = fields.get("To", "").removeprefix("whatsapp:")
        refusals = (
            (not self._knows(request), unauthorized()),
            (not number, error(400, 21604, "A 'To' phone number is required.")),
            (number in self.opted_out, opted_out()),
            (number in self.outside_window and "ContentSid" not in fields, outside_window()),
            (
                not (fields.get("From") or fields.get("MessagingServiceSid")),
                error(400, 21603, "A 'From' phone number is required."),
            ),
            (
                not (fields.get("Body") or fields.get("MediaUrl") or fields.get("ContentSid")),
                error(400, 21619, "A text message body or media urls must be specified."),
            ),
            (
                len(fields.get("Body", "")) > BODY_LIMIT,
                error(400, 21617, "The concatenated message body exceeds the 1600 character limit."),
            ),
        )
        first = next((refusal for applies, refusal in refusals if applies), None)
        return first or self._template_refusal(fields)

    def _template_refusal(self, fields: Mapping[str, str]) -> Fault | None:
        if "ContentSid" not in fields:
            return None
        if self._worded(fields) is None:
            return error(400, 21656, "The ContentVariables Parameter is invalid.")
        template = self._template(fields)
        if template is None or template["approval_requests"]["status"] != "approved":
            return error(400, 63027, "Template does not exist for a language and locale.")
        return None

    def _template(self, fields: Mapping[str, str]) -> dict[str, Any] | None:
        return next((it for it in self.templates if it["sid"] == fields.get("ContentSid")), None)

    def _worded(self, fields: Mapping[str, str]) -> str | None:
        """The text of a message; a template's with its values, None where some are missing."""
        template = self._template(fields)
        if template is None:
            return fields.get("Body", "")
        body: str = next(iter(template["types"].values()))["body"]
        values = json.loads(fields.get("ContentVariables", "{}"))
        for name, value in values.items():
            body = body.replace(f"{{{{{name}}}}}", value)
        return None if "{{" in body else body

    async def _media_refusal(self, fields: Mapping[str, str]) -> Fault | None:
        if not self.fetches_media or "MediaUrl" not in fields:
            return None
        async with aiohttp.ClientSession() as session, session.get(fields["MediaUrl"]) as answer:
            if answer.status != web.HTTPOk.status_code:
                return error(400, 63019, "Media failed to download")
            self.fetched.append((await answer.read(), answer.content_type))
        return None

    async def _accept(self, fields: Mapping[str, str]) -> dict[str, Any]:
        sid = forms.new_sid("MM" if "MediaUrl" in fields else "SM")
        resource = self._resource(sid, fields)
        self.messages.insert(0, resource)
        if "StatusCallback" in fields:
            self._callbacks[sid] = fields["StatusCallback"]
        number = fields["To"].removeprefix("whatsapp:")
        text = self._worded(fields) or ""
        await self.deliver(Sent(time.time(), number, text, sid, fields.get("MediaUrl")))
        return resource

    def _resource(self, sid: str, fields: Mapping[str, str]) -> dict[str, Any]:
        path = f"/2010-04-01/Accounts/{self.account_sid}/Messages/{sid}"
        now = format_datetime(datetime.now(UTC))
        return {
            "account_sid": self.account_sid,
            "api_version": "2010-04-01",
            "body": self._worded(fields) or "",
            "date_created": now,
            "date_sent": None,
            "date_updated": now,
            "direction": "outbound-api",
            "error_code": None,
            "error_message": None,
            "from": fields.get("From"),
            "messaging_service_sid": fields.get("MessagingServiceSid"),
            "num_media": "1" if "MediaUrl" in fields else "0",
            "num_segments": "1",
            "price": None,
            "price_unit": None,
            "sid": sid,
            "status": "queued",
            "subresource_uris": {"media": f"{path}/Media.json"},
            "to": fields["To"],
            "uri": f"{path}.json",
        }

    async def _list(self, request: web.Request) -> web.Response:
        await self.record(LIST, dict(request.query))
        fault = self.next_fault(LIST, sends=False)
        if fault is not None and (answer := await self.misbehave(request, fault)) is not None:
            return answer
        if not self._knows(request):
            return _respond(unauthorized())
        to = request.query.get("To")
        size = int(request.query.get("PageSize", "50"))
        found = [message for message in self.messages if to in (None, message["to"])][:size]
        return web.json_response(
            {
                "first_page_uri": request.path_qs,
                "next_page_uri": None,
                "previous_page_uri": None,
                "page": 0,
                "page_size": size,
                "start": 0,
                "end": max(len(found) - 1, 0),
                "uri": request.path_qs,
                "messages": found,
            }
        )

    async def _fetch(self, request: web.Request) -> web.Response:
        await self.record(FETCH, {})
        fault = self.next_fault(FETCH, sends=False)
        if fault is not None and (answer := await self.misbehave(request, fault)) is not None:
            return answer
        if not self._knows(request):
            return _respond(unauthorized())
        return web.json_response(
            {
                "sid": self.account_sid,
                "friendly_name": "Bottega",
                "status": self.account_status,
                "type": "Full",
                "auth_token": "",
                "owner_account_sid": self.account_sid,
                "date_created": format_datetime(datetime.now(UTC)),
                "date_updated": format_datetime(datetime.now(UTC)),
                "subresource_uris": {},
                "uri": request.path,
            }
        )

    async def _contents(self, request: web.Request) -> web.Response:
        await self.record(TEMPLATES, dict(request.query))
        fault = self.next_fault(TEMPLATES, sends=False)
        if fault is not None and (answer := await self.misbehave(request, fault)) is not None:
            return answer
        if not self._knows(request):
            return _respond(unauthorized())
        meta = {
            "key": "contents",
            "page": 0,
            "page_size": len(self.templates),
            "url": request.path_qs,
            "first_page_url": request.path_qs,
            "next_page_url": None,
            "previous_page_url": None,
        }
        return web.json_response({"meta": meta, "contents": self.templates})

    async def _media(self, request: web.Request) -> web.Response:
        content = self.media.get(request.path)
        if request.path in self.moved:
            raise web.HTTPTemporaryRedirect(self.moved[request.path])
        if not self._knows(request):
            return _respond(unauthorized())
        if content is None:
            return _respond(error(404, 20404, "The requested resource was not found"))
        return web.Response(body=content[0], content_type=content[1])

    def _knows(self, request: web.Request) -> bool:
        if self.auth_token is None:
            return True
        expected = basic_auth(self.account_sid, self.auth_token)["Authorization"]
        return request.headers.get("Authorization") == expected


def _respond(refusal: Fault) -> web.Response:
    return web.json_response(refusal.body, status=refusal.status or 500)


def main() -> None:
    """Runs the fake by itself; it knows any account."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--log", type=Path, help="file for one line of JSON per message sent")
    options = parser.parse_args()
    asyncio.run(serve(FakeTwilio(options.port, auth_token=None, log=options.log)))


if __name__ == "__main__":
    main()
