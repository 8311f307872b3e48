"""What tables of conversations and of the shop have in common, who know nothing of each other."""

from __future__ import annotations

from columns.names import named_metadata
from columns.times import UtcDateTime

__all__ = ["UtcDateTime", "named_metadata"]
