"""Telling other programs what happens here: signed, in order of arrival, retried for a day."""
