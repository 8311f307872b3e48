"""Passing a conversation on: to a colleague who is there, or to a team; never round and round unnoticed."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from handoff import cases, transitions, writing
from handoff.errors import NotOwner
from handoff.identifiers import new_id
from handoff.messages import Outbound
from handoff.ports import Clock, Gateway, Storage, Transaction, Words
from handoff.queue.errors import AgentUnavailable, NothingToTransfer, TeamNotFound, TransferToSelf
from handoff.queue.records import AssignedBy, PresenceState, Transfer
from handoff.queue.returning import TOLD_AGAIN_AFTER, requeued
from handoff.records import Agent, CaseRecord, ConversationRecord
from handoff.signals import CONVERSATION_CHANGED, SUPERVISOR_NEEDED, Signal, presence_changed


class Transferring:
    """Passes conversations on, with a note for who comes next."""

    def __init__(self, storage: Storage, gateway: Gateway, words: Words, clock: Clock) -> None:
        self._storage = storage
        self._gateway = gateway
        self._words = words
        self._clock = clock

    async def to_agent(self, conversation_id: str, by: Agent, colleague_id: str, note: str) -> CaseRecord:
        """Makes the conversation a colleague's; they may have more than the rota would give them.

        Raises:
            NotOwner: It is not the agent's who passes it on.
            AgentUnavailable: The colleague is not online.
            TransferToSelf: They have it already.
            NothingToTransfer: No case is open.
        """
        if colleague_id == by.id:
            raise TransferToSelf
        now = self._clock.now()
        async with self._storage.write() as transaction:
            conversation, case = await _held(transaction, conversation_id, by)
            duty = await transaction.duty(colleague_id, now)
            if duty is None or duty.presence is not PresenceState.ONLINE:
                raise AgentUnavailable
            conversation = transitions.give_to_colleague(conversation, by, duty.agent)
            case = replace(cases.taken(_bounced(case, by), duty.agent, now, AssignedBy.AGENT), taken_at=now)
            await transaction.save_case(case)
            transaction.signal(cases.changed(case))
            await transaction.move_pending_to_epoch(conversation.id, conversation.epoch)
            await transaction.save_conversation(conversation)
            transaction.signal(Signal(CONVERSATION_CHANGED, conversation.id))
            transfer = _transfer(case, by, note, now)
            await _record(transaction, replace(transfer, to_agent=duty.agent), case)
        return case

    async def to_team(self, conversation_id: str, by: Agent, team_id: str, note: str) -> CaseRecord:
        """Lets a team's agents have the conversation; it keeps the time that its shopper has waited.

        Raises:
            NotOwner: It is not the agent's who passes it on.
            TeamNotFound: There is no such team.
            NothingToTransfer: No case is open.
        """
        now = self._clock.now()
        async with self._storage.write() as transaction:
            conversation, case = await _held(transaction, conversation_id, by)
            teams = {team.id: team for team in await transaction.teams()}
            if team_id not in teams:
                raise TeamNotFound
            conversation = transitions.give_to_queue(conversation)
            case = replace(_bounced(case, by), team_id=team_id, next_notice_at=now + TOLD_AGAIN_AFTER)
            case = await requeued(transaction, conversation, case, self._gateway)
            await _record(transaction, replace(_transfer(case, by, note, now), to_team_id=team_id), case)
            await self._tell(transaction, conversation, case, now)
        return case

    async def _tell(
        self, transaction: Transaction, conversation: ConversationRecord, case: CaseRecord, now: datetime
    ) -> None:
        place = await transaction.place_in_queue(case)
        text = self._words.say("passed-on", conversation.language, place=place)
        said = [] if conversation.blocked else [Outbound(text=text, author="system")]
        await writing.tell(transaction, conversation, said, self._gateway, now)


async def _held(
    transaction: Transaction, conversation_id: str, by: Agent
) -> tuple[ConversationRecord, CaseRecord]:
    conversation = await transaction.conversation(conversation_id)
    if not transitions.is_held_by(conversation, by):
        raise NotOwner
    case = await transaction.open_case(conversation_id)
    if case is None:
        raise NothingToTransfer
    return conversation, case


def _bounced(case: CaseRecord, by: Agent) -> CaseRecord:
    """Nobody is given back what they passed on while there is anybody else."""
    return replace(case, bounces=case.bounces + 1, avoided_agent_id=by.id, preferred_agent_id=None)


def _transfer(case: CaseRecord, by: Agent, note: str, now: datetime) -> Transfer:
    return Transfer(new_id(), case.id, case.conversation_id, by, note, now)


async def _record(transaction: Transaction, transfer: Transfer, case: CaseRecord) -> None:
    await transaction.add_transfer(transfer)
    for agent in (transfer.by, transfer.to_agent):
        if agent:
            transaction.signal(presence_changed(agent.id))
    if case.needs_supervisor:
        told = {"case_id": case.id, "bounces": case.bounces}
        transaction.signal(Signal(SUPERVISOR_NEEDED, case.conversation_id, told))
