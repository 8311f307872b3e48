"""What a file is, by its content; and a name for it that harms nobody."""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from pathlib import PurePosixPath

import filetype

from desk.errors import FileTypeNotAllowed

LONGEST_NAME = 120
ENDINGS: dict[str, tuple[str, ...]] = {
    "image/jpeg": ("jpg", "jpeg"),
    "image/png": ("png",),
    "image/webp": ("webp",),
    "image/gif": ("gif",),
    "application/pdf": ("pdf",),
    "audio/mpeg": ("mp3",),
    "audio/ogg": ("ogg", "opus", "oga"),
    "audio/mp4": ("m4a",),
    "video/mp4": ("mp4",),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ("docx",),
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ("xlsx",),
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": ("pptx",),
}
"""Every type that any channel takes, and the endings that its files' names may have."""

_OFFICE = {
    "word/document.xml": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xl/workbook.xml": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ppt/presentation.xml": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}
_ZIP = b"PK\x03\x04"
_MOST_ENTRIES = 10_000
_SEPARATORS = re.compile(r"[/\\]")
_UNSAFE = re.compile(r'[<>:"|?*\x00-\x1f\x7f]')


def media_type_of(content: bytes) -> str:
    """The MIME type of a file, by its content alone.

    Raises:
        FileTypeNotAllowed: Not of a type that may be sent; also an office document with macros.
    """
    if content.startswith(_ZIP):
        return _office_type(content)
    found = filetype.guess_mime(content)
    if found not in ENDINGS:
        raise FileTypeNotAllowed
    return str(found)


def _office_type(content: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise FileTypeNotAllowed from error
    if len(names) > _MOST_ENTRIES or any(name.lower().endswith("vbaproject.bin") for name in names):
        raise FileTypeNotAllowed
    for entry, media_type in _OFFICE.items():
        if entry in names:
            return media_type
    raise FileTypeNotAllowed


def safe_name(given: str | None, media_type: str) -> str:
    """A file name to show and to save under.

    Folders, control characters, what turns the reading direction, and endings that lie are taken out.
    """
    text = unicodedata.normalize("NFC", _SEPARATORS.split(given or "")[-1])
    text = "".join(character for character in text if unicodedata.category(character)[0] != "C")
    text = " ".join(_UNSAFE.sub(" ", text).split()).strip(". ")
    endings = ENDINGS[media_type]
    path = PurePosixPath(text)
    ending = path.suffix.lower().lstrip(".")
    if ending in endings:
        stem = path.stem
    else:
        stem, ending = text, endings[0]
    room = LONGEST_NAME - len(ending) - 1
    return f"{stem[:room].strip('. ') or 'file'}.{ending}"
