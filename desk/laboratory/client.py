"""The laboratory, asked over HTTP on loopback: in time, or not at all."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import Any, Protocol, TypeVar

import aiohttp
from pydantic import BaseModel

from desk.laboratory.answers import Advice, Comparison, Group, Knowledge, Near, Reading, Said
from desk.laboratory.errors import FAILURES, Refused, unavailable
from desk.laboratory.laboratory import LIVE, Context

SECONDS = 20.0
"""For an answer that somebody waits for in a page."""
LONG_SECONDS = 300.0
"""For comparisons and groups, which nobody watches."""
MOST_TEXTS = 500
Part = TypeVar("Part", bound=BaseModel)
Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class Place:
    """Where the laboratory listens, and what it wants to be shown."""

    url: str
    token: str

    def __repr__(self) -> str:
        return f"Place({self.url})"


class Keeper(Protocol):
    """Keeps a laboratory running (``desk.laboratory.launcher.Launcher``)."""

    def used(self) -> AbstractAsyncContextManager[Place]:
        """Where it is; it is not stopped for the length of the block."""

    async def close(self) -> None:
        """Stops it."""


class HttpLaboratory:
    """Implements ``Laboratory``.

    Args:
        keeper: Starts the process when it is needed.
        seconds: For an ordinary answer.
        long_seconds: For one that takes long.
    """

    def __init__(self, keeper: Keeper, seconds: float = SECONDS, long_seconds: float = LONG_SECONDS) -> None:
        self._keeper = keeper
        self._seconds = seconds
        self._long = long_seconds

    async def put_knowledge(
        self, name: str, root: Path, *, like: str | None = None, model: Path | None = None
    ) -> Knowledge:
        """Has a folder's content learned under a name."""
        body = {"root": str(root), "like": like, "model": str(model) if model else None}
        told = {key: value for key, value in body.items() if value is not None}
        return _one(Knowledge, await self._call("PUT", f"/knowledge/{name}", told))

    async def knowledge(self, name: str) -> Knowledge | None:
        """How far it is; None where nobody has put it."""
        found = await self._call("GET", f"/knowledge/{name}", None, missing_is_none=True)
        return None if found is None else _one(Knowledge, found)

    async def read(
        self, name: str, texts: Sequence[str], *, language: str | None = None, context: Context | None = None
    ) -> list[Reading]:
        """Reads messages, some hundreds at a time."""
        readings: list[Reading] = []
        for start in range(0, len(texts), MOST_TEXTS):
            body = {"name": name, "texts": list(texts[start : start + MOST_TEXTS])}
            asked = {**body, "language": language, "context": dict(context) if context else None}
            answer = await self._call("POST", "/read", asked, self._long if len(texts) > 1 else None)
            readings += _many(Reading, answer, "readings")
        return readings

    async def say(
        self,
        name: str,
        intent: str,
        language: str | None,
        channel: str | None = None,
        context: Context | None = None,
    ) -> Said:
        """What an intent is answered with."""
        body = {"name": name, "intent": intent, "language": language, "channel": channel}
        asked = {**body, "context": dict(context) if context else None}
        return _one(Said, await self._call("POST", "/say", asked))

    async def near(
        self, texts: Sequence[str], among: Mapping[str, str], *, least: float = 0.85, most: int = 5
    ) -> list[list[Near]]:
        """For each text, which of the others are like it."""
        others = [{"id": key, "text": text} for key, text in among.items()]
        body = {"texts": list(texts), "among": others, "least": least, "most": most}
        answer = await self._call("POST", "/near", body, self._long)
        rows = _guarded(lambda: [[Near.model_validate(one) for one in row] for row in answer["near"]])
        if len(rows) != len(texts) or any(one.id not in among for row in rows for one in row):
            raise unavailable(ValueError())
        return rows

    async def group(self, texts: Sequence[str], name: str = LIVE) -> list[Group]:
        """Groups messages by what they mean."""
        answer = await self._call("POST", "/group", {"texts": list(texts), "name": name}, self._long)
        return _many(Group, answer, "groups")

    async def advise(self, name: str, intent: str | None = None) -> Advice:
        """What might be better."""
        return _one(Advice, await self._call("POST", "/advise", {"name": name, "intent": intent}, self._long))

    async def compare(
        self, before: str, after: str, kept: Sequence[Mapping[str, str]], recent: Sequence[str]
    ) -> Comparison:
        """Reads the same messages with two states of the content."""
        body = {
            "before": before,
            "after": after,
            "kept": [{"text": one["text"], "intent": one["intent"]} for one in kept],
            "recent": [{"text": text} for text in recent],
        }
        return _one(Comparison, await self._call("POST", "/compare", body, self._long))

    async def close(self) -> None:
        """Stops the process behind it."""
        await self._keeper.close()

    async def _call(
        self,
        method: str,
        path: str,
        body: Mapping[str, Any] | None,
        seconds: float | None = None,
        *,
        missing_is_none: bool = False,
    ) -> Any:
        try:
            async with (
                self._keeper.used() as place,
                _session(place, seconds or self._seconds) as session,
                session.request(method, place.url + path, json=body) as answer,
            ):
                if answer.status == HTTPStatus.NOT_FOUND and missing_is_none:
                    return None
                content = await answer.json(content_type=None)
                if answer.status >= HTTPStatus.BAD_REQUEST:
                    raise Refused(answer.status, _code(content))
                return content
        except FAILURES as error:
            raise unavailable(error) from error


@asynccontextmanager
async def _session(place: Place, seconds: float) -> AsyncIterator[aiohttp.ClientSession]:
    headers = {"Authorization": f"Bearer {place.token}"}
    timeout = aiohttp.ClientTimeout(total=seconds, sock_connect=2.0)
    # Not `trust_env`: a proxy of the environment has no business on loopback.
    async with aiohttp.ClientSession(headers=headers, timeout=timeout) as session:
        yield session


def _code(content: Any) -> str:
    error = content.get("error") if isinstance(content, dict) else None
    return str(error.get("code", "")) if isinstance(error, dict) else ""


def _one(kind: type[Part], answer: Any) -> Part:
    return _guarded(lambda: kind.model_validate(answer))


def _many(kind: type[Part], answer: Any, name: str) -> list[Part]:
    return _guarded(lambda: [kind.model_validate(one) for one in answer[name]])


def _guarded(read: Callable[[], Found]) -> Found:
    try:
        return read()
    except (*FAILURES, LookupError, TypeError) as error:
        raise unavailable(error) from error
