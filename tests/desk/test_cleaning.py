"""Pictures lose where they were taken, and nothing that is seen."""

from __future__ import annotations

import struct
import zlib

import pytest

from desk.uploads.cleaning import without_traces

GPS = b"45.0703N 7.6868E iPhone"


def segment(marker: int, body: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(body) + 2) + body


def exif(orientation: int, order: str = ">") -> bytes:
    head = (b"MM\0*" if order == ">" else b"II*\0") + struct.pack(f"{order}I", 8)
    entry = struct.pack(f"{order}HHIHH", 0x0112, 3, 1, orientation, 0)
    return b"Exif\0\0" + head + struct.pack(f"{order}H", 1) + entry + struct.pack(f"{order}I", 0) + GPS


PIXELS = segment(0xDB, b"\0" * 65) + segment(0xDA, b"\1\2\3") + b"scan \xff\x00 data" + b"\xff\xd9"
JFIF = segment(0xE0, b"JFIF\0\1\1\0\0\1\0\1\0\0")
PROFILE = segment(0xE2, b"ICC_PROFILE\0colours")


def jpeg(*segments: bytes) -> bytes:
    return b"\xff\xd8" + JFIF + b"".join(segments) + PROFILE + PIXELS


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


PNG = b"\x89PNG\r\n\x1a\n"


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (b"", "image/jpeg"),
        (b"\xff\xd8", "image/jpeg"),
        (b"\xff\xd8\xff", "image/jpeg"),
        (b"\xff\xd8 no marker", "image/jpeg"),
        (b"\xff\xd8\xff\xe1\xff\xff" + GPS, "image/jpeg"),
        (b"\xff\xd8\xff\xe1\x00\x00" + GPS, "image/jpeg"),
        (PNG + b"\0\0\xff\xffeXIf" + GPS, "image/png"),
        (PNG + b"\0\0", "image/png"),
        (b"%PDF" + GPS, "application/pdf"),
    ],
)
def test_what_is_not_built_as_it_should_be_stays(content: bytes, media_type: str) -> None:
    assert without_traces(content, media_type) == content


def test_photos_lose_place_comments_and_captions_and_keep_their_colours() -> None:
    private = (exif(1), b"http://ns.adobe.com/xap/1.0/\0" + GPS)
    photo = jpeg(*(segment(0xE1, body) for body in private), segment(0xED, GPS), segment(0xFE, GPS))
    cleaned = without_traces(photo, "image/jpeg")
    assert GPS not in cleaned
    assert cleaned.endswith(PIXELS)
    assert PROFILE in cleaned


@pytest.mark.parametrize("order", [">", "<"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_photos_stay_the_right_way_up(orientation: int, order: str) -> None:
    cleaned = without_traces(jpeg(segment(0xE1, exif(orientation, order))), "image/jpeg")
    kept = segment(0xE1, exif(orientation).removesuffix(GPS))
    assert cleaned == b"\xff\xd8" + kept + JFIF + PROFILE + PIXELS
    assert without_traces(cleaned, "image/jpeg") == cleaned


@pytest.mark.parametrize("wrong", [b"Exif\0\0", b"Exif\0\0XX*\0", b"Exif\0\0MM\0*\xff\xff\xff\xff", exif(99)])
def test_a_broken_exif_is_left_out_whole(wrong: bytes) -> None:
    assert without_traces(jpeg(segment(0xE1, wrong)), "image/jpeg") == jpeg()


def test_screenshots_lose_their_texts() -> None:
    body = chunk(b"IHDR", b"\0" * 13)
    texts = b"".join(chunk(kind, GPS) for kind in (b"eXIf", b"tEXt", b"iTXt", b"zTXt", b"tIME"))
    rest = chunk(b"IDAT", b"pixels") + chunk(b"IEND", b"")
    assert without_traces(PNG + body + texts + rest + GPS, "image/png") == PNG + body + rest
