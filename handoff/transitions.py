"""The rules of ownership: ``BOT → QUEUE → AGENT → BOT``, and a higher epoch at every step."""

from __future__ import annotations

from dataclasses import replace

from handoff.errors import AlreadyTaken, NotOwner
from handoff.records import Agent, ConversationRecord, Owner


def hand_over(conversation: ConversationRecord) -> ConversationRecord:
    """The bot gives the conversation to the queue."""
    return replace(conversation, owner=Owner.QUEUE, epoch=conversation.epoch + 1, agent=None, offered=())


def take(conversation: ConversationRecord, agent: Agent) -> ConversationRecord:
    """An agent takes the conversation, from the queue or straight from the bot.

    Raises:
        AlreadyTaken: Another agent has it.
    """
    if conversation.owner is Owner.AGENT and not is_held_by(conversation, agent):
        raise AlreadyTaken(conversation.agent.name if conversation.agent else "")
    return replace(conversation, owner=Owner.AGENT, epoch=conversation.epoch + 1, agent=agent, offered=())


def give_to_bot(conversation: ConversationRecord, agent: Agent) -> ConversationRecord:
    """The agent is done: from the next message on, the bot answers.

    Raises:
        NotOwner: The conversation is not this agent's.
    """
    check_owner(conversation, agent)
    return replace(conversation, owner=Owner.BOT, epoch=conversation.epoch + 1, agent=None, offered=())


def give_to_queue(conversation: ConversationRecord) -> ConversationRecord:
    """The agent is gone, or passes it on: somebody else is to take it."""
    return replace(conversation, owner=Owner.QUEUE, epoch=conversation.epoch + 1, agent=None, offered=())


def give_to_colleague(conversation: ConversationRecord, agent: Agent, colleague: Agent) -> ConversationRecord:
    """The agent passes the conversation on to another.

    Raises:
        NotOwner: The conversation is not this agent's.
    """
    check_owner(conversation, agent)
    return replace(conversation, epoch=conversation.epoch + 1, agent=colleague, offered=())


def take_back(conversation: ConversationRecord) -> ConversationRecord:
    """Nobody says anything any more: the bot answers whatever comes next."""
    return replace(conversation, owner=Owner.BOT, epoch=conversation.epoch + 1, agent=None, offered=())


def is_held_by(conversation: ConversationRecord, agent: Agent) -> bool:
    """Whether this agent has the conversation now."""
    return (
        conversation.owner is Owner.AGENT
        and conversation.agent is not None
        and conversation.agent.id == agent.id
    )


def check_owner(conversation: ConversationRecord, agent: Agent) -> None:
    """Raises ``NotOwner`` unless the conversation is this agent's."""
    if not is_held_by(conversation, agent):
        raise NotOwner


def may_answer(conversation: ConversationRecord, epoch: int) -> bool:
    """Whether what the bot thought of under ``epoch`` may still be said."""
    return conversation.owner is Owner.BOT and conversation.epoch == epoch


def may_tell(conversation: ConversationRecord, epoch: int) -> bool:
    """Whether a plain answer, thought of under ``epoch``, may be said to a shopper who waits for a person."""
    return conversation.owner is Owner.QUEUE and conversation.epoch == epoch
