"""Channels: one folder each, known by one line in ``connectors.registry``."""
