"""Canned answers: written once, by a supervisor, and inserted by a shortcut; never sent by themselves."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import RowMapping, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from desk.errors import NotFound, ShortcutTaken, UnknownPlaceholder
from desk.workbench.records import CannedAnswer
from desk.workbench.tables import canned_answers
from handoff.identifiers import new_id
from handoff.ports import Clock
from handoff.sql.database import Database

PLACEHOLDERS = ("name", "agent")
_PLACEHOLDER = re.compile(r"\{([^{}\s]*)\}")


class CannedAnswers:
    """The answers that are written already.

    Args:
        database: Where they are kept.
        clock: The time.
    """

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def all(self) -> list[CannedAnswer]:
        """Every one, by shortcut."""
        query = select(canned_answers).order_by(canned_answers.c.shortcut_key)
        async with self._database.read() as connection:
            return [_canned(row) for row in (await connection.execute(query)).mappings()]

    async def get(self, canned_id: str) -> CannedAnswer:
        """One (``NotFound``)."""
        query = select(canned_answers).where(canned_answers.c.id == canned_id)
        async with self._database.read() as connection:
            row = (await connection.execute(query)).mappings().first()
        return _canned(row or _nothing())

    async def add(
        self, shortcut: str, title: str, texts: Mapping[str, str], topics: Sequence[str]
    ) -> CannedAnswer:
        """Keeps a new one (``ShortcutTaken``, ``UnknownPlaceholder``)."""
        now, values = self._clock.now(), _values(shortcut, title, texts, topics)
        new = {**values, "id": new_id(), "uses": 0, "created_at": now, "changed_at": now}
        try:
            async with self._database.write() as connection:
                await connection.execute(insert(canned_answers).values(new))
        except IntegrityError as error:
            raise ShortcutTaken from error
        return await self.get(new["id"])

    async def change(
        self, canned_id: str, shortcut: str, title: str, texts: Mapping[str, str], topics: Sequence[str]
    ) -> CannedAnswer:
        """Writes one anew (``NotFound``, ``ShortcutTaken``, ``UnknownPlaceholder``)."""
        values = {**_values(shortcut, title, texts, topics), "changed_at": self._clock.now()}
        changed = update(canned_answers).where(canned_answers.c.id == canned_id).values(values)
        try:
            async with self._database.write() as connection:
                row = (await connection.execute(changed.returning(canned_answers))).mappings().first()
        except IntegrityError as error:
            raise ShortcutTaken from error
        return _canned(row or _nothing())

    async def remove(self, canned_id: str) -> None:
        """Lets go of one (``NotFound``); what was said with it stays said."""
        gone = delete(canned_answers).where(canned_answers.c.id == canned_id).returning(canned_answers.c.id)
        async with self._database.write() as connection:
            if (await connection.execute(gone)).first() is None:
                raise NotFound

    async def count_use(self, canned_id: str) -> CannedAnswer:
        """Notes that one was inserted (``NotFound``)."""
        used = update(canned_answers).where(canned_answers.c.id == canned_id)
        used = used.values(uses=canned_answers.c.uses + 1)
        async with self._database.write() as connection:
            row = (await connection.execute(used.returning(canned_answers))).mappings().first()
        return _canned(row or _nothing())


def wording(answer: CannedAnswer, language: str | None, default: str) -> tuple[str, str]:
    """The text for a conversation's language and the language it is in; another one where that is missing."""
    for code in (language or default, default, *answer.texts):
        if text := answer.texts.get(code):
            return text, code
    return "", default


def fill(text: str, *, name: str | None, agent: str) -> str:
    """Puts names in; without the shopper's, the space before it goes, too (``Ciao {name},`` → ``Ciao,``)."""
    first = (name or "").split()[:1]
    known = {"name": first[0] if first else "", "agent": agent}
    if not known["name"]:
        text = re.sub(r"[ \u00a0]?\{name\}", "", text)
    return _PLACEHOLDER.sub(lambda found: known.get(found[1], found[0]), text)


def check_placeholders(texts: Mapping[str, str]) -> None:
    """Refuses a text whose braces nobody will fill (``UnknownPlaceholder``)."""
    for text in texts.values():
        for found in _PLACEHOLDER.finditer(text):
            if found[1] not in PLACEHOLDERS:
                raise UnknownPlaceholder(found[0])


def _values(shortcut: str, title: str, texts: Mapping[str, str], topics: Sequence[str]) -> dict[str, Any]:
    check_placeholders(texts)
    shortcut = shortcut.removeprefix("/")
    return {
        "shortcut": shortcut,
        "shortcut_key": shortcut.casefold(),
        "title": title,
        "text_it": texts.get("it", ""),
        "text_en": texts.get("en", ""),
        "topics": sorted(set(topics)),
    }


def _canned(row: RowMapping) -> CannedAnswer:
    texts = {code: row[f"text_{code}"] for code in ("it", "en") if row[f"text_{code}"]}
    return CannedAnswer(row["id"], row["shortcut"], row["title"], texts, tuple(row["topics"]), row["uses"])


def _nothing() -> RowMapping:
    raise NotFound
