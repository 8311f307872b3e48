"""Pictures without what they tell about whoever took them: place, time, camera, thumbnails of what was cut.

Only parts that hold no pixels are left out, so nothing is computed anew and nothing is lost; a picture that
is not built as its format says stays as it is. JPEG: https://www.w3.org/Graphics/JPEG/itu-t81.pdf (B.1.1);
PNG: https://www.w3.org/TR/png-3/#5Chunk-layout. Which way up, which viewers need, is kept by itself.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

_JPEG_START = b"\xff\xd8"
_APP1, _APP13, _COMMENT = 0xE1, 0xED, 0xFE
_SCAN = 0xDA
_WITHOUT_LENGTH = frozenset({0x01, *range(0xD0, 0xD8)})
_EXIF = b"Exif\0\0"
_ORIENTATION = 0x0112
_ORIENTATIONS = range(1, 9)
_SHORT = 3
_PNG_START = b"\x89PNG\r\n\x1a\n"
_PNG_PRIVATE = frozenset({b"eXIf", b"tEXt", b"zTXt", b"iTXt", b"tIME"})


class _Malformed(Exception):
    """The picture is not built as its format says."""


def without_traces(content: bytes, media_type: str) -> bytes:
    """A picture without metadata; any other file, and a picture that cannot be read, as it is."""
    try:
        if media_type == "image/jpeg":
            return _clean_jpeg(content)
        if media_type == "image/png":
            return _clean_png(content)
    except (_Malformed, struct.error):
        return content
    return content


def _clean_jpeg(content: bytes) -> bytes:
    kept, orientation = [_JPEG_START], None
    for marker, segment in _segments(content):
        if marker == _APP1 and segment[4:].startswith(_EXIF):
            orientation = orientation or _orientation_of(segment[4 + len(_EXIF) :])
        elif marker not in (_APP1, _APP13, _COMMENT):
            kept.append(segment)
    if orientation is not None:
        kept.insert(1, _orientation_segment(orientation))
    return b"".join(kept)


def _segments(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Marker segments up to the first scan; the scan with all that follows is the last."""
    if not content.startswith(_JPEG_START):
        raise _Malformed
    at = len(_JPEG_START)
    while True:
        mark, marker = struct.unpack_from(">BB", content, at)
        if mark != 0xFF:
            raise _Malformed
        if marker == _SCAN:
            yield marker, content[at:]
            return
        length = 0 if marker in _WITHOUT_LENGTH else struct.unpack_from(">H", content, at + 2)[0]
        if at + 2 + length > len(content) or (length < 2 and marker not in _WITHOUT_LENGTH):
            raise _Malformed
        yield marker, content[at : at + 2 + length]
        at += 2 + length


def _orientation_of(tiff: bytes) -> int | None:
    """Which way up, of a TIFF header with its first directory; None where it does not say."""
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if order is None or len(tiff) < 8:
        return None
    directory = struct.unpack_from(f"{order}I", tiff, 4)[0]
    try:
        count = struct.unpack_from(f"{order}H", tiff, directory)[0]
        for number in range(count):
            tag, kind = struct.unpack_from(f"{order}HH", tiff, directory + 2 + 12 * number)
            if tag == _ORIENTATION and kind == _SHORT:
                value = int(struct.unpack_from(f"{order}H", tiff, directory + 2 + 12 * number + 8)[0])
                return value if value in _ORIENTATIONS else None
    except struct.error:
        return None
    return None


def _orientation_segment(orientation: int) -> bytes:
    entry = struct.pack(">HHIHH", _ORIENTATION, _SHORT, 1, orientation, 0)
    tiff = b"MM\0*" + struct.pack(">IH", 8, 1) + entry + struct.pack(">I", 0)
    return struct.pack(">BBH", 0xFF, _APP1, 2 + len(_EXIF) + len(tiff)) + _EXIF + tiff


def _clean_png(content: bytes) -> bytes:
    if not content.startswith(_PNG_START):
        raise _Malformed
    kept, at = [_PNG_START], len(_PNG_START)
    while at < len(content):
        length, kind = struct.unpack_from(">I4s", content, at)
        end = at + 12 + length
        if end > len(content):
            raise _Malformed
        if kind not in _PNG_PRIVATE:
            kept.append(content[at:end])
        if kind == b"IEND":
            break
        at = end
    return b"".join(kept)
