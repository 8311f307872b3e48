"""Telegram's Bot API, as far as we call it, on loopback (https://core.telegram.org/bots/api).

``python -m connectors.telegram.testing --port 8081 --log sent.jsonl`` runs it by itself.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import aiohttp
from aiohttp import web

from connectors.telegram import updates
from connectors.testing import FakeVendor, Fault, Sent, serve
from connectors.text import utf16_length

SENDING = frozenset({"sendMessage", "sendPhoto", "sendDocument"})
PHOTO_BYTES = 10_000_000
FILE_BYTES = 50_000_000
TOKEN = "123456:TEST-TOKEN"  # noqa: S105 - invented


def too_many_requests(retry_after: int) -> Fault:
    """Telegram's flood control."""
    return _error(429, f"Too Many Requests: retry after {retry_after}", retry_after=retry_after)


def blocked() -> Fault:
    """The person has blocked the bot."""
    return _error(403, "Forbidden: bot was blocked by the user")


def chat_not_found() -> Fault:
    """Telegram does not know the chat."""
    return _error(400, "Bad Request: chat not found")


def server_error(status: int = 500) -> Fault:
    """Telegram is in trouble."""
    return _error(status, "Internal Server Error")


def _error(code: int, description: str, **parameters: Any) -> Fault:
    body: dict[str, Any] = {"ok": False, "error_code": code, "description": description}
    return Fault.answer(code, {**body, "parameters": parameters} if parameters else body)


