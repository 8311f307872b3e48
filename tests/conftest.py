"""What is collected where, and the databases that tests run on.

The brain's tests run in the brain's environment, all others in the desk's.
Fixtures: ``database_url`` (each engine in turn), ``sqlite_url``, ``postgresql_url`` from
``tests.support.databases``.
"""

from __future__ import annotations

import sys

collect_ignore = ["brain"] if sys.version_info >= (3, 11) else []
pytest_plugins = ["tests.support.databases"] if sys.version_info >= (3, 11) else []
