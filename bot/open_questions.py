"""What the assistant is asking, on disk: a brain that is started again goes on where it stopped.

Only conversations in which something is being asked are written, and as little of them as goes on from
there: the slots, the form, and the last turn. Whatever is done or proven is in the shop's database anyhow.
"""

from __future__ import annotations

import json
import logging
import os
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from rasa.shared.core.events import ActionExecuted, Event, UserUttered

ASKING = frozenset({"action_clarify", "action_out_of_scope"})
"""Actions that ask about a message that was not understood: the next one is read in their light."""
WRITES_BETWEEN_CLEANINGS = 500
WAIT_SECONDS = 0.5
READINGS_KEPT = 5
"""The others are most of what a message weighs, and nobody asks for them."""
_TABLE = """
CREATE TABLE IF NOT EXISTS open_questions (
    conversation TEXT PRIMARY KEY, message TEXT NOT NULL, before TEXT, after TEXT, at REAL NOT NULL
)
"""
# The same message may be answered twice: of a turn that nobody heard of only its beginning counts.
_NOTE = """
INSERT INTO open_questions VALUES (:conversation, :message, NULL, :after, :at)
ON CONFLICT (conversation) DO UPDATE SET
    before = CASE WHEN message = :message THEN before ELSE after END,
    message = :message, after = :after, at = :at
"""

logger = logging.getLogger(__name__)


class OpenQuestions:
    """A small file of conversations that wait for an answer.

    It is a help and no record: where it can't be read or written the conversation goes on without, and the
    log says so. The journal is emptied by each write, and what is deleted is overwritten: what is erased is
    gone.

    Args:
        path: The file; made, readable by its owner only, if it is not there.
        seconds: How long a question stays open.
        clock: Seconds since the epoch.
    """

    def __init__(self, path: Path, seconds: float, clock: Callable[[], float]) -> None:
        self._path = path
        self._seconds = seconds
        self._clock = clock
        self._writes = 0
        self._database: sqlite3.Connection | None = None
        try:
            self._database = _opened(path)
            self._clean()
        except (sqlite3.Error, OSError) as exc:
            logger.warning("Open questions can't be kept in %s: %s.", path, type(exc).__name__)
        self._known = {str(row[0]) for row in self._do("SELECT conversation FROM open_questions")}

    def knows(self, conversation: str) -> bool:
        """Whether anything is written of it."""
        return conversation in self._known

    def note(self, conversation: str, message: str, events: Sequence[Event] | None) -> None:
        """Writes what goes on from here.

        Args:
            conversation: Whose.
            message: The newest message; noted again, it takes the place of what it had before.
            events: What a tracker needs to go on; None where nothing is being asked.
        """
        if events is None and not self.knows(conversation):
            return
        written = None if events is None else json.dumps([_dict(one) for one in events], default=_plain)
        values = {"conversation": conversation, "message": message, "after": written, "at": self._clock()}
        self._do(_NOTE, values)
        self._known.add(conversation)
        self._writes += 1
        if self._writes % WRITES_BETWEEN_CLEANINGS == 0:
            self._clean()

    def find(self, conversation: str, message: str) -> list[Event]:
        """What was being asked when this message came; empty where nothing was.

        Args:
            conversation: Whose.
            message: One that was noted already came to nothing: what counts is how it was before.
        """
        query = "SELECT message, before, after FROM open_questions WHERE conversation = ? AND at > ?"
        for noted, before, after in self._do(query, (conversation, self._clock() - self._seconds)):
            return _events(before if noted == message else after)
        return []

    def forget(self, conversation: str) -> None:
        """Deletes what is written of a conversation."""
        if self.knows(conversation):
            self._do("DELETE FROM open_questions WHERE conversation = ?", (conversation,))
            self._known.discard(conversation)

    def _clean(self) -> None:
        self._do("DELETE FROM open_questions WHERE at <= ?", (self._clock() - self._seconds,))

    def _do(self, statement: str, values: Any = ()) -> list[Any]:
        if self._database is None:
            return []
        try:
            with self._database:
                return self._database.execute(statement, values).fetchall()
        except sqlite3.Error as exc:
            logger.warning("Open questions in %s: %s.", self._path, type(exc).__name__)
            return []


def has_asked(turn: Iterable[Event]) -> bool:
    """Whether a turn has asked about what it did not understand."""
    return any(isinstance(event, ActionExecuted) and event.action_name in ASKING for event in turn)


def message_of(turn: Iterable[Event]) -> str:
    """The id of a turn's message; empty where there is none."""
    return next((str(event.message_id) for event in turn if isinstance(event, UserUttered)), "")


def _opened(path: Path) -> sqlite3.Connection:
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        return _connected(path)
    except sqlite3.OperationalError:
        # Locked, or no place to write: there is nothing wrong with what is in it.
        raise
    except sqlite3.DatabaseError:
        # Half a file, after the power went: what it had is lost, and the next question is kept again.
        path.unlink()
        return _connected(path)


def _connected(path: Path) -> sqlite3.Connection:
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    database = sqlite3.connect(path, timeout=WAIT_SECONDS, check_same_thread=False)
    for pragma in ("journal_mode = TRUNCATE", "synchronous = OFF", "secure_delete = ON"):
        database.execute(f"PRAGMA {pragma}")
    database.execute(_TABLE)
    database.execute("SELECT count(after) FROM open_questions")
    return database


def _dict(event: Event) -> dict[str, Any]:
    told: dict[str, Any] = event.as_dict()
    parse = told.get("parse_data") or {}
    if "intent_ranking" in parse:
        told["parse_data"] = {**parse, "intent_ranking": parse["intent_ranking"][:READINGS_KEPT]}
    return told


def _events(written: str | None) -> list[Event]:
    found = (Event.from_parameters(one) for one in json.loads(written or "[]"))
    return [event for event in found if event is not None]


def _plain(value: Any) -> Any:
    """NumPy's numbers as Python's; what else JSON does not know counts for nothing here."""
    return value.item() if hasattr(value, "item") else None
