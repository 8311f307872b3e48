"""Whether the links in answers still lead somewhere: tried now and then, beside everything else.

Only what is certain counts: a page of which its own server says that it is not there (404, 410), or a name
that nobody has. A server that is slow, busy, or does not like programs is no dead link; nor does a desk that
has no internet know of any.
Addresses of our own network are never asked, whatever an editor writes (``desk.webhooks.addresses``).
"""

from __future__ import annotations

import asyncio
import socket
import ssl
from collections.abc import Awaitable, Callable, Iterable
from datetime import datetime, timedelta

import httpcore

from content.checks import links_in
from content.errors import ContentError
from content.topics import Content
from desk.errors import ForbiddenAddress
from desk.studio.drafts import Drafts
from desk.webhooks.addresses import AddressRules, GuardedNetwork
from handoff.ports import Clock

LOOK_EVERY = 60.0
"""Seconds between two looks for links that nobody has tried yet."""
AGAIN_AFTER = timedelta(days=1)
AT_ONCE = 4
"""Links that are tried at the same time."""
IN_ONE_LOOK = 40
SECONDS = 8.0
"""For one link, all in all."""
GONE = frozenset({404, 410})
HEADERS = [("User-Agent", "Sportello link check"), ("Accept", "*/*")]

Ask = Callable[[str], Awaitable[bool | None]]
"""Whether a link is dead; None where that can't be told."""


class Links:
    """Tries the draft's links; runs beside the requests, and nobody waits for it.

    Args:
        drafts: Have the links.
        clock: The time.
        ask: Tries one.
    """

    def __init__(self, drafts: Drafts, clock: Clock, ask: Ask) -> None:
        self._drafts = drafts
        self._clock = clock
        self._ask = ask
        self._tried: dict[str, datetime] = {}
        self._dead: set[str] = set()

    def dead(self) -> frozenset[str]:
        """What was tried in vain."""
        return frozenset(self._dead)

    async def run(self) -> None:
        """Looks until cancelled."""
        while True:
            await self.look()
            await asyncio.sleep(LOOK_EVERY)

    async def look(self) -> None:
        """Tries what is new, and what was tried long ago; forgets what nobody writes any more."""
        try:
            written = links_of(await self._drafts.content())
        except ContentError:
            # Whoever checks the content says so; there is nothing to try.
            return
        self._tried = {link: at for link, at in self._tried.items() if link in written}
        self._dead &= written
        now = self._clock.now()
        due = [link for link in sorted(written) if self._is_due(link, now)][:IN_ONE_LOOK]
        slots = asyncio.Semaphore(AT_ONCE)
        await asyncio.gather(*(self._try(link, now, slots) for link in due))

    def _is_due(self, link: str, now: datetime) -> bool:
        return link not in self._tried or now - self._tried[link] >= AGAIN_AFTER

    async def _try(self, link: str, now: datetime, slots: asyncio.Semaphore) -> None:
        async with slots:
            is_dead = await self._ask(link)
        self._tried[link] = now
        if is_dead:
            self._dead.add(link)
        elif is_dead is False:
            self._dead.discard(link)


class LinkTrier:
    """Asks websites, within some seconds, and only those of the internet at large; an ``Ask``.

    Args:
        rules: Where it may go.
        tls: What certificates are believed; the system's by default.
        seconds: For one link.
    """

    def __init__(
        self,
        rules: AddressRules | None = None,
        tls: ssl.SSLContext | None = None,
        seconds: float = SECONDS,
    ) -> None:
        self._rules = rules or AddressRules()
        self._seconds = seconds
        self._pool = httpcore.AsyncConnectionPool(
            ssl_context=tls or ssl.create_default_context(),
            max_connections=AT_ONCE,
            max_keepalive_connections=0,
            network_backend=GuardedNetwork(self._rules),
        )

    async def __call__(self, link: str) -> bool | None:
        """Whether it is dead; None where that can't be told, or may not be asked."""
        try:
            self._rules.check_url(link)
            async with asyncio.timeout(self._seconds):
                # Some answer "not there" to HEAD and have the page: what is said of a page is said to GET.
                return await self._status(link, "HEAD") in GONE and await self._status(link, "GET") in GONE
        except httpcore.ConnectError as error:
            return True if _has_no_such_name(error) else None
        except (ForbiddenAddress, TimeoutError, httpcore.TimeoutException):
            return None
        except (httpcore.NetworkError, httpcore.ProtocolError, httpcore.UnsupportedProtocol, OSError):
            return None

    async def close(self) -> None:
        """Closes every connection."""
        await self._pool.aclose()

    async def _status(self, link: str, method: str) -> int:
        phases = dict.fromkeys(("connect", "read", "write", "pool"), self._seconds)
        # A page that has moved is there; nobody follows it, so nobody is led anywhere.
        async with self._pool.stream(
            method, link.partition("#")[0], headers=HEADERS, extensions={"timeout": phases}
        ) as answer:
            return answer.status


def links_of(content: Content) -> set[str]:
    """Every ``https`` address in answers: in their words, on their buttons, and their pictures."""
    answers = [answer for topic in content.topics.values() for answer in topic.answers]
    answers += [answer for phrase in content.phrases.values() for answer in phrase.answers]
    written: list[str] = []
    for answer in answers:
        written += links_in(answer.text)
        written += [button.payload for button in answer.buttons]
        written += [answer.image] if answer.image else []
    return set(_secure(written))


def _secure(links: Iterable[str]) -> Iterable[str]:
    # What may be filled in by the shop is not known here.
    return (link for link in links if link.startswith("https://") and "{" not in link)


def _has_no_such_name(error: BaseException) -> bool:
    """Whether somebody who knows says that there is no such name, and not that nobody can be asked."""
    # httpcore raises it again "from None", so what it came from is its context.
    cause = error.__cause__ or error.__context__
    return isinstance(cause, socket.gaierror) and cause.errno == socket.EAI_NONAME
