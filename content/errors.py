"""What can go wrong with the files of what the assistant knows: one tree, with codes that stay."""

from __future__ import annotations

from typing import ClassVar


class ContentError(Exception):
    """Something about the content's files; the message is for a log, ``code`` for whoever words it.

    Attributes:
        code: Stable, for catalogues and callers.
    """

    code: ClassVar[str] = "content"


class ContentUnreadable(ContentError):
    """A file is not there, no YAML, or not in Rasa's format.

    Args:
        file: Its path inside the content root.
        line: From 1; 0 where no line can be named.
        reason: What is wrong, in a few words.
    """

    code = "content_unreadable"

    def __init__(self, file: str, line: int, reason: str) -> None:
        super().__init__(f"{file}, line {line}: {reason}" if line else f"{file}: {reason}")
        self.file = file
        self.line = line
        self.reason = reason


class ContentMalformed(ContentError):
    """Something that is no topic, no answer, no threshold.

    Args:
        field: The path of what is wrong, ``answers.0.text``; empty for all of it.
        reason: What is wrong, in a few words.
    """

    code = "content_malformed"

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(f"{field}: {reason}" if field else reason)
        self.field = field
        self.reason = reason


class ContentConflict(ContentError):
    """A change that the files can't take: two homes for one thing, or a topic that the files need."""

    code = "content_conflict"


class ContentUnwritten(ContentError):
    """The files could not be written, and are as they were before."""

    code = "content_unwritten"


class PackRefused(ContentError):
    """An archive that is damaged, too large, or holds what is not content."""

    code = "pack_refused"


ERRORS: tuple[type[ContentError], ...] = (
    ContentUnreadable,
    ContentMalformed,
    ContentConflict,
    ContentUnwritten,
    PackRefused,
)
"""Every kind there is."""
