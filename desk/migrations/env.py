"""What Alembic runs: always on a connection that ``desk.migrations`` opened."""

from __future__ import annotations

from alembic import context

import desk.accounts.tables
import desk.figures.tables
import desk.learning.tables
import desk.privacy.tables
import desk.studio.tables
import desk.uploads.tables
import desk.webhooks.tables
import desk.workbench.tables  # noqa: F401 - adds its tables to the metadata
import handoff.sql.hours_tables
import handoff.sql.satisfaction_tables
import handoff.sql.tag_tables
import handoff.sql.teams_tables  # noqa: F401 - adds its tables to the metadata
from desk.migrations.comparing import is_compared
from handoff.sql.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    compare_type=True,
    compare_server_default=True,
    include_name=is_compared,
)
# The transaction is the opener's: begun before, committed after.
context.run_migrations()
