"""Conversations, put together: a message on its way in, the assistant's turn, and what goes out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from desk.ground import Ground
from desk.hours.opening import promise_keeper
from desk.metering import MeteredInbox, MeteredOwnership
from desk.privacy.inbox import RedactingInbox
from desk.privacy.retention import RetentionSettings
from desk.services import Step
from handoff.answers import Answers
from handoff.inbox import Inbox
from handoff.outbox import Outbox
from handoff.ownership import Ownership
from handoff.ports import Brain, Gateway
from handoff.recovery import Recovery
from handoff.reminders import Reminders
from handoff.router import Router
from handoff.satisfaction import Satisfaction
from handoff.turns import Shoppers, Turns


@dataclass(frozen=True, slots=True)
class Conversations:
    """What moves conversations.

    Attributes:
        inbox: Takes in what channels bring.
        ownership: Passes them between the assistant, the queue and people.
        answers: Sends what people write.
        work: What runs beside the requests, by name.
    """

    inbox: MeteredInbox
    ownership: MeteredOwnership
    answers: Answers
    work: Mapping[str, Step]


def open_conversations(
    ground: Ground,
    gateway: Gateway,
    satisfaction: Satisfaction,
    brain: Brain,
    shoppers: Shoppers,
    retention: RetentionSettings,
) -> Conversations:
    """Puts it together; nothing is opened or started yet.

    Args:
        ground: What it stands on.
        gateway: The channels.
        satisfaction: Asks how it went.
        brain: The assistant.
        shoppers: Who knows something of shoppers.
        retention: Says what must not be kept of what they write.
    """
    storage, signals, clock, worker = ground.storage, ground.signals, ground.clock, ground.replica.worker
    words, promises = ground.words, ground.promises
    outbox = Outbox(storage, signals, gateway, clock, worker)
    turns = Turns(storage, brain, gateway, words, promises, clock, outbox, shoppers)
    router = Router(storage, signals, turns, clock, worker)
    inbox = Inbox(storage, clock, router, satisfaction, gateway, promises)
    ownership = Ownership(storage, signals, gateway, words, clock, satisfaction=satisfaction)
    return Conversations(
        inbox=MeteredInbox(RedactingInbox(inbox, retention), ground.metrics),
        ownership=MeteredOwnership(ownership, ground.metrics),
        answers=Answers(storage, gateway, clock, outbox),
        work={
            "router": router.run,
            "outbox": outbox.run,
            "recovery": Recovery(storage, gateway, clock, worker).run,
            "reminders": Reminders(storage, gateway, words, promises, clock).run,
            "promises": promise_keeper(ground.database, storage, promises, gateway, words, clock).run,
        },
    )
