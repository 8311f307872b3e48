"""How indexes and constraints are called where nobody named them."""

from __future__ import annotations

from sqlalchemy import MetaData


def named_metadata() -> MetaData:
    """Metadata whose constraints all have names: a migration can't change what has none."""
    return MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
