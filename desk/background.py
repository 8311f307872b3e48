"""Work beside the requests: started with the desk, started again when it fails, ended with the desk."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

import structlog

from connectors.base import (
    BadCredentials,
    Channel,
    ConfigurationError,
    ConnectorError,
    Polling,
    Registering,
    VendorUnreachable,
)
from desk.services import Inbox, Step
from handoff.messages import Inbound, InboundEvent

log = structlog.get_logger(__name__)

RESTART_AFTER = 1.0
"""Seconds before work that failed is taken up again."""
REGISTER_AGAIN_AFTER = 30.0
"""Seconds before a vendor that did not answer is told our address again."""


def resilient(name: str, work: Step, restart_after: float = RESTART_AFTER) -> Step:
    """Work that goes on after a failure: all its state is in the database, so it may begin afresh."""

    async def run() -> None:
        while True:
            try:
                await work()
            except Exception:
                # Whatever it was, shoppers still wait: tell, and go on.
                log.exception("background work failed", work=name)
            else:
                return
            await asyncio.sleep(restart_after)

    return run


@asynccontextmanager
async def beside(*work: Step) -> AsyncIterator[None]:
    """Does all the work for the length of a block, and waits until it has ended."""
    tasks = [asyncio.ensure_future(step()) for step in work]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def polling(channel: Channel, source: Polling, inbox: Inbox) -> Step:
    """Fetches a channel's messages where its vendor can't call us."""

    async def accept(events: Sequence[InboundEvent]) -> None:
        await inbox.accept(channel.name, events)
        for event in events:
            await acknowledge(channel, event)

    async def run() -> None:
        try:
            await source.poll(accept)
        except BadCredentials as error:
            _refused(channel, error)

    return run


async def acknowledge(channel: Channel, event: InboundEvent) -> None:
    """Answers a press, where the vendor wants that; what fails here costs a spinner, not a message."""
    if not isinstance(event, Inbound) or not event.interaction:
        return
    try:
        await channel.acknowledge(event)
    except ConnectorError as error:
        log.warning("press not acknowledged", channel=channel.name, code=error.code)


def registering(channel: Channel, vendor: Registering) -> Step:
    """Tells a vendor where we are, until it has heard it or refused it."""

    async def run() -> None:
        while True:
            try:
                await vendor.register_webhook()
            except VendorUnreachable:
                log.warning("vendor does not answer", channel=channel.name)
                await asyncio.sleep(REGISTER_AGAIN_AFTER)
                continue
            except (BadCredentials, ConfigurationError) as error:
                _refused(channel, error)
            return

    return run


def _refused(channel: Channel, error: ConnectorError) -> None:
    """One clear line for whoever set the credentials; a trace would only hide it."""
    log.warning("channel can't be used", channel=channel.name, code=error.code, reason=str(error))
