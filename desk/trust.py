"""What guards accounts and data, put together: ``desk.wiring`` adds it to the desk in one line."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from desk.accounts.second_factors import SecondFactors
from desk.accounts.sessions import Sessions
from desk.accounts.tokens import Tokens
from desk.accounts.vault import Vault
from desk.privacy.retention import RetentionSettings
from desk.settings import Settings
from desk.webhooks.addresses import AddressRules
from desk.webhooks.dispatcher import Dispatcher
from desk.webhooks.sending import Sender
from desk.webhooks.webhooks import OutgoingWebhooks
from handoff.ports import Clock
from handoff.sql.database import Database

Step = Callable[[], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Trust:
    """Second factors, sessions, programs' tokens, outgoing webhooks.

    Attributes:
        work: What runs beside the requests, by name.
        closing: Run when the desk stops.
    """

    factors: SecondFactors
    sessions: Sessions
    tokens: Tokens
    webhooks: OutgoingWebhooks
    retention: RetentionSettings
    dispatcher: Dispatcher
    work: Mapping[str, Step]
    closing: tuple[Step, ...]


def open_trust(settings: Settings, database: Database, clock: Clock) -> Trust:
    """Puts it together; nothing is opened or started yet."""
    rules = AddressRules(settings.webhooks_allow_private)
    sender, signing = Sender(rules), Vault(settings.secret_key, "outgoing webhooks")
    dispatcher = Dispatcher(database, clock, signing, sender)
    return Trust(
        factors=SecondFactors(database, clock, Vault(settings.secret_key, "second factors")),
        sessions=Sessions(database, clock),
        tokens=Tokens(database, clock),
        webhooks=OutgoingWebhooks(database, clock, signing, rules),
        retention=RetentionSettings(database, clock),
        dispatcher=dispatcher,
        work={"outgoing webhooks": dispatcher.run},
        closing=(sender.close,),
    )
