"""Managing outgoing webhooks: every act of it is an administrator's, and audited."""

from __future__ import annotations

import base64
import secrets
from datetime import timedelta

from desk.accounts import audit
from desk.accounts.records import Act, AuditEntry
from desk.accounts.vault import Vault
from desk.errors import WebhookNotFound
from desk.webhooks import store
from desk.webhooks.addresses import AddressRules
from desk.webhooks.records import Delivery, NewSecret, OutgoingWebhook, Wanted
from handoff.identifiers import new_id
from handoff.ports import Clock
from handoff.sql.database import Database, Session

OVERLAP = timedelta(days=1)
"""How long the old secret signs beside a new one."""
_SECRET_BYTES = 32
PREFIX = "whsec_"
"""How Standard Webhooks marks a secret."""


class OutgoingWebhooks:
    """Adds, changes and removes webhooks, and shows what they were told.

    Args:
        database: Where they are kept.
        clock: The time.
        vault: Encrypts their secrets.
        rules: Where they may point.
    """

    def __init__(self, database: Database, clock: Clock, vault: Vault, rules: AddressRules) -> None:
        self._database = database
        self._clock = clock
        self._vault = vault
        self._rules = rules

    async def all(self) -> list[OutgoingWebhook]:
        """Every webhook with how it fares, oldest first."""
        async with self._database.read() as connection:
            return await store.all_webhooks(connection, self._clock.now())

    async def add(self, wanted: Wanted, *, by: str, origin: str) -> NewSecret:
        """Adds one.

        Raises:
            ForbiddenAddress: It points where webhooks may not.
            NoSecretKey: Its secret could not be kept safely.
        """
        self._rules.check_url(wanted.url)
        webhook_id, secret, now = new_id(), _new_secret(), self._clock.now()
        values = {
            **store.wanted_values(wanted),
            "secret": self._vault.close(secret),
            "created_at": now,
        }
        async with self._database.write() as connection:
            await store.add(connection, webhook_id, values)
            await self._note(connection, by, Act.WEBHOOK_ADD, webhook_id, origin, wanted.url)
            return NewSecret(await self._found(connection, webhook_id), secret)

    async def change(self, webhook_id: str, wanted: Wanted, *, by: str, origin: str) -> OutgoingWebhook:
        """Changes where it tells, and of what (``WebhookNotFound``, ``ForbiddenAddress``)."""
        self._rules.check_url(wanted.url)
        async with self._database.write() as connection:
            if not await store.change(connection, webhook_id, store.wanted_values(wanted)):
                raise WebhookNotFound
            if not wanted.active:
                await store.drop_pending(connection, webhook_id)
            await self._note(connection, by, Act.WEBHOOK_CHANGE, webhook_id, origin, wanted.url)
            return await self._found(connection, webhook_id)

    async def remove(self, webhook_id: str, *, by: str, origin: str) -> None:
        """Removes it, and what it was still to be told (``WebhookNotFound``)."""
        async with self._database.write() as connection:
            if not await store.remove(connection, webhook_id):
                raise WebhookNotFound
            await self._note(connection, by, Act.WEBHOOK_REMOVE, webhook_id, origin)

    async def rotate(self, webhook_id: str, *, by: str, origin: str) -> NewSecret:
        """A new secret; the one before signs beside it for a day (``WebhookNotFound``)."""
        secret = _new_secret()
        async with self._database.write() as connection:
            stored = await store.secrets_of(connection, webhook_id)
            if stored is None:
                raise WebhookNotFound
            values = {
                "secret": self._vault.close(secret),
                "previous_secret": stored.secret,
                "previous_until": self._clock.now() + OVERLAP,
            }
            await store.change(connection, webhook_id, values)
            await self._note(connection, by, Act.WEBHOOK_SECRET, webhook_id, origin)
            return NewSecret(await self._found(connection, webhook_id), secret)

    async def deliveries(self, webhook_id: str, after: str | None, limit: int) -> list[Delivery]:
        """What it was told, newest first, older than ``after`` (``WebhookNotFound``)."""
        async with self._database.read() as connection:
            await self._found(connection, webhook_id)
            last = await store.delivery(connection, webhook_id, after) if after else None
            if after and last is None:
                raise WebhookNotFound
            return await store.deliveries(connection, webhook_id, last, limit)

    async def retry(self, webhook_id: str, delivery_id: str, *, by: str, origin: str) -> Delivery:
        """Tells it again now, and for another day where that fails (``WebhookNotFound``)."""
        async with self._database.write() as connection:
            if await store.delivery(connection, webhook_id, delivery_id) is None:
                raise WebhookNotFound
            await store.retry(connection, delivery_id, self._clock.now())
            await self._note(connection, by, Act.WEBHOOK_RETRY, delivery_id, origin)
            again = await store.delivery(connection, webhook_id, delivery_id)
        if again is None:
            raise WebhookNotFound
        return again

    async def _found(self, connection: Session, webhook_id: str) -> OutgoingWebhook:
        found = await store.webhook(connection, webhook_id, self._clock.now())
        if found is None:
            raise WebhookNotFound
        return found

    async def _note(
        self, connection: Session, by: str, act: Act, subject: str, origin: str, url: str = ""
    ) -> None:
        entry = AuditEntry(self._clock.now(), by, act, subject, origin, url.partition("?")[0])
        await audit.append(connection, entry)


def _new_secret() -> str:
    return PREFIX + base64.b64encode(secrets.token_bytes(_SECRET_BYTES)).decode()
