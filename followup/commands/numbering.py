"""Running numbers of tasks and proposals, without gaps."""

from sqlalchemy import text
from sqlalchemy.orm import Session

_NEXT = text(
    "INSERT INTO task_counter (name, last) VALUES (:name, 1) "
    "ON CONFLICT (name) DO UPDATE SET last = task_counter.last + 1 RETURNING last"
)


def next_task_number(session: Session) -> int:
    """Take the next number. The counter stays locked until the unit of work ends."""
    return next_number(session, "task")


def next_number(session: Session, name: str) -> int:
    """Take the next number of things called `name`, each of which counts for itself."""
    return int(session.execute(_NEXT, {"name": name}).scalar_one())
