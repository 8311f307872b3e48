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


class ImportRefused(ContentError):
    """What an editor brings cannot be read."""

    code = "import_refused"


class ImportUnreadable(ImportRefused):
    """It is no table, no YAML and no page, or a damaged one."""

    code = "import_unreadable"


class ImportTooLarge(ImportRefused):
    """It holds more than anybody looks through.

    Args:
        most: Rows that are taken at once.
    """

    code = "import_too_large"

    def __init__(self, most: int = 0) -> None:
        super().__init__(f"more than {most} rows")
        self.most = most


class ImportWithoutColumns(ImportRefused):
    """No line of the table names a column for questions and one for answers."""

    code = "import_without_columns"


class ImportWithoutQuestions(ImportRefused):
    """Nothing in it is a question with an answer."""

    code = "import_without_questions"


ERRORS: tuple[type[ContentError], ...] = (
    ContentUnreadable,
    ContentMalformed,
    ContentConflict,
    ContentUnwritten,
    PackRefused,
    ImportRefused,
    ImportUnreadable,
    ImportTooLarge,
    ImportWithoutColumns,
    ImportWithoutQuestions,
)
"""Every kind there is."""
