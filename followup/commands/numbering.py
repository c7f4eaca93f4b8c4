"""The running number of tasks, without gaps."""

from sqlalchemy import text
from sqlalchemy.orm import Session

_NEXT = text(
    "INSERT INTO task_counter (name, last) VALUES ('task', 1) "
    "ON CONFLICT (name) DO UPDATE SET last = task_counter.last + 1 RETURNING last"
)


def next_task_number(session: Session) -> int:
    """Take the next number. The counter stays locked until the unit of work ends."""
    return int(session.execute(_NEXT).scalar_one())
