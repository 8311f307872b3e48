"""The ``/console`` namespace: agents who are signed in, and listen."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Mapping
from typing import Any

import socketio
from socketio.exceptions import ConnectionRefusedError as Refused
from starlette.requests import cookie_parser

from desk.accounts.records import ANSWERING, SUPERVISING
from desk.errors import NotAllowed, NotSignedIn
from desk.http.dependencies import COOKIE
from desk.http.views import CONSOLE_NAMESPACE
from desk.realtime.board import BOARD_ROOM
from desk.realtime.origins import Origins
from desk.realtime.viewing import Viewing
from desk.services import Services
from desk.words import negotiate
from handoff.identifiers import new_id
from handoff.records import Agent

CONVERSATION_ROOM = "conversation:"
_IDENTIFIER = re.compile(r"[A-Za-z0-9-]{1,64}")


def room_in(language: str) -> str:
    """Where the consoles are that speak a language."""
    return f"console:{language}"


def room_of(conversation_id: str) -> str:
    """Where the consoles are that have a conversation open."""
    return f"{CONVERSATION_ROOM}{conversation_id}"


class ConsoleNamespace(socketio.AsyncNamespace):  # type: ignore[misc]
    """Lets agents in; what they are told is the broadcaster's."""

    def __init__(self, services: Services, origins: Origins) -> None:
        super().__init__(CONSOLE_NAMESPACE)
        self._services = services
        self._origins = origins
        self._sessions: dict[str, str] = {}
        self._agents: dict[str, Agent] = {}
        self._supervisors: set[str] = set()
        self._leaving: set[asyncio.Future[None]] = set()
        self.viewing = Viewing(services.signals, new_id(), self._tell_viewers)

    @property
    def has_anybody(self) -> bool:
        """Whether there is a console to tell anything to: at night there is none."""
        return bool(self._sessions)

    async def on_connect(self, sid: str, environ: Mapping[str, Any], auth: object = None) -> None:
        """Refuses whoever may not see conversations, and every page but our own."""
        if not self._origins.is_own(environ.get("HTTP_ORIGIN"), environ):
            raise Refused("not_allowed")
        try:
            session = await self._services.accounts.session(_cookie(environ))
        except NotSignedIn as error:
            raise Refused(error.code) from error
        if session.account.role not in ANSWERING:
            raise Refused(NotAllowed.code)
        words = self._services.words
        language = negotiate(environ.get("HTTP_ACCEPT_LANGUAGE"), words.languages, words.default_language)
        await self.enter_room(sid, room_in(language))
        self._sessions[sid] = session.id
        self._agents[sid] = session.account.agent
        if session.account.role in SUPERVISING:
            self._supervisors.add(sid)
        await self._services.presence.arrive(session.account.agent, sid)

    async def on_disconnect(self, sid: str, reason: str = "") -> None:
        """Forgets the socket."""
        self._sessions.pop(sid, None)
        self._agents.pop(sid, None)
        self._supervisors.discard(sid)
        await self.viewing.leave(sid)
        await self._services.presence.leave(sid)

    async def on_viewing(self, sid: str, body: object = None) -> None:
        """The agent has a conversation open, or (None) none any more."""
        agent, conversation_id = self._agents.get(sid), _conversation_in(body)
        if agent is None:
            return
        for room in self.rooms(sid):
            if room.startswith(CONVERSATION_ROOM) and room != room_of(conversation_id or ""):
                await self.leave_room(sid, room)
        if conversation_id:
            await self.enter_room(sid, room_of(conversation_id))
        await self.viewing.look(sid, agent, conversation_id)

    async def on_composing(self, sid: str, body: object = None) -> None:
        """The agent writes in the conversation that they have open; ``active: false`` where they stopped."""
        if isinstance(body, dict) and _conversation_in(body):
            await self.viewing.compose(sid, body["conversation_id"], writing=body.get("active") is not False)

    async def on_watch_board(self, sid: str, body: object = None) -> bool:
        """The live board is open (or, with ``watching: false``, no longer); False for who may not see it."""
        if sid not in self._supervisors:
            return False
        if isinstance(body, dict) and body.get("watching") is False:
            await self.leave_room(sid, BOARD_ROOM)
        else:
            await self.enter_room(sid, BOARD_ROOM)
        return True

    async def _tell_viewers(self, conversation_id: str, agents: list[dict[str, Any]]) -> None:
        told = {"conversation_id": conversation_id, "agents": agents}
        await self.emit("viewers", told, room=room_of(conversation_id))

    async def close_session(self, session_id: str) -> None:
        """Closes the sockets of a session that ended."""
        for sid in [sid for sid, session in self._sessions.items() if session == session_id]:
            await self._show_out(sid)

    async def close_ended(self) -> None:
        """Closes the sockets of sessions that expired, or were ended from elsewhere."""
        for session_id in set(self._sessions.values()):
            if not await self._services.accounts.holds(session_id):
                await self.close_session(session_id)

    async def close_all(self) -> None:
        """Closes every socket: whoever comes back asks for what they missed."""
        for sid in list(self._sessions):
            await self._show_out(sid)

    async def _show_out(self, sid: str) -> None:
        """Closes a socket, in a task of its own.

        Socket.IO swallows a cancellation that meets it while a handler runs; whoever was cancelled would go
        on, and the desk would never end.
        """
        leaving = asyncio.ensure_future(self.disconnect(sid))
        self._leaving.add(leaving)
        leaving.add_done_callback(self._leaving.discard)
        await asyncio.shield(leaving)


def _conversation_in(body: object) -> str | None:
    """The conversation that a frame names; None for none, and for nonsense."""
    named = body.get("conversation_id") if isinstance(body, dict) else None
    return named if isinstance(named, str) and _IDENTIFIER.fullmatch(named) else None


def _cookie(environ: Mapping[str, Any]) -> str | None:
    """The session's cookie, read as leniently as browsers write: other cookies here are not ours."""
    return cookie_parser(environ.get("HTTP_COOKIE", "")).get(COOKIE)
