"""The command line: one module a command; what is heavy is imported when a command runs."""

from __future__ import annotations


def main() -> None:
    """What ``sportello`` calls."""
    from desk.cli.app import run_app

    run_app()
