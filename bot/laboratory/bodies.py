"""What callers send, bounded."""

from __future__ import annotations

from pathlib import Path
from typing import Any, ClassVar

from pydantic import BaseModel, Extra, Field, StrictStr, validator

from bot.circumstances import Circumstances

LARGEST_BODY = 32 * 1024 * 1024
LONGEST_TEXT = 20_000
LONGEST_NAME = 200


class Body(BaseModel):
    """What every body has in common: no list is too long, no text in one.

    Attributes:
        MOST: Entries of a list.
    """

    MOST: ClassVar[int] = 5000

    class Config:
        """What is not known yet is no reason to refuse."""

        extra = Extra.ignore

    @validator("*", pre=True)
    @classmethod
    def _bounded(cls, value: Any) -> Any:
        if isinstance(value, list) and (len(value) > cls.MOST or any(map(_is_too_long, value))):
            raise ValueError("too much")
        return value


def _is_too_long(value: Any) -> bool:
    return isinstance(value, str) and len(value) > LONGEST_TEXT


class WithContext(Body):
    """A body that tells the moment."""

    context: Circumstances = Field(default_factory=Circumstances)

    @validator("context", pre=True)
    @classmethod
    def _told(cls, value: Any) -> Circumstances:
        return Circumstances.told(value)


class Putting(Body):
    """A folder to learn."""

    root: Path
    like: StrictStr | None = Field(None, min_length=1, max_length=LONGEST_NAME)
    model: Path | None = None


class Asking(WithContext):
    """Messages to read: somebody waits."""

    MOST = 500

    name: StrictStr = Field(min_length=1, max_length=LONGEST_NAME)
    texts: list[StrictStr]
    language: StrictStr | None = Field(None, min_length=2, max_length=3)


class Saying(WithContext):
    """An intent to answer."""

    name: StrictStr = Field(min_length=1, max_length=LONGEST_NAME)
    intent: StrictStr = Field(min_length=1, max_length=LONGEST_NAME)
    language: StrictStr | None = Field(None, min_length=2, max_length=3)
    channel: StrictStr | None = Field(None, max_length=50)


class Other(Body):
    """A text with a name."""

    id: StrictStr = Field(min_length=1, max_length=LONGEST_NAME)
    text: StrictStr = Field(max_length=LONGEST_TEXT)


class Nearness(Body):
    """Texts, and among which others to look for their like."""

    MOST = 20_000

    texts: list[StrictStr]
    among: list[Other]
    least: float = Field(0.85, ge=0.0, le=1.0)
    most: int = Field(5, ge=1, le=100)


class Grouping(Body):
    """Messages to group."""

    texts: list[StrictStr]
    name: StrictStr = Field("live", min_length=1, max_length=LONGEST_NAME)


class Advising(Body):
    """A topic to advise on; all of them where there is none."""

    name: StrictStr = Field(min_length=1, max_length=LONGEST_NAME)
    intent: StrictStr | None = Field(None, min_length=1, max_length=LONGEST_NAME)


class Recent(Body):
    """A real message."""

    text: StrictStr = Field(max_length=LONGEST_TEXT)


class Kept(Recent):
    """A question that was never learned from, and what it means."""

    intent: StrictStr = Field(min_length=1, max_length=LONGEST_NAME)


class Comparing(Body):
    """Two states of the content, and what to read with both."""

    MOST = 10_000

    before: StrictStr = Field(min_length=1, max_length=LONGEST_NAME)
    after: StrictStr = Field(min_length=1, max_length=LONGEST_NAME)
    kept: list[Kept] = Field(default_factory=list)
    recent: list[Recent] = Field(default_factory=list)
