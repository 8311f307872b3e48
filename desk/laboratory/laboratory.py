"""What the desk asks of the laboratory: ``client`` asks it, ``memory`` is the shipped double."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

from desk.laboratory.answers import Advice, Comparison, Group, Knowledge, Near, Reading, Said

LIVE, DRAFT = "live", "draft"
"""Names of what can be asked."""
Context = Mapping[str, Any]
"""``now``, ``opening``, ``country``, ``customer``: what a turn of the brain's carries."""


class Laboratory(Protocol):
    """Reads messages with content that need not be live.

    Every method raises ``LaboratoryUnavailable`` where there is no answer in time.
    """

    async def put_knowledge(
        self, name: str, root: Path, *, like: str | None = None, model: Path | None = None
    ) -> Knowledge:
        """Has a folder's content learned under a name; nothing is done where it is known already.

        Args:
            name: ``live``, ``draft``, or a publication's.
            root: The content's folder.
            like: Another name whose thresholds are taken over.
            model: A model of the same content, to be taken instead of learning.
        """

    async def knowledge(self, name: str) -> Knowledge | None:
        """How far it is; None where nobody has put it."""

    async def read(
        self, name: str, texts: Sequence[str], *, language: str | None = None, context: Context | None = None
    ) -> list[Reading]:
        """Reads messages."""

    async def say(
        self,
        name: str,
        intent: str,
        language: str | None,
        channel: str | None = None,
        context: Context | None = None,
    ) -> Said:
        """What an intent is answered with."""

    async def near(
        self, texts: Sequence[str], among: Mapping[str, str], *, least: float = 0.85, most: int = 5
    ) -> list[list[Near]]:
        """For each text, which of the others (by id) are like it, likest first."""

    async def group(self, texts: Sequence[str], name: str = LIVE) -> list[Group]:
        """Groups messages by what they mean."""

    async def advise(self, name: str, intent: str | None = None) -> Advice:
        """What might be better, of one topic or of all."""

    async def compare(
        self,
        before: str,
        after: str,
        kept: Sequence[Mapping[str, str]],
        recent: Sequence[str],
    ) -> Comparison:
        """Reads the same messages with two states of the content.

        Args:
            before: A name.
            after: Another.
            kept: Questions never learned from: ``text``, ``intent``, ``language``.
            recent: Real messages, without personal data.
        """

    async def close(self) -> None:
        """Lets go of it, and of the process behind it."""
