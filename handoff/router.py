"""Step 3 of the flow: conversations with unanswered messages get their turn, one at a time, in order."""

from __future__ import annotations

from handoff.ports import Clock, Storage
from handoff.signals import TURN, Signals
from handoff.turns import Turns
from handoff.work import Turn
from handoff.workers import ConversationWork

GRACE = 5.0
"""Seconds that turns under way have to end in; what does not is taken up at the next start."""


class Router:
    """Brings each waiting message to its turn."""

    def __init__(
        self,
        storage: Storage,
        signals: Signals,
        turns: Turns,
        clock: Clock,
        worker: str,
        concurrency: int = 16,
    ) -> None:
        self._storage = storage
        self._turns = turns
        self._clock = clock
        self._worker = worker
        self._work: ConversationWork[Turn] = ConversationWork(
            TURN, signals, self._find, self._serve, self._release, concurrency, GRACE
        )

    async def run(self) -> None:
        """Serves until cancelled; what is under way is finished, or left for the next start."""
        await self._work.run()

    @property
    def worker(self) -> str | None:
        """For whom a turn may be claimed right now; None while that could not begin at once."""
        return self._worker if self._work.ready else None

    def carry(self, turn: Turn) -> None:
        """Takes a turn that was claimed for this router."""
        self._work.carry(turn.conversation.id, turn)

    def abandon(self, turn: Turn) -> None:
        """Gives back a turn whose claim may not have been stored."""
        self._work.abandon(turn)

    async def _release(self, turn: Turn) -> None:
        await self._storage.postpone_turn(turn, self._clock.now())

    async def _find(self, limit: int) -> list[str]:
        return await self._storage.conversations_to_answer(self._clock.now(), limit)

    async def _serve(self, conversation_id: str) -> None:
        turn = self._work.carried(conversation_id)
        if turn is None:
            turn = await self._storage.claim_turn(self._worker, self._clock.now(), conversation_id)
        while turn is not None:
            turn = await self._turns.take(turn)
