"""Which messages became ways of asking by a decision, so that it can be taken back whole.

Revision ID: 0012
Revises: 0011
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Of what was decided before, nobody knows: it stays in the draft.
    op.add_column(
        "learning_messages", sa.Column("added", sa.Boolean(), server_default=sa.false(), nullable=False)
    )


def downgrade() -> None:
    op.drop_column("learning_messages", "added")
