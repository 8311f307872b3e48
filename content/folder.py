"""The folder with everything the assistant is made of, read and written as editors see it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from content.topics import Changes, Content

Files = Mapping[PurePosixPath, bytes | None]
"""New contents by path inside the content root; None for a file that goes away."""


class ContentFolder:
    """A content root: ``config.yml``, ``domain.yml``, ``data/`` and ``kept/questions.jsonl``.

    Every method reads or writes files and blocks: call them from a thread where there is a loop.

    Args:
        root: The folder.
    """

    def __init__(self, root: Path) -> None:
        self.root = root

    def read(self) -> Content:
        """Everything that editors work on.

        Raises:
            ContentUnreadable: A file is missing, no YAML, or not in Rasa's format.
        """
        raise NotImplementedError

    def files(self, changes: Changes) -> dict[PurePosixPath, bytes | None]:
        """The files that a change makes different, and nothing else; byte for byte where nothing changed.

        Raises:
            ContentConflict: The files can't take it.
            ContentMalformed: It can't be said in Rasa's format.
            ContentUnreadable: A file can't be read.
        """
        raise NotImplementedError

    def write(self, files: Files) -> None:
        """Writes files, all or none, also where the machine stops in between.

        Raises:
            ContentUnwritten: None was written.
        """
        raise NotImplementedError

    def copy_to(self, folder: Path) -> None:
        """Copies what is content, and nothing else, to a folder that is made where there is none."""
        raise NotImplementedError

    def pack(self) -> bytes:
        """What is content, as a ZIP; the same content gives the same bytes."""
        raise NotImplementedError

    def unpack(self, archive: bytes) -> None:
        """Makes the folder hold exactly what was packed, all or none.

        Raises:
            PackRefused: It is damaged, too large, or holds what is no content.
            ContentUnwritten: Nothing was changed.
        """
        raise NotImplementedError
