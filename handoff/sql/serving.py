"""The order of service, as a condition."""

from __future__ import annotations

from sqlalchemy import ColumnElement, and_, or_

from handoff.records import CaseRecord, CaseState
from handoff.sql.tables import cases


def served_before(case: CaseRecord) -> ColumnElement[bool]:
    """The waiting cases that are served before this one."""
    rank = case.served_at
    earlier = or_(cases.c.rank_at < rank, and_(cases.c.rank_at == rank, cases.c.id < case.id))
    return and_(cases.c.state == CaseState.WAITING.value, earlier)
