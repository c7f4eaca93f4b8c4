"""Wiping what is over, a batch for each transaction, and telling the audit log."""

from datetime import datetime

from pydantic import BaseModel, ConfigDict
from sqlalchemy import delete, inspect, select, tuple_

from ecabinet.core.unit_of_work import UnitOfWork
from ecabinet.retention.rules import RULES

BATCH = 2_000


class Wipe(BaseModel):
    """Rows of a rule older than `before`."""

    model_config = ConfigDict(frozen=True)
    key: str
    before: datetime


class Wiped(BaseModel):
    """How many went now; BATCH: there may be more."""

    count: int


def wipe(uow: UnitOfWork, cmd: Wipe) -> Wiped:
    """Wipe one batch. Two workers at once take what the other leaves."""
    rule = next(rule for rule in RULES if rule.key == cmd.key)
    key = tuple_(*(column for column in inspect(rule.table).primary_key))
    batch = select(*inspect(rule.table).primary_key).where(rule.stale(cmd.before)).limit(BATCH)
    found = [tuple(row) for row in uow.session.execute(batch)]
    if found:
        uow.session.execute(
            delete(rule.table).where(key.in_(found)).execution_options(synchronize_session=False)
        )
        uow.audit("retention.wiped", "retention", rule.key, count=len(found), before=cmd.before)
    return Wiped(count=len(found))
