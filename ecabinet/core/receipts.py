"""Receipts: request id → result, so that a request sent twice is done once and answered alike."""

import hashlib
from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar, cast, get_type_hints
from uuid import UUID

from pydantic import BaseModel
from sqlalchemy import Row, Uuid, bindparam, select
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


# Made once: every write of everybody begins with it.
_FIND = select(Receipt.command, Receipt.fingerprint, Receipt.result).where(
    Receipt.actor_id == bindparam("actor"), Receipt.request_id == bindparam("request")
)


def find(
    session: Session, actor: Actor, request_id: str, command: str, mark: str
) -> Row[tuple[str, str, dict[str, Any] | None]] | None:
    """Return command, fingerprint and result of an earlier identical request.

    Raises:
        Conflict: the id was used for something else.
    """
    key = {"actor": actor.real_id or NOBODY, "request": request_id}
    receipt = session.execute(_FIND, key).one_or_none()
    if receipt and (receipt.command, receipt.fingerprint) != (command, mark):
        raise Conflict("request.id_reused")
    return receipt


def keep(
    session: Session,
    actor: Actor,
    request_id: str,
    command: str,
    mark: str,
    result: BaseModel | None,
    now: datetime,
) -> None:
    """Add the receipt of a request that was done."""
    session.add(
        Receipt(
            actor_id=actor.real_id or NOBODY,
            request_id=request_id,
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
