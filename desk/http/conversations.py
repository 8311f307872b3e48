"""Reading a conversation, and what an agent does with it."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query
from pydantic import AwareDatetime

from desk.accounts.records import Act
from desk.http.dependencies import (
    FOR_READING,
    FOR_WRITING,
    AccountDep,
    Identifier,
    OriginDep,
    ServicesDep,
    ViewsDep,
    get_account,
)
from desk.http.schemas import AnswerIn, ConversationOut, HandBackIn, MessagesOut
from desk.http.views import Views
from handoff import transitions
from handoff.ports import Reader
from handoff.records import Author, MessageRecord
from handoff.signals import TYPING, Signal
from handoff.sql.tables import written_at

router = APIRouter(prefix="/api/conversations/{conversation_id}", tags=["conversations"])

NEWEST = 100
MOST = 200
Sequence = Annotated[int, Query(ge=0, le=2**31 - 1)]


@router.get("", dependencies=[FOR_READING, Depends(get_account)])
async def read_conversation(conversation_id: Identifier, views: ViewsDep) -> ConversationOut:
    """A conversation with its case and its newest 100 messages; for any agent."""
    return await _shown(conversation_id, views)


@router.get("/messages", dependencies=[FOR_READING, Depends(get_account)])
async def read_messages(
    conversation_id: Identifier,
    services: ServicesDep,
    views: ViewsDep,
    after: Sequence = 0,
    before: Annotated[int | None, Query(ge=1, le=2**31 - 1)] = None,
    limit: Annotated[int, Query(ge=1, le=MOST)] = NEWEST,
    around: Annotated[int | None, Query(ge=1, le=2**31 - 1)] = None,
    changed_after: AwareDatetime | None = None,
) -> MessagesOut:
    """Messages after (or the newest before, or those around) a place in the conversation; for any agent.

    After a line that dropped: ``changed_after=<as_of of the last answer>`` gives what is new and what has
    changed meanwhile, however old; a full page goes on with ``after=<its last sequence>``.
    """
    as_of, transcripts = written_at(), services.transcripts
    await transcripts.conversation(conversation_id)
    if changed_after is not None:
        found = await transcripts.messages_changed(conversation_id, changed_after, after=after, limit=limit)
    elif around is not None:
        found = await _around(conversation_id, around, limit, transcripts)
    else:
        found = await transcripts.messages(conversation_id, after=after, before=before, limit=limit)
    return MessagesOut(messages=views.messages(found), as_of=as_of)


async def _around(
    conversation_id: str, sequence: int, limit: int, transcripts: Reader
) -> list[MessageRecord]:
    """Half before a message, with itself, and half after; more of one where the other has too few."""
    before = await transcripts.messages(conversation_id, before=sequence + 1, limit=limit)
    after = await transcripts.messages(conversation_id, after=sequence, limit=limit)
    kept_after = after[: max(limit // 2, limit - len(before))]
    return before[-(limit - len(kept_after)) :] + kept_after


@router.post("/take", dependencies=[FOR_WRITING])
async def take(
    conversation_id: Identifier,
    account: AccountDep,
    services: ServicesDep,
    views: ViewsDep,
    origin: OriginDep,
) -> ConversationOut:
    """Makes the conversation this agent's; one agent wins, and the bot is silent from now on."""
    await services.ownership.take(conversation_id, account.agent)
    await services.accounts.record(account.id, Act.TAKE, conversation_id, origin)
    return await _shown(conversation_id, views)


@router.post("/hand-back", dependencies=[FOR_WRITING])
async def hand_back(
    conversation_id: Identifier,
    account: AccountDep,
    services: ServicesDep,
    views: ViewsDep,
    origin: OriginDep,
    agreed: HandBackIn | None = None,
) -> ConversationOut:
    """Gives the conversation back to the bot, with what was agreed; for the agent who has it."""
    await services.ownership.hand_back(conversation_id, account.agent, agreed.note if agreed else "")
    await services.accounts.record(account.id, Act.HAND_BACK, conversation_id, origin)
    return await _shown(conversation_id, views)


@router.post("/resolve", dependencies=[FOR_WRITING])
async def resolve(
    conversation_id: Identifier,
    account: AccountDep,
    services: ServicesDep,
    views: ViewsDep,
    origin: OriginDep,
) -> ConversationOut:
    """Ends the case; for the agent who has the conversation."""
    await services.ownership.resolve(conversation_id, account.agent)
    await services.accounts.record(account.id, Act.RESOLVE, conversation_id, origin)
    return await _shown(conversation_id, views)


@router.post("/messages", status_code=201, dependencies=[FOR_WRITING])
async def say(
    conversation_id: Identifier, answer: AnswerIn, account: AccountDep, services: ServicesDep, views: ViewsDep
) -> MessagesOut:
    """Answers the shopper, once per ``client_id``; for the agent who has the conversation."""
    files = await services.uploads.attachments(conversation_id, answer.attachments)
    said = await services.answers.say(conversation_id, account.agent, answer.text, answer.client_id, files)
    return MessagesOut(messages=views.messages(said))


@router.post("/typing", status_code=204)
async def show_typing(conversation_id: Identifier, account: AccountDep, services: ServicesDep) -> None:
    """Shows the shopper (and colleagues) that somebody writes; only while this agent has them."""
    conversation = await services.transcripts.conversation(conversation_id)
    if not transitions.is_held_by(conversation, account.agent):
        return
    await services.signals.publish([Signal(TYPING, conversation_id, {"author": Author.AGENT.value})])
    channel = services.channels.get(conversation.address.channel)
    if channel and channel.capabilities.typing:
        await channel.show_typing(conversation.address)


async def _shown(conversation_id: str, views: Views) -> ConversationOut:
    as_of, transcripts = written_at(), views.services.transcripts
    conversation = await transcripts.conversation(conversation_id)
    messages = await transcripts.messages(
        conversation_id, limit=NEWEST, before=conversation.last_sequence + 1
    )
    shown = views.conversation(conversation, await views.case_of(conversation_id), messages)
    return shown.model_copy(update={"as_of": as_of})
