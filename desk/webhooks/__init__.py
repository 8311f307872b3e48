"""Telling other programs what happens here: signed, and retried for a day."""
