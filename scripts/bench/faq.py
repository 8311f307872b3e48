"""How large the FAQ's pages are and how long they take (median, 95th percentile); the same of tables.

.venv/bin/python -m scripts.bench.faq
"""

from __future__ import annotations

import asyncio
import gzip
import statistics
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from time import perf_counter

import httpx
from pydantic import SecretStr

from content.exchange import reading, writing
from content.exchange.proposing import propose
from content.exchange.records import Format
from content.topics import Content
from desk import wiring
from desk.app import create_app
from desk.faq import pages
from desk.migrations import upgrade
from desk.services import Services
from desk.settings import Settings

ROUNDS = 200
PAGES = ("/faq?lang=it", "/faq?lang=en", "/faq/sizes?lang=it", "/faq?lang=it&q=reso")
CALLS = ("/api/faq?language=it&q=reso", "/api/faq/top?language=it&page=/checkout")


def main() -> None:
    """Measures in this process, without a network between."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'faq.db'}"
        upgrade(url)
        asyncio.run(_measure(Settings(_env_file=None, database_url=SecretStr(url), log_level="ERROR")))


async def _measure(settings: Settings) -> None:
    async with _desk(settings) as (client, services):
        # FastAPI makes its routes when the first request comes, whatever it asks for.
        await client.get("/faq-assets/faq.js")
        began = perf_counter()
        await services.faq.warm()
        between = perf_counter()
        await client.get("/faq")
        print(f"all files read, beside the start: {(between - began) * 1000:.0f} ms")
        print(f"first page after that: {(perf_counter() - between) * 1000:.0f} ms")
        for path in (*PAGES, *CALLS):
            await _time(client, path)
        tag = (await client.get("/faq?lang=it")).headers["etag"]
        await _time(client, "/faq?lang=it", {"If-None-Match": tag})
        script = pages.asset("faq.js")[0]
        print(f"faq.js: {len(script)} bytes, {len(gzip.compress(script, 9))} gzip")
        _exchange(await services.studio.drafts.content())


async def _time(client: httpx.AsyncClient, path: str, headers: dict[str, str] | None = None) -> None:
    answer = await client.get(path, headers=headers)
    sent = answer.headers.get("content-length", "0")
    took = await _rounds(lambda: client.get(path, headers=headers))
    middle, slow = statistics.median(took), statistics.quantiles(took, n=20)[18]
    print(
        f"{path}: {answer.status_code}, {len(answer.content)} bytes, {sent} sent; {middle:.1f}, {slow:.1f} ms"
    )


async def _rounds(ask: Callable[[], Awaitable[httpx.Response]]) -> list[float]:
    took = []
    for _ in range(ROUNDS):
        began = perf_counter()
        await ask()
        took.append((perf_counter() - began) * 1000)
    return took


def _exchange(content: Content) -> None:
    for kind in (Format.CSV, Format.XLSX, Format.RASA):
        began = perf_counter()
        written = writing.write(content, kind).content
        between = perf_counter()
        brought = reading.read(written, "it")
        read = perf_counter()
        propose(brought.items, content)
        took = (between - began, read - between, perf_counter() - read)
        print(f"{kind}: {len(written)} bytes; written, read, compared in", *(f"{it:.2f}" for it in took), "s")


@asynccontextmanager
async def _desk(settings: Settings) -> AsyncIterator[tuple[httpx.AsyncClient, Services]]:
    """The desk's own application, its background work left out."""
    made: list[Services] = []

    def build(settings: Settings) -> Services:
        made.append(wiring.build(settings, env_file=None))
        return made[0]

    app = create_app(settings, build)
    api = app._app._app._app.other_asgi_app  # type: ignore[attr-defined]  # noqa: SLF001
    api.state.services = made[0]
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://desk") as client:
        yield client, made[0]
    await made[0].database.close()


if __name__ == "__main__":
    main()
