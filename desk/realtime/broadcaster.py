"""Tells this process's sockets of every change, from whichever replica it comes."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import socketio
from pydantic import BaseModel
from sqlalchemy.exc import SQLAlchemyError

from connectors.base import Realtime
from desk.errors import NotFound
from desk.http.notes import note_out
from desk.http.schemas import BreachOut, PresenceEvent, TypingOut, WindowOut
from desk.http.schemas.publishing import PublicationEvent
from desk.http.views import CONSOLE_NAMESPACE, Views
from desk.realtime.console import ConsoleNamespace, room_in
from desk.realtime.events import SESSION_ENDED
from desk.realtime.history import owner_of
from desk.realtime.lanes import Lane, Lanes
from desk.realtime.viewing import VIEWERS
from desk.realtime.visitors import room_of
from desk.services import Services
from desk.studio.publications import PUBLICATION
from desk.titles import Titles
from desk.workbench.notes import NOTE_ADDED
from handoff import signals
from handoff.errors import ConversationNotFound
from handoff.records import Author, ConversationRecord
from handoff.signals import Signal, Subscription

logger = logging.getLogger(__name__)

SIDE_BY_SIDE = 8
"""Conversations whose changes consoles are told at once; each conversation's in order."""
Tell = Callable[[Signal], Awaitable[None]]


