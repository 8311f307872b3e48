"""Copies of the content with changes in them, for whoever reads folders: the laboratory, the trainer."""

from __future__ import annotations

import shutil
from pathlib import Path

from content.folder import ContentFolder
from content.topics import Changes


def stage(root: Path, folder: Path, changes: Changes) -> None:
    """Makes a folder hold the content with changes; blocks.

    Args:
        root: The content's folder.
        folder: Emptied first.
        changes: What is to be different.

    Raises:
        ContentError: The content can't be read, or can't be changed like this.
        OSError: It can't be written.
    """
    shutil.rmtree(folder, ignore_errors=True)
    folder.parent.mkdir(parents=True, exist_ok=True)
    source = ContentFolder(root)
    source.copy_to(folder)
    if changes:
        ContentFolder(folder).write(source.files(changes))


def stage_archive(archive: bytes, folder: Path) -> None:
    """Makes a folder hold what was packed; blocks (``ContentError``, ``OSError``)."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    ContentFolder(folder).unpack(archive)
