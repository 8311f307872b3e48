"""The default namespace: visitors of the web chat, in the protocol of Rasa's web-chat clients."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any

import socketio
from sqlalchemy.exc import SQLAlchemyError

from connectors.base import MalformedRequest, Realtime
from desk.http.errors import sentence
from desk.realtime import history
from desk.realtime.rates import Rates
from desk.realtime.tokens import VisitorTokens
from desk.services import Services
from desk.words import negotiate
from handoff.messages import Address, DeliveryStatus, StatusUpdate
from handoff.records import Author, ConversationRecord
from handoff.signals import TYPING, Signal

logger = logging.getLogger(__name__)

Answer = dict[str, Any]
NO_SESSION = "no_session"
RATE_LIMITED = "rate_limited"
UNAVAILABLE = "unavailable"
LANGUAGE_LENGTH = 35


def room_of(contact: str, *, plain: bool = False) -> str:
    """Where a visitor's sockets are; clients that know only Rasa's protocol have a room of their own."""
    return f"plain:{contact}" if plain else f"visitor:{contact}"


class VisitorNamespace(socketio.AsyncNamespace):  # type: ignore[misc]
    """Moves frames between visitors' sockets and the channel that lives on them."""

    def __init__(self, services: Services, channel: Realtime, tokens: VisitorTokens) -> None:
        super().__init__("/")
        self._services = services
        self._channel = channel
        self._tokens = tokens
        self._rates = Rates()

    async def on_connect(self, sid: str, environ: Mapping[str, Any], auth: object = None) -> None:
        """Lets anybody in; without a token there is nothing to see."""
        words = self._services.words
        language = negotiate(environ.get("HTTP_ACCEPT_LANGUAGE"), words.languages, words.default_language)
        await self.save_session(sid, {"speaks": language})

    async def on_session_request(self, sid: str, body: object = None) -> None:
        """Opens the visitor's own conversation, or a new one for a token that we never issued."""
        if not await self._rates.may_ask(sid):
            return
        request = body if isinstance(body, Mapping) else {}
        token = request.get("session_id")
        if not await self._opens(token):
            token = self._tokens.issue()
        await self._adopt(sid, str(token), request)
        await self.emit("session_confirm", token, to=sid)

    async def on_user_uttered(self, sid: str, body: object = None) -> Answer:
        """Takes a message; once this answers yes, it cannot be lost."""
        try:
            session = await self._session_for(sid, body)
            if session is None:
                return await self._refusal(sid, NO_SESSION)
            if not await self._rates.may_write(session["contact"]):
                return await self._refusal(sid, RATE_LIMITED)
            inbound = self._channel.inbound_from_utterance(session["contact"], body, session["language"])
            await self._services.inbox.accept(self._channel.name, [inbound])
        except MalformedRequest as error:
            return await self._refusal(sid, error.code)
        except (SQLAlchemyError, ConnectionError, TimeoutError) as error:
            # The words stay with the visitor, whose client offers to send them again.
            logger.warning("a visitor's message could not be stored", extra={"error": type(error).__name__})
            return await self._refusal(sid, UNAVAILABLE)
        return {"ok": True, "id": self._channel.client_id_of(inbound.provider_id)}

    async def on_history(self, sid: str, body: object = None) -> Answer:
        """What was said after a place in the conversation; nothing without a session."""
        session = await self.get_session(sid)
        conversation = await self._conversation(session) if await self._rates.may_ask(sid) else None
        if conversation is None:
            return {
                "messages": [],
                "owner": "bot",
                "agent_name": None,
                "staffing": await self._staffing(session),
            }
        after = _whole_number(body.get("after") if isinstance(body, Mapping) else None)
        messages = await history.visible(self._services.transcripts, conversation, after)
        return {
            "messages": [history.shown(message, self._channel) for message in messages],
            **history.owner_of(conversation),
            "staffing": await self._staffing(session, conversation.language),
        }

    async def _staffing(self, session: Answer, language: str | None = None) -> Answer:
        """Whether a person could answer now, for the note at the top of the chat."""
        spoken = language or session.get("language") or session.get("speaks")
        return await self._services.staffing_notes.of(self._channel.name, spoken)

    async def on_typing(self, sid: str, body: object = None) -> None:
        """Shows the agents that the visitor writes."""
        conversation = await self._conversation_of(sid)
        if conversation:
            shopper = {"author": Author.SHOPPER.value}
            await self._services.signals.publish([Signal(TYPING, conversation.id, shopper)])

    async def on_read(self, sid: str, body: object = None) -> None:
        """Records that the visitor has seen a message of their own conversation."""
        message_id = body.get("id") if isinstance(body, Mapping) else None
        conversation = await self._conversation_of(sid)
        if conversation is None or not isinstance(message_id, str):
            return
        message = await history.own_message(self._services.transcripts, conversation, message_id)
        if message and message.provider_id:
            seen = StatusUpdate(message.provider_id, DeliveryStatus.READ, message_id=message.id)
            await self._services.inbox.accept(self._channel.name, [seen])

    async def _adopt(self, sid: str, token: str, request: Mapping[str, Any]) -> Answer:
        """Puts a socket into its visitor's room, and out of any other."""
        for room in [room for room in self.rooms(sid) if room != sid]:
            await self.leave_room(sid, room)
        language = request.get("language")
        session = {
            **await self.get_session(sid),
            "contact": self._channel.contact_of(token),
            "language": language if isinstance(language, str) and len(language) <= LANGUAGE_LENGTH else None,
        }
        await self.save_session(sid, session)
        plain = not self._channel.wants_metadata(request)
        await self.enter_room(sid, room_of(session["contact"], plain=plain))
        return session

    async def _session_for(self, sid: str, body: object) -> Answer | None:
        """The socket's session; a client that only names its token with each message gets one, too."""
        session: Answer = await self.get_session(sid)
        if session.get("contact"):
            return session
        token = body.get("session_id") if isinstance(body, Mapping) else None
        return await self._adopt(sid, str(token), {}) if await self._opens(token) else None

    async def _opens(self, token: object) -> bool:
        """Whether a token is ours, or opened a conversation before the secret key was changed."""
        if self._tokens.is_ours(token):
            return True
        return await self._conversation({"contact": self._channel.contact_of(token)}) is not None

    async def _conversation_of(self, sid: str) -> ConversationRecord | None:
        if not await self._rates.may_ask(sid):
            return None
        return await self._conversation(await self.get_session(sid))

    async def _conversation(self, session: Answer) -> ConversationRecord | None:
        contact = session.get("contact")
        if not contact:
            return None
        return await self._services.transcripts.find_conversation(Address(self._channel.name, contact))

    async def _refusal(self, sid: str, code: str) -> Answer:
        session = await self.get_session(sid)
        words = self._services.words
        language = session.get("language") or session.get("speaks") or words.default_language
        return {"ok": False, "error": {"code": code, "message": sentence(code, words, language)}}


def _whole_number(value: object) -> int:
    return value if type(value) is int and 0 <= value < 2**31 else 0
