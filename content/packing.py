"""What is content, as a ZIP, and back."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from pathlib import PurePosixPath

from content.errors import PackRefused

WHOLE = ("config.yml", "domain.yml", "kept/questions.jsonl")
DATA = "data"
ENDINGS = (".yml", ".yaml")
LARGEST = 64 * 1024 * 1024
"""Bytes of all files together; a shop's content has half a million."""
MOST_FILES = 10_000
_NAME = re.compile(r"[\w.-]+")
_BEGINNING = (1980, 1, 1, 0, 0, 0)
"""The first moment that a ZIP knows: the same content has to give the same bytes."""


def packed(files: Mapping[PurePosixPath, bytes]) -> bytes:
    """The files as a ZIP."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(files):
            entry = zipfile.ZipInfo(str(path), _BEGINNING)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, files[path])
    return buffer.getvalue()


def unpacked(data: bytes) -> dict[PurePosixPath, bytes]:
    """The files in a ZIP.

    Raises:
        PackRefused: It is damaged, too large, or holds what is no content.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _read(archive)
    except (
        zipfile.BadZipFile,
        zipfile.LargeZipFile,
        EOFError,
        NotImplementedError,
        OSError,
        RuntimeError,
    ) as error:
        raise PackRefused(f"a damaged archive: {error}") from error


def is_content(path: PurePosixPath) -> bool:
    """Whether a path inside a content root is of a file that is content."""
    plain = not path.is_absolute() and all(_NAME.fullmatch(part) and part.strip(".") for part in path.parts)
    of_data = len(path.parts) > 1 and path.parts[0] == DATA and path.suffix in ENDINGS
    return plain and (str(path) in WHOLE or of_data)


def _read(archive: zipfile.ZipFile) -> dict[PurePosixPath, bytes]:
    entries = [one for one in archive.infolist() if not one.is_dir()]
    if len(entries) > MOST_FILES or sum(one.file_size for one in entries) > LARGEST:
        raise PackRefused("an archive that is too large")
    found: dict[PurePosixPath, bytes] = {}
    for one in entries:
        path = PurePosixPath(one.filename)
        if not is_content(path) or str(path) != one.filename or path in found:
            raise PackRefused(f"“{one.filename[:80]}” is no content")
        found[path] = _member(archive, one)
    return found


def _member(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """An entry's bytes: no more than it says it has."""
    with archive.open(entry) as file:
        data = file.read(entry.file_size + 1)
    if len(data) > entry.file_size:
        raise PackRefused(f"“{entry.filename[:80]}” is larger than it says")
    return data
