"""What is collected where: the brain's tests run in the brain's environment, all others in the desk's."""

from __future__ import annotations

import sys

collect_ignore = ["brain"] if sys.version_info >= (3, 11) else []
