"""From a transaction that claims work to whoever goes on with it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TypeVar

from handoff.ports import Carrier

Claim = TypeVar("Claim")


@asynccontextmanager
async def carried_by(carrier: Carrier[Claim] | None) -> AsyncIterator[list[Claim]]:
    """A list for what the block claims: carried on where the block ends well, given back where it does not.

    Args:
        carrier: Goes on with it; None where nobody does, and then nothing is claimed.
    """
    claimed: list[Claim] = []
    try:
        yield claimed
    except BaseException:
        for claim in claimed:
            _of(carrier).abandon(claim)
        raise
    for claim in claimed:
        _of(carrier).carry(claim)


def _of(carrier: Carrier[Claim] | None) -> Carrier[Claim]:
    if carrier is None:
        raise ValueError("Something was claimed for nobody.")
    return carrier
