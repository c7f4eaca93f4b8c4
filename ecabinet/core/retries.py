"""Which failures of the database go away when the same work is tried again, and which do not."""

from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnectionLeft

# PostgreSQL: serialization_failure, deadlock_detected, lock_not_available.
RETRYABLE = {"40001", "40P01", "55P03"}
UNIQUE_VIOLATION = "23505"


def worth_retrying(error: DBAPIError) -> bool:
    """Whether the work may succeed, or be refused in words, when it runs again."""
    if isinstance(error, IntegrityError):
        # Somebody was faster by a moment: run again, the second now finds the first's row (a
        # receipt, a ballot, a number) and answers or refuses in words.
        return "receipt" in str(error.orig) or _is_unique_violation(error)
    return getattr(error.orig, "pgcode", None) in RETRYABLE


def is_away(error: Exception) -> bool:
    """Whether the database itself does not answer, so that nobody's work would succeed now."""
    if isinstance(error, NoConnectionLeft):
        return True
    if not isinstance(error, DBAPIError) or worth_retrying(error):
        return False
    return is_silent(error)


def is_silent(error: DBAPIError) -> bool:
    """Whether the database gave no answer in time, or none at all."""
    return isinstance(error, OperationalError) or error.connection_invalidated


def _is_unique_violation(error: IntegrityError) -> bool:
    return getattr(error.orig, "pgcode", None) == UNIQUE_VIOLATION
