"""Fetches attachments from Twilio, and from nowhere else."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

import aiohttp

from connectors.base import FileRules, Media, MediaUnavailable
from connectors.whatsapp.http import TwilioHttp

MOST_BYTES = 20_000_000
"""Of what shoppers send."""
RULES = FileRules(
    media_types=frozenset(
        {
            "image/jpeg",
            "image/png",
            "application/pdf",
            "audio/mpeg",
            "audio/ogg",
            "video/mp4",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        }
    ),
    max_bytes=16_000_000,
    image_bytes=5_000_000,
)
"""Of what agents send: https://www.twilio.com/docs/whatsapp/guidance-whatsapp-media-messages"""
_CHUNK_BYTES = 65_536
_OK = 200


async def download(http: TwilioHttp, reference: str, credentials: Mapping[str, str], api_url: str) -> Media:
    """Fetches one attachment of up to 20 MB.

    The address came in a request of Twilio's; still, our credentials go to Twilio only (the HTTP
    library drops them when it is sent on to another host).

    Raises:
        MediaUnavailable: Gone, not Twilio's, or too large.
        aiohttp.ClientError: No connection.
        TimeoutError: No answer.
    """
    address = http.address(reference)
    if urlsplit(address)[:2] != urlsplit(api_url)[:2]:
        raise MediaUnavailable("This attachment is not kept by Twilio.")
    async with http.session().get(address, headers=credentials, max_redirects=3) as answer:
        if answer.status != _OK:
            raise MediaUnavailable
        return Media(await _content(answer), answer.content_type)


async def _content(answer: aiohttp.ClientResponse) -> bytes:
    content = bytearray()
    async for chunk in answer.content.iter_chunked(_CHUNK_BYTES):
        content += chunk
        if len(content) > MOST_BYTES:
            raise MediaUnavailable("This attachment is too large.")
    return bytes(content)
