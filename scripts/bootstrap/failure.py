"""The one error of the set-up."""

from __future__ import annotations


class SetupFailure(Exception):
    """The set-up cannot go on; the message says in one sentence why, and what to do."""
