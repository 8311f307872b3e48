"""How long a shop is waited for, how often it is asked again, and what is said when it fails."""

from __future__ import annotations

import asyncio
import logging
from typing import Any

from tenacity import AsyncRetrying, retry_if_exception_type, stop_after_attempt, wait_exponential_jitter

from shop.around import Call, SurroundedShop
from shop.errors import ShopError, ShopUnavailable
from shop.ports import Shop

FIRST_WAIT = 0.1
LONGEST_WAIT = 1.0
"""Seconds between tries: somebody is waiting for an answer in a chat."""

logger = logging.getLogger(__name__)


class PatientShop(SurroundedShop):
    """A shop that answers in time, or is unavailable.

    Args:
        shop: Who is asked.
        timeout: Seconds for each try.
        tries: How often what may be repeated is tried; what may not is tried once.
    """

    def __init__(self, shop: Shop, timeout: float, tries: int) -> None:
        super().__init__(shop, Patience(timeout, tries))


class Patience:
    """Implements ``shop.around.Around``."""

    def __init__(self, timeout: float, tries: int) -> None:
        self._timeout = timeout
        self._tries = tries

    async def __call__(self, call: Call) -> Any:
        """Makes the call; every failure that the port does not name becomes ``ShopUnavailable``."""
        retrying = AsyncRetrying(
            stop=stop_after_attempt(self._tries if call.repeatable else 1),
            wait=wait_exponential_jitter(multiplier=FIRST_WAIT, max=LONGEST_WAIT, jitter=FIRST_WAIT),
            retry=retry_if_exception_type(ShopUnavailable),
            reraise=True,
        )
        return await retrying(self._once, call)

    async def _once(self, call: Call) -> Any:
        try:
            async with asyncio.timeout(self._timeout):
                return await call.run()
        except ShopError:
            raise
        except TimeoutError as error:
            raise ShopUnavailable(f"{call.name} took more than {self._timeout} s.") from error
        except Exception as error:
            # Whatever a back end's library raises: the shopper is told that the shop can't be seen.
            logger.exception("the shop failed", extra={"call": call.name, "reason": type(error).__name__})
            raise ShopUnavailable(f"{call.name} failed: {type(error).__name__}.") from error
