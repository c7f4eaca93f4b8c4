"""Receipts: request id → result, so that a request sent twice is done once and answered alike."""

import hashlib
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any, TypeVar, cast, get_type_hints
from uuid import UUID

from pydantic import BaseModel
from sqlalchemy import Row, Select, Uuid, and_, bindparam, or_, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from ecabinet.core.actors import Actor
from ecabinet.core.columns import Json, UtcDateTime
from ecabinet.core.db import Base
from ecabinet.core.errors import Conflict

R = TypeVar("R", bound=BaseModel | None)

NOBODY = UUID(int=0)


class Receipt(Base):
    """What was answered to one request of one person: of the deputy, when one asked."""

    __tablename__ = "receipt"
    actor_id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    request_id: Mapped[str] = mapped_column(primary_key=True)
    command: Mapped[str]
    fingerprint: Mapped[str]
    result: Mapped[dict[str, Any] | None] = mapped_column(Json)
    at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)


def fingerprint(payload: BaseModel, actor: Actor) -> str:
    """Return a digest of what was asked, to tell a replay from another request of the same id.

    The same request on behalf of another, or no longer so, is another request.
    """
    by = str(actor.deputy.delegation_id) if actor.deputy else ""
    return hashlib.sha256((payload.model_dump_json() + by).encode()).hexdigest()


Key = tuple[UUID, str]
"""Who asked, and their id of the request."""

Known = Row[tuple[UUID, str, str, str, dict[str, Any] | None]]


def key_of(actor: Actor, request_id: str) -> Key:
    """Return what a request is known by: its id is its sender's own."""
    return actor.real_id or NOBODY, request_id


def find(session: Session, keys: Sequence[Key]) -> dict[Key, Known]:
    """Return the receipts there are of earlier requests; one query."""
    if not keys:
        return {}
    asked: dict[str, UUID | str] = {}
    for place, (actor_id, request_id) in enumerate(keys):
        asked |= {f"actor{place}": actor_id, f"request{place}": request_id}
    rows = session.execute(_finding(len(keys)), asked)
    return {(row.actor_id, row.request_id): row for row in rows}


@lru_cache(maxsize=64)
def _finding(many: int) -> Select[tuple[UUID, str, str, str, dict[str, Any] | None]]:
    # Made once: every write of everybody begins with it. SQLite does not look up pairs by its key.
    pairs = (
        and_(
            Receipt.actor_id == bindparam(f"actor{place}"),
            Receipt.request_id == bindparam(f"request{place}"),
        )
        for place in range(many)
    )
    return select(
        Receipt.actor_id, Receipt.request_id, Receipt.command, Receipt.fingerprint, Receipt.result
    ).where(or_(*pairs))


def answer_of(receipt: Known, command: Callable[..., Any], name: str, mark: str) -> Any:
    """Return what `command` answered the first time.

    Raises:
        Conflict: the id was used for something else.
    """
    if (receipt.command, receipt.fingerprint) != (name, mark):
        raise Conflict("request.id_reused")
    return revive(command, receipt.result)


def keep(
    session: Session,
    key: Key,
    command: str,
    mark: str,
    result: BaseModel | None,
    now: datetime,
) -> None:
    """Add the receipt of a request that was done."""
    session.add(
        Receipt(
            actor_id=key[0],
            request_id=key[1],
            command=command,
            fingerprint=mark,
            result=result.model_dump(mode="json") if result is not None else None,
            at=now,
        )
    )


def revive(command: Callable[..., R], result: dict[str, Any] | None) -> R:
    """Return what `command` answered the first time, of the type it says it returns."""
    if result is None:
        return cast(R, None)
    kind = get_type_hints(command)["return"]
    return cast(R, kind.model_validate(result))
