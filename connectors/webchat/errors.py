"""What can be wrong with what a visitor's client sends; every code is shown to that client."""

from __future__ import annotations

from connectors.base import MalformedRequest


class NotAnUtterance(MalformedRequest):
    """A message is an object with a text."""

    code = "malformed_request"


class EmptyText(MalformedRequest):
    """There is nothing to read in this message."""

    code = "empty_text"


class TextTooLong(MalformedRequest):
    """This message is too long."""

    code = "text_too_long"
