"""``python -m scripts.bench.workbench URL``: how fast agents' lists and the search are when there is much.

It fills a database of its own (2,000 open conversations, 20,000 closed cases, 105,000 messages, one
transcript of 5,000), then reads what the console reads, many times; ``docs/workbench.md`` has the figures.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import statistics
import time
from collections.abc import Awaitable, Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import insert, text

from desk.migrations import upgrade
from desk.workbench.search import Filters, Search
from handoff.identifiers import new_id
from handoff.queue.pages import CaseQuery, Cursor
from handoff.records import CaseState
from handoff.sql.case_lists import page_of
from handoff.sql.database import Database
from handoff.sql.reader import SqlReader
from handoff.sql.tables import cases, conversations, messages

OPEN, CLOSED, PER_CONVERSATION, LONGEST = 2_000, 20_000, 50, 5_000
ROUNDS = 30
CLOSED_STATES = (CaseState.RESOLVED, CaseState.HANDED_BACK)
NOW = datetime(2026, 11, 1, 12, tzinfo=UTC)
WORDS = [
    "il",
    "pacco",
    "non",
    "è",
    "arrivato",
    "vorrei",
    "sapere",
    "dove",
    "si",
    "trova",
    "reso",
    "cambio",
    "taglia",
    "rimborso",
    "ordine",
    "corriere",
    "spedizione",
    "gratis",
    "grazie",
    "buongiorno",
    "perché",
    "quando",
    "domani",
    "ieri",
    "carta",
    "pagamento",
    "sconto",
    "codice",
    "caffè",
    "camicia",
    "lino",
    "rotto",
    "sbagliato",
    "colore",
    "fattura",
    "indirizzo",
    "consegna",
    "ritiro",
    "negozio",
    "assistenza",
    "urgente",
]


async def fill(database: Database) -> None:
    """Puts in what a busy shop has after some months."""
    chance = random.Random(7)  # noqa: S311 - the same words every time
    talks = [_conversation(number) for number in range(OPEN + CLOSED // 10)]
    async with database.write() as connection:
        await connection.execute(insert(conversations), talks)
    for batch in _batches(_messages(talks, chance)):
        async with database.write() as connection:
            await connection.execute(insert(messages), batch)
    for batch in _batches(_cases(talks, chance)):
        async with database.write() as connection:
            await connection.execute(insert(cases), batch)
    if not database.is_sqlite:
        # PostgreSQL does this by itself, a little later; SQLite never does.
        async with database.write() as connection:
            await connection.execute(text("ANALYZE"))


def _conversation(number: int) -> dict[str, Any]:
    return {
        "id": new_id(),
        "channel": ("whatsapp", "telegram", "webchat")[number % 3],
        "contact": f"+39333{number:07}",
        "contact_name": f"Persona {number}",
        "owner": "queue",
        "epoch": 1,
        "language": ("it", "en")[number % 5 == 0],
        "language_fixed": False,
        "last_sequence": PER_CONVERSATION,
        "offered": [],
        "blocked": False,
        "created_at": NOW - timedelta(days=90),
        "last_message_at": NOW,
    }


def _messages(talks: list[dict[str, Any]], chance: random.Random) -> Iterator[dict[str, Any]]:
    for place, talk in enumerate(talks[:OPEN]):
        for sequence in range(1, (LONGEST if place == 0 else PER_CONVERSATION) + 1):
            author = ("shopper", "bot", "shopper", "agent")[sequence % 4]
            yield {
                "id": new_id(),
                "conversation_id": talk["id"],
                "sequence": sequence,
                "channel": talk["channel"],
                "outgoing": author != "shopper",
                "author": author,
                "state": "for_person" if author == "shopper" else "sent",
                "epoch": 1,
                "text": " ".join(chance.choices(WORDS, k=chance.randint(3, 25))),
                "buttons": [],
                "attachments": [],
                "at": NOW - timedelta(minutes=chance.randint(0, 100_000)),
                "attempts": 0,
                "not_before": NOW,
            }
    yield from _rare(talks[7])


def _rare(talk: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """One message among all with a word of its own."""
    yield {
        **next(_messages([talk], random.Random(1))),  # noqa: S311 - the same words every time
        "id": new_id(),
        "sequence": PER_CONVERSATION + 1,
        "text": "un ornitorinco in vetrina",
    }


def _cases(talks: list[dict[str, Any]], chance: random.Random) -> Iterator[dict[str, Any]]:
    for place, talk in enumerate(talks[:OPEN]):
        yield _case(
            talk, NOW - timedelta(minutes=chance.randint(0, 300)), "taken" if place % 4 == 0 else "waiting"
        )
    for number in range(CLOSED):
        talk = talks[OPEN + number % (len(talks) - OPEN)]
        yield _case(talk, NOW - timedelta(minutes=chance.randint(400, 100_000)), "resolved")


def _case(talk: dict[str, Any], opened_at: datetime, state: str) -> dict[str, Any]:
    is_taken = state == "taken"
    return {
        "id": new_id(),
        "conversation_id": talk["id"],
        "reason": "requested",
        "priority": 0,
        "state": state,
        "language": talk["language"],
        "readings": [],
        "entities": [],
        "tried": [],
        "agent_id": f"agent{opened_at.minute % 30}" if state != "waiting" else None,
        "agent_name": "Giulia" if is_taken else None,
        "opened_at": opened_at,
        "queued_at": opened_at,
        "rank_at": opened_at,
        "closed_at": opened_at + timedelta(minutes=20) if state == "resolved" else None,
        "notices": 0,
    }


def _batches(rows: Iterator[dict[str, Any]], size: int = 2_000) -> Iterator[list[dict[str, Any]]]:
    batch: list[dict[str, Any]] = []
    for row in rows:
        batch.append(row)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch


async def measure(database: Database) -> None:
    """Reads what consoles read, and says how long it took."""
    reader, search = SqlReader(database), Search(database)
    async with database.read() as connection:
        longest = (
            await connection.execute(text("SELECT conversation_id FROM messages WHERE sequence = 5000"))
        ).scalar_one()

    async def page(after: Cursor | None = None, **more: Any) -> Any:
        async with database.read() as connection:
            return await page_of(
                connection, CaseQuery(states=(CaseState.WAITING,), after=after, limit=100, **more)
            )

    deep = (await page()).next
    lists: dict[str, Callable[[], Awaitable[Any]]] = {
        "GET /queue, its three lists": lambda: _queue(reader),
        "a page of 100 of the waiting": page,
        "the next page": lambda: page(deep),
        "a page, one channel, one language": lambda: page(channel="telegram", language="en"),
        "closed, newest 100": lambda: _closed(database),
        "one case with its place": lambda: _one(reader),
        "a transcript of 5,000: its newest 100": lambda: reader.messages(longest, before=5_001),
        "search: one message in 100,000": lambda: search.find("ornitorinco", Filters()),
        "search: a common word": lambda: search.find("pacco", Filters()),
        "search: a common prefix": lambda: search.find("pa", Filters()),
        "search: three common words": lambda: search.find("pacco reso taglia ", Filters()),
        "search: a phrase": lambda: search.find('"non è"', Filters()),
        "search: common word, one author, one language": lambda: search.find(
            "pacco ", Filters(author="agent", language="en")
        ),
        "search: common word, a filter that nothing fits": lambda: search.find("pacco ", Filters(tag="0")),
        "search: no word, a filter that nothing fits": lambda: search.find("", Filters(tag="0")),
        "search: no such word": lambda: search.find("zzz", Filters()),
    }
    print(f"{database.url.get_backend_name()}: milliseconds, {ROUNDS} times each")
    print(f"{'':55}{'p50':>8}{'p95':>8}")
    for name, read in lists.items():
        taken = await _taken(read)
        print(f"{name:55}{statistics.median(taken):8.1f}{sorted(taken)[int(len(taken) * 0.95) - 1]:8.1f}")


async def _taken(read: Callable[[], Awaitable[Any]]) -> list[float]:
    taken = []
    await read()
    for _ in range(ROUNDS):
        started = time.perf_counter()
        await read()
        taken.append((time.perf_counter() - started) * 1000)
    return taken


async def _queue(reader: SqlReader) -> None:
    await reader.cases([CaseState.WAITING])
    await reader.cases([CaseState.TAKEN])
    await reader.cases([CaseState.HANDED_BACK, CaseState.RESOLVED], limit=30)


async def _closed(database: Database) -> Any:
    async with database.read() as connection:
        return await page_of(connection, CaseQuery(states=CLOSED_STATES, limit=100))


async def _one(reader: SqlReader) -> Any:
    (first, *_) = await reader.cases([CaseState.WAITING], limit=1)
    return await reader.case(first.case.id)


async def _main(url: str) -> None:
    database = Database(url)
    try:
        async with database.read() as connection:
            is_empty = (await connection.execute(text("SELECT count(*) FROM messages"))).scalar_one() == 0
        if is_empty:
            started = time.perf_counter()
            await fill(database)
            print(f"filled in {time.perf_counter() - started:.0f} s")
        await measure(database)
    finally:
        await database.close()


def main() -> None:
    """Fills a database where it is empty, and measures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("url", help="an empty database of its own, or the one that was filled before")
    asked = parser.parse_args()
    upgrade(asked.url)
    asyncio.run(_main(asked.url))


if __name__ == "__main__":
    main()
