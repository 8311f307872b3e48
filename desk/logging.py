"""Logging: structlog and the standard library's loggers in one stream, without secrets in it."""

from __future__ import annotations

import logging
import sys
from typing import Any, TextIO

import structlog
from structlog.typing import Processor

from desk.masking import Masker, drop_text, known_secrets
from desk.settings import Settings

OURS = ("actions", "connectors", "content", "desk", "handoff", "shop")
"""Whose lines are wanted at the level of the settings. Libraries only warn: some of them put the whole
address of each call, a vendor's token included, into a line."""


class MaskingFormatter(structlog.stdlib.ProcessorFormatter):
    """Renders a line, traceback and all, and then takes the secrets out."""

    def __init__(self, masker: Masker, **arguments: Any) -> None:
        super().__init__(**arguments)
        self._masker = masker

    def format(self, record: logging.LogRecord) -> str:
        """One line (or several, with a traceback)."""
        return self._masker.mask(super().format(record))


def set_up(settings: Settings, stream: TextIO | None = None) -> None:
    """Sends every logger of the process to one stream, in one shape.

    Args:
        settings: Format, level, and the secrets to hide.
        stream: Standard error by default.
    """
    shared = _processors(settings)
    formatter = MaskingFormatter(
        Masker(known_secrets(settings)),
        foreign_pre_chain=shared,
        processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *_renderers(settings)],
    )
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(formatter)
    logging.root.handlers[:] = [handler]
    level = logging.getLevelNamesMapping()[settings.log_level]
    logging.root.setLevel(max(level, logging.WARNING))
    for package in OURS:
        logging.getLogger(package).setLevel(level)
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *shared,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )


def _processors(settings: Settings) -> list[Processor]:
    """What happens to every line before it is rendered."""
    processors: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.stdlib.ExtraAdder(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.StackInfoRenderer(),
    ]
    return processors if settings.log_message_text else [*processors, drop_text]


def _renderers(settings: Settings) -> list[Processor]:
    if settings.log_format == "json":
        return [
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(ensure_ascii=False, default=str),
        ]
    plain = structlog.dev.plain_traceback  # the rich one shows local variables, and what is in them
    return [structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty(), exception_formatter=plain)]
