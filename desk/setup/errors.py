"""What can go wrong before anything runs; told on the terminal, never over HTTP."""

from __future__ import annotations


class SetupError(Exception):
    """Sportello is not ready to run."""

    code = "setup"

    def __init__(self, message: str | None = None) -> None:
        super().__init__(message or (type(self).__doc__ or "").strip().splitlines()[0])


class EnvironmentMissing(SetupError):
    """The brain's environment is not installed: run `make setup`."""

    code = "environment_missing"


class TrainingFailed(SetupError):
    """The model could not be trained; the last one was kept.

    Args:
        log: Where the whole output is.
        last: The last lines of it.
    """

    code = "training_failed"

    def __init__(self, log: str, last: list[str]) -> None:
        super().__init__(f"The model could not be trained; the last one was kept. See {log}.")
        self.last = last


class PortTaken(SetupError):
    """Another program has this port.

    Args:
        port: Which.
        setting: The setting that chooses another.
    """

    code = "port_taken"

    def __init__(self, port: int, setting: str) -> None:
        super().__init__(
            f"Port {port} is taken by another program: stop that one, or choose another with {setting}."
        )


class AlreadyRunning(SetupError):
    """Sportello is running in this folder already."""

    code = "already_running"


class DatabaseUnavailable(SetupError):
    """The database cannot be used."""

    code = "database_unavailable"