class FakeTelegram(FakeVendor):
    """Telegram, for ``SPORTELLO_TELEGRAM_API_URL``.

    Args:
        port: 0 for a free one.
        token: The only token it knows; None knows any.
        log: See ``FakeVendor``.

    Attributes:
        files: What ``getFile`` finds: file id → bytes.
        uploaded: The bytes of each file that was sent, in order.
        blocked_by: Chats that have blocked the bot.
        webhook: What ``setWebhook`` was told, as ``getWebhookInfo`` shows it.
    """

    text_update = staticmethod(updates.text_update)
    edited_update = staticmethod(updates.edited_update)
    press_update = staticmethod(updates.press_update)
    photo_update = staticmethod(updates.photo_update)
    voice_update = staticmethod(updates.voice_update)
    document_update = staticmethod(updates.document_update)
    membership_update = staticmethod(updates.membership_update)

    def __init__(self, port: int = 0, token: str | None = TOKEN, log: Path | None = None) -> None:
        super().__init__(port, log)
        self.token = token
        self.files: dict[str, bytes] = {}
        self.uploaded: list[bytes] = []
        self.blocked_by: set[str] = set()
        self.webhook: dict[str, Any] = {"url": "", "pending_update_count": 0}
        self._queue: list[dict[str, Any]] = []
        self._queued = asyncio.Condition()

    async def queue_update(self, update: dict[str, Any]) -> None:
        """Keeps an update for ``getUpdates``."""
        async with self._queued:
            self._queue.append(update)
            self._queued.notify_all()

    async def post_update(self, url: str, update: object, secret: str | None = None) -> int:
        """Calls a webhook as Telegram does; gives the HTTP status."""
        async with (
            aiohttp.ClientSession() as session,
            session.post(url, json=update, headers=updates.headers(secret)) as answer,
        ):
            return answer.status

    def add_routes(self, router: web.UrlDispatcher) -> None:
        """The Bot API's methods and its files."""
        router.add_route("*", "/bot{token}/{method}", self._method)
        router.add_get("/file/bot{token}/{path:.+}", self._file)

    async def _method(self, request: web.Request) -> web.Response:
        method = request.match_info["method"]
        arguments = await _arguments(request)
        await self.record(method, {key: _noted(value) for key, value in arguments.items()})
        fault = self.next_fault(method, sends=method in SENDING)
        if fault is not None and fault.accepted:
            await self._answer(request, method, arguments)
        if fault is not None and (answer := await self.misbehave(request, fault)) is not None:
            return answer
        return await self._answer(request, method, arguments)

    async def _answer(self, request: web.Request, method: str, arguments: dict[str, Any]) -> web.Response:
        if self.token is not None and request.match_info["token"] != self.token:
            return _respond(_error(401, "Unauthorized"))
        handler = getattr(self, f"_do_{method.lower()}", None)
        if handler is None:
            return _respond(_error(404, "Not Found"))
        result = await handler(arguments)
        return _respond(result) if isinstance(result, Fault) else _ok(result)

    async def _do_getme(self, _: Mapping[str, Any]) -> object:
        return {"id": 123456, "is_bot": True, "first_name": "Bottega", "username": "bottega_bot"}

    async def _do_sendmessage(self, arguments: dict[str, Any]) -> object:
        text = str(arguments.get("text", ""))
        if not text.strip():
            return _error(400, "Bad Request: message text is empty")
        if utf16_length(text) > 4096:
            return _error(400, "Bad Request: message is too long")
        return await self._send(arguments, text)

    async def _do_sendphoto(self, arguments: dict[str, Any]) -> object:
        caption = str(arguments.get("caption", ""))
        if utf16_length(caption) > 1024:
            return _error(400, "Bad Request: message caption is too long")
        photo = arguments.get("photo", "")
        if isinstance(photo, web.FileField):
            return await self._take_file(arguments, caption, photo, PHOTO_BYTES)
        if not str(photo).startswith(("http://", "https://")):
            return _error(400, "Bad Request: wrong file identifier/HTTP URL specified")
        return await self._send(arguments, caption, str(photo))

    async def _do_senddocument(self, arguments: dict[str, Any]) -> object:
        document = arguments.get("document")
        if not isinstance(document, web.FileField):
            return _error(400, "Bad Request: there is no document in the request")
        return await self._take_file(arguments, str(arguments.get("caption", "")), document, FILE_BYTES)

    async def _take_file(
        self, arguments: dict[str, Any], caption: str, file: web.FileField, limit: int
    ) -> object:
        content = file.file.read()
        if utf16_length(caption) > 1024:
            return _error(400, "Bad Request: message caption is too long")
        if not content:
            return _error(400, "Bad Request: file must be non-empty")
        if len(content) > limit:
            return _error(413, "Request Entity Too Large")
        self.uploaded.append(content)
        return await self._send(arguments, caption, file=(file.filename, len(content)))

    async def _send(
        self,
        arguments: dict[str, Any],
        text: str,
        image: str | None = None,
        file: tuple[str, int] | None = None,
    ) -> object:
        chat = str(arguments.get("chat_id", ""))
        buttons = _buttons(arguments)
        if chat in self.blocked_by:
            return blocked()
        if not chat.lstrip("-").isdigit():
            return _error(400, "Bad Request: chat not found")
        if any(not 0 < len(data.encode()) <= 64 for _, data in buttons):
            return _error(400, "Bad Request: BUTTON_DATA_INVALID")
        number = updates.next_number()
        name, size = file or (None, 0)
        await self.deliver(Sent(time.time(), chat, text, f"{chat}:{number}", image, buttons, name, size))
        words = {"photo": [], "caption": text} if image or file else {"text": text}
        return updates.message(int(chat), message_id=number, **words)

    async def _do_sendchataction(self, _: Mapping[str, Any]) -> object:
        return True

    async def _do_answercallbackquery(self, _: Mapping[str, Any]) -> object:
        return True

    async def _do_setmycommands(self, _: Mapping[str, Any]) -> object:
        return True

    async def _do_setwebhook(self, arguments: dict[str, Any]) -> object:
        url = str(arguments.get("url", ""))
        if url and not url.startswith("https://"):
            return _error(400, "Bad Request: bad webhook: An HTTPS URL must be provided for webhook")
        self.webhook = {**self.webhook, "url": url}
        return True

    async def _do_deletewebhook(self, _: Mapping[str, Any]) -> object:
        self.webhook = {**self.webhook, "url": ""}
        return True

    async def _do_getwebhookinfo(self, _: Mapping[str, Any]) -> object:
        return {"has_custom_certificate": False, **self.webhook}

    async def _do_getupdates(self, arguments: dict[str, Any]) -> object:
        if self.webhook["url"]:
            return _error(
                409,
                "Conflict: can't use getUpdates method while webhook is active;"
                " use deleteWebhook to delete the webhook first",
            )
        offset = int(arguments.get("offset", 0))
        try:
            async with asyncio.timeout(float(arguments.get("timeout", 0))), self._queued:
                await self._queued.wait_for(lambda: bool(self._waiting(offset)))
        except TimeoutError:
            return []
        return self._waiting(offset)

    def _waiting(self, offset: int) -> list[dict[str, Any]]:
        """Telegram forgets what an offset confirms, and only that."""
        self._queue = [update for update in self._queue if update["update_id"] >= offset]
        return self._queue[:100]

    async def _do_getfile(self, arguments: dict[str, Any]) -> object:
        file_id = str(arguments.get("file_id"))
        if file_id not in self.files:
            return _error(400, "Bad Request: wrong file_id or the file is temporarily unavailable")
        size = len(self.files[file_id])
        return {
            "file_id": file_id,
            "file_unique_id": f"u-{file_id}",
            "file_size": size,
            "file_path": f"files/{file_id}.jpg",
        }

    async def _file(self, request: web.Request) -> web.Response:
        content = self.files.get(Path(request.match_info["path"]).stem)
        known = self.token in (None, request.match_info["token"])
        if content is None or not known:
            return _respond(_error(404, "Not Found"))
        return web.Response(body=content, content_type="application/octet-stream")


def _noted(value: Any) -> Any:
    return value.filename if isinstance(value, web.FileField) else value


def _ok(result: object) -> web.Response:
    return web.json_response({"ok": True, "result": result})


def _respond(error: Fault) -> web.Response:
    return web.json_response(error.body, status=error.status or 500)


def _buttons(arguments: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    markup = arguments.get("reply_markup") or {}
    rows = markup.get("inline_keyboard", []) if isinstance(markup, dict) else []
    return tuple((button["text"], button["callback_data"]) for row in rows for button in row)


async def _arguments(request: web.Request) -> dict[str, Any]:
    """The Bot API takes query, form or JSON; nested values of a form are JSON."""
    if request.content_type == "application/json":
        return {**request.query, **(await request.json())}
    given = {**request.query, **(await request.post())}
    return {key: _nested(key, value) for key, value in given.items()}


def _nested(key: str, value: Any) -> Any:
    return json.loads(value) if key in ("reply_markup", "allowed_updates", "commands") else value


def main() -> None:
    """Runs the fake by itself."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--log", type=Path, help="file for one line of JSON per message sent")
    parser.add_argument("--token", help="the only token to accept; any, if not given")
    options = parser.parse_args()
    asyncio.run(serve(FakeTelegram(options.port, options.token, options.log)))


if __name__ == "__main__":
    main()
