"""Links in answers: only what is certainly gone is told, and nothing of our own network is ever asked."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from content.errors import ContentMalformed
from content.topics import Answer, Button, Content, Phrase, Topic
from desk.studio.checking import Checking
from desk.studio.links import AGAIN_AFTER, Links, LinkTrier, links_of
from desk.webhooks.addresses import AddressRules
from handoff.memory import FixedClock
from handoff.records import Agent
from tests.desk.harness import Desk

NOW = datetime(2026, 11, 30, 9, tzinfo=UTC)
SIZES = "https://shop.example/taglie"


@asynccontextmanager
async def website(answers: Callable[[str], int | None]) -> AsyncIterator[tuple[str, list[str]]]:
    """A website on loopback; its statuses by method, None for one that never answers."""
    asked: list[str] = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        method = (await reader.readuntil(b"\r\n\r\n")).split(b" ", 1)[0].decode()
        asked.append(method)
        status = answers(method)
        if status is not None:
            writer.write(f"HTTP/1.1 {status} x\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".encode())
            await writer.drain()
            writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    try:
        yield f"http://127.0.0.1:{port}/pagina#qui", asked
    finally:
        server.close()


async def tried(link: str, *, allow_private: bool = True, seconds: float = 5.0) -> bool | None:
    trier = LinkTrier(AddressRules(allow_private), seconds=seconds)
    try:
        return await trier(link)
    finally:
        await trier.close()


@pytest.mark.parametrize(
    ("head", "get", "is_dead"),
    [(404, 404, True), (405, 410, False), (404, 200, False), (200, 200, False), (503, 503, False)],
)
async def test_only_a_page_that_is_said_not_to_be_there_is_dead(head: int, get: int, is_dead: bool) -> None:
    async with website({"HEAD": head, "GET": get}.get) as (link, _):
        assert await tried(link) is is_dead


async def test_nobody_waits_long_for_a_website() -> None:
    async with website(lambda _: None) as (link, asked):
        assert await tried(link, seconds=0.2) is None
        assert asked == ["HEAD"]


async def test_our_own_network_is_never_asked() -> None:
    async with website(lambda _: 404) as (link, asked):
        for own in (link, link.replace("http:", "https:"), "https://localhost/", "https://169.254.169.254/"):
            assert await tried(own, allow_private=False) is None
        assert asked == []


async def test_a_name_that_stands_for_our_own_network_is_not_asked_either(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with website(lambda _: 404) as (link, asked):
        port = link.split(":")[2].split("/")[0]
        resolve(monkeypatch, [(2, 1, 6, "", ("127.0.0.1", int(port)))])
        assert await tried(f"https://shop.example:{port}/", allow_private=False) is None
        assert asked == []


@pytest.mark.parametrize(("said", "is_dead"), [(socket.EAI_NONAME, True), (socket.EAI_AGAIN, None)])
async def test_a_name_that_nobody_has_is_dead_and_a_desk_without_internet_knows_nothing(
    monkeypatch: pytest.MonkeyPatch, said: int, is_dead: bool | None
) -> None:
    resolve(monkeypatch, socket.gaierror(said, "no"))
    assert await tried(SIZES, allow_private=False) is is_dead


def resolve(monkeypatch: pytest.MonkeyPatch, answer: Any) -> None:
    """Has names mean something, without asking anybody."""

    async def getaddrinfo(*_: Any, **__: Any) -> Any:
        if isinstance(answer, Exception):
            raise answer
        return answer

    monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", getaddrinfo)


@dataclass
class World:
    """A draft, and websites that say what they are told to."""

    text: str = f"Vedi {SIZES}."
    says: dict[str, bool | None] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    is_broken: bool = False

    async def content(self) -> Content:
        if self.is_broken:
            raise ContentMalformed("answers", "none")
        return Content({"faq/sizes": Topic("faq/sizes", "faq", answers=(Answer(self.text, "it"),))})

    async def ask(self, link: str) -> bool | None:
        self.asked.append(link)
        return self.says.get(link)


def links_in(world: World, clock: FixedClock) -> Links:
    drafts: Any = world
    return Links(drafts, clock, world.ask)


async def test_a_link_is_tried_once_a_day_and_may_come_back() -> None:
    world, clock = World(says={SIZES: True}), FixedClock(NOW)
    links = links_in(world, clock)
    await links.look()
    await links.look()
    assert links.dead() == {SIZES}
    assert world.asked == [SIZES]
    clock.advance(AGAIN_AFTER)
    world.says[SIZES] = None
    await links.look()
    assert links.dead() == {SIZES}
    clock.advance(AGAIN_AFTER + timedelta(minutes=1))
    world.says[SIZES] = False
    await links.look()
    assert links.dead() == set()
    assert len(world.asked) == 3


async def test_a_link_that_nobody_writes_any_more_is_forgotten() -> None:
    world = World(says={SIZES: True})
    links = links_in(world, FixedClock(NOW))
    await links.look()
    world.text = "Niente."
    await links.look()
    assert links.dead() == set()


async def test_content_that_cannot_be_read_has_nothing_to_try() -> None:
    world = World(is_broken=True)
    await links_in(world, FixedClock(NOW)).look()
    assert world.asked == []


async def test_a_dead_link_is_a_warning_that_keeps_nobody_from_publishing(desk: Desk) -> None:
    studio, dead = desk.services.studio, set[str]()
    checking = Checking(
        studio.drafts,
        studio.live,
        desk.services.promises,
        desk.clock,
        dead=lambda: frozenset(dead),
    )
    draft = await studio.drafts.get("topic:faq/sizes")
    topic = Topic.from_json(draft.value)
    linking = replace(topic, answers=(replace(topic.answers[0], text=f"Vedi {SIZES}."), *topic.answers[1:]))
    await studio.drafts.put(Agent("e" * 32, "Elena"), draft.item, draft.revision, linking.to_json())
    assert "link_dead" not in {one.code for one in await checking.of("faq/sizes")}
    dead.add(SIZES)
    (found,) = [one for one in await checking.of("faq/sizes") if one.code == "link_dead"]
    assert (found.severity, found.field) == ("warning", "answers.0.text")


def test_links_stand_in_words_on_buttons_and_in_pictures() -> None:
    answer = Answer(
        "Vedi https://a.example/x, http://b.example e https://c.example/{order}.",
        "it",
        buttons=(Button("Guida", "https://d.example/"), Button("Reso", "/returns")),
        image="https://e.example/foto.jpg",
    )
    phrase = Phrase("utter_ask/order", (Answer("https://f.example", "it"),))
    content = Content({"faq/a": Topic("faq/a", "faq", answers=(answer,))}, {phrase.name: phrase})
    assert links_of(content) == {
        "https://a.example/x",
        "https://d.example/",
        "https://e.example/foto.jpg",
        "https://f.example",
    }
