"""What would be wiped today, and what waits to be laid down in the archive: only looked at."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ecabinet.retention.rules import FOR_EVER, RULES, Rule


@dataclass(frozen=True)
class Line:
    """One rule as it holds here: `days` (0: for ever), how many rows there are, how many are older
    than that, and the moment of the oldest row; None when there is none.
    """

    rule: Rule
    days: int
    rows: int
    stale: int
    oldest: datetime | None


def plan(session: Session, days: Mapping[str, int], now: datetime) -> tuple[Line, ...]:
    """Return each rule with its figures; two queries for each."""
    return tuple(_line(session, rule, days[rule.key], now) for rule in RULES)


def before_of(days: int, now: datetime) -> datetime | None:
    """Return the moment before which rows may go; None: never."""
    return None if days == FOR_EVER else now - timedelta(days=days)


def _line(session: Session, rule: Rule, days: int, now: datetime) -> Line:
    count = select(func.count()).select_from(rule.table)
    rows, oldest = session.execute(count.add_columns(func.min(rule.at))).one()
    before = before_of(days, now)
    stale = 0 if before is None else session.scalar(count.where(rule.stale(before))) or 0
    return Line(rule, days, rows, stale, oldest)