class Broadcaster:
    """Listens to signals, reads what changed, and emits it to whoever is here to see it."""

    def __init__(
        self,
        services: Services,
        server: socketio.AsyncServer,
        consoles: ConsoleNamespace,
        channel: Realtime,
        titles: Titles,
    ) -> None:
        self._services = services
        self._server = server
        self._consoles = consoles
        self._channel = channel
        self._views = {code: Views(services, titles, code) for code in services.words.languages}
        self._told: Mapping[str, Tell] = {
            signals.MESSAGE_ADDED: self._message,
            signals.MESSAGE_CHANGED: self._message,
            signals.CONVERSATION_CHANGED: self._conversation,
            signals.CASE_CHANGED: self._case,
            signals.TYPING: self._typing,
            signals.PRESENCE_CHANGED: self._presence,
            signals.BREACH: self._breach,
            signals.WINDOW_CLOSING: self._window,
            signals.RESUMED: self._resumed,
            SESSION_ENDED: self._session_ended,
            NOTE_ADDED: self._note,
            PUBLICATION: self._publication,
            VIEWERS: consoles.viewing.hear,
        }

        self._visitors_told: Mapping[str, Tell] = {
            signals.VISITOR: self._visitor,
            signals.CONVERSATION_CHANGED: self._owner_changed,
        }

    async def run(self, subscription: Subscription) -> None:
        """Passes signals on until cancelled: what visitors are told does not wait for the consoles."""
        # Visitors share one lane, which is short: who answers them is told before what is said.
        lanes = [(self._visitors_told, Lanes(1)), (self._told, Lanes(SIDE_BY_SIDE))]
        async with asyncio.TaskGroup() as tasks:
            for told, group in lanes:
                for lane in group:
                    tasks.create_task(self._empty(lane, told))
            while True:
                signal = await subscription.get()
                for told, group in lanes:
                    if signal.kind in told:
                        group.put(signal)

    async def _empty(self, lane: Lane, told: Mapping[str, Tell]) -> None:
        while True:
            signal = await lane.get()
            await self._pass_on(signal, told[signal.kind])

    async def _pass_on(self, signal: Signal, tell: Tell) -> None:
        """Passes one signal on; where it cannot be read, consoles start afresh rather than miss it."""
        try:
            await tell(signal)
        except (ConversationNotFound, NotFound):
            logger.warning("a signal names what is not there", extra={"kind": signal.kind})
        except (SQLAlchemyError, ConnectionError, TimeoutError) as error:
            # Not the trace: the database quotes what it was asked to store.
            logger.warning("a change could not be read", extra={"error": type(error).__name__})
            await self._consoles.close_all()

    async def _resumed(self, _: Signal) -> None:
        """Other replicas were not heard for a while: consoles come back and ask for what they missed."""
        await self._consoles.close_all()

    async def _message(self, signal: Signal) -> None:
        if languages := self._languages():
            record = await self._services.transcripts.message(signal.data["message_id"])
            await self._emit("message", {code: self._views[code].message(record) for code in languages})

    async def _conversation(self, signal: Signal) -> None:
        if languages := self._languages():
            conversation = await self._services.transcripts.conversation(signal.conversation_id)
            case = await self._views[languages[0]].case_of(conversation.id)
            await self._emit(
                "conversation", {code: self._views[code].summary(conversation, case) for code in languages}
            )

    async def _owner_changed(self, signal: Signal) -> None:
        conversation = await self._services.transcripts.conversation(signal.conversation_id)
        if conversation.address.channel == self._channel.name:
            await self._to_visitor(conversation.address.contact, "owner", await self._owner(conversation))

    async def _owner(self, conversation: ConversationRecord) -> dict[str, Any]:
        staffing = await self._services.staffing_notes.of(self._channel.name, conversation.language)
        return {**owner_of(conversation), "staffing": staffing}

    async def _breach(self, signal: Signal) -> None:
        body = BreachOut(
            case_id=signal.data["case_id"],
            conversation_id=signal.conversation_id,
            kind=signal.data["promise"],
            due=signal.data["due"],
            state=signal.data["state"],
        )
        await self._emit("breach", dict.fromkeys(self._languages(), body))

    async def _window(self, signal: Signal) -> None:
        body = WindowOut(
            case_id=signal.data["case_id"],
            conversation_id=signal.conversation_id,
            closes_at=signal.data["closes_at"],
        )
        await self._emit("window", dict.fromkeys(self._languages(), body))

    async def _case(self, signal: Signal) -> None:
        if languages := self._languages():
            found = await self._services.transcripts.case(signal.data["case_id"])
            if found:
                await self._emit("case", {code: self._views[code].case(found) for code in languages})

    async def _presence(self, signal: Signal) -> None:
        if languages := self._languages():
            agent_id, now = signal.data["agent_id"], self._services.clock.now()
            staff = await self._services.staffing.reader.staff(now)
            known = next((one for one in staff if one.agent.id == agent_id), None)
            if known:
                body = PresenceEvent(agent_id=agent_id, state=known.presence, load=known.load)
                await self._emit("presence", dict.fromkeys(languages, body))

    async def _typing(self, signal: Signal) -> None:
        body = TypingOut(conversation_id=signal.conversation_id, author=Author(signal.data["author"]))
        await self._emit("typing", dict.fromkeys(self._languages(), body))

    async def _visitor(self, signal: Signal) -> None:
        contact, event = signal.data["contact"], signal.data["event"]
        if self._has_members("/", room_of(contact)) or self._has_members("/", room_of(contact, plain=True)):
            body = await self._placed(signal.data["body"]) if event == "bot_uttered" else signal.data["body"]
            await self._to_visitor(contact, event, body)

    async def _note(self, signal: Signal) -> None:
        """To consoles only: there is no way from here to a visitor."""
        if languages := self._languages():
            note = await self._services.workbench.notes.note(signal.data["note_id"])
            await self._emit("note", dict.fromkeys(languages, note_out(note)))

    async def _publication(self, signal: Signal) -> None:
        """A word that it moved on: what it would change only editors are shown, when they ask."""
        if languages := self._languages():
            found = await self._services.studio.publications.get(signal.data["publication_id"])
            body = PublicationEvent(id=found.id, state=found.state.value, progress=found.progress)
            await self._emit("publication", dict.fromkeys(languages, body))

    async def _session_ended(self, signal: Signal) -> None:
        await self._consoles.close_session(signal.data["session_id"])

    async def _placed(self, body: Mapping[str, Any]) -> Mapping[str, Any]:
        """Adds a message's place in the conversation, which its channel does not know."""
        about = body.get("metadata") or {}
        if not about.get("id") or about.get("sequence") is not None:
            return body
        record = await self._services.transcripts.message(about["id"])
        return {**body, "metadata": {**about, "sequence": record.sequence, "at": record.at.isoformat()}}

    async def _to_visitor(self, contact: str, event: str, body: Mapping[str, Any]) -> None:
        await self._server.emit(event, body, room=room_of(contact))
        if event == "bot_uttered":
            await self._server.emit(
                event, self._channel.without_metadata(body), room=room_of(contact, plain=True)
            )

    def _languages(self) -> list[str]:
        """The languages of the consoles that are connected here: often none."""
        if not self._consoles.has_anybody:
            return []
        return [code for code in self._views if self._has_members(CONSOLE_NAMESPACE, room_in(code))]

    def _has_members(self, namespace: str, room: str) -> bool:
        return any(True for _ in self._server.manager.get_participants(namespace, room))

    async def _emit(self, event: str, bodies: Mapping[str, BaseModel]) -> None:
        for code, body in bodies.items():
            await self._server.emit(
                event, body.model_dump(mode="json"), room=room_in(code), namespace=CONSOLE_NAMESPACE
            )
