"""Whether the ports are free: asked before anything starts, for a clear answer."""

from __future__ import annotations

import socket

from desk.setup.errors import PortTaken


def check(host: str, port: int, setting: str) -> None:
    """Binds to a port and lets go of it.

    Args:
        host: Address to listen on.
        port: Which.
        setting: The setting that chooses it, for the message.

    Raises:
        PortTaken: Somebody listens there, or we may not.
    """
    try:
        _bind(host, port)
    except OSError as error:
        raise PortTaken(port, setting) from error


def free(host: str) -> int:
    """A port that nobody listens on now."""
    return _bind(host, 0)


def _bind(host: str, port: int) -> int:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as trial:
        # As servers do: an address that merely waits for stray packets of a past run is free.
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        trial.bind((host, port))
        return int(trial.getsockname()[1])
